"""The county's envelope: a numbered slot for everyone who could come, and how slots form households.

Each month has a block: seekers first, quota refugees next, families abroad last. The block is as large as any shipped future
needs; within it the first slots are present, as many as the scenario's series says.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scenarios.calendar import day, shift_months
from sim.luck import Floats, on_grid, uniforms

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

Ints = NDArray[np.int64]

SEEKER, QUOTA, FAMILY = 0, 1, 2
SINGLE_MAN, SINGLE_WOMAN, COUPLE, FAMILY_OF_TWO, MOTHER = range(5)
CHILD_IS_GIRL = 0.49
"""Share of girls among children (assumption)."""
FAMILY_SLOTS_PER_SEEKER = 0.7
"""Slots for families abroad, a seeker's or quota refugee's slot; more than any shipped composition fills."""


@dataclass(frozen=True)
class Envelope:
    """All slots, shape (slots,): who is present, whose household, cohort, role, sex, arrival, ties to the county."""

    present: NDArray[np.bool_]
    month: Floats
    cohort: Ints
    head: Ints
    role: Ints
    sex: Ints
    arrival: Floats
    stays: NDArray[np.bool_]
    settles: NDArray[np.bool_]


@dataclass(frozen=True)
class _Block:
    """One month's slots: first slot, sizes of its three parts, and how many seekers and quota refugees are present."""

    month: float
    length: float
    first: int
    seekers: int
    quota: int
    family: int
    seekers_present: int
    quota_present: int


def county_series(national: tuple[float, ...], share: float) -> list[int]:
    """Whole persons a month whose running sum follows share x national, rounded: nobody is lost or made."""
    total, given, series = 0.0, 0, []
    for value in national:
        total += value * share
        whole = floor(total + 0.5)
        series.append(whole - given)
        given = whole
    return series


def candidates_share(scenario: Scenario) -> float:
    """Share of the nation's seekers with a tie to the county: they live here while waiting, might settle here, or both."""
    people = scenario.people
    stays, settles = people.share_nation_stays.at(0.0), people.share_nation_settles.at(0.0)
    return stays + settles * (1.0 - people.share_settlers_who_stayed.at(0.0))


def _blocks(scenario: Scenario) -> list[_Block]:
    arrivals, share = scenario.arrivals, candidates_share(scenario)
    settles = scenario.people.share_nation_settles.at(0.0)
    seekers, quota = county_series(arrivals.asylum, share), county_series(arrivals.quota, settles)
    blocks, first = [], 0
    for k, month in enumerate(arrivals.months):
        most = ceil(arrivals.asylum_most[k] * share) + 1
        most_quota = ceil(arrivals.quota_most[k] * settles) + 1
        family = ceil(FAMILY_SLOTS_PER_SEEKER * (most + most_quota))
        length = day(shift_months(month, 1)) - day(month)
        blocks.append(_Block(day(month), length, first, most, most_quota, family, seekers[k], quota[k]))
        first += most + most_quota + family
    return blocks


def envelope(scenario: Scenario, seed: int, replication: int) -> Envelope:
    """The slots of one replication; attributes of a slot are the same in every scenario of the county."""
    blocks = _blocks(scenario)
    slots = blocks[-1].first + blocks[-1].seekers + blocks[-1].quota + blocks[-1].family

    def luck(name: str) -> Floats:
        return uniforms(seed, replication, f"people.{name}", slots)

    month = np.concatenate([np.full(b.seekers + b.quota + b.family, b.month) for b in blocks])
    cohort = np.concatenate([np.repeat([SEEKER, QUOTA, FAMILY], [b.seekers, b.quota, b.family]) for b in blocks])
    kinds = _kinds(scenario, month, cohort, luck("household"))
    children = 1 + _entries(luck("children"), scenario.people.children_shares.at_all(month))
    frame = _Households(slots, kinds, children, luck("child_sex") < CHILD_IS_GIRL)
    abroad = _has_family_abroad(scenario, month, kinds, luck("family"))
    for block in blocks:
        frame.fill(block, abroad)
    length = np.concatenate([np.full(b.seekers + b.quota + b.family, b.length) for b in blocks])
    arrival = on_grid(month + luck("when")[frame.head] * length)
    stays, settles = _ties(scenario, cohort, luck("tie")[frame.head])
    return Envelope(
        present=frame.present,
        month=month,
        cohort=cohort,
        head=frame.head,
        role=frame.role,
        sex=frame.sex,
        arrival=np.where(cohort == FAMILY, np.nan, arrival),
        stays=stays,
        settles=settles,
    )


