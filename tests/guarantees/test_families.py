"""Parents and children in whole runs: what a preschool place sets free, what goes on beside leave, what part time shuts out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from math import isnan
from typing import Any

import numpy as np
import pytest

from scenarios.calendar import day
from scenarios.schema.scenario import Scenario
from sim.events import EVENT
from sim.run import Run, simulate
from tests.small_county.county import Steps, small_county, with_capacities, with_values
from tests.small_county.invariants import check_all
from tests.small_county.reading import Spell, spells

EVERYONE_WAITS: dict[str, Any] = {"childcare.share_waits_women": 1.0, "childcare.limit_days": 300, "leave.share_leave_small_child": 0.0}
PLENTY: dict[tuple[str, str, str], Steps] = {("preschool_places", area, ""): {None: 1000} for area in ("9901", "99")}
PARENTAL = 0


def played(scenario: Scenario) -> tuple[Run, dict[str, list[Spell]]]:
    """A run that keeps all invariants, and its spells by track."""
    run = simulate(scenario, 1, 0)
    check_all(run, scenario)
    found: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells(run):
        found[spell.track].append(spell)
    return run, found


def place_days(run: Run) -> dict[int, set[float]]:
    """By household, the days on which a child began preschool."""
    found: dict[int, set[float]] = defaultdict(set)
    rows = run.events[run.events["event"] == EVENT["school.preschool_started"]]
    for person, time in zip(rows["person"].tolist(), rows["time"].tolist(), strict=True):
        found[int(run.population.household[person])].add(time)
    return found


def test_a_childs_place_sets_the_parent_free_that_instant() -> None:
    run, found = played(with_values(small_county(), EVERYONE_WAITS))
    places, household = place_days(run), run.population.household
    ended = [spell for spell in found["childcare"] if spell.last == "childcare.found"]
    at_place = [spell for spell in ended if spell.ended in places[int(household[spell.person])]]
    assert len(at_place) >= 10
    # The others were set free by a child that became too old for preschool.
    birth, children = run.population.birth, run.population.role == 1
    for spell in ended:
        if spell not in at_place:
            own = birth[children & (household == household[spell.person])]
            assert np.isclose(spell.ended, own + 6.0 * 365.25, atol=2.0**-10).any()


def test_nobody_waits_for_childcare_longer_than_the_limit() -> None:
    _, found = played(with_values(small_county(), EVERYONE_WAITS))
    waits = [spell for spell in found["childcare"] if spell.ended < float("inf")]
    assert max(spell.ended - spell.joined for spell in waits) == pytest.approx(300.0, abs=2.0**-10)


def test_more_preschool_places_shorten_the_wait_for_childcare() -> None:
    base = with_values(small_county(), EVERYONE_WAITS)

    def waited(scenario: Scenario) -> float:
        _, found = played(scenario)
        return sum(min(spell.ended, day(scenario.end)) - spell.joined for spell in found["childcare"])

    assert waited(with_capacities(base, PLENTY)) < 0.8 * waited(base)


def test_where_no_start_waits_nothing_of_the_wait_happens() -> None:
    never = {"childcare.share_waits_women": 0.0, "childcare.share_waits_men": 0.0}
    run, found = played(with_values(small_county(), never))
    other = with_values(small_county(), never | {"childcare.limit_days": 1000, "childcare.share_plan_waits": 1.0})
    assert not found["childcare"]
    assert np.array_equal(run.events, simulate(other, 1, 0).events)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_parents_who_return_come_back_when_the_children_have_places(share: float) -> None:
    values = {"leave.share_returns_at_place": share, "leave.share_leave_small_child": 1.0, "leave.share_leave_older_child": 1.0}
    run, found = played(with_values(with_capacities(small_county(), PLENTY), values | {"leave.parental_days_mean": 400}))
    places, household = place_days(run), run.population.household
    leaves = [spell for spell in found["leave"] if spell.detail == PARENTAL]
    early = [spell for spell in leaves if spell.ended in places[int(household[spell.person])]]
    assert (len(early) >= 10) is (share == 1.0)
    assert (len(early) == 0) is (share == 0.0)


def test_children_who_come_late_leave_fewer_benefit_days_from_july_2017() -> None:
    values: dict[str, Any] = {"leave.parental_days_mean": 2000, "leave.parental_spread": 0.0, "leave.births_per_year": 0.0}
    values |= {"leave.share_leave_older_child": 1.0, "leave.share_returns_at_place": 0.0, "law.pause_most_months": 60}
    run, found = played(with_values(small_county(), values))
    received = run.events[run.events["event"] == EVENT["placement.received"]]
    home = dict(zip(received["person"].tolist(), received["time"].tolist(), strict=True))
    lengths = {
        round(spell.ended - spell.began, 3)
        for spell in found["leave"]
        if spell.detail == PARENTAL and home[spell.person] >= day(date(2017, 7, 1)) and spell.ended < float("inf")
    }
    assert {100.0} <= lengths
    before = [
        round(spell.ended - spell.began, 3)
        for spell in found["leave"]
        if spell.detail == PARENTAL and home[spell.person] < day(date(2016, 1, 1)) and spell.ended < float("inf")
    ]
    assert 480.0 in before
    assert 100.0 not in before


def overlaps(one: Spell, other: Spell) -> bool:
    """Whether two spells of a person run at the same time."""
    begin = other.began if isnan(other.joined) else other.joined
    return one.person == other.person and begin < one.ended and one.began < other.ended


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_sfi_goes_on_beside_parental_leave_only_where_it_is_offered(share: float) -> None:
    _, found = played(with_values(small_county(), {"leave.share_sfi_on_leave": share}))
    studies: dict[int, list[Spell]] = defaultdict(list)
    for spell in found["sfi"]:
        studies[spell.person].append(spell)
    beside = {
        spell.detail
        for spell in found["leave"]
        for course in studies[spell.person]
        if overlaps(spell, course) and course.joined < spell.ended
    }
    assert beside == (set() if share == 0.0 else {PARENTAL})


def test_nobody_is_in_practice_on_a_plan_below_half_time() -> None:
    quarter = {f"leave.part_time_{cause}_extents": (0.0, 0.0, 1.0) for cause in ("parent", "health")}
    shares = {"leave.share_part_time_parent": 1.0, "leave.share_part_time_health": 1.0, "leave.health_least_days": 0}
    _, found = played(with_values(small_county(), quarter | shares | {"leave.illness_per_year": 1.0}))
    practice: dict[int, list[Spell]] = defaultdict(list)
    for spell in found["practice"]:
        practice[spell.person].append(spell)
    assert len(found["extent"]) >= 100
    assert not any(overlaps(spell, taken) for spell in found["extent"] for taken in practice[spell.person])


def test_part_time_for_a_child_lengthens_plans_only_where_the_law_says_so() -> None:
    values: dict[str, Any] = {"leave.share_part_time_parent": 1.0, "leave.illness_per_year": 0.0, "leave.births_per_year": 0.0}
    values |= {"leave.share_leave_small_child": 0.0, "leave.share_leave_older_child": 0.0, "leave.share_returns_at_place": 0.0}
    values |= {"work.hazard_per_year": (0.0,) * 5}
    lengths: dict[int, dict[int, float]] = {}
    for extends in (0, 1):
        _, found = played(with_values(small_county(), values | {"law.part_time_extends": extends}))
        part_time = {spell.person for spell in found["extent"]}
        lengths[extends] = {p.person: p.ended - p.began for p in found["plan"] if p.ended < float("inf") and p.person in part_time}
    both = lengths[0].keys() & lengths[1].keys()
    whole = [person for person in both if lengths[0][person] >= 730.0]
    assert len(whole) >= 5
    assert max(lengths[0].values()) <= 731.0
    assert all(lengths[1][person] > lengths[0][person] for person in whole)
