"""The packages that a backtest chooses among: all of them within what each payer can pay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

import numpy as np

from results.intervals import Floats
from results.priorities.choices.budget import PAYERS, Budgets, planned
from results.priorities.choices.packages import Choice, Menu, Package, is_scalable

NOTHING: Package = ()
"""As last year: nothing more than what is decided."""

STEPS = 100
"""In how many steps a measure is cut down until it fits its share of a budget."""


def candidates(menu: Menu, budgets: Budgets) -> tuple[Package, ...]:
    """Nothing, the even spread, and every package to which nothing can be added; each once, in this order."""
    return tuple(dict.fromkeys((NOTHING, evenly(menu, budgets), *fullest(menu, budgets))))


def evenly(menu: Menu, budgets: Budgets) -> Package:
    """Each payer's budget shared equally between the measures that it pays for; of each as much as its smallest share allows.

    No more than the highest level of the menu; a measure that is on or off, and does not fit, is left out.
    """
    most = {key: choices[-1] for key, choices in _whole(menu).items()}
    pays = {key: np.any(planned(menu, (choice,)) != 0.0, axis=1) for key, choice in most.items()}
    payers = np.maximum(sum((own.astype(np.int64) for own in pays.values()), np.zeros(len(PAYERS), dtype=np.int64)), 1)
    share = Budgets({payer: float(limit) for payer, limit in zip(PAYERS, budgets.limits() / payers, strict=True)})
    return menu.ordered([choice for choice in (_cut(menu, choice, share) for choice in most.values()) if choice is not None])


def fullest(menu: Menu, budgets: Budgets) -> tuple[Package, ...]:
    """Packages within the budgets that no measure, and no higher level of one, can be added to.

    They are looked for as if the costs of measures added up, and kept where their own cost fits.
    """
    options = [(None, *choices) for choices in _whole(menu).values()]
    costs = {choice: planned(menu, (choice,)) for choices in _whole(menu).values() for choice in choices}
    fits = {levels for levels in product(*(range(len(each)) for each in options)) if budgets.fit(_sum(options, levels, costs))}
    full = sorted(levels for levels in fits if not any(more in fits for more in _more(levels, options)))
    packages = (tuple(choice for choice in _picked(options, levels) if choice is not None) for levels in full)
    return tuple(package for package in packages if package and budgets.fit(planned(menu, package)))


Options = list[tuple[Choice | None, ...]]


def _whole(menu: Menu) -> Mapping[str, tuple[Choice, ...]]:
    """The choices of each measure that are about the whole county, the lower levels first."""
    return {key: tuple(choice for choice in choices if not choice.subarea) for key, choices in menu.choices.items()}


def _picked(options: Options, levels: tuple[int, ...]) -> list[Choice | None]:
    return [each[level] for each, level in zip(options, levels, strict=True)]


def _sum(options: Options, levels: tuple[int, ...], costs: Mapping[Choice, Floats]) -> Floats:
    total = np.zeros_like(next(iter(costs.values())))
    for choice in _picked(options, levels):
        if choice is not None:
            total = total + costs[choice]
    return total


def _more(levels: tuple[int, ...], options: Options) -> Iterator[tuple[int, ...]]:
    """The same with one measure one level higher."""
    for place, level in enumerate(levels):
        if level + 1 < len(options[place]):
            yield (*levels[:place], level + 1, *levels[place + 1 :])


def _cut(menu: Menu, choice: Choice, share: Budgets) -> Choice | None:
    """As much of a measure as a share of the budgets allows; None where nothing of it fits."""
    if not is_scalable(menu.measures[choice.measure]):
        return choice if share.fit(planned(menu, (choice,))) else None
    low, high = 0, STEPS
    while low < high:
        step = (low + high + 1) // 2
        fits = share.fit(planned(menu, (replace(choice, level=choice.level * step / STEPS),)))
        low, high = (step, high) if fits else (low, step - 1)
    return replace(choice, level=choice.level * low / STEPS) if low else None
