"""A study: one scenario, many replications, the indicators of each, and what they say together."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from results.indicators.catalogue import CATALOGUE
from results.indicators.indicator import Indicator
from results.indicators.layout import Layout
from results.intervals import Floats, Intervals, intervals
from results.ledger import Line, ledger_frame
from results.precision import next_total, widest
from results.replicate import Task, replicate
from results.replication import Given, Replication, one, prepare
from scenarios.posterior import draw_numbers
from scenarios.schema.scenario import Scenario
from sim.engines.choice import choose, make_ready
from sim.run import Run

if TYPE_CHECKING:
    import pandas as pd

LEAST_PEOPLE = 20.0
"""Persons (mean over replications) that must stand behind a share or a wait for it to be shown."""

DEFAULT_REPLICATIONS = 10

DEFAULT_WITH_DRAWS = 16
"""Replications of a scenario with a posterior: eight draws; with fewer, how much they differ is hardly known and intervals get wide."""

Key = tuple[str, str, str, str]
"""Indicator, area, group, period."""

Progress = Callable[[int, int], None]
"""Told how many replications are done and how many are planned."""


@dataclass(frozen=True)
class Estimate:
    """One number of a study: mean over replications, interval, and the persons behind it."""

    mean: float
    low: float
    high: float
    people: float


@dataclass(frozen=True)
class Study:
    """The replications of one scenario.

    Attributes
    ----------
    scenario
        Resolved scenario.
    seed
        Seed of all luck.
    replications
        Numbers of the replications done, rising.
    failed
        Numbers of those given up because their process died each time; the study is incomplete where there are any.
    layout
        Areas, periods and keys.
    values
        Indicators in their units, shape (replications, keys); nan where undefined.
    people
        Mean number of persons or events behind each, shape (keys,).
    lines, costs
        Lines of the ledger, and SEK by replication, line and year: shape (replications, lines, years).
    payments
        SEK that the home municipality pays the one that gives a seat: shape (replications, services, homes, hosts, years); the services
        as in `results.payments.PAID`.
    runs
        Persons and events of the first replications kept, by rising number; without the persons' luck.
    engine
        Engine that was used.
    precision
        Relative half-width asked for, None where a number of replications was asked for.
    reached
        Relative half-width over all headline indicators of the county at once; nan for fewer than two replications.
    """

    scenario: Scenario
    seed: int
    replications: tuple[int, ...]
    failed: tuple[int, ...]
    layout: Layout
    values: Floats
    people: Floats
    lines: tuple[Line, ...]
    costs: Floats
    payments: Floats
    runs: tuple[Run, ...]
    engine: str
    precision: float | None
    reached: float

    @property
    def complete(self) -> bool:
        """Whether every replication asked for was done."""
        return not self.failed

    @property
    def precise(self) -> bool:
        """Whether the precision asked for was reached (True where none was asked for)."""
        return self.precision is None or self.reached <= self.precision

    @property
    def keys(self) -> tuple[Key, ...]:
        """Indicator, area, group and period of each number."""
        return self.layout.keys

    @cached_property
    def place_of(self) -> dict[Key, int]:
        """Column of each key."""
        return {key: column for column, key in enumerate(self.keys)}

    @cached_property
    def intervals(self) -> Intervals:
        """Mean and interval of each number, shape (keys,)."""
        return self.over(self.values)

    @property
    def draws(self) -> tuple[int, ...]:
        """The draw of parameters that each replication has; empty where all have the scenario's own."""
        return draw_numbers(self.scenario, self.replications)

    def over(self, values: Floats) -> Intervals:
        """Mean and interval of anything that was computed in each replication, shape (replications, …)."""
        return intervals(values, self.draws)

    @cached_property
    def shown(self) -> NDArray[np.bool_]:
        """Which numbers are shown in files and tables, shape (keys,); see `shown`."""
        return shown(self)

    def estimate(self, indicator: str, area: str = "", group: str = "all", period: str = "") -> Estimate | None:
        """One number with its interval; the county and all reported years by default; None where it is not shown.

        Raises
        ------
        KeyError
            The study has no such number at all.
        """
        column = self.place_of[self.key(indicator, area, group, period)]
        if not self.usable[column]:
            return None
        found = self.intervals
        return Estimate(float(found.mean[column]), float(found.low[column]), float(found.high[column]), float(self.people[column]))

    def key(self, indicator: str, area: str = "", group: str = "all", period: str = "") -> Key:
        """A key, with the county and all reported years where they are not given."""
        return (indicator, area or self.layout.grid.county, group, period or self.whole(indicator))

    def whole(self, indicator: str) -> str:
        """The period of all reported years of an indicator; those since the break where its series breaks."""
        return self.layout.grid.whole(CATALOGUE[indicator].breaks).name

    @cached_property
    def usable(self) -> NDArray[np.bool_]:
        """Which numbers are defined in every replication with enough persons behind."""
        needs = np.array([CATALOGUE[key[0]].needs_people for key in self.keys])
        return np.asarray(np.isfinite(self.intervals.mean) & (~needs | (self.people >= LEAST_PEOPLE)))

    def frame(self) -> pd.DataFrame:
        """The numbers shown, one a row, in the columns of indicators.csv."""
        import pandas as pd

        columns = np.flatnonzero(self.shown)
        keys = [self.keys[column] for column in columns]
        return pd.DataFrame(
            {
                "scenario": self.scenario.name,
                "indicator": [key[0] for key in keys],
                "area": [key[1] for key in keys],
                "group": [key[2] for key in keys],
                "period": [key[3] for key in keys],
                "mean": self.intervals.mean[columns],
                "low": self.intervals.low[columns],
                "high": self.intervals.high[columns],
                "unit": [CATALOGUE[key[0]].unit for key in keys],
                "replications": len(self.replications),
            }
        )

    def ledger(self) -> pd.DataFrame:
        """The ledger's lines by year with interval, each with its price and where the price comes from."""
        return ledger_frame(self.scenario.name, self.lines, self.layout.grid.years, self.over(self.costs))


