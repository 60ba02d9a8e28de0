"""Households: cut from the slots as one would by hand, and whole for whoever is present."""

from __future__ import annotations

from datetime import date
from itertools import accumulate

import numpy as np
import pytest

from scenarios.calendar import DAYS_PER_YEAR
from scenarios.schema.scenario import Scenario
from sim.envelope import FAMILY, QUOTA, SEEKER, UNACCOMPANIED, Envelope, envelope
from sim.households import COUPLE, FAMILY_OF_TWO, MOTHER, SINGLE_MAN, SINGLE_WOMAN, parts_present
from sim.luck import Streams
from sim.people import ADULT, CHILD, WOMAN, sample
from tests.small_county.county import small_county, with_arrivals, with_values

Part = tuple[int, int, int, int, int]
"""First slot, head's slot, number present, whether its first adult is a woman, cohort."""

COUNTIES = {
    "small": small_county(),
    "more": with_arrivals(small_county(), 1.3),
    "fewer": with_arrivals(small_county(), 0.02),
    "all have families abroad": with_values(small_county(), {"people.share_family_abroad_men": 1.0, "people.share_family_comes": 1.0}),
}


class ByHand:
    """Cuts the envelope slot by slot, as its definition reads."""

    def __init__(self, scenario: Scenario, found: Envelope, streams: Streams) -> None:
        self.people, self.found = scenario.people, found
        self.luck = {name: streams.uniforms(f"people.{name}").tolist() for name in ("household", "children", "family")}
        self.parts: list[Part] = []
        for block in range(len(found.month)):
            self.month = float(found.month[block])
            self.sponsors: list[tuple[int, int, int, int]] = []
            for cohort in (SEEKER, QUOTA):
                self.cut(int(found.first[block, cohort]), int(found.size[block, cohort]), int(found.present[block, cohort]), cohort)
            self.follow(int(found.first[block, FAMILY]), int(found.size[block, FAMILY]))
        for block in range(len(found.month)):
            first, size, present = (
                int(number) for number in (found.first[block, UNACCOMPANIED], found.size[block, UNACCOMPANIED], found.alone[block])
            )
            self.parts += [(slot, slot, int(slot < first + present), 0, UNACCOMPANIED) for slot in range(first, first + size)]

    def entry(self, name: str, slot: int, shares: tuple[float, ...]) -> int:
        """Which of the shares the slot's luck falls in."""
        return sum(self.luck[name][slot] >= limit for limit in list(accumulate(shares))[:-1])

    def cut(self, first: int, size: int, present: int, cohort: int) -> None:
        """The households of seekers or quota refugees of a month."""
        shares = (self.people.quota_households if cohort == QUOTA else self.people.asylum_households).at(self.month)
        slot, end = first, first + size
        while slot < end:
            kind = self.entry("household", slot, shares)
            children = 1 + self.entry("children", slot, self.people.children_shares.at(self.month))
            drawn = (2 if kind in (COUPLE, FAMILY_OF_TWO) else 1) + (children if kind in (FAMILY_OF_TWO, MOTHER) else 0)
            stop = min(slot + drawn, end)
            there = max(min(stop, first + present) - slot, 0)
            woman = int(kind in (SINGLE_WOMAN, MOTHER))
            self.parts.append((slot, slot, there, woman, cohort))
            if kind in (SINGLE_MAN, SINGLE_WOMAN) and self.luck["family"][slot] < self.abroad(kind):
                self.sponsors.append((slot, there, woman, 1 + children))
            slot = stop

    def abroad(self, kind: int) -> float:
        """Share of single adults with a family that follows."""
        people = self.people
        share = people.share_family_abroad_men if kind == SINGLE_MAN else people.share_family_abroad_women
        return share.at(self.month) * people.share_family_comes.at(self.month)

    def follow(self, slot: int, size: int) -> None:
        """The families abroad of a month's sponsors, until its slots are used up."""
        end = slot + size
        for head, there, woman, drawn in self.sponsors:
            stop = min(slot + drawn, end)
            self.parts.append((slot, head, stop - slot if there else 0, 1 - woman, FAMILY))
            slot = stop


