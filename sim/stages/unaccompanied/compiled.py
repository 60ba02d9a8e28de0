"""Unaccompanied children compiled: assignment and the asylum case; what follows stands in `care_compiled`."""

from __future__ import annotations

from scenarios.calendar import DAYS_PER_YEAR
from sim.engines.agenda import at, become_resident, delay, value, value_at
from sim.engines.county import ELSEWHERE, serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, house, ints, person, person_part
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck import TICKS_PER_DAY
from sim.luck_compiled import luck, luck_at
from sim.mechanisms.quotas import compiled as quotas
from sim.mechanisms.seats import compiled as seats
from sim.stages.asylum import compiled as asylum
from sim.stages.asylum import rules as asylum_rules
from sim.stages.health import compiled as health
from sim.stages.health.rules import IN_ASYLUM
from sim.stages.placement import compiled as placement
from sim.stages.school import compiled as school
from sim.stages.unaccompanied import care_compiled as care
from sim.stages.unaccompanied import rules

lend(rules)
me = person_part("unaccompanied")
IDLE, COMING, WAITING = 0, 1, 2
APPLIED, DECIDED, APPEALED, PERMIT, REFUSED, DEPARTED = (
    EVENT[f"asylum.{name}"] for name in ("applied", "decided", "appealed", "permit", "refused", "departed")
)
QUEUED, ASSIGNED, WITHDRAWN = (EVENT[f"unaccompanied.{name}"] for name in ("queued", "assigned", "withdrawn"))
GUARDIAN_APPOINTED, AGED_OUT = EVENT["unaccompanied.guardian_appointed"], EVENT["unaccompanied.aged_out"]
READY, GUARDIAN, CUSTODIAN, DECISION, APPEAL, DEPARTURE, TURNS_16, TURNS_18 = (
    TIMER[f"unaccompanied.{name}"]
    for name in ("ready", "guardian", "custodian", "decision", "appeal_decision", "departure", "turns_16", "turns_18")
)
ASSIGNMENT_PLACES = KIND["unaccompanied.places"]
HANDLING, GRANTED, APPEALS, APPEAL_LUCK, APPEAL_GRANTED, STATUS, DEPARTURE_LUCK = (
    DRAW[f"asylum.{name}"] for name in ("handling", "granted", "appeals", "appeal", "appeal_granted", "status", "departure")
)
ASSIGNMENT, GUARDIAN_LUCK, FORM, KEPT = (DRAW[f"unaccompanied.{name}"] for name in ("assignment", "guardian", "form", "kept"))
SHARE_APPEALS, APPEAL_DAYS, SHARE_ON_APPEAL, SHARE_REFUGEE, DEPARTURE_DAYS = (
    PARAMETER[f"asylum.{name}"]
    for name in ("share_appeals", "appeal_days_mean", "share_appeals_granted", "share_refugee_status", "departure_days_mean")
)
ASSIGNMENT_DAYS, GUARDIAN_DAYS, CUSTODIAN_DAYS, HANDLING_DAYS = (
    PARAMETER[f"unaccompanied.{name}_days_mean"] for name in ("assignment", "guardian", "custodian", "handling")
)
SHARE_GRANTED, FORM_SHARES, SHARE_KEPT = (
    PARAMETER[f"unaccompanied.{name}"] for name in ("share_granted", "form_shares", "share_kept_at_18")
)
TEMPORARY_FROM = PARAMETER["law.temporary_permits_apply_from"]


@handler
def arrives(s: State, i: int) -> None:
    """A child arrives in some municipality, seeks asylum and waits: for a municipality, a guardian, a decision, and to grow up."""
    become_resident(s, i)
    house(s, person(s, i).house).applied = s.now
    log(s, i, APPLIED, ELSEWHERE, asylum_rules.IN_CARE)
    me(s, i).assigning = COMING
    delay(s, value(s, ASSIGNMENT_DAYS) * luck(s, ASSIGNMENT, i), READY, i)
    delay(s, value(s, GUARDIAN_DAYS) * luck_at(s, GUARDIAN_LUCK, rules.GOD_MAN, i), GUARDIAN, i)
    birth = person(s, i).birth
    if s.now < birth + rules.STODBOENDE_FROM * DAYS_PER_YEAR:
        at(s, birth + rules.STODBOENDE_FROM * DAYS_PER_YEAR, TURNS_16, i)
    at(s, birth + rules.GROWN_YEARS * DAYS_PER_YEAR, TURNS_18, i)
    at(s, s.now + value(s, HANDLING_DAYS) * luck(s, HANDLING, i), DECISION, i)


# a municipality


@handler
def ready(s: State, i: int) -> None:
    """Join the queue for a municipality."""
    if me(s, i).assigning == COMING:
        me(s, i).assigning = WAITING
        log(s, i, QUEUED, ELSEWHERE, 0)
        me(s, i).node = quotas.join(s, serving(s, ASSIGNMENT_PLACES, ELSEWHERE), i, s.end_tick / TICKS_PER_DAY, 1)


@handler
def assigned(s: State, i: int) -> None:
    """Assigned to a municipality: a place to live in, school, and a health assessment."""
    mine = me(s, i)
    mine.assigning = IDLE
    mine.town = ints(s.stock_towns)[s.stock_granted]
    log(s, i, ASSIGNED, mine.town, 0)
    person(s, i).home = mine.town
    health.offer(s, i, mine.town, IN_ASYLUM)
    school.begin(s, i)
    may = care.may_live_in_stodboende(s, i) != 0
    care.seek_form(s, i, rules.form_on_assignment(luck(s, FORM, i), value(s, FORM_SHARES), value(s, FORM_SHARES + 1), may))
    if person(s, i).permit >= 0.0:
        care.receive(s, i)


