"""Where to: the municipality that has received fewest this year in proportion to its inhabitants."""

from __future__ import annotations

from sim.policies.largest_share_left import Numbers


def even_spread(left: Numbers, received: Numbers, inhabitants: Numbers, need: int) -> int:
    """The stock that can take the whole need and whose municipality has received fewest for each inhabitant; -1 when none can.

    Ties go to the first in order. All numbers are by stock; `received` counts from the turn of the year, as kommuntal does, and those
    assigned but not yet received count as received.
    """
    least, chosen = -1.0, -1
    for stock in range(len(left)):
        if left[stock] >= need:
            share = received[stock] / inhabitants[stock] if inhabitants[stock] > 0.0 else received[stock]
            if chosen < 0 or share < least:
                least, chosen = share, stock
    return chosen