def shown(study: Study) -> NDArray[np.bool_]:
    """Which numbers are shown in files and tables.

    Years pooled are shown where one of them alone has too few persons behind it, for spreads, and for all reported years together.
    """
    grid = study.layout.grid
    single = {str(year) for year in grid.years}
    members = {period.name: [str(y) for y in range(period.first, period.last + 1)] for period in grid.periods}
    found = study.usable.copy()
    for column in np.flatnonzero(found):
        indicator, area, group, period = study.keys[column]
        kind = CATALOGUE[indicator]
        if kind.statistic in {"series", "spread"} or period in single or period == study.whole(indicator):
            continue
        years = [study.place_of.get((indicator, area, group, year)) for year in members[period]]
        found[column] = any(place is not None and not study.usable[place] for place in years) and kind.needs_people
    return found


def run_study(
    scenario: Scenario,
    seed: int = 1,
    *,
    replications: int | None = None,
    precision: float | None = None,
    engine: str = "auto",
    workers: int | None = None,
    progress: Progress | None = None,
    keep_runs: int = 1,
) -> Study:
    """Run replications of a scenario and compute their indicators where they ran.

    Parameters
    ----------
    scenario
        Resolved scenario.
    seed
        Seed of all luck; replication k of a seed has the same people and the same luck in every scenario.
    replications
        How many; where neither this nor a precision is given 10, or 16 of a scenario with a posterior.
    precision
        Wanted half-width of the intervals relative to the mean, such as 0.05, over all headline indicators of the county for all
        reported years at once (see `results.precision`). Replications are added in steps that depend on the results alone, until it
        is reached or 200 are done; `Study.precise` says whether it was. As the number depends on what was seen, the intervals are a
        little too narrow.
    engine
        "auto", "simpy" or "compiled"; either gives the same results (see `sim.engines.choice`).
    workers
        Processes; as many as there are processors by default. The results are the same for any number.
    progress
        Told of progress after each replication.
    keep_runs
        Of how many of the first replications persons and events are kept.

    Raises
    ------
    ValueError
        Not exactly one of the ways to choose the number of replications, an unknown engine, or one that lacks a rule of the scenario.
    """
    if replications is not None and precision is not None:
        raise ValueError("give either replications or precision")
    usual = default_replications(scenario)
    chosen = choose(engine, scenario, replications or usual)
    make_ready(chosen)
    runner = _Runner(Given(scenario, seed, keep_runs, chosen), workers or os.cpu_count() or 1, progress)
    if precision is None:
        runner.reach(replications or usual)
        return runner.study(None)
    total = next_total(0, float("nan"), precision)
    while total > runner.asked:
        runner.reach(total)
        total = next_total(runner.asked, runner.width(), precision)
    return runner.study(precision)


def default_replications(scenario: Scenario) -> int:
    """How many replications a scenario gets where nobody says how many."""
    return DEFAULT_REPLICATIONS if scenario.posterior is None else DEFAULT_WITH_DRAWS


class _Runner:
    """Gathers replications until enough are done."""

    def __init__(self, given: Given, workers: int, progress: Progress | None) -> None:
        self.task = Task(prepare, one, given)
        self.prepared = prepare(self.task.given)
        self.workers, self.progress = workers, progress
        self.done: dict[int, Replication] = {}
        self.failed: list[int] = []
        self.asked = 0

    def reach(self, total: int) -> None:
        """Run the replications up to `total`."""
        numbers = range(self.asked, total)
        self.asked = total
        for number, result in replicate(self.task, numbers, min(self.workers, max(1, len(numbers)))):
            if result is None:
                self.failed.append(number)
            else:
                self.done[number] = result
            if self.progress is not None:
                self.progress(len(self.done) + len(self.failed), total)

    def values(self) -> Floats:
        """Values so far, by rising number of the replication."""
        return np.array([self.done[number].values for number in sorted(self.done)]).reshape(len(self.done), self.prepared.layout.size)

    def width(self) -> float:
        """Relative half-width reached over the headline indicators."""
        draws = draw_numbers(self.task.given.scenario, sorted(self.done))
        return widest(self.values(), headline(self.prepared.layout), draws)

    def study(self, precision: float | None) -> Study:
        """What was gathered, in the order of the replications' numbers."""
        numbers = sorted(self.done)
        found = [self.done[number] for number in numbers]
        layout, lines = self.prepared.layout, self.prepared.lines
        return Study(
            scenario=self.task.given.scenario,
            seed=self.task.given.seed,
            replications=tuple(numbers),
            failed=tuple(sorted(self.failed)),
            layout=layout,
            values=self.values(),
            people=np.mean([each.people for each in found], axis=0) if found else np.zeros(layout.size),
            lines=lines,
            costs=np.array([each.costs for each in found]).reshape(len(found), len(lines), len(layout.grid.years)),
            payments=np.array([each.payments for each in found]),
            runs=tuple(each.run for each in found if each.run is not None),
            engine=self.task.given.engine,
            precision=precision,
            reached=self.width(),
        )


def headline(layout: Layout, indicators: Sequence[Indicator] = tuple(CATALOGUE.values())) -> NDArray[np.bool_]:
    """Which numbers are headline indicators of the county, everyone, all reported years together; shape (keys,)."""
    grid = layout.grid
    wanted = {(i.key, grid.county, "all", grid.whole(i.breaks).name) for i in indicators if i.headline}
    return np.array([key in wanted for key in layout.keys])