@takes(i8, i8)
def appoint(s: State, i: int, kind: int) -> None:
    """A representative is appointed, unless grown or gone by now."""
    if me(s, i).grown == 0 and house(s, person(s, i).house).out == 0:
        log(s, i, GUARDIAN_APPOINTED, me(s, i).town, kind)


@handler
def god_man(s: State, i: int) -> None:
    """A god man during the asylum time."""
    appoint(s, i, rules.GOD_MAN)


@handler
def custodian(s: State, i: int) -> None:
    """A custodian (särskilt förordnad vårdnadshavare) after the permit."""
    appoint(s, i, rules.CUSTODIAN)


@handler
def leave_care(s: State, i: int) -> None:
    """All that the municipality gave is over."""
    mine = me(s, i)
    if mine.assigning == WAITING:
        seats.withdraw(s, mine.node)
        log(s, i, WITHDRAWN, ELSEWHERE, 0)
    mine.assigning = IDLE
    care.leave_form(s, i)
    school.stop(s, i)
    health.stop(s, i)


@handler
def age_out(s: State, i: int) -> None:
    """The municipality's care is over: to the Migration Agency's housing, outside the county."""
    leave_care(s, i)
    me(s, i).aged_out = 1
    me(s, i).town = ELSEWHERE
    person(s, i).home = ELSEWHERE
    log(s, i, AGED_OUT, ELSEWHERE, 0)


# birthdays


@handler
def turns_16(s: State, i: int) -> None:
    """Stödboende may be possible from now on."""
    care.review(s, i, rules.AT_16)


@handler
def turns_18(s: State, i: int) -> None:
    """With a permit on to a life of one's own; without one to the adults' system, unless the municipality keeps them."""
    mine, who = me(s, i), person(s, i)
    mine.grown = 1
    if house(s, who.house).out != 0:
        return
    if who.received >= 0.0:
        care.way_out(s, i)
    elif not rules.stays_undecided(mine.town != ELSEWHERE, mine.refused != 0, luck(s, KEPT, i), value(s, SHARE_KEPT)):
        age_out(s, i)
        if who.permit >= 0.0:
            placement.settle(s, who.house)


# the asylum case


@handler
def permit(s: State, i: int) -> None:
    """A permit: received where assigned, or settled as an adult."""
    mine, who = me(s, i), person(s, i)
    us = house(s, who.house)
    status = asylum_rules.status(luck(s, STATUS, i), value(s, SHARE_REFUGEE))
    us.permit = s.now
    who.permit = s.now
    log(s, i, PERMIT, mine.town, status)
    if value_at(s, TEMPORARY_FROM, us.applied) > 0.0:
        asylum.await_extension(s, who.house, int(status == asylum_rules.SUBSIDIARY))
    if mine.aged_out != 0:
        placement.settle(s, who.house)
        return
    if mine.grown == 0:
        delay(s, value(s, CUSTODIAN_DAYS) * luck_at(s, GUARDIAN_LUCK, rules.CUSTODIAN, i), CUSTODIAN, i)
    if mine.town != ELSEWHERE:
        care.receive(s, i)


@handler
def refuse(s: State, i: int) -> None:
    """A final refusal: care goes on until departure or the eighteenth birthday."""
    mine = me(s, i)
    log(s, i, REFUSED, mine.town, 0)
    mine.refused = 1
    if mine.grown != 0 and mine.aged_out == 0:
        age_out(s, i)
    delay(s, value(s, DEPARTURE_DAYS) * luck(s, DEPARTURE_LUCK, i), DEPARTURE, i)


@handler
def is_decided(s: State, i: int) -> None:
    """The Migration Agency's decision; some appeal."""
    granted = luck(s, GRANTED, i) < value(s, SHARE_GRANTED)
    log(s, i, DECIDED, me(s, i).town, int(granted))
    if granted:
        permit(s, i)
    elif luck(s, APPEALS, i) < value(s, SHARE_APPEALS):
        log(s, i, APPEALED, me(s, i).town, 0)
        delay(s, value(s, APPEAL_DAYS) * luck(s, APPEAL_LUCK, i), APPEAL, i)
    else:
        refuse(s, i)


@handler
def appeal_is_decided(s: State, i: int) -> None:
    """The court's decision."""
    if luck(s, APPEAL_GRANTED, i) < value(s, SHARE_ON_APPEAL):
        permit(s, i)
    else:
        refuse(s, i)


@handler
def departs(s: State, i: int) -> None:
    """Leaves the country."""
    leave_care(s, i)
    log(s, i, DEPARTED, ELSEWHERE, 0)
    house(s, person(s, i).house).out = 1


HANDLERS = {
    "arrival": arrives,
    "ready": ready,
    "guardian": god_man,
    "custodian": custodian,
    "decision": is_decided,
    "appeal_decision": appeal_is_decided,
    "departure": departs,
    "turns_16": turns_16,
    "turns_18": turns_18,
    "school_over": care.school_over,
    "folk_high_school_end": care.folk_high_school_end,
    "home_wanted": care.ready_for_home,
    "too_old": care.too_old,
    "places": assigned,
    "hvb": care.placed,
    "family_home": care.placed,
    "stodboende": care.placed,
    "youth_dwellings": care.home_found,
}
