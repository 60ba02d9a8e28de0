"""Why an indicator differs between two years: how much arrivals, law and capacity have in it (exact Shapley values).

The course is calculated anew for each of the eight ways in which the three may have stayed what they were in the first year. What is left
when all three stay is what was already under way: the queues, and the people who had come before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from results.indicators.catalogue import CATALOGUE
from results.indicators.compute import compute
from results.indicators.grid import grid_of
from results.indicators.history import History
from results.indicators.layout import Layout, layout_of
from results.intervals import Floats
from results.priorities.choices.frozen import FACTORS, Factor, changed, frozen
from results.priorities.found import Attribution, Range
from results.priorities.simulated.evaluate import Evaluator
from results.priorities.simulated.ranges import range_of
from results.priorities.why.shapley import shapley_values
from results.workers import Workers
from scenarios.language import N_, translate
from scenarios.posterior import REPLICATIONS_PER_DRAW, drawn
from scenarios.schema.scenario import Scenario
from sim.engines.choice import Engine
from sim.run import simulate

OBSERVATIONS = range(4)
"""Observations that it rests on, where no others are asked for."""

NAMES: dict[Factor, str] = {
    "arrivals": N_("who came, and how long they waited for an answer"),
    "law": N_("law and assignments to the county"),
    "capacity": N_("what the services can take"),
}
"""What the factors are called."""

UNDER_WAY = N_("already under way: queues, and people who had come before")
"""What the remainder is called."""


def named(factor: Factor) -> str:
    """A factor in the language of the reader."""
    return translate(NAMES[factor])


def under_way_named() -> str:
    """What was already under way, in the language of the reader."""
    return translate(UNDER_WAY)


def explain(
    evaluator: Evaluator,
    indicators: Sequence[str],
    first: int,
    last: int,
    *,
    groups: Sequence[str] = ("all", "women", "men"),
    observations: range = OBSERVATIONS,
) -> tuple[Attribution, ...]:
    """Why indicators of the county differ between two years, by indicator and the groups that it is split by; nothing more is done.

    It takes eight simulations a replication, half as many for each factor that does not change after the first year; they count in the
    evaluator's progress. A year may be any of the run; what comes after the decision is as it was foreseen.

    Raises
    ------
    ValueError
        The years are not two of the run, the first before the last, or an indicator has no number by year.
    """
    question = evaluator.question
    base = question.menu.base
    asked = Asked(base, first, last, evaluator.seed, question.engine, tuple(indicators), tuple(groups))
    asked.check()
    each = REPLICATIONS_PER_DRAW if evaluator.pairs else 1
    numbers = range(observations.start * each, observations.stop * each)
    may_change = changed(base, first)
    stays = [tuple(f for k, f in enumerate(FACTORS) if f in may_change and not part >> k & 1) for part in range(1 << len(FACTORS))]
    jobs = [(kept, number) for kept in dict.fromkeys(stays) for number in numbers]
    with Workers[Job, Floats](_prepare, _run, asked, evaluator.workers) as workers:
        found = evaluator.counted(workers, jobs)
    worth = np.array([[found[kept, number] for number in numbers] for kept in stays])
    return _told(asked, worth, evaluator.draws(numbers))


Job = tuple[tuple[Factor, ...], int]
"""The factors that stay as they were in the first year, and the replication."""


@dataclass(frozen=True)
class Asked:
    """What every simulation shares."""

    base: Scenario
    first: int
    last: int
    seed: int
    engine: Engine
    indicators: tuple[str, ...]
    groups: tuple[str, ...]

    def check(self) -> None:
        """Raises ValueError where the years or the indicators cannot be meant."""
        years = self.layout.grid.years
        if not years[0] <= self.first < self.last <= years[-1]:
            raise ValueError(f"two years of {years[0]}–{years[-1]}, the first before the last, not {self.first} and {self.last}")
        known = {indicator for indicator, _group in self.rows}
        if missing := [indicator for indicator in self.indicators if indicator not in known]:
            raise ValueError(f"no number by year: {', '.join(missing)}")

    @cached_property
    def layout(self) -> Layout:
        """All that is computed."""
        return layout_of(grid_of(self.base), self.indicators)

    @cached_property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Indicator and group of each number that is kept, the indicators as they were asked for."""
        keys = set(self.layout.keys)
        asked = [(indicator, group) for indicator in self.indicators for group in self.groups]
        return tuple(row for row in asked if all((row[0], self._county, row[1], str(year)) in keys for year in (self.first, self.last)))

    @cached_property
    def columns(self) -> NDArray[np.intp]:
        """Place of each of them in the layout, in the first year and the last, shape (2, rows)."""
        place = {key: k for k, key in enumerate(self.layout.keys)}
        found = [[place[key, self._county, group, str(year)] for key, group in self.rows] for year in (self.first, self.last)]
        return np.array(found, dtype=np.intp)

    @property
    def _county(self) -> str:
        return self.layout.grid.county


def _prepare(asked: Asked) -> Asked:
    return asked


def _run(asked: Asked, job: Job) -> Floats:
    stays, replication = job
    scenario = frozen(drawn(asked.base, replication), asked.first, stays)
    history = History(simulate(scenario, asked.seed, replication, asked.engine), scenario)
    values, _people = compute(history, asked.layout)
    return values[asked.columns]


def _told(asked: Asked, worth: Floats, draws: Sequence[int]) -> tuple[Attribution, ...]:
    """Of numbers of shape (parts, replications, 2, rows): the last part has all factors as they were."""
    before, after = worth[-1, :, 0], worth[-1, :, 1]
    parts, under_way = shapley_values(worth[:, :, 1]), worth[0, :, 1] - before
    return tuple(
        Attribution(
            indicator,
            group,
            asked.first,
            asked.last,
            _within(indicator, range_of(before[:, row], draws)),
            _within(indicator, range_of(after[:, row], draws)),
            range_of(after[:, row] - before[:, row], draws),
            {factor: range_of(parts[k, :, row], draws) for k, factor in enumerate(FACTORS)},
            range_of(under_way[:, row], draws),
        )
        for row, (indicator, group) in enumerate(asked.rows)
    )


def _within(indicator: str, found: Range) -> Range:
    """A level with the ends of its interval cut where the number cannot be."""
    return found.within(CATALOGUE[indicator].possible)
