"""What one more self-supporting person costs: only where both the cost and the effect are told from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from results.comparison import Comparison
from results.intervals import Floats, Intervals
from results.study import Study

PERSONS = "self_supporting_persons"
"""The effect: persons self-supporting on day 90 after the plan."""


@dataclass(frozen=True)
class CostEffect:
    """Extra cost of a scenario over the reported years, all payers together, and what it buys.

    Attributes
    ----------
    cost, cost_low, cost_high
        Extra SEK over the reported years, running services and measures; transfers between payers are left out.
    persons, persons_low, persons_high
        More persons self-supporting 90 days after the plan, over the same years.
    per_person, low, high
        SEK for each of them with its interval (Fieller); None where the effect, or the cost, cannot be told from zero.
    """

    cost: float
    cost_low: float
    cost_high: float
    persons: float
    persons_low: float
    persons_high: float
    per_person: float | None
    low: float | None
    high: float | None


def cost_effect(comparison: Comparison) -> CostEffect:
    """Extra cost, extra self-supporting persons, and their ratio where it may be shown."""
    base, scenario = comparison.base, comparison.scenario
    extra = _total(scenario, comparison.replications) - _total(base, comparison.replications)
    column = base.place_of[base.key(PERSONS)]
    more = comparison.differences[:, column]
    cost, effect = comparison.over(extra), comparison.over(more)
    ratio = _fieller(cost, effect, _together(extra, more, comparison.draws))
    return CostEffect(
        float(cost.mean),
        float(cost.low),
        float(cost.high),
        float(effect.mean),
        float(effect.low),
        float(effect.high),
        *(ratio or (None, None, None)),
    )


def _total(study: Study, replications: tuple[int, ...]) -> Floats:
    """Cost of each replication over the reported years, SEK, shape (replications,)."""
    grid = study.layout.grid
    rows = [study.replications.index(number) for number in replications]
    lines = np.array([line.in_total for line in study.lines], dtype=bool)
    years = np.array([year in grid.report for year in grid.years], dtype=bool)
    total: Floats = study.costs[rows][:, lines][:, :, years].sum(axis=(1, 2))
    return total


def _together(cost: Floats, effect: Floats, draws: Sequence[int]) -> float:
    """Correlation of the two over replications, or over draws where there are any."""
    if len(set(draws)) > 1:
        of = np.asarray(draws)
        cost, effect = (np.array([values[of == draw].mean() for draw in sorted(set(draws))]) for values in (cost, effect))
    if len(cost) < 2 or not cost.std() or not effect.std():
        return 0.0
    return float(np.corrcoef(cost, effect)[0, 1])


def _fieller(cost: Intervals, effect: Intervals, correlation: float) -> tuple[float, float, float] | None:
    """Ratio of two paired means with its interval (Fieller's theorem); None where more persons, or a cost, cannot be told from zero.

    The half-widths of the two stand for t times their standard errors.
    """
    if not bool(effect.told_apart) or float(effect.mean) <= 0.0 or not bool(cost.told_apart):
        return None
    a, b = float(cost.mean), float(effect.mean)
    spent, gained = float(cost.half), float(effect.half)
    aa = b * b - gained * gained
    bb = a * b - correlation * spent * gained
    cc = a * a - spent * spent
    root = np.sqrt(max(0.0, bb * bb - aa * cc))
    return a / b, float((bb - root) / aa), float((bb + root) / aa)
