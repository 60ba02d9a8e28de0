"""The people of a run: who comes, with whom and when, sampled before anything happens.

The county's *envelope* holds a numbered slot for everyone who could come in any shipped future; a scenario sets only who is
present. A household is a run of neighbouring slots, its first adult first; a family abroad has slots of its own in the same
month's block, and an unaccompanied child is alone in its household. Attributes of a slot depend on its luck and the composition at its
date, never on how many others come: so they are worked out for those present alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from scenarios.activities import ACTIVITIES
from scenarios.calendar import DAYS_PER_YEAR
from sim.envelope import FAMILY, UNACCOMPANIED, Envelope, envelope, ties
from sim.events import DRAWS
from sim.households import Parts, parts_present, pick
from sim.luck import Floats, Ints, Luck, Streams, lognormal, on_grid, uniforms

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario
    from scenarios.values import Number

MAN, WOMAN = 0, 1
ADULT, CHILD = 0, 1
AGE_BOUNDS = (18.0, 25.0, 35.0, 45.0, 55.0, 65.0, 80.0)
"""Limits of the age bands of `people.adult_ages`, years."""
PARENT_AGES = (18.0, 54.0)
"""Ages that a parent of children under eighteen is kept within (assumption): keeps sampled ages consistent."""
ALONE_AGE_BOUNDS = (6.0, 13.0, 16.0, 18.0)
"""Limits of the age bands of `unaccompanied.ages`, years; the youngest band begins at six (assumption)."""
CHILD_IS_GIRL = 0.49
"""Share of girls among children (assumption)."""


@dataclass(frozen=True)
class Population:
    """The people present in one run, one row each, in the order of their envelope numbers.

    Arrays have shape (n,). `arrival` is the day of application or arrival (nan for families abroad, who follow their
    sponsor). `luck` holds each decision's variates, shape (occasions, n); `effect_luck` where in its published range each kind of
    activity's effect lies in this replication, shape (kinds,): the same for everybody and in every scenario.
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
    luck: Mapping[str, Floats] = field(repr=False)
    effect_luck: Floats = field(default_factory=lambda: np.full(len(ACTIVITIES), 0.5), repr=False)

    @property
    def n(self) -> int:
        """Number of people."""
        return len(self.id)


@dataclass(frozen=True)
class _Present:
    """Those present: the parts of households, and each person's part, number within it, slot, month's number and role."""

    streams: Streams
    parts: Parts
    part: Ints
    nth: Ints
    slot: Ints
    block: Ints
    role: Ints

    @property
    def alone(self) -> NDArray[np.bool_]:
        """Who is an unaccompanied child."""
        found: NDArray[np.bool_] = self.parts.cohort[self.part] == UNACCOMPANIED
        return found

    def luck(self, name: str) -> Floats:
        """Each person's luck."""
        return self.streams.uniforms(f"people.{name}", self.slot)

    def household_luck(self, name: str) -> Floats:
        """Each part's luck: that of the household's first adult."""
        return self.streams.uniforms(f"people.{name}", self.parts.head)


def sample(scenario: Scenario, seed: int, replication: int) -> Population:
    """The people of one replication of a scenario; a pure function of its arguments."""
    found = envelope(scenario)
    streams = Streams(seed, replication, found.slots)
    who = _present(parts_present(scenario, found, streams), streams)
    parts, part = who.parts, who.part
    stays, settles = ties(scenario, parts.cohort, who.household_luck("tie"))
    language, schooling, path = _studies(scenario, found, who)
    luck = Luck(streams, DRAWS, _spreads(scenario), who.slot)
    spread = scenario.work.trait_spread.at(0.0)
    return Population(
        id=who.slot,
        household=_heads(parts)[part],
        cohort=parts.cohort[part],
        role=who.role,
        sex=_sexes(scenario, found, who),
        birth=_births(scenario, found, who),
        arrival=_arrivals(found, who)[part],
        language=language,
        schooling=schooling,
        path=path,
        special_need=who.luck("special_need") < scenario.people.share_special_need.at(0.0),
        stays=stays[part],
        settles=settles[part],
        children=np.maximum(parts.present - parts.adults, 0)[part],
        asylum_municipality=np.where(stays, _municipalities(scenario, who), 0)[part],
        trait_factor=lognormal(luck["work.trait"][0], spread),
        trait_score=streams.uniforms("work.trait#0", who.slot) - 0.5,
        luck=luck,
        effect_luck=np.concatenate([uniforms(seed, replication, f"{kind.name}.effect", 1) for kind in ACTIVITIES]),
    )


