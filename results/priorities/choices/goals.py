"""What a package is judged by: how far it brings the county towards its goals, or one indicator that is asked for.

Goals have different units. A goal's indicator counts by the part of its way that is closed: for a share from where it is to 100 percent
(or to 0, where less is better), for a wait from where it is to none at all, for a number by how much it grows in proportion. What a goal
weighs is for the council to say; all weigh the same until it does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from results.indicators.catalogue import CATALOGUE
from results.indicators.indicator import Indicator
from results.intervals import Floats
from scenarios.county import County

GOALS = "goals"
"""Name of the objective that holds all the county's goals."""

SHORTEST_WAY = 5.0
"""A way that is shorter than this, in the indicator's unit, is no way: the goal is as good as reached.

Were it counted, a percentage point of the last one would weigh as much as half the way to another goal.
"""


class NothingToJudgeByError(ValueError):
    """No goal is left that packages could be judged by."""


@dataclass(frozen=True)
class Aim:
    """One goal, by the indicator that stands closest to it.

    Attributes
    ----------
    goal
        Its key in the agreement; empty for an indicator that is asked for by itself.
    indicator
        The indicator.
    start
        Where the county is with nothing more done, in the indicator's unit.
    """

    goal: str
    indicator: str
    start: float

    @property
    def way(self) -> float:
        """How far it is to the goal, in the indicator's unit; nan where it is reached."""
        found = way(CATALOGUE[self.indicator], self.start)
        return found if found >= SHORTEST_WAY else float("nan")

    @property
    def sign(self) -> float:
        """1 where more is better, -1 where less is."""
        return -1.0 if CATALOGUE[self.indicator].better == "less" else 1.0

    def closed(self, change: Floats) -> Floats:
        """Part of the way that changes of the indicator close; negative where they lead away from the goal."""
        return np.asarray(self.sign * change / self.way)


def way(indicator: Indicator, start: float) -> float:
    """How far it is from a value to the goal: 100 percent, or nothing of what should be less; of numbers and sums, as far again."""
    if indicator.unit == "percent" and indicator.better == "more":
        return 100.0 - start
    return abs(start)


@dataclass(frozen=True)
class Objective:
    """What packages are ordered by: a weighted mean of the parts of the ways that they close.

    Attributes
    ----------
    name
        `goals`, or the key of an indicator.
    aims
        The goals that can be computed.
    weights
        What each weighs, by key of the goal; 1 where it is not named.
    """

    name: str
    aims: tuple[Aim, ...]
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that it needs, each once."""
        return tuple(dict.fromkeys(aim.indicator for aim in self.aims))

    def parts(self) -> Floats:
        """The weight of each aim, summing to 1, shape (aims,)."""
        weights = np.array([self.weights.get(aim.goal, 1.0) for aim in self.aims])
        return np.asarray(weights / weights.sum())

    def score(self, changes: Floats) -> Floats:
        """The score of changes from the course with nothing more done, shape (…, aims): the part of the way that is closed, 0 to 1.

        Several goals that share an indicator each count it.
        """
        closed = np.stack([aim.closed(changes[..., k]) for k, aim in enumerate(self.aims)], axis=-1)
        return np.asarray(closed @ self.parts())

    def in_unit(self, score: float) -> float:
        """A score of one indicator in its unit; percent of the way where there are several aims."""
        return score * self.aims[0].way if self.is_single else 100.0 * score

    @property
    def is_single(self) -> bool:
        """Whether it is about one indicator."""
        return self.name != GOALS


def indicators_of(name: str, county: County) -> tuple[tuple[str, str], ...]:
    """Goal and indicator of each aim of an objective, before it is known where the county is.

    Raises
    ------
    KeyError
        No such indicator.
    """
    if name != GOALS:
        return (("", CATALOGUE[name].key),)
    return tuple(
        (goal.key, goal.indicators[0]) for goal in county.goals if goal.indicators and CATALOGUE[goal.indicators[0]].better != "neither"
    )


def objective(name: str, county: County, starts: Mapping[str, float], weights: Mapping[str, float] | None = None) -> Objective:
    """An objective, with the goals that the county has reached, or that have no value in it, left out.

    Parameters
    ----------
    starts
        The indicators' values with nothing more done; nan where undefined.

    Raises
    ------
    NothingToJudgeByError
        No goal with any weight has an indicator with a value that is not reached.
    """
    aims = [Aim(goal, key, starts[key]) for goal, key in indicators_of(name, county) if np.isfinite(starts[key])]
    kept = tuple(aim for aim in aims if np.isfinite(aim.way))
    if not kept or not any((weights or {}).get(aim.goal, 1.0) > 0.0 for aim in kept):
        raise NothingToJudgeByError(f"nothing to judge by: {name}")
    return Objective(name, kept, dict(weights or {}))


def left_out(name: str, county: County, kept: Sequence[Aim]) -> tuple[str, ...]:
    """Keys of the county's goals that an objective of all goals does not hold: no indicator, no value, or reached."""
    held = {aim.goal for aim in kept}
    return tuple(goal.key for goal in county.goals if goal.key not in held) if name == GOALS else ()
