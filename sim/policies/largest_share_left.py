"""Where to: the municipality with most of its year's number left."""

from __future__ import annotations

from typing import Protocol


class Numbers(Protocol):
    """A list or an array of numbers."""

    def __len__(self) -> int:
        """How many."""

    def __getitem__(self, place: int, /) -> float:
        """The number in a place."""


def largest_share_left(left: Numbers, yearly: Numbers, need: int) -> int:
    """The stock that can take the whole need and has the largest share of its yearly number left; -1 when none can.

    Ties go to the first in order. `left` and `yearly` are units by stock.
    """
    best, chosen = -1.0, -1
    for stock in range(len(left)):
        units = left[stock]
        if units >= need:
            share = units / yearly[stock] if yearly[stock] > 0.0 else units
            if share > best:
                best, chosen = share, stock
    return chosen
