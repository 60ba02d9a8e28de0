"""What a policy may know about someone in a queue."""

from __future__ import annotations

from typing import NamedTuple

CLASS_SHIFT = 40
"""Bits that a class is shifted by, so that it stands before any time in ticks."""


class Standing(NamedTuple):
    """A person's standing in a queue: times in ticks of 2^-16 day since 2000-01-01; whether they live in another municipality."""

    joined: int
    permit: int
    limit: int
    has_children: bool
    special_need: bool
    neighbour: bool = False
