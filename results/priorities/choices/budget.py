"""What a package costs each payer each year, before anything is simulated, and whether it fits what each of them can pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np

from results.indicators.grid import grid_of
from results.intervals import Floats
from results.ledger import lines_of, planned_costs
from results.priorities.choices.packages import Menu, Package
from scenarios.schema.scenario import Scenario
from scenarios.vocabulary import Payer

PAYERS: tuple[Payer, ...] = get_args(Payer)
"""Who pays, in the order of every table."""

ROUNDING_SEK = 0.5
"""A package that costs this much more than a budget still fits: sums of money are told in whole kronor."""


@dataclass(frozen=True)
class Budgets:
    """What each payer can pay a year, SEK; a payer that is not named pays nothing, unless nobody is named at all: then all is allowed."""

    sek: Mapping[Payer, float]

    def of(self, payer: Payer) -> float:
        """What a payer can pay a year."""
        return self.sek.get(payer, 0.0 if self.sek else float("inf"))

    def limits(self) -> Floats:
        """What each of `PAYERS` can pay a year, shape (payers,)."""
        return np.array([self.of(payer) for payer in PAYERS])

    def fit(self, cost: Floats) -> bool:
        """Whether a cost of shape (payers, years) is within what each payer can pay, every year."""
        return bool(np.all(cost <= self.limits()[:, None] + ROUNDING_SEK))

    def over(self, cost: Floats) -> Mapping[Payer, float]:
        """How much a cost is over what each payer can pay, in the year when it is most; only payers that it is too much for."""
        most = (cost - self.limits()[:, None]).max(axis=1)
        return {payer: float(extra) for payer, extra in zip(PAYERS, most, strict=True) if extra > ROUNDING_SEK}


def years_of(scenario: Scenario) -> tuple[int, ...]:
    """The years in which a budget holds: the reported ones from the decision on."""
    return tuple(range(max(scenario.report_from, scenario.decision.year), scenario.report_to + 1))


def planned(menu: Menu, package: Package) -> Floats:
    """What a package costs each payer each year, SEK, shape (payers, years): places added, used or not, and sums per year and once.

    What is paid by the event is not in it: that is known when it has been simulated (`by_event`). A sum paid once falls on the year in
    which the measure comes into force. Full years count: a measure that begins within a year is paid from then on.
    """
    return planned_of(menu.scenario(package))


def planned_of(scenario: Scenario) -> Floats:
    """The same of a scenario with its measures."""
    years = years_of(scenario)
    grid = grid_of(scenario)
    found = np.zeros((len(PAYERS), len(years)))
    columns = [grid.years.index(year) for year in years]
    lines = lines_of(scenario)
    for line, cost in zip(lines, planned_costs(scenario, grid, lines), strict=True):
        found[PAYERS.index(line.payer)] += cost[columns]
    return found


def by_event(scenario: Scenario, costs: Floats) -> Floats:
    """What the measures' costs by the event came to in one simulation, SEK, shape (payers, years of `years_of`).

    Parameters
    ----------
    costs
        The ledger of one replication, shape (lines, years of the grid).
    """
    grid, years = grid_of(scenario), years_of(scenario)
    columns = [grid.years.index(year) for year in years]
    found = np.zeros((len(PAYERS), len(years)))
    for line, cost in zip(lines_of(scenario), costs, strict=True):
        if line.kind == "measure" and line.per == "event":
            found[PAYERS.index(line.payer)] += cost[columns]
    return found
