"""The procedure: all systems are observed side by side, and one is dropped as soon as another is clearly ahead of it.

Kim and Nelson's fully sequential elimination with paired observations (record 40). What is chosen depends on the observations alone: each
observation is looked at by itself in its order, so neither the size of the stages nor the number of workers behind `observe` matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from results.priorities.selecting.boundaries import LEAST, drop_distance
from results.priorities.selecting.selection import Floats, Observe, Selection, compare

DEFAULT_FIRST = 6
"""Observations of every system before the first look."""

DEFAULT_STAGE = 1
"""Observations asked for at once of each system that is left; with more, some are asked for in vain."""


def select(
    observe: Observe,
    systems: Sequence[int],
    *,
    confidence: float = 0.95,
    indifference: float,
    first: int = DEFAULT_FIRST,
    most: int,
    stage: int = DEFAULT_STAGE,
) -> Selection:
    """Choose the best system.

    Parameters
    ----------
    observe
        Where observations come from; called with systems that are left and a range of numbers, from 0 on without gaps.
    systems
        Numbers of the systems, each once.
    confidence
        Of what the selection says, all systems together.
    indifference
        Least difference that is worth telling, in the unit of the observations; smaller ones may be missed, and are cheaper for it.
    first
        Observations of every system before any is dropped.
    most
        Ceiling of observations of one system.
    stage
        Observations asked for at once of each system that is left, after the first: as many as keep the workers busy. It changes what is
        asked for in vain, and nothing else.

    Raises
    ------
    ValueError
        No systems, or one twice; a number out of its bounds; observations of another shape than asked for, or not finite.
    """
    _check(systems, confidence, indifference, first, most, stage)
    race = _Race.of(len(systems))
    error = (1.0 - confidence) / max(len(systems) - 1, 1)
    while race.done < most and not race.settled:
        start = race.done
        numbers = range(start, min(start + stage if start else first, most))
        left = race.left.copy()
        found = np.full((len(numbers), len(systems)), np.nan)
        found[:, left] = _observed(observe, [system for system, still in zip(systems, left, strict=True) if still], numbers).T
        race.asked += int(left.sum()) * len(numbers)
        for values in found:
            race.take(values)
            if race.done >= first and race.drop(error, indifference):
                break
    return _selection(race, systems, error, confidence, indifference)


@dataclass
class _Race:
    """Where the systems stand: what was observed, and the sums that means and variances of differences come from.

    `left` are those not dropped. `products` are sums of products of deviations from the means, shape (systems, systems), as they were when
    the earlier of the two was dropped. It is `settled` when one is left, or when those left differ by nothing that would be told.
    """

    left: NDArray[np.bool_]
    observed: list[Floats]
    counts: NDArray[np.int64]
    means: Floats
    products: Floats
    settled: bool = False
    asked: int = 0

    @classmethod
    def of(cls, size: int) -> _Race:
        """The start, with so many systems."""
        return cls(np.ones(size, dtype=bool), [], np.zeros(size, dtype=np.int64), np.zeros(size), np.zeros((size, size)))

    @property
    def done(self) -> int:
        """Observations of the systems that are left."""
        return len(self.observed)

    def take(self, values: Floats) -> None:
        """Add one observation of each system that is left (Welford's sums, which lose no digits to large means)."""
        self.observed.append(values)
        self.counts[self.left] += 1
        off = values[self.left] - self.means[self.left]
        self.means[self.left] += off / self.done
        self.products[np.ix_(self.left, self.left)] += np.outer(off, off) * ((self.done - 1) / self.done)

    def drop(self, error: float, indifference: float) -> bool:
        """Drop whoever is clearly behind another that is left; tells whether the race is settled by that."""
        left = np.flatnonzero(self.left)
        means, products = self.means[left], self.products[np.ix_(left, left)]
        own = np.diagonal(products)
        variances = np.maximum(own[:, None] + own[None, :] - 2.0 * products, 0.0) / (self.done - 1)
        distances = drop_distance(variances, self.done, error, indifference)
        kept = ~(means[:, None] < means[None, :] - distances).any(axis=1)
        self.left[left[~kept]] = False
        self.settled = not distances[np.ix_(kept, kept)].any()
        return self.settled


def _selection(race: _Race, systems: Sequence[int], error: float, confidence: float, indifference: float) -> Selection:
    """What the race says; of several with the same mean, the one with the lowest number is chosen."""
    values = np.array(race.observed).T
    at = min((int(place) for place in np.flatnonzero(race.left)), key=lambda place: (-race.means[place], systems[place]))
    compared = tuple(
        compare(system, values[place, : race.counts[place]], systems[at], values[at], error) for place, system in enumerate(systems)
    )
    return Selection(systems[at], compared, race.settled, race.asked, confidence, indifference)


def _observed(observe: Observe, systems: Sequence[int], numbers: range) -> Floats:
    """Observations, checked."""
    found = np.asarray(observe(systems, numbers), dtype=np.float64)
    if found.shape != (len(systems), len(numbers)):
        raise ValueError(f"observations have the shape {found.shape}, asked for was {(len(systems), len(numbers))}")
    if not np.isfinite(found).all():
        system, number = (int(at[0]) for at in np.nonzero(~np.isfinite(found)))
        raise ValueError(f"observation {numbers[number]} of system {systems[system]} is {found[system, number]}, not a number to compare")
    return found


def _check(systems: Sequence[int], confidence: float, indifference: float, first: int, most: int, stage: int) -> None:
    """Refuse what cannot be meant."""
    wrong = {
        "systems, each once": not systems or len(set(systems)) < len(systems),
        "a confidence between 0.5 and 1": not 0.5 < confidence < 1.0,
        "an indifference above zero": not 0.0 < indifference < float("inf"),
        f"a first stage of at least {LEAST}": first < LEAST,
        "a ceiling not below the first stage": most < first,
        "stages of at least one": stage < 1,
    }
    asked = [text for text, is_wrong in wrong.items() if is_wrong]
    if asked:
        raise ValueError(f"a selection needs {', '.join(asked)}")
