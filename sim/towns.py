"""The county's municipalities as destinations, and how often people leave each; worked out before the run."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING

from scenarios.calendar import DAYS_PER_YEAR

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

ANYWHERE = 0
"""In the place of a home: no municipality is left out."""


class Towns:
    """Destinations by weight, and moves a day by municipality.

    Attributes
    ----------
    moves_per_day
        By code, from the share that leaves within three years (a constant rate).
    choices
        By code (`ANYWHERE` for all): the municipalities to choose from, without that one, and the running sums of their weights.
    """

    def __init__(self, scenario: Scenario) -> None:
        towns = scenario.county.municipalities
        self.moves_per_day = {m.code: -log(1.0 - m.share_moves_3_years) / (3.0 * DAYS_PER_YEAR) for m in towns}
        self.choices: dict[int, tuple[list[int], list[float]]] = {}
        for home in (ANYWHERE, *(m.code for m in towns)):
            rest = [m for m in towns if m.code != home]
            self.choices[home] = [m.code for m in rest], list(accumulate(m.weight_self_settled for m in rest))

    def of_choice(self, luck: float) -> int:
        """The municipality that `luck` falls in, by the weights of own settlement."""
        return self.other(ANYWHERE, luck)

    def other(self, home: int, luck: float) -> int:
        """Another municipality than `home`, by the same weights; `home` itself when there is no other."""
        codes, sums = self.choices[home]
        return codes[min(bisect_right(sums, luck * sums[-1]), len(codes) - 1)] if codes else home
