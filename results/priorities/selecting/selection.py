"""What a selection says: the best, what cannot be told apart from it, what is told worse, and on how many observations that rests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from results.priorities.selecting.boundaries import half_width

Floats = NDArray[np.float64]

Observe = Callable[[Sequence[int], range], Floats]
"""Observations of systems (their numbers) with the numbers asked for: shape (systems, observations), larger is better.

An observation depends on the system and its own number alone. Observation n of every system shares its luck; different numbers are
independent, or, where they come from a posterior of so many draws, dealt from it without one coming twice before the others.
"""

Verdict = Literal["best", "not told apart", "worse"]


@dataclass(frozen=True)
class Compared:
    """One system held against the one that was chosen.

    Attributes
    ----------
    system
        Its number.
    verdict
        `worse` where the interval of the difference lies below zero, at the confidence of the selection, all systems together.
    observations
        How many of the system count: those up to where it was dropped, or the end.
    mean
        Of these observations.
    difference, low, high
        Mean of the paired differences to the chosen one over the same observations, and an interval: it takes looking again and again and
        the number of systems into account. Ends are infinite where there are too few observations; all three are 0 for the chosen one.
    """

    system: int
    verdict: Verdict
    observations: int
    mean: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class Selection:
    """The best of some systems.

    At the stated confidence (for differences that are about normal): where the best is better than all others by the indifference or
    more, it is the one chosen; and the truly best is the chosen one or among those not told apart from it. The first holds only for a
    selection that is `decided`.

    Attributes
    ----------
    best
        The system chosen.
    compared
        All systems in the order in which they were given.
    decided
        False where the ceiling came first: more than one was still in question, and the chosen one is the one with the largest mean. True
        again where all others have been told worse since.
    asked
        Observations asked for, all systems together: those that count, and what was left of a stage when a system was dropped in it.
    confidence, indifference
        As asked.
    """

    best: int
    compared: tuple[Compared, ...]
    decided: bool
    asked: int
    confidence: float
    indifference: float

    @property
    def not_told_apart(self) -> tuple[int, ...]:
        """Systems that may be as good as the chosen one, or better."""
        return self._with("not told apart")

    @property
    def worse(self) -> tuple[int, ...]:
        """Systems that are told worse than the chosen one."""
        return self._with("worse")

    @property
    def observations(self) -> int:
        """Observations that count, all systems together."""
        return sum(each.observations for each in self.compared)

    def of(self, system: int) -> Compared:
        """What is said of one system.

        Raises
        ------
        KeyError
            It was not among those compared.
        """
        for each in self.compared:
            if each.system == system:
                return each
        raise KeyError(system)

    def _with(self, verdict: Verdict) -> tuple[int, ...]:
        return tuple(each.system for each in self.compared if each.verdict == verdict)


def compare(system: int, values: Floats, best: int, of_best: Floats, error: float) -> Compared:
    """Hold a system against the chosen one.

    Parameters
    ----------
    values, of_best
        The observations of both that count, from the first; the chosen one has at least as many.
    error
        Probability that this one interval may miss.
    """
    mean = float(values.mean())
    if system == best:
        return Compared(system, "best", len(values), mean, 0.0, 0.0, 0.0)
    differences = values - of_best[: len(values)]
    difference = float(differences.mean())
    half = half_width(float(differences.var(ddof=1)), len(differences), error) if len(differences) > 1 else float("inf")
    verdict: Verdict = "worse" if difference + half < 0.0 else "not told apart"
    return Compared(system, verdict, len(values), mean, difference, difference - half, difference + half)
