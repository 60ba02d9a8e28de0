"""Where assigned households are sent: what each municipality has received so far, and the policy that chooses among those with room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenarios.calendar import add_months, year_start
from sim.people import Population
from sim.policies.best_expected import Expected, exchanged
from sim.policies.where import stock_for

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario


MONTHS_A_YEAR = 12


def inhabitants(scenario: Scenario, areas: Sequence[str]) -> list[float]:
    """Inhabitants of municipalities in the last year that is known, by their keys as areas."""
    last = {m.area: float(m.population[max(m.population)]) for m in scenario.county.municipalities}
    return [last[area] for area in areas]


class Destinations:
    """The municipalities of a shared quota, each a stock in the order of `areas`.

    Attributes
    ----------
    received
        Persons received this calendar year, or assigned and not yet received, by stock.
    speakers
        The same by language and stock, over all years.
    """

    def __init__(self, scenario: Scenario, people: Population, areas: Sequence[str]) -> None:
        self.areas = tuple(areas)
        self._scenario, self._people = scenario, people
        self._stock_of = {int(area): stock for stock, area in enumerate(self.areas)}
        self._inhabitants = inhabitants(scenario, self.areas)
        self.received = [0.0] * len(self.areas)
        self.speakers = [[0.0] * len(self.areas) for _ in scenario.county.languages]
        self._expected: Expected | None = None
        self._year_ends = add_months(year_start(scenario.start.year), MONTHS_A_YEAR)

    def _turn_years(self, now: float) -> None:
        while now >= self._year_ends:
            self.received = [0.0] * len(self.areas)
            self._year_ends = add_months(self._year_ends, MONTHS_A_YEAR)

    def receive(self, municipality: int, language: int, persons: int, now: float) -> None:
        """Persons have been received in a municipality, or assigned to it."""
        self._turn_years(now)
        stock = self._stock_of.get(municipality)
        if stock is not None:
            self.received[stock] += persons
            self.speakers[language][stock] += persons

    def choose(self, where: int, left: Sequence[float], yearly: Sequence[float], head: int, need: int, now: float) -> int:
        """The stock that serves a household; -1 when none can."""
        self._turn_years(now)
        speakers = self.speakers[int(self._people.language[head])]
        return stock_for(where, left, yearly, self.received, self._inhabitants, speakers, need)

    def plan(self, heads: Sequence[int], needs: Sequence[int], left: Sequence[float], yearly: Sequence[float], now: float) -> list[int]:
        """A stock for each of a month's households, in the order of the queue; -1 for those for whom there is no room."""
        if self._expected is None:
            self._expected = Expected(self._scenario, self._people)
        score = self._expected.at(now)
        return exchanged(heads, needs, left, yearly, lambda head, stock: score(head, int(self.areas[stock])))
