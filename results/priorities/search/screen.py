"""Which packages are worth simulating: those that look best when the effects of their measures alone are added up.

Effects are added, costs are not: measures that change the same places are priced together (`bundles`), so that the cost of a package is
the sum over its bundles. Where there are few packages all are looked at; of many, the best are found by integer programming. Both give
the same. What is found fits the budgets exactly: the cost of the package itself is looked at, whatever the sum says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from results.intervals import Floats
from results.priorities.choices.budget import ROUNDING_SEK, Budgets, planned
from results.priorities.choices.bundles import Bundle, every, joined, parts
from results.priorities.choices.packages import Choice, Menu, Package
from results.priorities.search.whole_numbers import best_of

ENUMERATED = 20_000
"""Up to so many packages are all looked at."""

CHEAPER = 1e-6
"""What being cheaper weighs against bringing more: nothing, except between packages that bring the same."""


@dataclass(frozen=True)
class Effect:
    """What one choice does alone.

    Attributes
    ----------
    value
        What it adds to what is sought.
    events
        What is paid by the event, SEK, shape (payers, years).
    needs
        What it adds to each number that has a limit, shape (limits,).
    """

    value: float
    events: Floats
    needs: Floats


@dataclass(frozen=True)
class Screen:
    """Packages of some choices, ordered by the sum of what the choices bring, within budgets and limits.

    Attributes
    ----------
    effects
        Of every choice that may be in a package.
    limits
        Most that the needs of a package may add up to, shape (limits,).
    """

    menu: Menu
    effects: Mapping[Choice, Effect]
    budgets: Budgets
    limits: Floats

    def best(self, count: int, *, enumerated: int = ENUMERATED) -> tuple[Package, ...]:
        """The best packages, the best first, the empty one among them; of those that bring the same, the cheaper first."""
        found = self._all() if self.size <= enumerated else self._programmed()
        return tuple(islice(filter(self.fits, found), count))

    @cached_property
    def size(self) -> int:
        """How many packages the choices make."""
        return int(np.prod([float(len(bundle.packages)) for bundle in self.bundles]))

    @cached_property
    def within(self) -> int:
        """How many packages are within the budgets and limits; 0 where there are too many to look at."""
        return int(self._allowed(every(self.bundles).takes).sum()) if self.size <= ENUMERATED else 0

    def fits(self, package: Package) -> bool:
        """Whether the exact cost of a package, with what is paid by the event, is within every budget."""
        return self.budgets.fit(self._cost(package))

    @cached_property
    def bundles(self) -> tuple[Bundle, ...]:
        """What the packages are put together of."""
        found = [self._bundle(packages) for packages in parts(self.menu, list(self.effects))]
        total = [np.array([self._cost(package).sum() for package in bundle.packages]) for bundle in found]
        size = max(float(np.abs(bundle.value).max()) for bundle in found) or 1.0
        dearest = max(float(np.abs(sums).max()) for sums in total) or 1.0
        return tuple(
            Bundle(bundle.packages, bundle.value / size - CHEAPER * sums / dearest, bundle.takes)
            for bundle, sums in zip(found, total, strict=True)
        )

    def _bundle(self, packages: tuple[Package, ...]) -> Bundle:
        value = np.array([sum((self.effects[choice].value for choice in package), 0.0) for package in packages])
        takes = [np.concatenate([self._cost(package).ravel()[self._finite], self._needs(package)]) for package in packages]
        return Bundle(packages, value, np.array(takes))

    def _cost(self, package: Package) -> Floats:
        planned_cost = planned(self.menu, package)
        return np.asarray(sum((self.effects[choice].events for choice in package), planned_cost))

    def _needs(self, package: Package) -> Floats:
        return np.asarray(sum((self.effects[choice].needs for choice in package), np.zeros(len(self.limits))))

    @cached_property
    def _money(self) -> Floats:
        """What each payer can pay each year, in one row."""
        return np.repeat(self.budgets.limits(), planned(self.menu, ()).shape[1]) + ROUNDING_SEK

    @cached_property
    def _finite(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.isfinite(self._money)

    @property
    def _room(self) -> Floats:
        return np.concatenate([self._money[self._finite], self.limits])

    def _allowed(self, takes: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.asarray((takes <= self._room).all(axis=1))

    def _all(self) -> Iterator[Package]:
        """All packages within the sums, in their order."""
        found = every(self.bundles)
        allowed = self._allowed(found.takes)
        order = np.argsort(-found.value, kind="stable")
        yield from (joined(self.menu, self.bundles, found.picked(int(k))) for k in order if allowed[k])

    def _programmed(self) -> Iterator[Package]:
        """The best package, the best of the others, and so on."""
        scale = np.maximum(np.abs(self._room), 1.0)
        picks = best_of([b.value for b in self.bundles], [b.takes / scale for b in self.bundles], self._room / scale)
        yield from (joined(self.menu, self.bundles, picked) for picked in picks)
