"""First come, first served."""

from __future__ import annotations

from sim.policies.standing import Standing


def first_come(standing: Standing) -> int:
    """The day of joining."""
    return standing.joined
