"""Residents before neighbours, within any order."""

from __future__ import annotations

from sim.policies.standing import Standing

NEIGHBOUR_SHIFT = 42
"""Bits that the class of neighbours is shifted by: it stands before any policy's own class."""


def home_first(standing: Standing) -> int:
    """What is added to a policy's key: those who live in another municipality come after all who live here."""
    return 1 << NEIGHBOUR_SHIFT if standing.neighbour else 0
