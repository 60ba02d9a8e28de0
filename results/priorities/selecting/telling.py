"""After the choice: systems that were dropped early are observed on until they are told worse than the chosen one, where that can be.

A choice stops with a system as soon as it is not the best; whether it is worse is another question, and a few pairs seldom answer it. The
intervals hold however often one looks, so that observing on takes nothing from what is said.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from results.priorities.selecting.boundaries import half_width
from results.priorities.selecting.selection import Compared, Observe, Selection, compare


def tell(observe: Observe, selection: Selection, *, most: int) -> Selection:
    """Observe on what is not told apart from the chosen system.

    Parameters
    ----------
    observe
        Where the selection's observations came from: those that it has are asked for again, so keep them.
    most
        Ceiling of observations of one system. One that would not be told worse there either, by what it looks like, is left as it is.
    """
    error = (1.0 - selection.confidence) / max(len(selection.compared) - 1, 1)
    found = {each.system: _told(observe, each, selection.best, error, most) for each in selection.compared}
    chosen = selection.of(selection.best)
    longest = max(each.observations for each in found.values())
    if longest > chosen.observations:
        values = observe([selection.best], range(longest))[0]
        found[selection.best] = compare(selection.best, values, selection.best, values, error)
    more = sum(found[each.system].observations - each.observations for each in selection.compared)
    compared = tuple(found[each.system] for each in selection.compared)
    decided = selection.decided or all(each.verdict != "not told apart" for each in compared)
    return replace(selection, compared=compared, asked=selection.asked + more, decided=decided)


def _told(observe: Observe, told: Compared, best: int, error: float, most: int) -> Compared:
    """One system, observed until it is told worse, or looks as if it will not be."""
    while told.verdict == "not told apart" and told.observations < most and _worth_it(observe, told, best, error, most):
        values, of_best = observe([told.system, best], range(told.observations + 1))
        told = compare(told.system, values, best, of_best, error)
    return told


def _worth_it(observe: Observe, told: Compared, best: int, error: float, most: int) -> bool:
    """Whether an interval as wide as it would be at the ceiling leaves out no difference."""
    values, of_best = observe([told.system, best], range(told.observations))
    variance = float(np.var(values - of_best, ddof=1)) if told.observations > 1 else float("inf")
    return told.difference + half_width(variance, most, error) < 0.0
