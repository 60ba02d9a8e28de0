"""Families first."""

from __future__ import annotations

from sim.policies.standing import CLASS_SHIFT, Standing


def families_first(standing: Standing) -> int:
    """Households with children before others; within each, the day of joining."""
    return (0 if standing.has_children else 1 << CLASS_SHIFT) + standing.joined
