"""The least places that reach a value: one position for all rows, then each row by itself, then what is not needed is taken away.

All plans are simulated for the same people with the same luck and draws of parameters, so that more places are seen to help. The positions
that are tried are halvings of one fixed scale: who asks for more gets at least as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from results.intervals import Floats
from results.priorities.required.levels import TOP, Family, family_of
from results.priorities.required.rows import ample
from results.priorities.required.trials import Asked, Trials, mean_of, people_behind
from results.study import LEAST_PEOPLE

NEAR = 1.0
"""Where the value cannot be reached, the places are sought with which one comes so near to what can be, percentage points or days."""

UNSTEADY = 0.5
"""A fall of the value with more places counts from this much on, percentage points or days."""

MOST_TAKEN = 0.25
"""Part of a row's position that can be taken away for the sake of the county's least: no language pays for the others."""


@dataclass(frozen=True)
class Tried:
    """A common position of all rows that was tried: what the judged areas reached at it, shape (areas,)."""

    position: int
    values: Floats


@dataclass
class Search:
    """One search over a family of plans.

    Attributes
    ----------
    goals
        What is to be reached in each judged area: the value asked for, or where it cannot be reached what comes near to what can.
    highest
        What is reached in each judged area with as much as there may be, shape (areas,).
    alone
        Which areas are judged by themselves: enough people stand behind their value.
    """

    asked: Asked
    trials: Trials
    seed: int
    replications: tuple[int, ...]
    tried: list[Tried] = field(default_factory=list)

    def __post_init__(self) -> None:
        plenty = ample(self.asked.rows, len(self.asked.months), self.asked.service)
        outcomes = self.trials.outcomes(plenty, self.seed, self.replications, with_demand=True)
        self.family: Family = family_of(self.asked, outcomes, self.replications)
        top = (TOP,) * len(self.asked.rows)
        self.unbounded = mean_of(self.asked, np.array([outcome.values for outcome in outcomes]))
        self.highest = self.reach(top) if self.family.is_bound else self.unbounded
        self.alone = people_behind(outcomes) >= LEAST_PEOPLE
        near = self.highest - NEAR if self.asked.more_is_better else self.highest + NEAR
        # Where next to nothing can be reached nothing is near it: then as much as there may be is told.
        useless = (self.highest < NEAR) & self.asked.more_is_better
        self.goals = np.where(self.asked.reached(self.highest) | useless, self.asked.value, near)

    @property
    def reachable(self) -> bool:
        """Whether the value is reached at all where it is asked for."""
        return bool(self.asked.reached(self.highest)[0])

    def reach(self, positions: Sequence[int]) -> Floats:
        """What the judged areas reach at these positions of the rows, shape (areas,)."""
        return mean_of(self.asked, self.trials.values(self.family.plan(positions), self.seed, self.replications))

    def good(self, values: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """In which judged areas the goal is reached."""
        return np.array([bool(self.asked.reached(v, float(goal))) for v, goal in zip(values, self.goals, strict=True)])

    def judge(self, row: int) -> int:
        """Place of a row's own area among those judged; 0, the whole, where it has none or too few people stand behind it."""
        name = self.asked.rows[row].judged
        place = self.asked.judged.index(name) if name in self.asked.judged else 0
        return place if self.alone[place] else 0

    def found(self) -> tuple[int, ...]:
        """The least positions found."""
        common = self._common()
        positions = self._each(common)
        positions = self._together(positions)
        return self._thinned(positions)

    def _common(self) -> int:
        """The least common position at which the whole reaches its goal."""
        low, high, rows = -1, TOP, len(self.asked.rows)
        while high - low > 1:
            middle = (low + high) // 2
            values = self.reach((middle,) * rows)
            self.tried.append(Tried(middle, values))
            low, high = (low, middle) if self.good(values)[0] else (middle, high)
        return high

    def _each(self, common: int) -> tuple[int, ...]:
        """Each row that is judged by itself at its own least position, all of them at once; the others at the common one."""
        own = [row for row in range(len(self.asked.rows)) if self.judge(row)]
        low = {row: max([-1, *(t.position for t in self.tried if not self.good(t.values)[self.judge(row)])]) for row in own}
        high = {row: min([TOP, *(t.position for t in self.tried if t.position > low[row])]) for row in own}
        positions = [high.get(row, common) for row in range(len(self.asked.rows))]
        while any(high[row] - low[row] > 1 for row in own):
            for row in own:
                positions[row] = (low[row] + high[row]) // 2 if high[row] - low[row] > 1 else high[row]
            good = self.good(self.reach(positions))
            for row in own:
                if high[row] - low[row] > 1:
                    low[row], high[row] = (low[row], positions[row]) if good[self.judge(row)] else (positions[row], high[row])
        return tuple(high.get(row, common) for row in range(len(self.asked.rows)))

    def _together(self, positions: tuple[int, ...]) -> tuple[int, ...]:
        """The same, or so much more in all rows that the whole reaches its goal too."""
        low, high = -1, 16
        while high - low > 1:
            middle = 0 if low < 0 else (low + high) // 2
            good = self.good(self.reach(raised(positions, middle)))[0]
            low, high = (low, middle) if good else (middle, high)
        return raised(positions, high)

    def _thinned(self, positions: tuple[int, ...]) -> tuple[int, ...]:
        """The same without what is not needed: row by row, those with most places first, as far as every goal still holds.

        Rows that are judged by themselves have nothing to spare: their own value would fall below the goal.
        """
        found = list(positions)
        shared = [row for row in range(len(positions)) if not self.judge(row)]
        if len(positions) == 1:
            return positions
        before = self.good(self.reach(positions))
        if not before[0]:
            return positions
        for row in sorted(shared, key=lambda r: -float(self.family.mean[r].sum())):
            low, high = int((1.0 - MOST_TAKEN) * found[row]) - 1, found[row]
            while high - low > 1:
                middle = (low + high) // 2
                tried = [*found[:row], middle, *found[row + 1 :]]
                holds = bool((self.good(self.reach(tried)) | ~before).all())
                low, high = (low, middle) if holds else (middle, high)
            found[row] = high
        return tuple(found)

    def unsteady(self) -> tuple[tuple[int, int], ...]:
        """Common positions between which more places gave a worse value where it was asked for: (fewer, more)."""
        tried = sorted(self.tried, key=lambda each: each.position)
        sign = 1.0 if self.asked.more_is_better else -1.0
        return tuple((a.position, b.position) for a, b in pairwise(tried) if sign * (float(b.values[0]) - float(a.values[0])) < -UNSTEADY)


def raised(positions: Sequence[int], part: int) -> tuple[int, ...]:
    """Positions moved so many sixteenths of the way to the top; one step at least where there is any."""
    return tuple(min(TOP, p + max(part > 0, -(-part * (TOP - p) // 16))) for p in positions)
