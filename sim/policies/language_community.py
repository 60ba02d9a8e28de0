"""Where to: the municipality that has received most people who speak the household's language."""

from __future__ import annotations

from sim.policies.largest_share_left import Numbers


def language_community(left: Numbers, yearly: Numbers, speakers: Numbers, need: int) -> int:
    """The stock that can take the whole need and whose municipality has received most speakers of a language; -1 when none can.

    Of several alike, the one with the largest share of its yearly number left; then the first in order. All numbers are by stock.
    """
    most, best, chosen = -1.0, -1.0, -1
    for stock in range(len(left)):
        if left[stock] >= need:
            share = left[stock] / yearly[stock] if yearly[stock] > 0.0 else left[stock]
            if speakers[stock] > most or (speakers[stock] == most and share > best):
                most, best, chosen = speakers[stock], share, stock
    return chosen
