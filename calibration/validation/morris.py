"""Elementary effects (Morris 1991): one parameter at a time along random ways through the whole space.

A way starts on a grid of the unit cube and moves each coordinate once, in random order, by two thirds of its range. The change of the
output per whole range is an elementary effect: the mean of its size says how much a parameter matters, the spread how much that depends
on the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.luck import uniforms

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

LEVELS = 4
"""Levels of the grid: 0, 1/3, 2/3, 1."""

STEP = LEVELS / (2.0 * (LEVELS - 1.0))
"""Length of a move: with it every level is as likely before and after."""


@dataclass(frozen=True)
class Ways:
    """Ways through the unit cube.

    Attributes
    ----------
    points
        Shape (ways, size + 1, size).
    order
        Which coordinate each move changes, shape (ways, size).
    """

    points: Floats
    order: Places


@dataclass(frozen=True)
class Effects:
    """Mean size, mean and spread of elementary effects per whole range, each of shape (size, outputs); nan where one is undefined."""

    size: Floats
    mean: Floats
    spread: Floats


def ways(size: int, number: int, seed: int) -> Ways:
    """Random ways."""
    luck = uniforms(seed, 0, "calibration.morris", 2 * number * size).reshape(2, number, size)
    start = np.floor(luck[0] * LEVELS) / (LEVELS - 1.0)
    order = np.argsort(luck[1], axis=1, kind="stable")
    points = np.repeat(start[:, None, :], size + 1, axis=1)
    for way in range(number):
        for move, k in enumerate(order[way], start=1):
            points[way, move:, k] += STEP if start[way, k] < 0.5 else -STEP
    return Ways(points, order)


def effects(through: Ways, values: Floats) -> Effects:
    """Effects on outputs of shape (ways, size + 1, outputs)."""
    number, size = through.order.shape
    found = np.empty((number, size, values.shape[2]))
    for way in range(number):
        moved = np.diff(through.points[way], axis=0)[np.arange(size), through.order[way]]
        found[way, through.order[way]] = np.diff(values[way], axis=0) / moved[:, None]
    return Effects(np.abs(found).mean(axis=0), found.mean(axis=0), found.std(axis=0, ddof=1))