def _entries(luck: Floats, shares: Floats) -> Ints:
    entry: Ints = (luck[:, None] >= np.cumsum(shares, axis=1)[:, :-1]).sum(axis=1)
    return entry


def _kinds(scenario: Scenario, month: Floats, cohort: Ints, luck: Floats) -> Ints:
    """What household each slot would head."""
    people = scenario.people
    shares = np.where((cohort == QUOTA)[:, None], people.quota_households.at_all(month), people.asylum_households.at_all(month))
    return _entries(luck, shares)


def _has_family_abroad(scenario: Scenario, month: Floats, kinds: Ints, luck: Floats) -> NDArray[np.bool_]:
    """Single adults whose family is abroad and will follow when it may."""
    people = scenario.people
    comes = people.share_family_comes.at_all(month)
    men = (kinds == SINGLE_MAN) & (luck < people.share_family_abroad_men.at_all(month) * comes)
    women = (kinds == SINGLE_WOMAN) & (luck < people.share_family_abroad_women.at_all(month) * comes)
    found: NDArray[np.bool_] = men | women
    return found


def _ties(scenario: Scenario, cohort: Ints, luck: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether a household waits in the county, and whether it might settle here; quota refugees and families might settle."""
    people = scenario.people
    stays, settles = people.share_nation_stays.at(0.0), people.share_nation_settles.at(0.0)
    both = settles * people.share_settlers_who_stayed.at(0.0)
    whole = stays + settles - both
    waits_here = (luck * whole < stays) & (cohort == SEEKER)
    settles_here = (luck * whole < both) | (luck * whole >= stays) | (cohort == QUOTA)
    return waits_here, settles_here


class _Households:
    """Cuts the blocks into households, slot by slot."""

    def __init__(self, slots: int, kinds: Ints, children: Ints, girl: NDArray[np.bool_]) -> None:
        self.kinds, self.children = kinds.tolist(), children.tolist()
        self.girl = girl
        self.present = np.zeros(slots, dtype=np.bool_)
        self.head = np.arange(slots)
        self.role = np.zeros(slots, dtype=np.int64)
        self.sex = np.zeros(slots, dtype=np.int64)

    def fill(self, block: _Block, abroad: NDArray[np.bool_]) -> None:
        """Form the block's households, then their families abroad in the order of the sponsors."""
        quota = block.first + block.seekers
        sponsors = self._cut(block.first, quota, block.first + block.seekers_present)
        sponsors += self._cut(quota, quota + block.quota, quota + block.quota_present)
        slot, end = quota + block.quota, quota + block.quota + block.family
        for head in sponsors:
            if abroad[head]:
                slot = self._family(head, slot, end)

    def _cut(self, first: int, end: int, present: int) -> list[int]:
        self.present[first:present] = True
        heads, slot = [], first
        while slot < end:
            kind = self.kinds[slot]
            adults = 2 if kind in (COUPLE, FAMILY_OF_TWO) else 1
            size = adults + (self.children[slot] if kind in (FAMILY_OF_TWO, MOTHER) else 0)
            stop = min(slot + size, end)
            self.head[slot:stop] = slot
            self.sex[slot] = 1 if kind in (SINGLE_WOMAN, MOTHER) else 0
            if adults == 2 and slot + 1 < stop:
                self.sex[slot + 1] = 1
            self._make_children(slot + adults, stop)
            heads.append(slot)
            slot = stop
        return heads

    def _family(self, head: int, slot: int, end: int) -> int:
        """Spouse and children of a single sponsor; they are present when the sponsor is."""
        stop: int = min(slot + 1 + self.children[head], end)
        self.head[slot:stop] = head
        self.present[slot:stop] = self.present[head]
        if slot < stop:
            self.sex[slot] = 1 - self.sex[head]
        self._make_children(slot + 1, stop)
        return stop

    def _make_children(self, first: int, stop: int) -> None:
        self.role[first:stop] = 1
        self.sex[first:stop] = self.girl[first:stop]
