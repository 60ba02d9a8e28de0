"""How much a search simulates, and how it tells what it is about."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

Stage = Callable[[str, int], AbstractContextManager[object]]
"""Told what is simulated next, and about how many simulations that takes; entered while it is."""


@dataclass(frozen=True)
class Effort:
    """How much is simulated.

    Attributes
    ----------
    singles
        Observations of each choice alone; an observation is two replications where parameters are drawn.
    packages
        Packages that are taken from the screen.
    first, most
        Observations of each package before any is dropped, and the ceiling.
    told
        Observations to which a package that was dropped is followed, where they can tell that it is worse than the best.
    doubted, draws
        Packages that are tried in every future, the best first, and observations of each in each.
    parts
        Simulations that what each measure of the best package brings may take; at least two observations of every part are made.
    places, each_place
        Places in which one more is tried, and observations of each; none for 0.
    """

    singles: int = 4
    packages: int = 12
    first: int = 6
    most: int = 14
    told: int = 24
    doubted: int = 5
    draws: int = 5
    parts: int = 128
    places: int = 10
    each_place: int = 6
