"""How far it is from one municipality to another."""

from __future__ import annotations

from math import cos, hypot, radians
from typing import Protocol

KM_PER_DEGREE = 111.2
"""Length of a degree of latitude, km."""


class Place(Protocol):
    """Something with coordinates, in degrees."""

    @property
    def latitude(self) -> float:
        """Degrees north."""

    @property
    def longitude(self) -> float:
        """Degrees east."""


def kilometres(one: Place, other: Place) -> float:
    """Distance between two main towns as the crow flies, km."""
    north = (one.latitude - other.latitude) * KM_PER_DEGREE
    east = (one.longitude - other.longitude) * KM_PER_DEGREE * cos(radians((one.latitude + other.latitude) / 2.0))
    return hypot(north, east)
