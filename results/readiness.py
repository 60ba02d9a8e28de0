"""Readiness for a surge: how many more asylum seekers a month a county can take before a wait passes its limit.

Arrivals after the decision are raised in steps, the same people and more, replication by replication; where an indicator passes its limit
between two steps is read on the straight line between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from results.indicators.catalogue import CATALOGUE, name
from results.intervals import Floats, intervals
from results.study import Study, run_study
from scenarios.language import number
from scenarios.language import translate as _
from scenarios.posterior import drawn
from scenarios.schema.scenario import Scenario

STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Additions to the arrivals that are tried, as shares of them; twice as many is about what the population of a county covers."""


@dataclass(frozen=True)
class Limit:
    """What must not be passed: the county's value of an indicator in a period (all reported years by default), in its unit."""

    indicator: str
    value: float
    period: str = ""

    @property
    def is_least(self) -> bool:
        """Whether the value must not fall below it, as a share in time; else not rise above it, as a wait."""
        return CATALOGUE[self.indicator].better == "more"

    def passed(self, values: Floats) -> NDArray[np.bool_]:
        """Where values are beyond the limit."""
        beyond: NDArray[np.bool_] = values < self.value if self.is_least else values > self.value
        return beyond


@dataclass(frozen=True)
class Readiness:
    """What a county can take.

    Attributes
    ----------
    limit
        What must not be passed.
    extra
        More asylum seekers living in the county a month at each step, rising from 0; shape (steps,).
    values
        The indicator, shape (replications, steps); nan where undefined.
    found
        More seekers a month at which each replication passes the limit, shape (replications,): 0 where it is passed already, infinity
        where no step passes it.
    whose
        What the course is called that was asked; empty where there is only one.
    draws
        The draw of parameters of each replication; empty where all have the same.
    """

    limit: Limit
    extra: Floats
    values: Floats
    found: Floats
    whose: str = ""
    draws: tuple[int, ...] = ()

    @property
    def seekers(self) -> tuple[float, float, float] | None:
        """Mean and interval of the seekers a month that can be taken; None where some replication never passes the limit."""
        if not np.isfinite(self.found).all():
            return None
        over = intervals(self.found, self.draws)
        return float(over.mean), max(0.0, float(over.low)), float(over.high)

    @property
    def tried(self) -> float:
        """The most that was tried, seekers a month."""
        return float(self.extra[-1])

    def sentence(self) -> str:
        """What was found, in words."""
        return f"{self.whose}: {self._told()}" if self.whose else self._told()

    def _told(self) -> str:
        what, found = name(self.limit.indicator), self.seekers
        if found is None:
            kept = int((~np.isfinite(self.found)).sum())
            return _(
                "In {kept} of {n} calculations “{what}” keeps its limit with {tried} more asylum seekers a month, the most that was tried."
            ).format(kept=kept, n=len(self.found), what=what, tried=number(self.tried, 0))
        mean, low, high = found
        return _("The county can take {mean} more asylum seekers a month ({low}–{high}) before “{what}” passes its limit.").format(
            mean=number(mean, 0), low=number(low, 0), high=number(high, 0), what=what
        )


def readiness(
    scenario: Scenario,
    *limits: Limit,
    seed: int = 1,
    steps: Sequence[float] = STEPS,
    replications: int = 10,
    engine: str = "auto",
    workers: int | None = None,
) -> tuple[Readiness, ...]:
    """How many more asylum seekers a month the county can take from the decision on, before each limit is passed.

    Parameters
    ----------
    scenario
        The county as it would be, with or without measures.
    limits
        What must not be passed; the same runs answer for all.
    steps
        Additions as shares of the arrivals, rising from 0. A step beyond what the population covers goes as far as it does.

    Raises
    ------
    ValueError
        Steps that do not rise from 0.
    """
    if steps[0] != 0.0 or list(steps) != sorted(set(steps)):
        raise ValueError("steps must rise from 0")
    raised = [with_more_seekers(scenario, step) for step in steps]
    studies = [run_study(each, seed, replications=replications, engine=engine, workers=workers, keep_runs=0) for each in raised]
    extra = np.array([extra_seekers(scenario, each) for each in raised])
    numbers = studies[0].replications
    own = [np.array([extra_seekers(drawn(scenario, k), drawn(each, k)) for each in raised]) for k in numbers]
    found = []
    for limit in limits:
        values = np.column_stack([_values(study, limit) for study in studies])
        passed = np.array([crossing(each, row, limit) for each, row in zip(own, values, strict=True)])
        found.append(Readiness(limit, extra, values, passed, draws=studies[0].draws))
    return tuple(found)


def with_more_seekers(scenario: Scenario, share: float) -> Scenario:
    """The same scenario with so many more asylum seekers in every month from the decision on, as far as the population covers."""
    given = scenario.arrivals
    months = zip(given.months, given.asylum, given.asylum_most, strict=True)
    asylum = tuple(
        max(persons, min(persons * (1.0 + share), most)) if month >= scenario.decision else persons for month, persons, most in months
    )
    return scenario.model_copy(update={"arrivals": replace(given, asylum=asylum)})


def extra_seekers(scenario: Scenario, raised: Scenario) -> float:
    """More asylum seekers living in the county a month, on average from the decision on."""
    later = [month >= scenario.decision for month in scenario.arrivals.months]
    more = np.subtract(raised.arrivals.asylum, scenario.arrivals.asylum)[later]
    return float(more.mean() * scenario.people.share_nation_stays.at(0.0)) if len(more) else 0.0


def crossing(extra: Floats, values: Floats, limit: Limit) -> float:
    """Where values at rising additions first pass a limit, on the line between two steps; infinity where they never do.

    A step without a value says nothing and is left out.
    """
    known = np.isfinite(values)
    at, given = extra[known], values[known]
    beyond = np.flatnonzero(limit.passed(given))
    if len(beyond) == 0:
        return float("inf")
    k = int(beyond[0])
    if k == 0:
        return float(at[0])
    share = (limit.value - given[k - 1]) / (given[k] - given[k - 1])
    return float(at[k - 1] + share * (at[k] - at[k - 1]))


def _values(study: Study, limit: Limit) -> Floats:
    """The county's value in each replication."""
    values: Floats = study.values[:, study.place_of[study.key(limit.indicator, period=limit.period)]]
    return values