def _spreads(scenario: Scenario) -> dict[str, float]:
    """Spreads of the lognormal factors, by the draw's name."""
    return {name: cast("Number", scenario.parameter(draw.spread)).at(0.0) for name, draw in DRAWS.items() if draw.spread}


def _present(parts: Parts, streams: Streams) -> _Present:
    """The people of the parts, one by one."""
    part = np.repeat(np.arange(len(parts.first)), parts.present)
    nth = np.arange(len(part)) - _begins(parts)[part]
    role = np.where(nth < parts.adults[part], ADULT, CHILD)
    return _Present(streams, parts, part, nth, parts.first[part] + nth, parts.block[part], role)


def _begins(parts: Parts) -> Ints:
    """Row number of each part's first person."""
    begins: Ints = np.cumsum(parts.present) - parts.present
    return begins


def _heads(parts: Parts) -> Ints:
    """Row number of each part's household head, who is present when anyone of the household is."""
    return _begins(parts)[np.searchsorted(parts.first, parts.head)]


def _sexes(scenario: Scenario, found: Envelope, who: _Present) -> Ints:
    """A couple's second adult is the woman; children are girls or boys."""
    adults = np.where(who.nth == 0, who.parts.woman[who.part], WOMAN)
    girls = np.where(who.alone, scenario.unaccompanied.share_girls.at_all(found.month)[who.block], CHILD_IS_GIRL)
    girl = who.luck("child_sex") < girls
    return np.where(who.role == CHILD, np.where(girl, WOMAN, MAN), adults)


def _arrivals(found: Envelope, who: _Present) -> Floats:
    """When each part arrives: evenly within its month; families abroad follow their sponsor."""
    block = who.parts.block
    arrival = on_grid(found.month[block] + who.household_luck("when") * found.length[block])
    return np.where(who.parts.cohort == FAMILY, np.nan, arrival)


def _births(scenario: Scenario, found: Envelope, who: _Present) -> Floats:
    """Birthdays, counted at the block's month: adults and unaccompanied children by age band, other children evenly from 0 to 18."""
    luck, block = who.luck("age"), who.block
    age = _banded(luck, scenario.people.adult_ages.at_all(found.month), block, AGE_BOUNDS)
    parent = (who.parts.size > who.parts.adults)[who.part] & (who.role == ADULT)
    age = np.where(parent, np.clip(age, *PARENT_AGES), age)
    age = np.where(who.role == CHILD, luck * 18.0, age)
    alone = _banded(luck, scenario.unaccompanied.ages.at_all(found.month), block, ALONE_AGE_BOUNDS)
    return on_grid(found.month[block] - np.where(who.alone, alone, age) * DAYS_PER_YEAR)


def _banded(luck: Floats, shares: Floats, row: Ints, limits: tuple[float, ...]) -> Floats:
    """An age each: the band that the luck falls in, and evenly within it."""
    edges = np.concatenate([np.zeros((len(shares), 1)), np.cumsum(shares, axis=1)], axis=1)
    band = pick(luck, shares, row)
    low, wide = edges[row, band], shares[row, band]
    within = np.clip((luck - low) / np.where(wide > 0, wide, 1.0), 0.0, 1.0)
    bounds = np.array(limits)
    ages: Floats = bounds[band] + within * (bounds[band + 1] - bounds[band])
    return ages


def _studies(scenario: Scenario, found: Envelope, who: _Present) -> tuple[Ints, Ints, Ints]:
    """Language (the household's), schooling by language, SFI path by schooling (children's for the day they are grown)."""
    people, months, block = scenario.people, found.month, who.parts.block
    language = pick(who.household_luck("language"), people.language_shares.at_all(months), block)
    by_language = people.schooling_by_language.at_all(months)
    languages = by_language.shape[1] // 4
    schooling = pick(who.luck("schooling"), by_language.reshape(-1, 4), (block * languages + language)[who.part])
    one = people.path_1_by_schooling.at_all(months)[who.block, schooling]
    three = people.path_3_by_schooling.at_all(months)[who.block, schooling]
    luck = who.luck("path")
    path = np.where(luck < one, 1, np.where(luck >= 1.0 - three, 3, 2))
    return language[who.part], schooling, path


def _municipalities(scenario: Scenario, who: _Present) -> Ints:
    """Municipality where a seeker's household would live during asylum."""
    weights = np.array([m.weight_asylum for m in scenario.county.municipalities])
    codes = np.array([m.code for m in scenario.county.municipalities])
    entry = np.searchsorted(np.cumsum(weights / weights.sum()), who.household_luck("municipality"), side="right")
    chosen: Ints = codes[np.minimum(entry, len(codes) - 1)]
    return chosen
