"""Time to an event when some have not had it yet (Kaplan-Meier): waits are never the mean of those who started.

Many groups of people are worked out at once: their waits stand in one array, group by group, each group's from the shortest to the
longest (at a tie the event before the cut).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from results.indicators.dates import Floats, Ints
from results.indicators.spells import new

TOLERANCE = 1e-12
"""What rounding may add to the share left before it counts as more than the share asked for."""


@dataclass(frozen=True, eq=False)
class Waits:
    """Waits of many groups in their order.

    Attributes
    ----------
    first
        Where each group's waits begin, and where the last one's are over, shape (groups + 1,).
    cut
        Which waits were cut by the last day known (horizon, exit) before the event, rising.
    """

    first: Ints
    cut: Ints

    @cached_property
    def _people(self) -> Ints:
        return np.diff(self.first)

    @cached_property
    def _cuts(self) -> tuple[Ints, Ints]:
        """Number of cut waits in each group, and how many there are before it."""
        bounds = np.searchsorted(self.cut, self.first)
        return np.diff(bounds), bounds[:-1]

    @cached_property
    def _group(self) -> Ints:
        """The group of each cut wait."""
        return np.repeat(np.arange(len(self._people)), self._cuts[0])

    @cached_property
    def _at_risk(self) -> Ints:
        return self.first[1:].take(self._group) - self.cut

    @cached_property
    def _grown(self) -> Floats:
        """Logarithm of what the group's cut waits until each, itself included, have added to the weight of those who still wait."""
        log = _logarithms(int(self._people.max(initial=0)))
        step = log.take(self._at_risk) - log.take(self._at_risk - 1)
        begins = np.flatnonzero(new(self._group))
        # The sum starts anew in every group, so that rounding does not pile up over all of them.
        totals = np.add.reduceat(step, begins)[:-1] if len(begins) else step
        step[begins[1:]] -= totals
        grown: Floats = np.cumsum(step)
        return grown

    @cached_property
    def _left(self) -> Floats:
        """Logarithm of the share left at each cut wait."""
        log = _logarithms(int(self._people.max(initial=0)))
        before = np.append(0.0, self._grown[:-1])[: len(self.cut)]
        before[new(self._group)] = 0.0
        before += log.take(self._at_risk)
        before -= log.take(self._people).take(self._group)
        return before

    def reached(self, share: float) -> Ints:
        """The wait by which `share` of each group have had the event, by the product-limit estimate; -1 where none is.

        Of n people, m are left after a wait. The estimate of the share left is m / n times r / (r - 1) for every cut wait before,
        of which r were at risk: between cut waits the product of (r - 1) / r telescopes.
        """
        limit = 1.0 - share + TOLERANCE
        people = self._people
        passed = np.bincount(self._group.take(np.flatnonzero(self._left > np.log(limit))), minlength=len(people))
        grown = np.append(self._grown, 0.0)
        weight = np.where(passed > 0, grown[self._cuts[1] + passed - 1], 0.0)
        remaining = np.floor(limit * people * np.exp(-weight)).astype(np.int64)
        found = self.first[:-1] + np.maximum(people - 1 - remaining, 0)
        is_cut = np.append(self.cut, -1)[np.searchsorted(self.cut, found)] == found
        return np.where((people > 0) & ~is_cut, found, -1)


def _logarithms(most: int) -> Floats:
    """Logarithms of the whole numbers up to `most` at least; 0 for 0."""
    return _logarithms_below(1 << most.bit_length())


@cache
def _logarithms_below(limit: int) -> Floats:
    found: Floats = np.log(np.maximum(np.arange(float(limit)), 1.0))
    return found
