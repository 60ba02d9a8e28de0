"""Special need first."""

from __future__ import annotations

from sim.policies.standing import CLASS_SHIFT, Standing


def special_need_first(standing: Standing) -> int:
    """People with special needs before others; within each, the day of joining."""
    return (0 if standing.special_need else 1 << CLASS_SHIFT) + standing.joined
