"""Other procedures on the same problems: those that the selection was chosen among. Many problems at once, as arrays.

`KN` takes the variances from the first stage and keeps them (Kim and Nelson 2001), `KN++` estimates them anew with all their degrees of
freedom (Kim and Nelson 2006), `BIZ` weighs the systems against each other by Bayes' rule with one variance for all (Frazier 2014), `OCBA`
spends a given number of observations where they should matter most and stops when they are spent (Chen and others 2000): it promises
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from results.priorities.selecting.study.configurations import INDIFFERENCE, MOST

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ERROR = 0.05


@dataclass(frozen=True)
class Outcome:
    """The systems chosen, shape (problems,), and the observations used for each, shape (problems,)."""

    chosen: Ints
    observations: Ints


def kn(values: Floats, first: int) -> Outcome:
    """Elimination with the variances of the first stage; values are of shape (problems, systems, observations)."""
    return _elimination(values, first, anew=False)


def kn_plus_plus(values: Floats, first: int) -> Outcome:
    """Elimination with variances estimated anew at every look."""
    return _elimination(values, first, anew=True)


def biz(values: Floats, first: int) -> Outcome:
    """Bayes-inspired elimination; the variance is that of what the systems do not share, from all that are left."""
    found = [_biz(each, first) for each in values]
    return Outcome(np.array([chosen for chosen, _ in found]), np.array([used for _, used in found]))


def ocba(values: Floats, first: int, budgets: Ints) -> Outcome:
    """Optimal computing budget allocation with as many observations, in each problem, as something else used."""
    chosen = np.array([_ocba(each, first, int(budget)) for each, budget in zip(values, budgets, strict=True)])
    return Outcome(chosen, np.maximum(budgets, first * values.shape[1]))


RIVALS: dict[str, Callable[[Floats, int], Outcome]] = {"KN": kn, "KN++": kn_plus_plus, "BIZ": biz}
"""Those that stop by themselves."""


def _elimination(values: Floats, first: int, anew: bool) -> Outcome:
    problems, systems, _ = values.shape
    left = np.ones((problems, systems), dtype=bool)
    used = np.zeros(problems, dtype=np.int64)
    running = np.arange(problems)
    sums, products = values[:, :, : first - 1].sum(axis=2), np.einsum("pin,pjn->pij", values[:, :, : first - 1], values[:, :, : first - 1])
    variances, factor = np.empty(0), 0.0
    for n in range(first, MOST + 1):
        at = values[running, :, n - 1]
        sums[running] += at
        used[running] += left[running].sum(axis=1) * (first if n == first else 1)
        if anew or n == first:
            products[running] += at[:, :, None] * at[:, None, :]
            variances = _variances(sums, products, n)
            factor = (n - 1) * ((2.0 * ERROR / (systems - 1)) ** (-2.0 / (n - 1)) - 1.0)
        distances = np.maximum(factor * variances[running] / INDIFFERENCE - INDIFFERENCE * n, 0.0) / (2.0 * n)
        means = sums[running] / n
        behind = (means[:, :, None] < means[:, None, :] - distances) & left[running][:, None, :]
        left[running] &= ~behind.any(axis=2)
        running = running[left[running].sum(axis=1) > 1]
        if not len(running):
            break
    return Outcome(np.where(left, sums, -np.inf).argmax(axis=1), used)


def _variances(sums: Floats, products: Floats, n: int) -> Floats:
    """Variances of paired differences, shape (problems, systems, systems)."""
    covariances = (products - sums[:, :, None] * sums[:, None, :] / n) / (n - 1)
    own = np.einsum("pii->pi", covariances)
    found: Floats = own[:, :, None] + own[:, None, :] - 2.0 * covariances
    return found


def _biz(values: Floats, first: int) -> tuple[int, int]:
    systems = np.arange(len(values))
    least, wanted, used = 1.0 - (1.0 - ERROR) ** (1.0 / (len(values) - 1)), 1.0 - ERROR, 0
    for n in range(first, MOST + 1):
        used += len(systems) * (first if n == first else 1)
        seen = values[systems, :n]
        off = seen - seen.mean(axis=1, keepdims=True)
        variance = ((off - off.mean(axis=0)) ** 2).sum() / ((len(systems) - 1) * (n - 1))
        sums = seen.sum(axis=1)
        while True:
            weights = np.exp(INDIFFERENCE * (sums - sums.max()) / variance)
            weights /= weights.sum()
            if weights.max() >= wanted:
                return int(systems[weights.argmax()]), used
            if weights.min() > least:
                break
            wanted /= 1.0 - weights.min()
            kept = np.arange(len(systems)) != weights.argmin()
            systems, sums = systems[kept], sums[kept]
    return int(systems[values[systems].sum(axis=1).argmax()]), used


def _ocba(values: Floats, first: int, budget: int) -> int:
    counts = np.full(len(values), first)
    sums, squares = values[:, :first].sum(axis=1), (values[:, :first] ** 2).sum(axis=1)
    for _ in range(budget - first * len(values)):
        means = sums / counts
        variances = np.maximum((squares - counts * means**2) / (counts - 1), 1e-12)
        best = int(means.argmax())
        gaps = np.maximum(means[best] - means, 1e-12)
        shares = variances / gaps**2
        shares[best] = 0.0
        shares[best] = np.sqrt(variances[best] * (shares**2 / variances).sum())
        at = int((shares / shares.sum() * (counts.sum() + 1) - counts).argmax())
        if counts[at] == values.shape[1]:
            break
        value = values[at, counts[at]]
        counts[at], sums[at], squares[at] = counts[at] + 1, sums[at] + value, squares[at] + value**2
    return int((sums / counts).argmax())
