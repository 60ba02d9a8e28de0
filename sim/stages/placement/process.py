"""Placement in SimPy, household by household: by assignment, by themselves, as quota refugees, as relatives."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from scenarios.calendar import DAYS_PER_YEAR, add_months
from sim.events import EVENT, TIMER
from sim.stages.childcare.process import consider as consider_childcare
from sim.stages.health import rules as health_rules
from sim.stages.health.process import examined_before, offer
from sim.stages.moves.process import moving
from sim.stages.placement import rules
from sim.stages.school.process import consider as consider_preschool
from sim.stages.school.process import place_child
from sim.stages.sfi import process as sfi
from sim.stages.so import process as so
from sim.stages.so.rules import offered
from sim.stages.start.process import begin
from sim.stages.start.rules import entitled, introduced
from sim.stages.tracks import resume
from sim.stages.work.process import search
from sim.state import ELSEWHERE, Household, Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

NAMES = ("selected", "arrived", "settled_elsewhere", "queued", "assigned", "reached")
SELECTED, ARRIVED, SETTLED_ELSEWHERE, QUEUED, ASSIGNED, REACHED = (EVENT[f"placement.{name}"] for name in NAMES)
WANTED, FOUND, GAVE_UP = (EVENT[f"placement.dwelling_{name}"] for name in ("wanted", "found", "withdrawn"))
TEMPORARY, RECEIVED = EVENT["placement.temporary_housing"], EVENT["placement.received"]
READY, PREPARED, LIMIT = TIMER["placement.ready_to_queue"], TIMER["placement.prepared"], TIMER["placement.reception_limit"]
SETTLED, FAMILY_ARRIVAL = TIMER["placement.settled"], TIMER["placement.family_arrival"]


def settle(w: World, h: Household, may_settle_here: bool) -> Generator[Event, None, None]:
    """From permit to reception, here or elsewhere, for a household from an asylum case."""
    terms, now, head = w.scenario.placement, w.now, h.head
    asks = w.scenario.law.own_housing_in_queue.at(now) > 0.0 and w.draw("placement.asks", head) < terms.share_own_housing_asks.at(now)
    leaves = w.draw("placement.leaves_abo", head) < terms.share_leaves_abo.at(now)
    h.door = rules.door(h.own_housing, leaves, asks)
    share = (terms.draw_assigned if h.door == rules.ASSIGNED else terms.draw_self_settled).at(now)
    if not may_settle_here or w.draw("placement.destination", head) >= share:
        yield from _elsewhere(w, h)
    elif h.door == rules.ASSIGNED:
        yield from _assigned(w, h)
    else:
        yield w.delay(terms.settling_days_mean.at(now) * w.draw("placement.settling", head), SETTLED, head)
        _receive(w, h, h.members, w.town_of_choice(w.draw("placement.settles_where", head)), h.door)


def quota(w: World, h: Household) -> Generator[Event, None, None]:
    """Quota refugees: a permit before travel, straight to the municipality that is to receive them, in this county or another."""
    h.door, h.permit = rules.QUOTA, w.now
    for p in h.members:
        p.permit = w.now
        w.log(p.i, SELECTED, ELSEWHERE)
    if w.draw("placement.destination", h.head) < w.scenario.placement.draw_assigned.at(w.now):
        yield from _assigned(w, h)
    else:
        yield from _elsewhere(w, h)


def _elsewhere(w: World, h: Household) -> Generator[Event, None, None]:
    """The household settles in another county."""
    days = w.scenario.placement.settling_days_mean.at(w.now) * w.draw("placement.settling", h.head)
    yield w.delay(days, SETTLED, h.head)
    for p in h.members:
        for track in ("activity", "health", "plan"):
            w.stop(p.tracks.pop(track, None))
        w.log(p.i, SETTLED_ELSEWHERE, ELSEWHERE)
    h.out = True


def _assigned(w: World, h: Household) -> Generator[Event, None, None]:
    terms, head = w.scenario.placement, h.head
    lead = h.members[0]
    yield w.delay(terms.handling_days_mean.at(w.now) * w.draw("placement.handling", head), READY, head)
    for p in h.members:
        w.log(p.i, QUEUED, ELSEWHERE)
    limit = add_months(h.permit, int(w.scenario.law.reception_months.at(w.now)))
    with w.quotas("placement.kommuntal", ELSEWHERE).join(head, w.standing(lead, limit), len(h.members)) as ticket:
        yield ticket
        town = int(ticket.stock)
    w.settle_in(town, h, len(h.members))
    for p in h.members:
        w.log(p.i, ASSIGNED, town)
    h.time_limited = w.draw("placement.time_limited", head) < terms.share_time_limited.at(w.now)
    limit = add_months(w.now, int(w.scenario.law.reception_months.at(w.now)))
    yield w.delay(terms.preparation_days_mean.at(w.now) * w.draw("placement.preparation", head), PREPARED, head)
    yield from _dwelling(w, h, town, limit)
    for p in h.members:
        w.log(p.i, REACHED, town)
    _receive(w, h, h.members, town, h.door)


def _dwelling(w: World, h: Household, town: int, limit: float) -> Generator[Event, None, None]:
    """Wait for a dwelling; the duty of 2016:38 ends the wait with temporary housing, a few late."""
    terms, lead = w.scenario.placement, h.members[0]
    for p in h.members:
        w.log(p.i, WANTED, town)
    found = w.event()
    lead.tracks["dwelling"] = w.process(_dwelling_queue(w, h, town, limit, found))
    if w.scenario.law.reception_duty.at(w.now) <= 0.0:
        yield found
        return
    if w.draw("placement.late", h.head) < terms.share_late.at(w.now):
        limit += terms.late_days_mean.at(w.now) * w.draw("placement.late_days", h.head)
    yield found | w.until(limit, LIMIT, h.head)
    if not found.triggered:
        for p in h.members:
            w.log(p.i, TEMPORARY, town)


def _dwelling_queue(w: World, h: Household, town: int, limit: float, found: Event) -> Generator[Event, None, None]:
    """The wait for a dwelling goes on in temporary housing; who moves out of the county stops waiting."""
    lead = h.members[0]
    try:
        with w.quotas("placement.dwellings", town).join(h.head, w.standing(lead, limit)) as dwelling:
            yield dwelling
    except Interrupt:
        for p in h.members:
            w.log(p.i, GAVE_UP, town)
        return
    for p in h.members:
        w.log(p.i, FOUND, town)
    found.succeed()


def family_follows(w: World, h: Household, subsidiary: bool, under_temporary_law: bool) -> Generator[Event, None, None]:
    """Relatives come after their sponsor's permit, when the law lets them apply, to wherever the sponsor then lives."""
    closed = w.scenario.law.relatives_closed
    if not rules.family_may_come(subsidiary, under_temporary_law, closed.at(w.now) > 0.0):
        reopens = next((d for d in closed.days if d > w.now and closed.at(d) <= 0.0), None)
        if reopens is None:
            return
        yield w.until(reopens, FAMILY_ARRIVAL, h.head)
    lag = w.scenario.people.family_lag_days_mean.at(w.now) * w.draw("placement.family_lag", h.head)
    yield w.delay(lag, FAMILY_ARRIVAL, h.head)
    while h.received < 0.0 and not h.out:
        yield w.delay(rules.FAMILY_WAITS_DAYS, FAMILY_ARRIVAL, h.head)
    if h.out:
        return
    for p in h.family:
        p.permit = w.now
        w.log(p.i, ARRIVED, h.home, rules.RELATIVE)
    h.has_children = h.has_children or any(not p.adult for p in h.family)
    _receive(w, h, h.family, h.home, rules.RELATIVE)


