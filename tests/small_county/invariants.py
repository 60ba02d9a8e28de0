"""What must hold of every run, whatever the scenario; each check raises where it does not."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby, pairwise
from math import isnan

import numpy as np

from scenarios.activities import ACTIVITIES
from scenarios.calendar import DAYS_PER_YEAR, add_months, date_of, day, month_starts
from scenarios.schema.scenario import Scenario
from sim.envelope import UNACCOMPANIED
from sim.events import EVENT, EVENTS
from sim.run import Run
from sim.stages.start.rules import INTRODUCTION
from tests.small_county.play import Log
from tests.small_county.reading import Spell, spells

SEAT_TRACKS = {
    "preschool": "preschool_places",
    "school": "school_places",
    "sfi": "sfi_seats",
    "preparation": "preparation_places",
    "practice": "practice_places",
    "talk": "caseworkers",
    "activity": "asylum_activity_places",
    "hvb": "hvb_places",
    "family_home": "family_home_places",
    "stodboende": "stodboende_places",
    **{kind.name: kind.service for kind in ACTIVITIES},
}
"""The service behind each track that takes seats."""


def service_of(spell: Spell) -> str | None:
    """The service whose seat a spell takes; the talks of an introduction are the municipality's own."""
    if spell.track == "talk" and spell.detail == INTRODUCTION:
        return "introduction_officers"
    return SEAT_TRACKS.get(spell.track)


QUEUES = ("sfi", "preparation", "practice", "talk", "activity", *(kind.name for kind in ACTIVITIES))
"""Tracks whose join is the moment of queueing for a seat."""


def check_all(run: Run, scenario: Scenario) -> None:
    """Every check below."""
    found = spells(run)
    one_main_state(run)
    no_negative_wait(found)
    seats_are_respected(found, scenario)
    borders_are_crossed_where_they_are_open(found, scenario)
    leaders_are_respected(run, scenario)
    allotments_are_not_overdrawn(run, scenario)
    dwellings_are_not_overdrawn(run, scenario)
    slots_are_not_overdrawn(run, scenario)
    plans_keep_to_the_law(found, run, scenario)
    children_get_no_plans(found, run)
    nobody_out_of_the_county_is_served(run, found)
    part_time_is_within_plans(found)
    nobody_takes_part_while_waiting_for_childcare(found)
    children_are_assigned_within_the_places(run, scenario)
    youth_dwellings_are_not_overdrawn(run, scenario)
    nobody_lives_in_two_forms(found, run, scenario)
    all_who_came_alone_are_accounted_for(run, scenario)


def one_main_state(run: Run) -> None:
    """Each person begins with an arrival, and nothing that changes the main state follows a departure."""
    begins = {EVENT[name] for name in ("asylum.applied", "placement.selected", "placement.arrived")}
    last = {EVENT[name] for name in ("asylum.departed", "placement.settled_elsewhere", "moves.left_county")}
    switches = np.isin(run.events["event"], [e.number for e in EVENTS if e.role == "switch"])
    rows = run.events[switches]
    rows = rows[np.argsort(rows["person"], kind="stable")]
    firsts: set[int] = set()
    gone: set[int] = set()
    for person, number in zip(rows["person"].tolist(), rows["event"].tolist(), strict=True):
        assert (number in begins) == (person not in firsts), (person, EVENTS[number].name)
        assert person not in gone, (person, EVENTS[number].name)
        firsts.add(person)
        if number in last:
            gone.add(person)
    assert set(run.events["person"].tolist()) == firsts
    order = np.lexsort((run.events["detail"], run.events["event"], run.events["person"], run.events["time"]))
    assert np.array_equal(order, np.arange(len(order))), "the log is sorted by (time, person, event)"


def no_negative_wait(found: Iterable[Spell]) -> None:
    """Nobody begins before they join, or ends before they begin."""
    for spell in found:
        times = [time for time in (spell.joined, spell.began, spell.ended) if not isnan(time)]
        assert times == sorted(times), spell


