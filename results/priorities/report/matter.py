"""What the report is made of: the packages with their letters, and the same numbers as the other reports' tables and charts read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from results.intervals import Floats
from results.priorities.choices.budget import years_of
from results.priorities.choices.packages import Package, package_key
from results.priorities.found import Candidate, Prioritisation, Range, Shelf
from results.priorities.report.wording import brief_words, package_words
from results.report.material import Change, Estimate, Material
from results.study import Key
from scenarios.county import County
from scenarios.language import translate as _
from scenarios.posterior import REPLICATIONS_PER_DRAW
from scenarios.schema.scenario import Scenario

SIDE_BY_SIDE = 4
"""Packages that the first page's table can hold beside each other."""

COMPARED = 3
"""Packages that the other tables and charts can hold beside each other and still be read."""

SHELVES: tuple[Shelf, ...] = ("first", "alike", "later")
"""Shelves in the order in which they are read."""

LETTERS = 26


def letter_of(place: int) -> str:
    """A, B, …, Z, AA, AB, … for the places 0, 1, ….

    A letter is a name and no rank.
    """
    rest, last = divmod(place, LETTERS)
    return (letter_of(rest - 1) if rest else "") + chr(ord("A") + last)


@dataclass(frozen=True)
class Named:
    """A package with the letter that it goes by; none where it is what is decided already."""

    letter: str
    found: Candidate

    @property
    def package(self) -> Package:
        """What it is made of."""
        return self.found.package

    @property
    def label(self) -> str:
        """How it is called in a table."""
        return self.letter or _("Unchanged")

    @property
    def key(self) -> str:
        """How it is named in files."""
        return package_key(self.package)


@dataclass(frozen=True)
class Matter:
    """A search with what the report looks up in it."""

    found: Prioritisation

    @property
    def base(self) -> Scenario:
        """The county with nothing more done."""
        return self.found.menu.base

    @property
    def county(self) -> County:
        """The county."""
        return self.base.county

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years in which budgets hold."""
        return years_of(self.base)

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """The packages by shelf; what is decided already is not among them.

        Of equal ones the cheapest and the one with the highest mean come first, in the order of their cost, so that they are among those
        that are shown beside each other; the others follow by cost. Those that come after stand by their means.
        """
        found = [candidate for candidate in self.found.candidates if candidate.package]
        later = [candidate for candidate in found if candidate.shelf == "later"]
        upper = sorted((candidate for candidate in found if candidate.shelf != "later"), key=_by_shelf_and_cost)
        packages = [candidate.package for candidate in upper]
        highest = [candidate for candidate in found[:1] if candidate.package in packages[COMPARED:]]
        shown = sorted((*upper[: COMPARED - len(highest)], *highest), key=_by_shelf_and_cost)
        rest = [candidate for candidate in upper if candidate.package not in [each.package for each in shown]]
        return tuple(Named(letter_of(place), candidate) for place, candidate in enumerate((*shown, *rest, *later)))

    @cached_property
    def nothing(self) -> Named | None:
        """Nothing more than what is decided, where it was compared too."""
        return next((Named("", candidate) for candidate in self.found.candidates if not candidate.package), None)

    @property
    def everything(self) -> tuple[Named, ...]:
        """All packages, and what is decided already last."""
        return (*self.named, *((self.nothing,) if self.nothing else ()))

    @cached_property
    def front(self) -> tuple[Named, ...]:
        """The packages that stand beside each other: those on the first two shelves, and others where there is room."""
        return self.named[:SIDE_BY_SIDE]

    @property
    def told(self) -> tuple[Named, ...]:
        """The packages whose changes are told beside each other."""
        return self.named[:COMPARED]

    @cached_property
    def compared(self) -> tuple[tuple[str, int], ...]:
        """Label and place of each package whose doubt is told, in the order of the letters; none where it is not told."""
        doubt = self.found.doubt
        packages = doubt.packages if doubt is not None else ()
        order = {each.package: k for k, each in enumerate(self.everything)}
        chosen = sorted(range(len(packages)), key=lambda k: order.get(packages[k], len(order)))
        return tuple((self.called(packages[k]), k) for k in chosen)

    @cached_property
    def _by_package(self) -> Mapping[Package, Named]:
        return {each.package: each for each in self.everything}

    def of(self, package: Package) -> Named | None:
        """The package with its letter; None where it was not simulated to the end."""
        return self._by_package.get(package)

    def called(self, package: Package) -> str:
        """Its letter, or what it is made of."""
        named = self.of(package)
        return named.label if named is not None else package_words(self.found.menu, package)

    @cached_property
    def _periods(self) -> Mapping[tuple[str, str, str], Key]:
        return {key[:3]: key for key in self.found.starts}

    def start(self, indicator: str, area: str = "", group: str = "all") -> Range | None:
        """Where the county, an area or a group is with nothing more done; None where it is not known."""
        key = self._periods.get((indicator, area or self.county.code, group))
        found = self.found.starts[key] if key is not None else None
        return found if found is not None and found.mean == found.mean else None

    def change(self, named: Named, indicator: str, area: str = "", group: str = "all") -> Change | None:
        """What a package changes; None where it is not known."""
        key = self._periods.get((indicator, area or self.county.code, group))
        found = named.found.changes.get(key) if key is not None else None
        if key is None or found is None or found.mean != found.mean:
            return None
        return Change(named.key, *key, found.mean, found.low, found.high, 0)

    @property
    def replications_each(self) -> int:
        """Calculations behind one observation: two that share a draw of parameters, where any are drawn."""
        return REPLICATIONS_PER_DRAW if self.base.posterior is not None else 1

    @cached_property
    def calculations(self) -> int:
        """Calculations that every package's numbers rest on, at the least."""
        return self.replications_each * min((candidate.observations for candidate in self.found.candidates), default=0)

    @cached_property
    def material(self) -> Material:
        """The packages that stand beside each other as the tables and charts of the other reports read them."""
        base, menu = self.base.name, self.found.menu
        scenarios = tuple(_titled(menu.scenario(n.package), n.key, brief_words(n.package, float(n.found.cost.sum()))) for n in self.told)
        levels = _frame(base, self.found.starts, "mean").assign(people=float("nan"))
        moved = [_frame(n.key, n.found.changes, "difference").assign(same_sign=0) for n in self.told]
        differences = pd.concat(moved or [_frame(base, {}, "difference").assign(same_sign=0)], ignore_index=True)
        return Material(self.base, scenarios, levels, differences, self.calculations, self.found.seed)


def _by_shelf_and_cost(candidate: Candidate) -> tuple[int, float, str]:
    return SHELVES.index(candidate.shelf), float(candidate.cost.sum()), package_key(candidate.package)


def _titled(scenario: Scenario, name: str, title: str) -> Scenario:
    """A package as a scenario: its measures are its title, and nothing else asks what the county's own title asks."""
    return scenario.model_copy(update={"name": name, "title_sv": title, "title_en": title})


def _frame(scenario: str, found: Mapping[Key, Range], what: str) -> pd.DataFrame:
    rows = [(scenario, *key, each.mean, each.low, each.high) for key, each in found.items()]
    return pd.DataFrame(rows, columns=["scenario", "indicator", "area", "group", "period", what, "low", "high"])


def estimate(found: Range) -> Estimate:
    """A range as the other reports' words take it."""
    return Estimate(found.mean, found.low, found.high)


def dearest(cost: Floats) -> Floats:
    """What a package costs each payer in the year when it costs most, shape (payers,)."""
    most: Floats = cost.max(axis=1)
    return most
