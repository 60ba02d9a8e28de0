"""Where to: the municipality with most of its year's number left."""

from __future__ import annotations

from collections.abc import Mapping


def largest_share_left(left: Mapping[str, float], yearly: Mapping[str, float], need: int) -> str:
    """The area that can take the whole need and has the largest share of its yearly number left; "" when none can.

    Ties go to the first area in order. `left` and `yearly` are units by area.
    """
    best, chosen = -1.0, ""
    for area, units in left.items():
        if units >= need:
            share = units / yearly[area] if yearly[area] > 0.0 else units
            if share > best:
                best, chosen = share, area
    return chosen
