"""Where to: the municipality that has met the least of its share."""

from __future__ import annotations

from sim.policies.largest_share_left import Numbers


def lowest_fulfilment(left: Numbers, yearly: Numbers, need: int) -> int:
    """The stock with the largest part of its yearly number left, also where that is less than nothing; -1 when nobody has a number.

    With one flow of numbers for all, what is left tells how far each has met its share: so the next goes to the lowest fulfilment.
    Ties go to the first in order.
    """
    best, chosen = 0.0, -1
    for stock in range(len(left)):
        if yearly[stock] > 0.0:
            share = left[stock] / yearly[stock]
            if chosen < 0 or share > best:
                best, chosen = share, stock
    return chosen
