"""Simulating at many points: workers that stay, results that are never computed twice, and a checkpoint that survives a kill.

A point is a set of values by address. What one replication of one county says at a point depends on nothing else, so it is kept under
that key: a fit that is run again walks the same way through what is kept and goes on where it was stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calibration.observe import Observer
from calibration.targets import Target
from results.workers import Workers
from scenarios.drawn import with_values
from scenarios.schema.scenario import Scenario
from sim.engines.choice import Engine
from sim.run import simulate

Floats = NDArray[np.float64]

Progress = Callable[[int, int], None]
"""Told how many simulations are done and how many are planned so far."""

DIGITS = 12
"""Significant digits to which a value is rounded before it is tried: the same point has the same name on every machine."""


@dataclass(frozen=True)
class Job:
    """One replication of one county at one point."""

    county: int
    values: tuple[tuple[str, float], ...]
    seed: int
    replication: int

    @property
    def name(self) -> str:
        """Under which its result is kept."""
        return sha256(repr((self.county, self.values, self.seed, self.replication)).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Seen:
    """What simulations say: the number of each target and the persons behind it, both of one shape (…, targets)."""

    values: Floats
    people: Floats


@dataclass(frozen=True)
class Setting:
    """What every simulation of a fit shares: the counties' scenarios, their targets, the engine."""

    scenarios: tuple[Scenario, ...]
    targets: tuple[Target, ...]
    engine: Engine

    @property
    def name(self) -> str:
        """Hash of what a result depends on besides the job."""
        from scenarios.registry import scenario_hash

        told = [scenario_hash(scenario) for scenario in self.scenarios]
        return sha256(repr((told, [_asked(target) for target in self.targets])).encode()).hexdigest()


def _asked(target: Target) -> tuple[str, ...]:
    return (target.area, target.indicator, target.per, target.group, target.first, target.last)


@dataclass(frozen=True)
class _Prepared:
    """What a worker process holds."""

    setting: Setting
    observers: tuple[Observer, ...]


def _prepare(setting: Setting) -> _Prepared:
    return _Prepared(setting, tuple(Observer(scenario, setting.targets) for scenario in setting.scenarios))


def _run(prepared: _Prepared, job: Job) -> tuple[list[float], list[float]]:
    setting = prepared.setting
    scenario = with_values(setting.scenarios[job.county], dict(job.values))
    values, people = prepared.observers[job.county](simulate(scenario, job.seed, job.replication, setting.engine), scenario)
    return values.tolist(), people.tolist()


@dataclass
class Kept:
    """Results by the name of their job, on disk where a file is given; a last line torn by a kill is left out."""

    file: Path | None = None
    found: dict[str, tuple[list[float], list[float]]] = field(default_factory=dict)

    @classmethod
    def at(cls, file: Path | None, setting: Setting) -> Kept:
        """What an earlier run of the same fit kept in a file; nothing of a run that asked something else."""
        kept = cls(file)
        if file is None:
            return kept
        lines = file.read_text(encoding="utf-8").split("\n") if file.exists() else []
        if lines[:1] != [setting.name]:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(setting.name + "\n", encoding="utf-8")
            return kept
        for line in lines[1:-1]:  # the last one is empty, or was torn
            name, values, people = json.loads(line)
            kept.found[name] = (values, people)
        if lines[-1]:
            file.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
        return kept

    def add(self, name: str, result: tuple[list[float], list[float]]) -> None:
        """Keep one result."""
        self.found[name] = result
        if self.file is not None:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(json.dumps([name, *result]) + "\n")


class Evaluator:
    """Simulates counties at points; a context manager that ends its workers.

    Parameters
    ----------
    setting
        Counties, targets and engine.
    workers
        Processes; 1 runs everything in this one. The results are the same for any number.
    checkpoint
        File of results to go on from and to add to.
    progress
        Told after each simulation.
    """

    def __init__(self, setting: Setting, workers: int = 1, checkpoint: Path | None = None, progress: Progress | None = None) -> None:
        self.setting, self.progress = setting, progress
        self.kept = Kept.at(checkpoint, setting)
        self.done = self.planned = 0
        self._workers: Workers[Job, tuple[list[float], list[float]]] = Workers(_prepare, _run, setting, workers)

    def __enter__(self) -> Evaluator:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.close()

    def at(self, points: Sequence[Mapping[str, float]], replications: Iterable[int], seed: int) -> Seen:
        """What every county says at every point in every replication: shape (points, replications, counties, targets)."""
        numbers = list(replications)
        return self.apart(points, [numbers] * len(points), seed)

    def apart(self, points: Sequence[Mapping[str, float]], replications: Sequence[Sequence[int]], seed: int) -> Seen:
        """As `at`, but each point in replications of its own, as many for each: shape (points, replications, counties, targets)."""
        counties = range(len(self.setting.scenarios))
        each = zip(points, replications, strict=True)
        jobs = [Job(county, _named(point), seed, number) for point, numbers in each for number in numbers for county in counties]
        self._do(jobs)
        shape = (len(points), len(jobs) // max(len(points) * len(counties), 1), len(counties), len(self.setting.targets))
        found = [self.kept.found[job.name] for job in jobs]
        values, people = (np.array([each[k] for each in found], dtype=np.float64).reshape(shape) for k in (0, 1))
        return Seen(values, people)

    def _do(self, jobs: Sequence[Job]) -> None:
        """Simulate what is not kept yet, the largest counties first so that the workers end together."""
        missing = {job.name: job for job in jobs if job.name not in self.kept.found}
        todo = sorted(missing.values(), key=lambda job: -_size(self.setting.scenarios[job.county]))
        self.planned += len(todo)
        for job, result in self._workers.do(todo):
            self.kept.add(job.name, result)
            self.done += 1
            if self.progress is not None:
                self.progress(self.done, self.planned)


def _named(point: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """A point with its values rounded, in the order of their addresses."""
    return tuple((address, float(f"{value:.{DIGITS}g}")) for address, value in sorted(point.items()))


def _size(scenario: Scenario) -> float:
    """How much of the nation a county takes: what its simulation costs goes with it."""
    return scenario.people.share_nation_settles.at(0.0)
