"""Longest wait from permit."""

from __future__ import annotations

from sim.policies.standing import Standing


def longest_wait_from_permit(standing: Standing) -> int:
    """The day of the permit, whenever the queue was joined."""
    return standing.permit
