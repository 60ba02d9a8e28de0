"""What simulated packages say, as scores, changes, costs and values with their intervals, replication by replication against nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from results.indicators.catalogue import CATALOGUE
from results.intervals import Floats, intervals
from results.priorities.choices.budget import PAYERS, planned
from results.priorities.choices.goals import Objective
from results.priorities.choices.packages import Package
from results.priorities.found import Candidate, Range, Requirement, Shelf
from results.priorities.simulated.evaluate import Evaluator, Seen
from results.priorities.simulated.requirements import held
from results.study import Key
from scenarios.posterior import REPLICATIONS_PER_DRAW
from scenarios.vocabulary import Payer

NOTHING: Package = ()
"""The package that everything is held against: nothing more than what is decided."""


@dataclass(frozen=True)
class Look:
    """How packages are looked at: who simulates them, by what they are judged, and what must hold."""

    evaluator: Evaluator
    objective: Objective
    requirements: tuple[Requirement, ...] = ()

    @property
    def each(self) -> int:
        """Replications of one observation."""
        return REPLICATIONS_PER_DRAW if self.evaluator.pairs else 1

    def replications(self, numbers: range) -> range:
        """Replications of some observations."""
        return range(numbers.start * self.each, numbers.stop * self.each)

    def columns(self) -> list[int]:
        """Column of each aim's indicator."""
        return [self.evaluator.column(aim.indicator) for aim in self.objective.aims]

    def scores(self, packages: Sequence[Package], numbers: range) -> Floats:
        """Score of each package in each replication of some observations, shape (packages, replications)."""
        return self.objective.score(self.changes(packages, numbers)[..., self.columns()])

    def observe(self, packages: Sequence[Package], numbers: range) -> Floats:
        """Score of each package by observation, shape (packages, observations)."""
        found = self.scores(packages, numbers)
        return np.asarray(found.reshape(len(packages), len(numbers), self.each).mean(axis=2))

    def changes(self, packages: Sequence[Package], numbers: range) -> Floats:
        """Change of every number against nothing more done, shape (packages, replications, columns)."""
        found = self.at([NOTHING, *packages], numbers).values
        return no_number_no_change(found[1:] - found[:1])

    def at(self, packages: Sequence[Package], numbers: range) -> Seen:
        """What packages say in the replications of some observations."""
        return self.evaluator.at(packages, self.replications(numbers))

    def ranges(self, values: Floats, numbers: range) -> list[Range]:
        """Means with their intervals, of an array of shape (replications, numbers)."""
        found = intervals(values, self.evaluator.draws(self.replications(numbers)))
        return [Range(*map(float, each)) for each in zip(found.mean, found.low, found.high, strict=True)]

    def value(self, package: Package, requirement: Requirement, numbers: range) -> Range:
        """The value that a requirement is about."""
        column = self.evaluator.column(requirement.indicator, requirement.area, requirement.group)
        found = self.ranges(self.at([package], numbers).values[0][:, [column]], numbers)[0]
        return found.within(CATALOGUE[requirement.indicator].possible)

    def events(self, package: Package, numbers: range, *, upper: bool) -> Floats:
        """What is paid by the event, SEK, shape (payers, years): the mean, or the upper end of its interval."""
        found = self.at([package], numbers).events[0]
        mean = found.mean(axis=0)
        if not upper or not found.any():
            return np.asarray(mean)
        high = intervals(found, self.evaluator.draws(self.replications(numbers))).high
        return np.where(np.isfinite(high), high, mean)

    def cost(self, package: Package, numbers: range, *, upper: bool = False) -> Floats:
        """What a package costs each payer each year, SEK, shape (payers, years).

        What is paid by the event is the mean of what was simulated. With `upper` it is the upper end of its interval: a package is
        within a budget only when that is.
        """
        return planned(self.evaluator.question.menu, package) + self.events(package, numbers, upper=upper)

    def candidate(self, package: Package, shelf: Shelf, numbers: range) -> Candidate:
        """Everything that some observations of a package say."""
        changes = self.changes([package], numbers)[0]
        of_aims = changes[:, self.columns()]
        closed = np.stack([aim.closed(of_aims[:, k]) for k, aim in enumerate(self.objective.aims)], axis=1)
        return Candidate(
            package,
            shelf,
            self.cost(package, numbers),
            self.running(package, numbers),
            self.ranges(self.objective.score(of_aims)[:, None], numbers)[0],
            tuple(self.ranges(closed, numbers)),
            self.by_key(changes, numbers),
            tuple(held(each, self.value(package, each, numbers)) for each in self.requirements),
            len(numbers),
        )

    def running(self, package: Package, numbers: range) -> Mapping[Payer, Range]:
        """Extra cost of the running services, by payer."""
        found = self.at([NOTHING, package], numbers).running
        return dict(zip(PAYERS, self.ranges(found[1] - found[0], numbers), strict=True))

    def by_key(self, values: Floats, numbers: range) -> Mapping[Key, Range]:
        """Ranges of an array of shape (replications, columns), by the columns' keys."""
        return dict(zip(self.evaluator.question.columns, self.ranges(values, numbers), strict=True))

    def nothing(self, numbers: range) -> Mapping[Key, Range]:
        """Values where nothing more is done, their intervals cut where a value cannot be."""
        found = self.by_key(self.at([NOTHING], numbers).values[0], numbers)
        return {key: each.within(CATALOGUE[key[0]].possible) for key, each in found.items()}


def no_number_no_change(changes: Floats) -> Floats:
    """Changes with 0 where there is no number on one side: nobody counts, or a median is not reached."""
    return np.where(np.isfinite(changes), changes, 0.0)