def _receive(w: World, h: Household, who: list[Person], town: int, door: int) -> None:
    """Register in the municipality; whatever follows begins here."""
    first = h.received < 0.0
    if first:
        h.home, h.received = town, w.now
    if door in (rules.SELF_SETTLED, rules.RELATIVE):
        w.settle_in(town, h, len(who))
    for p in who:
        w.stop(p.tracks.pop("activity", None))
        p.adult = w.now - w.birth[p.i] >= rules.GROWN_YEARS * DAYS_PER_YEAR
        register(w, p, town, door)
        if not p.adult:
            consider_preschool(w, p)
    for p in who:
        if p.adult:
            begin_adult(w, p, door)
        else:
            place_child(w, p)
    if first:
        w.process(moving(w, h))


def register(w: World, p: Person, town: int, door: int) -> None:
    """One person is received in the municipality, and offered a health assessment."""
    p.received, p.home = w.now, town
    w.log(p.i, RECEIVED, town, door)
    seeker_elsewhere = p.household.applied >= 0.0 and not w.stays[p.i] and p.household.permit == p.permit
    if seeker_elsewhere and door != rules.UNACCOMPANIED and examined_before(w, p):
        p.examined = True
    if "health" not in p.tracks or not p.tracks["health"].is_alive:
        offer(w, p, p.home, health_rules.AFTER_PERMIT)


