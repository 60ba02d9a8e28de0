"""Who goes first, who goes where: one small named function a file.

Policies use waiting time, legal limits, children and special need; never sex, origin, religion, or disability as a malus.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from sim.policies.closed import closed
from sim.policies.closest_to_legal_limit import closest_to_legal_limit
from sim.policies.equal import equal
from sim.policies.families_first import families_first
from sim.policies.first_come import first_come
from sim.policies.home_first import home_first
from sim.policies.longest_wait_from_permit import longest_wait_from_permit
from sim.policies.special_need_first import special_need_first
from sim.policies.standing import Standing

QUEUE_POLICIES: dict[str, Callable[[Standing], int]] = {
    "first_come": first_come,
    "families_first": families_first,
    "longest_wait_from_permit": longest_wait_from_permit,
    "special_need_first": special_need_first,
    "closest_to_legal_limit": closest_to_legal_limit,
}
"""Queue policies by the name a scenario gives."""

NEIGHBOURS: dict[str, Callable[[Standing], int]] = {"closed": closed, "home_first": home_first, "equal": equal}
"""Where neighbours stand in a municipality's queue: what is added to the key of its policy, by name."""

SEPARATOR = "/"
"""Between the name of a policy and where neighbours stand: `first_come/home_first`."""

ORDERS = (*QUEUE_POLICIES, *(f"{policy}{SEPARATOR}{order}" for policy in QUEUE_POLICIES for order in NEIGHBOURS))
"""All orders of a queue: a policy, or a policy and where neighbours stand."""


@cache
def key_by(order: str) -> Callable[[Standing], int]:
    """The key of an order's queue."""
    name, _, neighbours = order.partition(SEPARATOR)
    policy = QUEUE_POLICIES[name]
    if not neighbours:
        return policy
    added = NEIGHBOURS[neighbours]
    return lambda standing: policy(standing) + added(standing)


REFERENCE_ONLY: frozenset[str] = frozenset()
"""Policies that the compiled engine does not know (yet): with one of them a scenario is run by the reference engine."""
