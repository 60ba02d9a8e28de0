"""The county's municipalities as destinations, and how often people leave each; worked out before the run."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING

from scenarios.calendar import DAYS_PER_YEAR

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario


class Towns:
    """Destinations by weight, and moves a day by municipality."""

    def __init__(self, scenario: Scenario) -> None:
        towns = scenario.county.municipalities
        self._codes = [m.code for m in towns]
        self._weights = [m.weight_self_settled for m in towns]
        self.moves_per_day = {m.code: -log(1.0 - m.share_moves_3_years) / (3.0 * DAYS_PER_YEAR) for m in towns}
        """Moves a day, from the share that leaves within three years (a constant rate)."""

    def of_choice(self, luck: float) -> int:
        """The municipality that `luck` falls in, by the weights of own settlement."""
        return _pick(self._codes, self._weights, luck)

    def other(self, home: int, luck: float) -> int:
        """Another municipality than `home`, by the same weights; `home` itself when there is no other."""
        rest = [(code, weight) for code, weight in zip(self._codes, self._weights, strict=True) if code != home]
        return _pick([code for code, _ in rest], [weight for _, weight in rest], luck) if rest else home


def _pick(codes: list[int], weights: list[float], luck: float) -> int:
    sums = list(accumulate(weights))
    return codes[min(bisect_right(sums, luck * sums[-1]), len(codes) - 1)]
