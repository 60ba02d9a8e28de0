"""One configuration tried many times: the selection, the yardsticks and the oracle on the same problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from results.priorities.selecting.selection import Selection
from results.priorities.selecting.sequential import select
from results.priorities.selecting.study.configurations import INDIFFERENCE, MOST, Configuration, Problem
from results.priorities.selecting.study.yardsticks import YARDSTICKS

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
FIRSTS = (6, 10, 20, 30)
"""First stages that the yardsticks are given; the one that suits each best, in hindsight, is held against the selection."""


def tried(configuration: Configuration, tries: int) -> dict[str, Any]:
    """What was found: shares with their intervals, mean observations of all systems together, and what they rest on."""
    sums: dict[str, list[float]] = {}
    curve = np.zeros(MOST)
    for number in range(tries):
        problem = configuration.problem(number)
        for name, value in (_of_selection(problem) | _of_yardsticks(problem)).items():
            sums.setdefault(name, []).append(value)
        curve += right_by_number(problem)
    oracle = np.flatnonzero(curve >= CONFIDENCE * tries)
    means = {name: float(np.mean(values)) for name, values in sums.items()}
    return asdict(configuration) | {
        "name": configuration.name,
        "tries": tries,
        "right": share(sums["right"]),
        "most_observations": float(max(sums["asked"])),
        "oracle": int(configuration.systems * (oracle[0] + 1)) if len(oracle) else None,
        **{name: value for name, value in means.items() if name != "right"},
    }


def share(happened: Sequence[float]) -> list[float]:
    """How often something happened, and the exact binomial interval (95 %)."""
    from scipy.stats import binomtest

    found = binomtest(int(sum(happened)), len(happened)).proportion_ci(0.95, method="exact")
    return [float(np.mean(happened)), float(found.low), float(found.high)]


def observing(problem: Problem) -> Selection:
    """The selection on one problem."""
    return select(
        lambda systems, numbers: problem.values[list(systems), numbers.start : numbers.stop],
        range(len(problem.means)),
        confidence=CONFIDENCE,
        indifference=INDIFFERENCE,
        most=MOST,
    )


def right_by_number(problem: Problem) -> Floats:
    """1 where the largest mean of so many observations each is that of a good system, shape (`MOST`,)."""
    chosen = problem.values.cumsum(axis=1).argmax(axis=0)
    good = np.array([problem.good(system) for system in range(len(problem.means))], dtype=np.float64)
    right: Floats = good[chosen]
    return right


def _of_selection(problem: Problem) -> dict[str, float]:
    found = observing(problem)
    best = problem.means.max()
    truth = problem.means - problem.means[found.best]
    kept = {found.best, *found.not_told_apart}
    return {
        "right": problem.good(found.best),
        "asked": found.asked,
        "counted": found.observations,
        "decided": found.decided,
        "not_told_apart": len(found.not_told_apart),
        "best_kept": any(problem.means[system] == best for system in kept),
        "worse_is_worse": all(truth[system] < 0.0 for system in found.worse),
        "intervals_hold": all(each.low <= truth[each.system] <= each.high for each in found.compared),
    }


def _of_yardsticks(problem: Problem) -> dict[str, float]:
    """Observations of each yardstick with each first stage, and whether it was right (on as many as the problem holds)."""
    found: dict[str, float] = {}
    sums = problem.values.cumsum(axis=1)
    for name, rule in YARDSTICKS.items():
        for first in FIRSTS:
            numbers = rule(problem.values[:, :first], CONFIDENCE)
            found[f"{name}/{first}"] = float(numbers.sum())
            held = np.minimum(numbers, MOST)
            means = sums[np.arange(len(held)), held - 1] / held
            found[f"{name}/{first}/right"] = problem.good(int(means.argmax()))
    return found
