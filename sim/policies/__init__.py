"""Who goes first, who goes where: one small named function a file.

Policies use waiting time, legal limits, children and special need; never sex, origin, religion, or disability as a malus.
"""

from __future__ import annotations

from collections.abc import Callable

from sim.policies.closest_to_legal_limit import closest_to_legal_limit
from sim.policies.families_first import families_first
from sim.policies.first_come import first_come
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

REFERENCE_ONLY: frozenset[str] = frozenset()
"""Policies that the compiled engine does not know (yet): with one of them a scenario is run by the reference engine."""
