"""The packages that are in question, simulated until it is told which is best or the ceiling comes; limits are kept to all the while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from results.priorities.choices.budget import Budgets
from results.priorities.choices.packages import Package
from results.priorities.found import Candidate, Shelf
from results.priorities.search.shelves import shelf_of
from results.priorities.selecting import Floats, Selection, select, tell
from results.priorities.simulated.requirements import held, standing
from results.priorities.simulated.seen import NOTHING, Look


@dataclass(frozen=True)
class Rules:
    """How the best is chosen.

    Attributes
    ----------
    confidence, indifference
        Of what is said, and the least difference in score that is worth telling.
    first, most
        Observations of every package before any is dropped, and the ceiling.
    told
        Observations to which what was dropped is followed afterwards, where they can tell that it is worse.
    """

    confidence: float
    indifference: float
    first: int
    most: int
    told: int


@dataclass
class Race:
    """Where the packages stand.

    Attributes
    ----------
    packages
        Those that are in question, and all within the budgets so far.
    counts
        Observations of each.
    over
        Those that cost more than a budget when they had been simulated.
    group
        Those that keep best to the requirements: the best is one of them.
    """

    look: Look
    budgets: Budgets
    rules: Rules
    packages: list[Package]
    counts: dict[Package, int] = field(default_factory=dict)
    over: list[Package] = field(default_factory=list)
    group: list[Package] = field(default_factory=list)

    def run(self) -> Selection:
        """Choose among the packages that keep best to the requirements.

        More simulations may change which those are, or tell that one costs too much; then it is chosen anew. That ends, as no package is
        simulated more than to the ceiling.
        """
        self.counts = dict.fromkeys(self.packages, self.rules.first)
        self._drop_over()
        self.group = self._best_standing()
        selection = self._select(self.group)
        self._drop_over()
        while (following := self._best_standing()) != self.group:
            self.group = following
            selection = self._select(self.group)
            self._drop_over()
        return selection

    def candidates(self, selection: Selection) -> tuple[Candidate, ...]:
        """Everything that was seen of each package, the best first."""
        shelves = {package: self._shelf(selection, package) for package in self.packages}
        found = [self.look.candidate(package, shelf, self.numbers(package)) for package, shelf in shelves.items()]
        best = self.group[selection.best]
        order: tuple[Shelf, ...] = ("first", "alike", "later")
        key = {c.package: (c.package != best, order.index(c.shelf), standing(c.held), -c.score.mean) for c in found}
        return tuple(sorted(found, key=lambda candidate: key[candidate.package]))

    def numbers(self, *packages: Package) -> range:
        """Observations that all of some packages have."""
        return range(min(self.counts[package] for package in packages))

    def _shelf(self, selection: Selection, package: Package) -> Shelf:
        return shelf_of(selection, self.group.index(package)) if package in self.group else "later"

    def _select(self, group: Sequence[Package]) -> Selection:

        def observe(systems: Sequence[int], numbers: range) -> Floats:
            return self.look.observe([group[k] for k in systems], numbers)

        selection = select(
            observe,
            range(len(group)),
            confidence=self.rules.confidence,
            indifference=self.rules.indifference,
            first=self.rules.first,
            most=self.rules.most,
        )
        selection = tell(observe, selection, most=max(self.rules.told, self.rules.most))
        for compared in selection.compared:
            package = group[compared.system]
            self.counts[package] = max(self.counts[package], compared.observations)
        return selection

    def _drop_over(self) -> None:
        """Take away what costs more than a budget, by the upper end of what is paid by the event; nothing more costs nothing."""
        for package in list(self.packages):
            if package != NOTHING and not self.budgets.fit(self.look.cost(package, self.numbers(package), upper=True)):
                self.packages.remove(package)
                self.over.append(package)

    def _best_standing(self) -> list[Package]:
        found = {
            package: standing([held(r, self.look.value(package, r, self.numbers(package))) for r in self.look.requirements])
            for package in self.packages
        }
        best = min(found.values())
        return [package for package, stands in found.items() if stands == best]
