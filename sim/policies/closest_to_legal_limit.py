"""Closest to the legal limit."""

from __future__ import annotations

from sim.policies.standing import Standing


def closest_to_legal_limit(standing: Standing) -> int:
    """The day on which the law's limit for this service runs out."""
    return standing.limit