def has_right_to_plan(w: World, p: Person, relative: bool) -> bool:
    """Whether the law of today gives this adult an introduction, or a plan and the capacity to take part."""
    law, now, h = w.scenario.law, w.now, p.household
    age = (now - w.birth[p.i]) / DAYS_PER_YEAR
    years = (now - h.received) / DAYS_PER_YEAR if relative else 0.0
    if law.introduction_exists.at(now) > 0.0:
        share = w.scenario.start_stage.share_relatives_introduced.at(now)
        included = not relative or w.draw("start.relative_introduced", p.i) < share
        least, limit = law.introduction_age_from.at(now), law.introduction_age_to.at(now)
        return introduced(age, least, limit, years, law.relatives_years.at(now), included)
    alone = p.i == h.head and not relative
    right = entitled(
        age, alone, law.plan_age_from.at(now), law.plan_age_to.at(now), law.plan_exists.at(now) > 0.0, years, law.relatives_years.at(now)
    )
    return right and w.draw("start.no_capacity", p.i) >= w.scenario.start_stage.share_no_capacity.at(now)


def begin_adult(w: World, p: Person, door: int) -> None:
    """What an adult's life here begins with: the search for work, the way to a plan, or SFI and SO without one."""
    consider_childcare(w, p)
    has_job = p.job_at_permit and door == rules.SELF_SETTLED
    has_job = has_job and w.draw("work.at_permit", p.i) < w.scenario.asylum.share_keeps_job.at(w.now)
    in_time = w.now <= add_months(p.received, int(w.scenario.law.plan_latest_months.at(w.now)))
    p.entitled = p.entitled or (in_time and has_right_to_plan(w, p, door == rules.RELATIVE))
    search(w, p, has_job)
    if p.entitled and not has_job:
        begin(w, p, p.home)
    elif not p.entitled:
        _outside_plan(w, p)
    resume(w, p)


def _outside_plan(w: World, p: Person) -> None:
    """SFI and SO for those without a right to a plan: relatives too late, the young, the old."""
    law, now = w.scenario.law, w.now
    if w.draw("sfi.applies_outside", p.i) < w.scenario.sfi.share_applies_outside.at(now):
        sfi.sign_up(w, p, now + w.scenario.sfi.apply_outside_days_mean.at(now) * w.draw("sfi.apply", p.i))
    age, years = (now - w.birth[p.i]) / DAYS_PER_YEAR, (now - p.received) / DAYS_PER_YEAR
    if offered(age, False, law.so_others.at(now) > 0.0, law.so_age_from.at(now), law.so_age_to.at(now), years, law.so_years.at(now)):
        so.sign_up(w, p, w.scenario.so.share_outside.at(now))
