"""The people of a run: who comes, with whom and when, sampled before anything happens.

The county's *envelope* holds a numbered slot for everyone who could come in any shipped future; a scenario sets only who is
present. A household is a run of neighbouring slots, its first adult first; a family abroad has slots of its own in the same
month's block. Attributes of a slot depend on its luck and the composition at its date, never on how many others come.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from scenarios.calendar import DAYS_PER_YEAR
from sim.envelope import FAMILY, SEEKER, Envelope, envelope
from sim.events import DRAWS
from sim.luck import Floats, on_grid, uniforms, variates

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario
    from scenarios.values import Number

Ints = NDArray[np.int64]

MAN, WOMAN = 0, 1
ADULT, CHILD = 0, 1
AGE_BOUNDS = (18.0, 25.0, 35.0, 45.0, 55.0, 65.0, 80.0)
"""Limits of the age bands of `people.adult_ages`, years."""
PARENT_AGES = (18.0, 54.0)
"""Ages that a parent of children under eighteen is kept within (assumption): keeps sampled ages consistent."""


@dataclass(frozen=True)
class Population:
    """The people present in one run, one row each, in the order of their envelope numbers.

    Arrays have shape (n,). `arrival` is the day of application or arrival (nan for families abroad, who follow their
    sponsor). `luck` holds each decision's variates, shape (occasions, n).
    """

    id: Ints
    household: Ints
    cohort: Ints
    role: Ints
    sex: Ints
    birth: Floats
    arrival: Floats
    language: Ints
    schooling: Ints
    path: Ints
    special_need: NDArray[np.bool_]
    stays: NDArray[np.bool_]
    settles: NDArray[np.bool_]
    children: Ints
    asylum_municipality: Ints
    trait_factor: Floats
    trait_score: Floats
    luck: dict[str, Floats] = field(repr=False)

    @property
    def n(self) -> int:
        """Number of people."""
        return len(self.id)


def sample(scenario: Scenario, seed: int, replication: int) -> Population:
    """The people of one replication of a scenario; a pure function of its arguments."""
    found = envelope(scenario, seed, replication)
    rows = np.flatnonzero(found.present)
    size = len(found.present)

    def luck_of(name: str) -> Floats:
        return uniforms(seed, replication, f"people.{name}", size)

    luck = {}
    for name, draw in DRAWS.items():
        luck[name] = variates(draw, seed, replication, size, _spread(scenario, draw.spread))[:, rows]
    trait = luck["work.trait"][0]
    spread = scenario.work.trait_spread.at(0.0)
    where = _asylum_municipality(scenario, found, luck_of("municipality"))
    language, schooling, path = _studies(scenario, found, luck_of)
    birth = _births(scenario, found, luck_of("age"))
    return Population(
        id=rows,
        household=_households(found, rows),
        cohort=found.cohort[rows],
        role=found.role[rows],
        sex=found.sex[rows],
        birth=birth[rows],
        arrival=found.arrival[rows],
        language=language[rows],
        schooling=schooling[rows],
        path=path[rows],
        special_need=(luck_of("special_need") < scenario.people.share_special_need.at(0.0))[rows],
        stays=found.stays[rows],
        settles=found.settles[rows],
        children=_children(found, found.present)[rows],
        asylum_municipality=where[rows],
        trait_factor=np.exp(spread * trait - spread * spread / 2.0),
        trait_score=uniforms(seed, replication, "work.trait#0", size)[rows] - 0.5,
        luck=luck,
    )


def _spread(scenario: Scenario, name: str) -> float:
    if not name:
        return 0.0
    return cast("Number", scenario.parameter(name)).at(0.0)


def _households(found: Envelope, rows: Ints) -> Ints:
    """Row number of each person's household head."""
    position = np.full(len(found.present), -1, dtype=np.int64)
    position[rows] = np.arange(len(rows))
    heads: Ints = position[found.head[rows]]
    return heads


def _children(found: Envelope, who: NDArray[np.bool_]) -> Ints:
    """Children among `who` in each slot's own part of the household (family abroad apart)."""
    group = found.head * 2 + (found.cohort == FAMILY)
    counts = np.bincount(group, weights=(found.role == CHILD) & who, minlength=2 * len(found.head))
    found_children: Ints = counts[group].astype(np.int64)
    return found_children


def _pick(luck: Floats, shares: Floats) -> Ints:
    """Entry of each row's shares, shape (n, k), that its luck falls in."""
    entry: Ints = (luck[:, None] >= np.cumsum(shares, axis=1)[:, :-1]).sum(axis=1)
    return entry


def _births(scenario: Scenario, found: Envelope, luck: Floats) -> Floats:
    """Birthdays: adults by age band, evenly within it; children evenly from 0 to 18, counted at the block's month."""
    shares = scenario.people.adult_ages.at_all(found.month)
    edges = np.concatenate([np.zeros((len(luck), 1)), np.cumsum(shares, axis=1)], axis=1)
    band = _pick(luck, shares)
    low = np.take_along_axis(edges, band[:, None], axis=1)[:, 0]
    wide = np.take_along_axis(shares, band[:, None], axis=1)[:, 0]
    within = np.clip((luck - low) / np.where(wide > 0, wide, 1.0), 0.0, 1.0)
    bounds = np.array(AGE_BOUNDS)
    age = bounds[band] + within * (bounds[band + 1] - bounds[band])
    anyone = np.ones(len(luck), dtype=np.bool_)
    parent = (_children(found, anyone) > 0) & (found.role == ADULT)
    age = np.where(parent, np.clip(age, *PARENT_AGES), age)
    age = np.where(found.role == CHILD, luck * 18.0, age)
    return on_grid(found.month - age * DAYS_PER_YEAR)


def _studies(scenario: Scenario, found: Envelope, luck_of: Callable[[str], Floats]) -> tuple[Ints, Ints, Ints]:
    """Language (the household's), schooling by language, SFI path by schooling (children's for the day they are grown)."""
    people, when = scenario.people, found.month
    language = _pick(luck_of("language"), people.language_shares.at_all(when))[found.head]
    by_language = people.schooling_by_language.at_all(when).reshape(len(when), -1, 4)
    shares = np.take_along_axis(by_language, language[:, None, None], axis=1)[:, 0, :]
    schooling = _pick(luck_of("schooling"), shares)
    one = np.take_along_axis(people.path_1_by_schooling.at_all(when), schooling[:, None], axis=1)[:, 0]
    three = np.take_along_axis(people.path_3_by_schooling.at_all(when), schooling[:, None], axis=1)[:, 0]
    luck = luck_of("path")
    path = np.where(luck < one, 1, np.where(luck >= 1.0 - three, 3, 2))
    return language, schooling, path


def _asylum_municipality(scenario: Scenario, found: Envelope, luck: Floats) -> Ints:
    """Municipality where a seeker's household lives during asylum; 0 outside the county."""
    weights = np.array([m.weight_asylum for m in scenario.county.municipalities])
    codes = np.array([m.code for m in scenario.county.municipalities])
    chosen = codes[np.minimum(np.searchsorted(np.cumsum(weights / weights.sum()), luck, side="right"), len(codes) - 1)]
    return np.where(found.stays & (found.cohort == SEEKER), chosen[found.head], 0)
