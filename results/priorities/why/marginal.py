"""What one more seat, leader, dwelling, caseworker or practice place brings, place by place, and where the queue would move next.

A little more is tried in one area at a time, from the decision on, with the same people and the same luck; the difference is divided by how
many more there were and for how many years. Where nobody waits nothing is simulated: there one more changes nothing at all. Of the others
those are tried where people wait longest in all, each service in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from results.bottleneck import WINDOW_MONTHS, greatest_rise
from results.indicators.beside import QUEUES
from results.indicators.catalogue import CATALOGUE
from results.indicators.compute import compute
from results.indicators.grid import grid_of
from results.indicators.history import History
from results.indicators.layout import Layout, layout_of
from results.intervals import Floats
from results.priorities.choices.budget import years_of
from results.priorities.choices.goals import Objective
from results.priorities.choices.packages import Package
from results.priorities.found import Marginal, Range
from results.priorities.simulated.evaluate import Evaluator
from results.priorities.simulated.ranges import range_of, ranges_of
from results.priorities.why.one_more import ASKED, More, every, grid_area, waited
from results.workers import Workers
from scenarios.calendar import DAYS_PER_YEAR, day
from scenarios.posterior import REPLICATIONS_PER_DRAW, drawn
from scenarios.schema.scenario import Scenario
from sim.engines.choice import Engine
from sim.run import simulate

MOST = 11
"""How many places are tried, where no other number is asked for."""

OBSERVATIONS = range(6)
"""Observations that each rests on, where no others are asked for."""

CLOSEST = {
    "sfi_seats": "sfi_in_time_plan",
    "so_leaders": "so_in_time",
    "dwellings": "reception_in_time",
    "caseworkers": "plan_in_time",
    "introduction_officers": "plan_in_time",
    "preparation_places": "practice_6_months",
    "practice_places": "practice_6_months",
    "preschool_places": "preschool_in_time",
    "school_places": "school_in_time",
    "health_slots": "health_in_time",
    "kommuntal": "reception_wait_median",
}
"""The indicator that stands closest to a service; of those not named here the wait for it."""

NOTHING = Range(0.0, 0.0, 0.0)


def marginals(
    evaluator: Evaluator,
    objective: Objective,
    package: Package = (),
    *,
    services: Iterable[str] = ASKED,
    most: int = MOST,
    observations: range = OBSERVATIONS,
) -> tuple[Marginal, ...]:
    """What one more brings beside a package (nothing more done by default): first what is told and brings most, last where nobody waits.

    It takes as many simulations as `simulations` says; they count in the evaluator's progress. Places where people wait but which are not
    among the `most` are left out.
    """
    menu = evaluator.question.menu
    scenario = menu.scenario(package)
    tried = every(scenario, services)
    asked = Asked(scenario, evaluator.seed, evaluator.question.engine, tried, objective.indicators)
    each = REPLICATIONS_PER_DRAW if evaluator.pairs else 1
    numbers = range(observations.start * each, observations.stop * each)
    with Workers[Job, Answer](_prepare, _run, asked, evaluator.workers) as workers:
        base = evaluator.counted(workers, [(None, number) for number in numbers])
        waits = np.array([base[None, number].waits for number in numbers]).mean(axis=0)
        chosen = in_turn(tried, waits, most)
        found = evaluator.counted(workers, [(which, number) for which in chosen for number in numbers]) | base
    told = _Told(asked, objective, evaluator.draws(numbers), waits)
    before = np.array([found[None, number].values for number in numbers])
    after = [np.array([found[which, number].values for number in numbers]) for which in chosen]
    told_of = [told.of(which, _change(before, values)) for which, values in zip(chosen, after, strict=True)]
    nobody = [told.nothing(which) for which in range(len(tried)) if waits[which] == 0.0]
    return (*sorted(told_of, key=lambda each: -each.score.mean), *nobody)


def simulations(tried: int = MOST, observations: range = OBSERVATIONS, *, pairs: bool = True) -> int:
    """How many simulations it takes at most."""
    return (1 + tried) * len(observations) * (REPLICATIONS_PER_DRAW if pairs else 1)


def in_turn(tried: Sequence[More], waits: Floats, most: int) -> tuple[int, ...]:
    """Numbers of those that are tried: each service's place where people wait longest, then each one's next, until there are `most`.

    None where nobody waits.
    """
    by_service: dict[str, list[int]] = {}
    for which in sorted(range(len(tried)), key=lambda n: (-waits[n], n)):
        if waits[which] > 0.0:
            by_service.setdefault(tried[which].service, []).append(which)
    services = sorted(by_service, key=lambda service: by_service[service][0])
    turns = max(map(len, by_service.values()), default=0)
    order = [by_service[service][turn] for turn in range(turns) for service in services if turn < len(by_service[service])]
    return tuple(order[:most])


Job = tuple[int | None, int]
"""Which of those tried (None: nothing more), and the replication."""


@dataclass(frozen=True)
class Answer:
    """What one simulation says: the numbers of `Asked.columns`, and the days of waiting for each of those tried (nothing more only)."""

    values: Floats
    waits: Floats


@dataclass(frozen=True)
class Asked:
    """What every simulation shares: the county with nothing more, the seed, all that could be tried, and the aims' indicators."""

    scenario: Scenario
    seed: int
    engine: Engine
    tried: tuple[More, ...]
    indicators: tuple[str, ...]

    @cached_property
    def layout(self) -> Layout:
        """All that is computed."""
        closest = tuple(closest_to(more) for more in self.tried)
        return layout_of(grid_of(self.scenario), (*self.indicators, *closest, *(f"queue_{track}" for track in QUEUES)))

    @cached_property
    def place_of(self) -> dict[tuple[str, str, str, str], int]:
        """Place of each number in the layout."""
        return {key: place for place, key in enumerate(self.layout.keys)}

    def place(self, indicator: str, area: str = "") -> int:
        """Place of an indicator over all the years that are reported: in an area that has it, else in the county."""
        grid = self.layout.grid
        period = grid.whole(CATALOGUE[indicator].breaks).name
        county = self.place_of[indicator, grid.county, "all", period]
        return self.place_of.get((indicator, area, "all", period), county)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Months from the decision on."""
        grid = self.layout.grid
        return tuple(name for name, first in zip(grid.month_names, grid.months, strict=False) if first >= day(self.scenario.decision))

    @cached_property
    def columns(self) -> NDArray[np.intp]:
        """Places of the numbers that are kept: the aims', what is closest to each of those tried, and the county's queues by month."""
        aims = [self.place(indicator) for indicator in self.indicators]
        closest = [self.place(closest_to(more), grid_area(self.scenario.county, more.area)) for more in self.tried]
        county = self.layout.grid.county
        queues = [self.place_of[f"queue_{track}", county, "all", month] for track in QUEUES for month in self.months]
        return np.array([*aims, *closest, *queues], dtype=np.intp)


def closest_to(more: More) -> str:
    """The indicator that stands closest to a service."""
    return CLOSEST.get(more.service, f"wait_{more.track}_median")


def _prepare(asked: Asked) -> Asked:
    return asked


def _run(asked: Asked, job: Job) -> Answer:
    which, replication = job
    scenario = asked.scenario if which is None else asked.tried[which].laid_on(asked.scenario)
    scenario = drawn(scenario, replication)
    history = History(simulate(scenario, asked.seed, replication, asked.engine), scenario)
    values, _people = compute(history, asked.layout)
    return Answer(values[asked.columns], waited(history, asked.tried) if which is None else np.zeros(0))


def _change(before: Floats, after: Floats) -> Floats:
    """What changes; nothing can be said of a change where one side has no number, and it counts as none."""
    found = after - before
    return np.where(np.isfinite(found), found, 0.0)


@dataclass(frozen=True)
class _Told:
    """Changes of numbers as they are told of one place."""

    asked: Asked
    objective: Objective
    draws: tuple[int, ...]
    waits: Floats

    def of(self, which: int, changes: Floats) -> Marginal:
        """Of changes of shape (replications, columns), per unit and year."""
        more, years = self.asked.tried[which], len(years_of(self.asked.scenario))
        per = changes / (more.a_year * years)
        place = {indicator: k for k, indicator in enumerate(self.asked.indicators)}
        aims = per[:, [place[aim.indicator] for aim in self.objective.aims]]
        closed = np.stack([aim.closed(aims[:, k]) for k, aim in enumerate(self.objective.aims)], axis=-1)
        return Marginal(
            more.service,
            more.area,
            more.a_year,
            range_of(self.objective.score(aims), self.draws),
            ranges_of(closed, self.draws),
            self._queue_moves_to(more, changes),
            more.language,
            self._waiting(which),
            closest_to(more),
            range_of(per[:, len(self.asked.indicators) + which], self.draws),
        )

    def nothing(self, which: int) -> Marginal:
        """Where nobody waits."""
        more, none = self.asked.tried[which], tuple(NOTHING for _aim in self.objective.aims)
        return Marginal(more.service, more.area, 0.0, NOTHING, none, "", more.language, 0.0, closest_to(more), NOTHING)

    def _waiting(self, which: int) -> float:
        scenario = self.asked.scenario
        years = (day(scenario.end) + 1.0 - day(scenario.decision)) / DAYS_PER_YEAR
        return float(self.waits[which]) / years

    def _queue_moves_to(self, more: More, changes: Floats) -> str:
        months, first = len(self.asked.months), len(self.asked.indicators) + len(self.asked.tried)
        if months < WINDOW_MONTHS or len(changes) < 2:
            return ""
        rises = {
            track: rise.persons
            for k, track in enumerate(QUEUES)
            if track != more.track
            and (rise := greatest_rise(changes[:, first + k * months : first + (k + 1) * months], self.draws)) is not None
        }
        return max(rises, key=lambda track: rises[track], default="")
