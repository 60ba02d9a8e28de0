"""What municipalities pay each other for seats across borders (interkommunal ersättning): who paid whom, for what, in which year.

A payment changes hands between two municipalities: it is no cost of its own, since the seat's cost stands in the ledger where it is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from results.indicators.dates import Floats
from results.indicators.elsewhere import begun_across
from results.indicators.grid import Grid
from results.indicators.history import History
from results.indicators.spells import Spells
from scenarios.calendar import DAYS_PER_YEAR
from scenarios.values import Number

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

DAYS_PER_MONTH = DAYS_PER_YEAR / 12.0
UPPER_SECONDARY_FROM = 16.0
"""Age from which a pupil's place is one in upper secondary school, years."""


@dataclass(frozen=True)
class Paid:
    """What is paid for: its key, its Swedish and English name, and the track on which it is used."""

    key: str
    sv: str
    en: str
    track: str
    age_from: float = 0.0
    age_to: float = 200.0

    def price(self, scenario: Scenario) -> Number:
        """SEK for a seat-month, by date."""
        found: Number = getattr(scenario.borders, f"{self.key}_price_sek")
        return found


PAID = (
    Paid("sfi", "sfi", "SFI", "sfi"),
    Paid("practice", "praktik", "practice", "practice"),
    Paid("school", "grundskola", "compulsory school", "school", age_to=UPPER_SECONDARY_FROM),
    Paid("upper_secondary", "gymnasieskola", "upper secondary school", "school", age_from=UPPER_SECONDARY_FROM),
)
"""Services for which one municipality pays another, in the order of the tables."""


def payments(history: History, grid: Grid) -> Floats:
    """What each home municipality pays each host in one replication, SEK, shape (services, homes, hosts, years)."""
    towns, years = len(grid.codes), len(grid.years)
    found = np.zeros((len(PAID), towns, towns, years))
    year = np.array([int(name[:4]) - grid.years[0] for name in grid.month_names])
    for number, paid in enumerate(PAID):
        spells, home, away = begun_across(history, paid.track)
        if not away.any():
            continue
        spells = spells.take(np.flatnonzero(away))
        months = _seat_months(spells, history, grid, paid) * paid.price(history.scenario).at_all(grid.months[:-1])
        payer, paid_to = grid.place_of(home[away]), grid.place_of(spells.municipality)
        for month, of in enumerate(year.tolist()):
            np.add.at(found[number, :, :, of], (payer, paid_to), months[:, month])
    return found


def _seat_months(spells: Spells, history: History, grid: Grid, paid: Paid) -> Floats:
    """Seat-months of each service within each month, while the person has the age for it; shape (spells, months)."""
    birth = history.people.birth[spells.person]
    first = np.maximum(spells.start, birth + paid.age_from * DAYS_PER_YEAR)[:, None]
    last = np.minimum(np.minimum(spells.end, history.horizon), birth + paid.age_to * DAYS_PER_YEAR)[:, None]
    days: Floats = np.clip(np.minimum(last, grid.months[1:]) - np.maximum(first, grid.months[:-1]), 0.0, None)
    return days / DAYS_PER_MONTH