@pytest.mark.parametrize("name", COUNTIES)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_envelope_is_cut_as_by_hand(name: str, seed: int) -> None:
    scenario = COUNTIES[name]
    found = envelope(scenario)
    streams = Streams(seed, 0, found.slots)
    parts = parts_present(scenario, found, streams)
    columns = (parts.first, parts.head, parts.present, parts.woman, parts.cohort)
    expected = [part for part in ByHand(scenario, found, streams).parts if part[2] > 0]
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == expected


@pytest.mark.parametrize("name", COUNTIES)
def test_a_household_is_headed_by_an_adult_who_is_present_or_is_a_child_who_came_alone(name: str) -> None:
    people = sample(COUNTIES[name], 1, 0)
    heads = people.household
    assert np.all(people.household[heads] == heads)
    assert np.array_equal(people.role[heads] == CHILD, people.cohort == UNACCOMPANIED)
    assert np.all(people.cohort[heads] != FAMILY)
    assert np.all(np.diff(people.id) > 0)


def test_a_couple_is_a_man_and_a_woman_and_sponsors_have_spouses_of_the_other_sex() -> None:
    people = sample(COUNTIES["all have families abroad"], 1, 0)
    others = np.flatnonzero((people.role == ADULT) & (people.household != np.arange(people.n)))
    assert np.any(people.cohort[others] == FAMILY)
    assert np.all(people.sex[others] + people.sex[people.household[others]] == WOMAN)


def test_everyone_counts_the_children_of_their_part_of_the_household() -> None:
    people = sample(COUNTIES["small"], 1, 0)
    part = people.household * 2 + (people.cohort == FAMILY)
    assert np.array_equal(people.children, np.bincount(part, weights=people.role == CHILD)[part])


def test_unaccompanied_children_are_alone_under_eighteen_and_come_after_everyone_else_in_the_envelope() -> None:
    scenario = COUNTIES["small"]
    people, found = sample(scenario, 1, 0), envelope(scenario)
    alone = people.cohort == UNACCOMPANIED
    age = (people.arrival - people.birth)[alone] / DAYS_PER_YEAR
    assert np.all(np.bincount(people.household)[people.household[alone]] == 1)
    assert age.min() > 6.0
    assert age.max() < 18.1, "ages are counted at the month's first day"
    assert people.id[alone].min() >= found.size[:, :UNACCOMPANIED].sum() > people.id[~alone].max()


def test_unaccompanied_children_move_nobody_elses_number_or_luck() -> None:
    scenario = COUNTIES["small"]
    few = with_values(scenario, {"unaccompanied.share_nation_most": 0.001, "unaccompanied.share_nation": 0.0})
    here, there = sample(scenario, 1, 0), sample(few, 1, 0)
    others = here.cohort != UNACCOMPANIED
    assert np.array_equal(here.id[others], there.id)
    assert np.array_equal(here.birth[others], there.birth)
    for name, luck in there.luck.items():
        assert np.array_equal(here.luck[name][:, others], luck), name


def test_unaccompanied_children_follow_the_series_times_the_share_of_its_date() -> None:
    scenario = with_values(COUNTIES["small"], {"unaccompanied.share_nation": {None: 0.02, date(2013, 3, 1): 0.01}})
    # 150 children a month in the nation: 3 and 3 at two per cent; then 1.5 a month, rounded so that none is lost.
    assert envelope(scenario).alone[:6].tolist() == [3, 3, 2, 1, 2, 1]


def test_nobody_comes_where_nobody_is_expected() -> None:
    people = sample(with_arrivals(small_county(), 1e-9), 1, 0)
    assert people.n == 0
    assert all(luck.shape[1] == 0 for luck in people.luck.values())
