"""Simulating plans of places: each in each replication once, the same people with the same luck in all of them, any number of workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from results.indicators.catalogue import CATALOGUE
from results.indicators.compute import compute
from results.indicators.grid import Grid, grid_of
from results.indicators.history import History
from results.indicators.layout import Layout, layout_of
from results.intervals import Floats
from results.priorities.required.demand import demand
from results.priorities.required.rows import Plan, Row, ample, first_month, months_from, rows_in, with_plan
from results.workers import Workers
from scenarios.posterior import drawn
from scenarios.schema.scenario import Scenario
from sim.engines.choice import Engine
from sim.run import simulate

Progress = Callable[[int, int], None]
"""Told how many simulations are done and how many are planned so far."""


@dataclass(frozen=True)
class Asked:
    """What is to be reached, and with what.

    Attributes
    ----------
    scenario
        The county as it is.
    indicator, value
        What is to be reached, in the indicator's unit.
    service
        The capacity that is sought.
    area
        Where it is to be reached, by the name of the grid; empty for the county.
    hold
        Months during which a plan stays as it is.
    most_times
        A plan of more than so many times what there is today is taken for not plausible.
    lead
        Months from the decision before any place can be changed: teachers to find, contracts, rooms.
    """

    scenario: Scenario
    indicator: str
    value: float
    service: str
    engine: Engine
    area: str = ""
    hold: int = 6
    most_times: float = 10.0
    lead: int = 0

    @cached_property
    def grid(self) -> Grid:
        """Areas, years and months."""
        return grid_of(self.scenario)

    @cached_property
    def layout(self) -> Layout:
        """Everything that is computed on the way."""
        return layout_of(self.grid, (self.indicator,))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the capacity table that are sought."""
        return rows_in(self.scenario.county, self.service, self.area)

    @cached_property
    def months(self) -> tuple[int, ...]:
        """Positions of the plan's months among the grid's: from the decision, or later where it takes time, to the end of the run."""
        return months_from(self.grid, first_month(self.scenario, self.lead))

    @cached_property
    def days(self) -> tuple[float, ...]:
        """First days of the plan's months."""
        return tuple(float(self.grid.months[month]) for month in self.months)

    @cached_property
    def judged(self) -> tuple[str, ...]:
        """Areas whose value is kept: where it is to be reached, then those of the rows that have one of their own."""
        own = [] if CATALOGUE[self.indicator].county_only else [row.judged for row in self.rows if row.judged]
        return tuple(dict.fromkeys((self.area or self.grid.county, *own)))

    @cached_property
    def kept(self) -> tuple[int, ...]:
        """Places of the judged areas' values in the layout: all reported years, everyone."""
        whole = self.grid.whole(CATALOGUE[self.indicator].breaks).name
        place = {key: number for number, key in enumerate(self.layout.keys)}
        return tuple(place[self.indicator, area, "all", whole] for area in self.judged)

    def reached(self, values: Floats, value: float | None = None) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Where values are as good as the one asked for, or another; nowhere where they are undefined."""
        goal = self.value if value is None else value
        good = values >= goal - 1e-9 if self.more_is_better else values <= goal + 1e-9
        return np.asarray(good)

    @property
    def more_is_better(self) -> bool:
        """Whether the indicator is to be raised."""
        return CATALOGUE[self.indicator].better == "more"


@dataclass(frozen=True)
class Job:
    """One plan in one replication of one seed; None is the county as it is. With other services opened too to see what holds back."""

    plan: Plan | None
    seed: int
    replication: int
    opened: str = ""
    with_demand: bool = False


@dataclass(frozen=True)
class Outcome:
    """What one simulation says: the indicator in the judged areas, the persons behind it, and where asked the demand (mean and highest)."""

    values: Floats
    people: Floats
    mean: Floats
    most: Floats


@dataclass
class Trials:
    """Simulates plans and never the same twice; a context manager that ends its workers."""

    asked: Asked
    workers: int = 1
    progress: Progress | None = None
    found: dict[Job, Outcome] = field(default_factory=dict)
    done: int = 0
    planned: int = 0

    def __post_init__(self) -> None:
        self._workers: Workers[Job, Outcome] = Workers(_prepare, _run, self.asked, self.workers)

    def __enter__(self) -> Trials:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.close()

    def outcomes(
        self, plan: Plan | None, seed: int, replications: Iterable[int], opened: str = "", *, with_demand: bool = False
    ) -> list[Outcome]:
        """What a plan says in each replication."""
        jobs = [Job(plan, seed, number, opened, with_demand) for number in replications]
        self._do([job for job in jobs if job not in self.found])
        return [self.found[job] for job in jobs]

    def values(self, plan: Plan | None, seed: int, replications: Iterable[int], opened: str = "") -> Floats:
        """The indicator in the judged areas, shape (replications, areas)."""
        return np.array([outcome.values for outcome in self.outcomes(plan, seed, replications, opened)])

    def _do(self, todo: Sequence[Job]) -> None:
        self.planned += len(todo)
        for job, outcome in self._workers.do(todo):
            self.found[job] = outcome
            self.done += 1
            if self.progress is not None:
                self.progress(self.done, self.planned)


def _prepare(asked: Asked) -> Asked:
    """Everything that is worked out once is worked out on the question itself."""
    return asked


def _run(asked: Asked, job: Job) -> Outcome:
    scenario = drawn(asked.scenario, job.replication)
    if job.plan is not None:
        scenario = with_plan(scenario, asked.service, asked.rows, asked.days, job.plan)
    for service in filter(None, job.opened.split(",")):
        scenario = opened_up(scenario, service, asked)
    history = History(simulate(scenario, job.seed, job.replication, asked.engine), scenario)
    values, people = compute(history, asked.layout)
    kept = list(asked.kept)
    nothing = np.zeros((0, 0))
    if not job.with_demand:
        return Outcome(values[kept], people[kept], nothing, nothing)
    mean, most = demand(asked.service, history, asked.grid, asked.rows, scenario.county)
    months = list(asked.months)
    return Outcome(values[kept], people[kept], mean[:, months], most[:, months])


def opened_up(scenario: Scenario, service: str, asked: Asked) -> Scenario:
    """The scenario with more of another service than anyone could use, from the plan's first day on."""
    rows = rows_in(scenario.county, service)
    return with_plan(scenario, service, rows, asked.days, ample(rows, len(asked.days), service))


def mean_of(asked: Asked, values: Floats) -> Floats:
    """Mean over replications, shape (areas,); of shares over those with anyone behind them, and undefined where a wait is."""
    if CATALOGUE[asked.indicator].statistic not in ("share", "mean"):
        return np.asarray(values.mean(axis=0))
    known = np.isfinite(values)
    total = np.where(known, values, 0.0).sum(axis=0)
    found: Floats = np.divide(total, known.sum(axis=0), out=np.full(values.shape[1], np.nan), where=known.any(axis=0))
    return found


def people_behind(outcomes: Sequence[Outcome]) -> Floats:
    """Persons behind the indicator in the judged areas, mean over replications."""
    found: Floats = np.array([outcome.people for outcome in outcomes]).mean(axis=0)
    return found
