"""Where to: the places of a month exchanged between the households of a month, so that most people are expected to find work.

A policy experiment. Who is assigned, and when, is decided as ever by the queue; how many each municipality takes, by what it has left. Only
which of them goes where is changed, among households of one size. The score is the expected number of adults in work within two
years, from schooling and the labour market within commuting distance, as the simulation itself has them; never sex, origin, religion or
disability. It is used here and nowhere kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from sim.envelope import FAMILY
from sim.people import CHILD, Population
from sim.policies.largest_share_left import largest_share_left
from sim.stages.work.market import market_factors

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

BAND_YEARS = (0.5, 0.5, 1.0, 0.0, 0.0)
"""How much of the two years after reception lies in each band of the base hazard."""

Score = Callable[[int, int], float]
"""What is expected of a household, by its head, in a municipality, by its code."""


def exchanged(
    heads: Sequence[int], needs: Sequence[int], left: Sequence[float], yearly: Sequence[float], score: Callable[[int, int], float]
) -> list[int]:
    """A stock for each household of a month, in the order of the queue; -1 for those for whom there is no room.

    `score` is of a household and a stock. The stocks that are given out are those of `largest_share_left`; among households of one size
    they are exchanged so that the sum of the scores is the greatest.
    """
    rest = list(left)
    found = []
    for need in needs:
        stock = largest_share_left(rest, yearly, need)
        if stock >= 0:
            rest[stock] -= need
        found.append(stock)
    for size in sorted(set(needs)):
        alike = [k for k, need in enumerate(needs) if need == size and found[k] >= 0]
        stocks = [found[k] for k in alike]
        scores = np.array([[score(heads[k], stock) for stock in stocks] for k in alike]).reshape(len(alike), len(alike))
        for row, column in zip(*linear_sum_assignment(scores, maximize=True), strict=True):
            found[alike[row]] = stocks[column]
    return found


class Expected:
    """Scores of households in municipalities under a scenario's values of an instant."""

    def __init__(self, scenario: Scenario, people: Population) -> None:
        self._work = scenario.work
        self._market = market_factors(scenario)
        adult = (people.role != CHILD) & (people.cohort != FAMILY)
        order = np.argsort(people.household[adult], kind="stable")
        self._schooling: NDArray[np.int64] = people.schooling[adult][order].astype(np.int64)
        heads = people.household[adult][order]
        self._first, self._last = (np.searchsorted(heads, np.arange(people.n), side=side) for side in ("left", "right"))

    def at(self, when: float) -> Score:
        """The scores at an instant: adults of a household expected to have found work two years later."""
        hazard = sum(rate * years for rate, years in zip(self._work.hazard_per_year.at(when), BAND_YEARS, strict=True))
        factors = np.array(self._work.schooling_factor.at(when))

        def score(head: int, municipality: int) -> float:
            schooling = self._schooling[self._first[head] : self._last[head]]
            return float((1.0 - np.exp(-hazard * factors[schooling] * self._market[municipality])).sum())

        return score