def seats_are_respected(found: Iterable[Spell], scenario: Scenario) -> None:
    """After an instant in which someone was granted a seat, no more are in service than there are seats."""
    county = scenario.county
    changes: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for spell in found:
        service = service_of(spell)
        if service and not isnan(spell.began):
            area = county.served_by(service, spell.area)
            changes[service, area] += [(spell.began, 1), (spell.ended, -1)]
    for (service, area), moves in changes.items():
        capacity, present = county.capacity(service, area), 0
        for time, group in groupby(sorted(moves), key=lambda move: move[0]):
            steps = [step for _, step in group]
            present += sum(steps)
            granted = 1 in steps
            assert not granted or present <= int(capacity.effective(time)), (service, area, time, present)


def borders_are_crossed_where_they_are_open(found: Iterable[Spell], scenario: Scenario) -> None:
    """Whoever begins in another municipality than the one of the queue is offered a seat there, no farther away than is allowed."""
    terms, county = scenario.borders, scenario.county
    offered = {"sfi": terms.sfi_open, "practice": terms.practice_open, "school": terms.school_open}
    shortest = min(step.value for step in terms.minutes_factor.steps)
    longest = max(step.value for step in terms.most_minutes.steps)
    for spell in found:
        if spell.home in (spell.area, 0) or isnan(spell.began) or isnan(spell.joined):
            continue
        assert offered[spell.track].at(spell.began) > 0.0, spell
        assert county.minutes(spell.home, spell.area) * shortest <= longest, spell
        service = SEAT_TRACKS[spell.track]
        assert county.served_by(service, spell.home) != county.served_by(service, spell.area), spell


