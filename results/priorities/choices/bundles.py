"""Measures that are priced together, because they change the same places, and what every package of them brings and takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from results.intervals import Floats
from results.priorities.choices.packages import Choice, Menu, Package
from scenarios.measures import Measure

LARGEST = 400
"""Most packages of one bundle; where there would be more, its measures are priced one by one."""

KOMMUNTAL = "kommuntal"
"""The service that keys and shifts divide."""


@dataclass(frozen=True)
class Bundle:
    """Packages of measures that are priced together, the empty one first.

    Attributes
    ----------
    value
        What each brings, shape (packages,).
    takes
        What each takes of every limit, shape (packages, limits).
    """

    packages: tuple[Package, ...]
    value: Floats
    takes: Floats


@dataclass(frozen=True)
class Everything:
    """Every package there is, by what it picks of each bundle: what it brings and takes, shapes (packages,) and (packages, limits)."""

    shape: tuple[int, ...]
    value: Floats
    takes: Floats

    def picked(self, place: int) -> tuple[int, ...]:
        """What the package at a place picks of each bundle."""
        return tuple(int(k) for k in np.unravel_index(place, self.shape))


def parts(menu: Menu, choices: Sequence[Choice]) -> list[tuple[Package, ...]]:
    """The choices by bundle: every package of the measures that are priced together, the empty one first; at least one bundle."""
    by_measure: dict[str, list[Choice]] = {}
    for choice in choices:
        by_measure.setdefault(choice.measure, []).append(choice)
    found = []
    for bundle in bundled({key: menu.measures[key] for key in menu.measures if key in by_measure}):
        small = prod(len(by_measure[key]) + 1 for key in bundle) <= LARGEST
        for keys in [bundle] if small else [(key,) for key in bundle]:
            picks = product(*((None, *by_measure[key]) for key in keys))
            found.append(tuple(tuple(choice for choice in pick if choice is not None) for pick in picks))
    return found or [((),)]


def bundled(measures: Mapping[str, Measure]) -> list[tuple[str, ...]]:
    """Measures by bundle: two that change a common service are in one, and so is what either shares one with."""
    found: list[tuple[set[str], list[str]]] = []
    for key, measure in measures.items():
        services, keys = services_of(measure), [key]
        apart = []
        for other in found:
            if other[0] & services:
                services, keys = services | other[0], other[1] + keys
            else:
                apart.append(other)
        found = [*apart, (services, keys)]
    order = {key: place for place, key in enumerate(measures)}
    return sorted((tuple(sorted(keys, key=order.__getitem__)) for _, keys in found), key=lambda keys: order[keys[0]])


def services_of(measure: Measure) -> set[str]:
    """The services whose places a measure changes."""
    return {change.service for change in measure.capacity} | ({KOMMUNTAL} if measure.key or measure.shift else set())


def every(bundles: Sequence[Bundle]) -> Everything:
    """Every package over all bundles; their number is the product of the bundles' numbers."""
    rooms = bundles[0].takes.shape[1]
    value, takes = np.zeros(1), np.zeros((1, rooms))
    for bundle in bundles:
        value = (value[:, None] + bundle.value[None, :]).ravel()
        takes = (takes[:, None, :] + bundle.takes[None, :, :]).reshape(-1, rooms)
    return Everything(tuple(len(bundle.packages) for bundle in bundles), value, takes)


def joined(menu: Menu, bundles: Sequence[Bundle], picked: Sequence[int] | NDArray[np.intp]) -> Package:
    """The package that picks these of the bundles."""
    return menu.ordered([choice for bundle, k in zip(bundles, picked, strict=True) for choice in bundle.packages[k]])
