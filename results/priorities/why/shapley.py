"""What each measure of a package brings: Shapley values, exact, over every part of the package that could have been chosen instead.

What two measures bring together is seldom the sum of what each brings alone: places in one queue let more people through to the next. A
measure's share is what it adds to those that are there already, as a mean over all orders in which they could have been taken. The shares
add up to what the whole package brings, replication by replication; a measure that changes nothing gets exactly nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Literal

import numpy as np

from results.intervals import Floats
from results.priorities.choices.goals import Objective
from results.priorities.choices.packages import Package
from results.priorities.found import Pair, Range, Share
from results.priorities.simulated.evaluate import PLANNED, Evaluator
from results.priorities.simulated.ranges import range_of, ranges_of
from scenarios.posterior import REPLICATIONS_PER_DRAW

MOST = 6
"""Measures in a package that can be divided: there are twice as many parts of it for each one more."""

OBSERVATIONS = range(4)
"""Observations that shares rest on, where no others are asked for."""

Meeting = Literal["more", "less", "not_told"]
"""Whether measures together bring more than one by one, less, or neither can be told."""


@dataclass(frozen=True)
class Divided:
    """What a package brings, divided among its measures.

    Attributes
    ----------
    whole, closed
        What it brings in score, and by aim.
    shares
        One of each measure, in the package's order; they add up to the whole.
    alone
        What each measure brings in score when it is the only one.
    beyond
        What the whole brings beyond the sum of its measures one by one.
    pairs
        Every two measures (Shapley interaction index).
    """

    package: Package
    whole: Range
    closed: tuple[Range, ...]
    shares: tuple[Share, ...]
    alone: tuple[Range, ...]
    beyond: Range
    pairs: tuple[Pair, ...]

    @property
    def meeting(self) -> Meeting:
        """Whether the package brings more, or less, than its measures one by one."""
        return meeting(self.beyond)


def meeting(beyond: Range) -> Meeting:
    """What can be told of how measures meet, by what they bring beyond their sum."""
    if not beyond.told_apart:
        return "not_told"
    return "more" if beyond.mean > 0.0 else "less"


def simulations(package: Package, observations: range = OBSERVATIONS, *, pairs: bool = True) -> int:
    """How many simulations it takes to divide a package, those that are made already among them."""
    return len(observations) * (REPLICATIONS_PER_DRAW if pairs else 1) << len(package)


def divide(
    evaluator: Evaluator, objective: Objective, package: Package, observations: range = OBSERVATIONS, future: str = PLANNED
) -> Divided:
    """What a package brings, divided among its measures; parts of it that were simulated before are not simulated again.

    Parameters
    ----------
    observations
        Numbers of the observations: each is a pair of replications where parameters are drawn.

    Raises
    ------
    ValueError
        The package holds more than `MOST` measures, or none.
    """
    if not 1 <= len(package) <= MOST:
        raise ValueError(f"a package of 1 to {MOST} measures can be divided among them, not one of {len(package)}")
    each = REPLICATIONS_PER_DRAW if evaluator.pairs else 1
    numbers = range(observations.start * each, observations.stop * each)
    worth = _worth(evaluator, objective, package, numbers, future)
    return _divided(package, objective, worth, evaluator.draws(numbers))


def _worth(evaluator: Evaluator, objective: Objective, package: Package, numbers: range, future: str) -> Floats:
    """Part of each aim's way that each part of a package closes, shape (parts, replications, aims)."""
    seen = evaluator.at(parts_of(package), numbers, future).values
    columns = [evaluator.column(aim.indicator) for aim in objective.aims]
    changes = seen[:, :, columns] - seen[:1, :, columns]
    # Where one side has no number (nobody counts, a median is not reached) nothing can be said of a change: it counts as none.
    changes = np.where(np.isfinite(changes), changes, 0.0)
    return np.stack([aim.closed(changes[..., k]) for k, aim in enumerate(objective.aims)], axis=-1)


def _divided(package: Package, objective: Objective, worth: Floats, draws: Sequence[int]) -> Divided:
    weights = objective.parts()
    values, alone = shapley_values(worth), np.stack([worth[1 << k] for k in range(len(package))])
    scores = worth[-1] @ weights
    told = tuple(Share(c, range_of(v @ weights, draws), ranges_of(v, draws)) for c, v in zip(package, values, strict=True))
    pairs = tuple(
        Pair(package[i], package[j], range_of(interaction(worth, i, j) @ weights, draws)) for i, j in combinations(range(len(package)), 2)
    )
    return Divided(
        package,
        range_of(scores, draws),
        ranges_of(worth[-1], draws),
        told,
        tuple(range_of(v @ weights, draws) for v in alone),
        range_of(scores - alone.sum(axis=0) @ weights, draws),
        pairs,
    )


def parts_of(package: Package) -> tuple[Package, ...]:
    """Every part of a package: the n-th holds its k-th measure where bit k of n is set; the first is empty, the last the whole."""
    return tuple(tuple(c for k, c in enumerate(package) if number >> k & 1) for number in range(1 << len(package)))


def shapley_values(worth: Floats) -> Floats:
    """Shapley values, exact.

    Parameters
    ----------
    worth
        What each part is worth, shape (2^m, …), in the order of `parts_of`.

    Returns
    -------
    The value of each of the m members, shape (m, …); they add up to what the whole is worth beyond the empty part.
    """
    members = _members(worth)
    return np.stack([_mean_gain(worth, k, members) for k in range(members)])


def _members(worth: Floats) -> int:
    members = len(worth).bit_length() - 1
    if len(worth) != 1 << members or not members:
        raise ValueError(f"every part of a whole has a worth: 2, 4, 8 … of them, not {len(worth)}")
    return members


def _mean_gain(worth: Floats, member: int, members: int) -> Floats:
    """What a member adds to a part without it, a mean over the orders in which the members can come."""
    found: Floats = np.zeros(worth.shape[1:])
    for part in range(len(worth)):
        if part >> member & 1 == 0:
            weight = 1.0 / (members * comb(members - 1, part.bit_count()))
            found = found + weight * (worth[part | 1 << member] - worth[part])
    return found


def interaction(worth: Floats, first: int, second: int) -> Floats:
    """How much more a member adds because another is there, a mean over parts without both (Shapley interaction index), shape (…)."""
    members, both = _members(worth), 1 << first | 1 << second
    found: Floats = np.zeros(worth.shape[1:])
    for part in range(len(worth)):
        if part & both == 0:
            weight = 1.0 / ((members - 1) * comb(members - 2, part.bit_count()))
            apart = worth[part | 1 << first] + worth[part | 1 << second]
            found = found + weight * (worth[part | both] + worth[part] - apart)
    return found
