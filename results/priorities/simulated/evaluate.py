"""Simulating packages: each in each replication once, the same people with the same luck in all of them, any number of workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from results.indicators.compute import compute
from results.indicators.grid import grid_of
from results.indicators.history import History
from results.indicators.layout import Layout, layout_of
from results.intervals import Floats
from results.ledger import costs, lines_of
from results.priorities.choices.budget import PAYERS, by_event, years_of
from results.priorities.choices.packages import Menu, Package
from results.study import Key
from results.workers import Workers
from scenarios.posterior import REPLICATIONS_PER_DRAW, draw_numbers, drawn
from scenarios.schema.scenario import Scenario
from sim.engines.choice import Engine
from sim.run import simulate

PLANNED = "planned"
"""The future that is planned for."""

Other = TypeVar("Other")
Answer = TypeVar("Answer")

Progress = Callable[[int, int], None]
"""Told how many simulations are done and how many are planned so far."""


@dataclass(frozen=True)
class Question:
    """What every simulation of a search shares.

    Attributes
    ----------
    menu
        The measures.
    futures
        The county with no measures in each future, by its name.
    indicators
        Indicators that are kept: for the whole of the reported years, in every area and group.
    """

    menu: Menu
    futures: Mapping[str, Scenario]
    indicators: tuple[str, ...]
    engine: Engine

    @cached_property
    def columns(self) -> tuple[Key, ...]:
        """Indicator, area, group and period of each number that is kept."""
        layout = self.layout
        return tuple(layout.keys[k] for k in self.kept)

    @cached_property
    def layout(self) -> Layout:
        """Everything that is computed on the way."""
        return layout_of(grid_of(self.menu.base), self.indicators)

    @cached_property
    def kept(self) -> NDArray[np.intp]:
        """Places of the numbers that are kept in the layout."""
        grid = self.layout.grid
        whole = {block.indicator.key: grid.whole(block.indicator.breaks).name for block in self.layout.blocks}
        return np.array([k for k, key in enumerate(self.layout.keys) if key[3] == whole[key[0]]], dtype=np.intp)


@dataclass(frozen=True)
class Job:
    """One package in one future in one replication of one seed."""

    package: Package
    future: str
    seed: int
    replication: int


@dataclass(frozen=True)
class Outcome:
    """What one simulation says.

    Attributes
    ----------
    values, people
        The numbers that are kept and the persons behind them, shape (columns,).
    events
        What the measures' costs by the event came to, SEK, shape (payers, years).
    running
        What the running services cost each payer over those years, SEK, shape (payers,).
    """

    values: Floats
    people: Floats
    events: Floats
    running: Floats


@dataclass(frozen=True)
class Seen:
    """Outcomes of packages over replications: the arrays of `Outcome` with two axes before them, (packages, replications)."""

    values: Floats
    people: Floats
    events: Floats
    running: Floats


class Evaluator:
    """Simulates packages and never the same twice; a context manager that ends its workers."""

    def __init__(self, question: Question, seed: int = 1, workers: int = 1, progress: Progress | None = None) -> None:
        self.question, self.seed, self.progress = question, seed, progress
        self.found: dict[Job, Outcome] = {}
        self.done = self.planned = 0
        self._workers: Workers[Job, Outcome] = Workers(_prepare, _run, question, workers)

    def __enter__(self) -> Evaluator:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.close()

    def at(self, packages: Sequence[Package], replications: Iterable[int], future: str = PLANNED, seed: int | None = None) -> Seen:
        """What packages say in a future; the seed is the evaluator's own unless another is given."""
        numbers = list(replications)
        which = self.seed if seed is None else seed
        jobs = [Job(package, future, which, number) for package in packages for number in numbers]
        self._do(jobs)
        shape = (len(packages), len(numbers))
        found = [self.found[job] for job in jobs]
        return Seen(*(_stacked([getattr(o, name) for o in found], shape) for name in ("values", "people", "events", "running")))

    def _do(self, jobs: Sequence[Job]) -> None:
        todo = [job for job in dict.fromkeys(jobs) if job not in self.found]
        self.found.update(self.counted(self._workers, todo))

    def counted(self, workers: Workers[Other, Answer], jobs: Sequence[Other]) -> dict[Other, Answer]:
        """What other workers answer, told in the same progress."""
        self.planned += len(jobs)
        found = {}
        for job, answer in workers.do(jobs):
            found[job] = answer
            self.done += 1
            if self.progress is not None:
                self.progress(self.done, self.planned)
        return found

    @cached_property
    def place_of(self) -> Mapping[Key, int]:
        """Column of each number that is kept."""
        return {key: column for column, key in enumerate(self.question.columns)}

    def column(self, indicator: str, area: str = "", group: str = "all") -> int:
        """Column of an indicator, of the county and everyone by default.

        Raises
        ------
        KeyError
            It is not kept.
        """
        grid = self.question.layout.grid
        whole = next(b.indicator for b in self.question.layout.blocks if b.indicator.key == indicator).breaks
        return self.place_of[indicator, area or grid.county, group, grid.whole(whole).name]

    @property
    def workers(self) -> int:
        """How many processes it simulates with."""
        return self._workers.count

    @property
    def pairs(self) -> bool:
        """Whether replications share draws of parameters two by two, and count together."""
        return self.question.menu.base.posterior is not None

    def observations(self, packages: Sequence[Package], numbers: range, future: str = PLANNED) -> Floats:
        """The numbers by observation, shape (packages, observations, columns): means over the replications that share a draw."""
        each = REPLICATIONS_PER_DRAW if self.pairs else 1
        seen = self.at(packages, range(numbers.start * each, numbers.stop * each), future).values
        return np.asarray(seen.reshape(len(packages), len(numbers), each, -1).mean(axis=2))

    def draws(self, replications: Sequence[int]) -> tuple[int, ...]:
        """The draw of parameters of each replication; empty where none are drawn."""
        return draw_numbers(self.question.menu.base, replications)


def _stacked(found: Sequence[Floats], shape: tuple[int, int]) -> Floats:
    return np.array(found).reshape(*shape, *found[0].shape) if found else np.zeros((*shape, 0))


def _prepare(question: Question) -> Question:
    """Everything that is worked out once is worked out on the question itself."""
    return question


def _run(question: Question, job: Job) -> Outcome:
    scenario = drawn(question.menu.scenario(job.package, question.futures[job.future]), job.replication)
    history = History(simulate(scenario, job.seed, job.replication, question.engine), scenario)
    values, people = compute(history, question.layout)
    lines = lines_of(scenario)
    spent = costs(history, question.layout.grid, lines)
    columns = [question.layout.grid.years.index(year) for year in years_of(scenario)]
    running = np.zeros(len(PAYERS))
    for line, cost in zip(lines, spent, strict=True):
        if line.kind == "running":
            running[PAYERS.index(line.payer)] += cost[columns].sum()
    return Outcome(values[question.kept], people[question.kept], by_event(scenario, spent), running)
