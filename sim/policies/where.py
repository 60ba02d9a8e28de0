"""Which municipality an assignment goes to: the policies by name and number, for both engines."""

from __future__ import annotations

from sim.policies import even_spread, language_community, largest_share_left, lowest_fulfilment
from sim.policies.largest_share_left import Numbers

LARGEST_SHARE_LEFT, EVEN_SPREAD, LANGUAGE_COMMUNITY, BEST_EXPECTED, LOWEST_FULFILMENT = 0, 1, 2, 3, 4

WHERE = {
    "largest_share_left": LARGEST_SHARE_LEFT,
    "even_spread": EVEN_SPREAD,
    "language_community": LANGUAGE_COMMUNITY,
    "best_expected": BEST_EXPECTED,
    "lowest_fulfilment": LOWEST_FULFILMENT,
}
"""The policies by the name that a scenario gives; `best_expected` is one of a whole month's households together, and
`lowest_fulfilment` alone gives more than there is: unaccompanied children are assigned whether there are places or not."""


def stock_for(where: int, left: Numbers, yearly: Numbers, received: Numbers, inhabitants: Numbers, speakers: Numbers, need: int) -> int:
    """The stock that serves a household under a policy that takes one at a time; -1 when none can take the whole need."""
    if where == EVEN_SPREAD:
        return even_spread.even_spread(left, received, inhabitants, need)
    if where == LANGUAGE_COMMUNITY:
        return language_community.language_community(left, yearly, speakers, need)
    if where == LOWEST_FULFILMENT:
        return lowest_fulfilment.lowest_fulfilment(left, yearly, need)
    return largest_share_left.largest_share_left(left, yearly, need)