def leaders_are_respected(run: Run, scenario: Scenario) -> None:
    """No more groups of a language run than it has leaders when one of them starts; no group is larger than the largest."""
    log, so = run.events, scenario.so
    for language, name in enumerate(scenario.county.languages):
        starts = log[(log["event"] == EVENT["so.started"]) & (log["detail"] == language)]
        sizes = Counter(starts["time"].tolist())
        capacity = scenario.county.capacity("so_leaders", scenario.county.code, name.key)
        running: list[float] = []
        for time, size in sorted(sizes.items()):
            days = scenario.law.so_hours.at(time) / so.hours_per_week.at(time) * 7.0
            running = [end for end in running if end > time]
            groups = -(-size // int(so.group_most.at(time)))
            running += [time + days] * groups
            assert len(running) <= int(capacity.effective(time)), (name.key, time)


def allotments_are_not_overdrawn(run: Run, scenario: Scenario) -> None:
    """At no instant have more been assigned to a municipality than its yearly numbers have given by then."""
    _yearly_numbers_hold(run.events[run.events["event"] == EVENT["placement.assigned"]], "kommuntal", scenario)


def children_are_assigned_within_the_places(run: Run, scenario: Scenario) -> None:
    """The same of unaccompanied children, as long as the law has not assigned any beyond the places."""
    log, where = run.events[run.events["event"] == EVENT["unaccompanied.assigned"]], scenario.unaccompanied.where
    dates = [float("-inf"), *where.days]
    beyond = [d for d, step in zip(dates, where.steps, strict=True) if step.value == "lowest_fulfilment"]
    first = min(beyond, default=float("inf"))
    _yearly_numbers_hold(log[log["time"] < first], "unaccompanied_places", scenario)


def _yearly_numbers_hold(log: Log, service: str, scenario: Scenario) -> None:
    for area in scenario.county.areas(service):
        capacity = scenario.county.capacity(service, area)
        given, this_year, total, stock = 0.0, 0, 0.0, []
        for first in month_starts(scenario.start, scenario.end):
            if first.year != this_year:
                this_year, total = first.year, 0.0
            part = max(0.0, capacity.effective(day(first)) - total) / (13 - first.month)
            total, given = total + part, given + part
            stock.append((day(first), given))
        times = np.sort(log["time"][log["municipality"] == int(area)])
        by_then = np.array([units for _, units in stock])[np.searchsorted([when for when, _ in stock], times, side="right") - 1]
        assert np.all(np.arange(1, len(times) + 1) <= by_then + 1e-9), area


def dwellings_are_not_overdrawn(run: Run, scenario: Scenario) -> None:
    """Households that got a dwelling never exceed what was offered and kept."""
    log = run.events[run.events["event"] == EVENT["placement.dwelling_found"]]
    heads = run.population.household[log["person"]]
    months = {day(first) for first in month_starts(scenario.start, scenario.end)}
    for area in scenario.county.areas("dwellings"):
        rows = log["municipality"] == int(area)
        capacity, left = scenario.county.capacity("dwellings", area), 0.0
        taken = {(time, head) for time, head in zip(log["time"][rows].tolist(), heads[rows].tolist(), strict=True)}
        events = [(when, 0) for when in months] + [(time, 1) for time, _ in taken]
        for when, uses in sorted(events):
            if uses:
                left -= 1.0
                assert left > -1e-9, (area, when)
            else:
                number = capacity.effective(when)
                left = min(left + number, max(1.0, number * scenario.placement.dwelling_carry_months.at(when), left))


def youth_dwellings_are_not_overdrawn(run: Run, scenario: Scenario) -> None:
    """Those who got a home through their municipality never exceed what was offered and kept."""
    log, county = run.events[run.events["event"] == EVENT["unaccompanied.home_found"]], scenario.county
    months = [day(first) for first in month_starts(scenario.start, scenario.end)]
    for area in county.areas("youth_dwellings"):
        served = [m.code for m in county.municipalities if county.served_by("youth_dwellings", m.code) == area]
        capacity, left = county.capacity("youth_dwellings", area), 0.0
        taken = log["time"][np.isin(log["municipality"], served)].tolist()
        for when, uses in sorted([(month, 0) for month in months] + [(time, 1) for time in taken]):
            if uses:
                left -= 1.0
                assert left > -1e-9, (area, when)
            else:
                number = capacity.effective(when)
                left = min(left + number, max(1.0, number * scenario.unaccompanied.youth_dwelling_carry_months.at(when), left))


def nobody_lives_in_two_forms(found: Iterable[Spell], run: Run, scenario: Scenario) -> None:
    """Places to live in follow each other, and end with care; stödboende is only for those old enough, since the form exists."""
    lived: dict[int, list[Spell]] = defaultdict(list)
    for spell in found:
        if spell.track in ("hvb", "family_home", "stodboende", "folk_high_school") and not isnan(spell.began):
            lived[spell.person].append(spell)
            age = (spell.began - run.population.birth[spell.person]) / DAYS_PER_YEAR
            if spell.track == "stodboende":
                assert age >= 16.0, spell
    homes = run.events[np.isin(run.events["event"], [EVENT[f"unaccompanied.home_{way}"] for way in ("found", "by_themselves")])]
    moved = dict(zip(homes["person"].tolist(), homes["time"].tolist(), strict=True))
    assert len(moved) == len(homes), "a first home comes once"
    for person, spells_of in lived.items():
        spells_of.sort(key=lambda spell: (spell.began, spell.ended))
        for before, after in pairwise(spells_of):
            assert before.ended <= after.began, (before, after)
        assert all(spell.ended <= moved.get(person, float("inf")) for spell in spells_of), person


def all_who_came_alone_are_accounted_for(run: Run, scenario: Scenario) -> None:
    """Who came alone waits for a municipality, has one, has turned eighteen and left it, or has left; nobody is received without one."""
    log, alone = run.events, np.flatnonzero(run.population.cohort == UNACCOMPANIED)

    def whom(event: str) -> set[int]:
        return set(log["person"][log["event"] == EVENT[event]].tolist()) & set(alone.tolist())

    came, assigned, aged_out = whom("asylum.applied"), whom("unaccompanied.assigned"), whom("unaccompanied.aged_out")
    received = set(log["person"][(log["event"] == EVENT["placement.received"]) & (log["detail"] == 4)].tolist())
    start, end = day(scenario.start), day(scenario.end)
    assert came == {i for i in alone.tolist() if run.population.arrival[i] < end}, start
    assert received <= assigned - aged_out
    last = EVENT["asylum.departed"]
    for form in ("hvb", "family_home", "stodboende"):
        assert whom(f"unaccompanied.{form}_placed") <= assigned
    grown = {i for i in assigned - received - aged_out if run.population.birth[i] + 18.0 * DAYS_PER_YEAR < end}
    kept = grown - set(log["person"][log["event"] == last].tolist())
    assert all(scenario.unaccompanied.share_kept_at_18.at(run.population.birth[i] + 18.0 * DAYS_PER_YEAR) > 0.0 for i in kept)


def slots_are_not_overdrawn(run: Run, scenario: Scenario) -> None:
    """No month sees more examinations in an area than its slots; a fraction is kept until it is a whole slot."""
    county = scenario.county
    for area in county.areas("health_slots"):
        served = [m.code for m in county.municipalities if county.served_by("health_slots", m.code) == area]
        rows = (run.events["event"] == EVENT["health.examined"]) & np.isin(run.events["municipality"], served)
        starts = [day(first) for first in month_starts(scenario.start, scenario.end)]
        months = Counter((np.searchsorted(starts, run.events["time"][rows], side="right") - 1).tolist())
        capacity = county.capacity("health_slots", area)
        for month, number in months.items():
            assert number <= max(1.0, capacity.effective(starts[month])), (area, date_of(starts[month]), number)


def plans_keep_to_the_law(found: Iterable[Spell], run: Run, scenario: Scenario) -> None:
    """A plan's time, counted pauses left out, is at most what the law gives; people with a plan have the age for it."""
    law, birth = scenario.law, run.population.birth
    leaves: dict[int, list[Spell]] = defaultdict(list)
    missed: dict[int, float] = defaultdict(float)
    plans = []
    for spell in found:
        if spell.track == "leave":
            leaves[spell.person].append(spell)
        elif spell.track == "extent" and spell.detail < 1000 and law.part_time_extends.at(spell.began) > 0.0:
            missed[spell.person] += (spell.ended - spell.began) * (100 - spell.detail) / 100
        elif spell.track == "plan":
            plans.append(spell)
    for plan in plans:
        age = (plan.began - birth[plan.person]) / DAYS_PER_YEAR
        introduction = plan.detail == INTRODUCTION
        age_to, months = (law.introduction_age_to, law.introduction_months) if introduction else (law.plan_age_to, law.plan_months)
        assert 18.0 <= age < age_to.at(plan.began) + 1.0, (plan.person, age)
        if plan.ended == float("inf"):
            continue
        longest = add_months(plan.began, int(law.pause_most_months.at(plan.began))) - plan.began
        inside = [leave for leave in leaves[plan.person] if plan.began <= leave.began < plan.ended]
        paused = sum(min(leave.ended, plan.ended) - leave.began for leave in inside)
        least = law.pause_least_days.at(plan.began)
        counted = sum(d for leave in inside if (d := min(leave.ended, plan.ended) - leave.began) >= least or leave.ended == plan.ended)
        assert counted <= paused
        due = add_months(plan.began, int(months.at(plan.began)))
        assert plan.ended <= due + min(counted + missed[plan.person], longest) + 2.0**-10, (plan.person, plan.ended - due)


def part_time_is_within_plans(found: Iterable[Spell]) -> None:
    """A part-time plan is one of 75, 50 or 25 percent, for a child or for health, within the plan and outside leave."""
    others: dict[tuple[int, str], list[Spell]] = defaultdict(list)
    part_time = []
    for spell in found:
        if spell.track in ("plan", "leave"):
            others[spell.person, spell.track].append(spell)
        elif spell.track == "extent":
            part_time.append(spell)
    for spell in part_time:
        assert spell.detail in (75, 50, 25, 1075, 1050, 1025), spell
        assert any(plan.began <= spell.began and spell.ended <= plan.ended for plan in others[spell.person, "plan"]), spell
        assert all(leave.ended <= spell.began or spell.ended <= leave.began for leave in others[spell.person, "leave"]), spell


def nobody_takes_part_while_waiting_for_childcare(found: Iterable[Spell]) -> None:
    """Who waits for childcare neither takes part in anything that waits with the start, nor queues for it, nor is on leave."""
    busy: dict[int, list[Spell]] = defaultdict(list)
    waiting = []
    for spell in found:
        if spell.track in ("sfi", "so", "preparation", "practice", "leave"):
            busy[spell.person].append(spell)
        elif spell.track == "childcare":
            waiting.append(spell)
    for wait in waiting:
        for spell in busy[wait.person]:
            begin = spell.began if isnan(spell.joined) else spell.joined
            assert spell.ended <= wait.joined or wait.ended <= begin, (wait, spell)


def children_get_no_plans(found: Iterable[Spell], run: Run) -> None:
    """Whoever is under eighteen has neither talks nor plan."""
    for spell in found:
        if spell.track in ("talk", "plan"):
            start = spell.began if spell.track == "plan" else spell.joined
            assert start - run.population.birth[spell.person] >= 18.0 * DAYS_PER_YEAR, spell


def nobody_out_of_the_county_is_served(run: Run, found: Iterable[Spell]) -> None:
    """Whoever has left the county or the country begins nothing but plan, leave and work there, and waits for nothing."""
    last = [EVENT[name] for name in ("asylum.departed", "placement.settled_elsewhere", "moves.left_county")]
    rows = run.events[np.isin(run.events["event"], last)]
    left = dict(zip(rows["person"].tolist(), rows["time"].tolist(), strict=True))
    for spell in found:
        gone = left.get(spell.person)
        if gone is not None and spell.track not in ("plan", "leave", "extent", "work"):
            assert spell.ended <= gone, (spell, gone)


def no_overtaking(found: Iterable[Spell], scenario: Scenario) -> None:
    """In a first-come queue for seats nobody begins while someone who joined earlier still waits."""
    queues: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in found:
        if spell.track in QUEUES and not isnan(spell.joined):
            service = service_of(spell)
            assert service is not None
            queues[service, scenario.county.served_by(service, spell.area)].append(spell)
    for queue in queues.values():
        events = sorted(
            [(s.joined, 2, s.joined, s.person) for s in queue]
            + [(s.began, 1, s.joined, s.person) for s in queue if not isnan(s.began)]
            + [(s.ended, 0, s.joined, s.person) for s in queue if isnan(s.began) and s.ended < float("inf")]
        )
        _serve_in_order(events)


def _serve_in_order(events: list[tuple[float, int, float, int]]) -> None:
    """Replay a queue instant by instant: joins and withdrawals first, then grants: nobody who joined earlier is left waiting.

    Two who join in one instant are of equal standing: which of them is first follows from what the instant settles first.
    """
    waiting: list[tuple[float, int]] = []
    for _, group in groupby(events, key=lambda event: event[0]):
        steps = list(group)
        for _, _, joined, person in [s for s in steps if s[1] == 2]:
            insort(waiting, (joined, person))
        for _, _, joined, person in [s for s in steps if s[1] == 0]:
            waiting.remove((joined, person))
        for _, _, joined, person in sorted((s for s in steps if s[1] == 1), key=lambda s: s[2:]):
            assert waiting[0][0] >= joined, (waiting[0], joined, person)
            waiting.remove((joined, person))


def arrivals_follow_the_series(run: Run, scenario: Scenario, share: float) -> None:
    """Seekers by month, summed from the start, are the national series times the county's share, rounded."""
    people = run.population
    seekers = people.arrival[people.cohort == 0]
    total = 0.0
    for month, number in zip(scenario.arrivals.months, scenario.arrivals.asylum, strict=True):
        total += number * share
        by_then = int(np.sum(seekers < add_months(day(month), 1)))
        assert by_then == int(np.floor(total + 0.5)), (date_of(day(month)), by_then, total)
