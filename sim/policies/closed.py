"""Seats that are not offered to neighbours."""

from __future__ import annotations

from sim.policies.standing import Standing

CLOSED = 1 << 44
"""From this key on nobody is served: they stand in line for the day when the municipality opens its seats."""


def closed(standing: Standing) -> int:
    """What is added to a policy's key: those who live in another municipality wait until the seats are offered to them."""
    return CLOSED if standing.neighbour else 0
