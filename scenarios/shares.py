"""A whole divided by weights."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor


def divided(total: float, weights: Sequence[float]) -> list[float]:
    """The parts of a total in proportion to weights, which need not sum to 1; all 0 where the weights are."""
    whole = sum(weights)
    return [total * weight / whole if whole > 0.0 else 0.0 for weight in weights]


def divided_whole(total: int, weights: Sequence[float]) -> list[int]:
    """The same in whole numbers that sum to the total: the largest remainders get one more, ties in order."""
    parts = divided(total, weights)
    found = [floor(part) for part in parts]
    if sum(weights) <= 0.0:
        return found
    by_remainder = sorted(range(len(parts)), key=lambda k: (found[k] - parts[k], k))
    for k in by_remainder[: total - sum(found)]:
        found[k] += 1
    return found


GOLDEN_RATIO = (5.0**0.5 - 1.0) / 2.0
"""Multiples of it, without their whole part, lie evenly spread whatever their number."""


def rounding_offset(row: int) -> float:
    """What is added to a row's number before its part below 1 is cut off.

    Rows are rounded up from different remainders, so that a table as a whole follows a factor although a single row moves in steps.
    """
    return ((row + 0.5) * GOLDEN_RATIO) % 1.0
