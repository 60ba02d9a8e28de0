"""Asylum compiled: a household applies, waits, is decided, appeals, and gets a permit or leaves."""

from __future__ import annotations

from scenarios.calendar import add_months
from sim.engines.agenda import at, delay, value, value_at
from sim.engines.county import ELSEWHERE
from sim.engines.dated import PARAMETER
from sim.engines.jit import handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, house, house_part, ints, person
from sim.events import DRAW, EVENT, TIMER
from sim.luck_compiled import luck
from sim.stages.asylum import activity_compiled as activity
from sim.stages.asylum import rules
from sim.stages.asylum import work_compiled as work
from sim.stages.health import compiled as health
from sim.stages.health.rules import IN_ASYLUM
from sim.stages.placement import compiled as placement
from sim.stages.start import compiled as start

lend(rules)
ours = house_part("asylum")
NAMES = ("applied", "housing_changed", "decided", "appealed", "permit", "refused", "departed", "extended")
APPLIED, HOUSING, DECIDED, APPEALED, PERMIT, REFUSED, DEPARTED, EXTENDED = (EVENT[f"asylum.{name}"] for name in NAMES)
HOUSING_CHANGE, DECISION, APPEAL = TIMER["asylum.housing_change"], TIMER["asylum.decision"], TIMER["asylum.appeal_decision"]
EXTENSION, DEPARTURE = TIMER["asylum.extension"], TIMER["asylum.departure"]
OWN, LEAVES, LEAVES_WHEN, HANDLING, GRANTED, STATUS, APPEALS, APPEAL_LUCK, APPEAL_GRANTED, DEPARTURE_LUCK = (
    DRAW[f"asylum.{name}"]
    for name in (
        *("housing", "leaves_abo", "leaves_abo_when", "handling", "granted", "status", "appeals", "appeal", "appeal_granted"),
        "departure",
    )
)
SHARE_OWN, SHARE_LEAVES, HANDLING_DAYS, SHARE_GRANTED, SHARE_REFUGEE, SHARE_APPEALS, APPEAL_DAYS, SHARE_ON_APPEAL, DEPARTURE_DAYS = (
    PARAMETER[f"asylum.{name}"]
    for name in (
        *("share_own_housing", "share_leaves_abo", "handling_days_mean", "share_granted", "share_refugee_status", "share_appeals"),
        *("appeal_days_mean", "share_appeals_granted", "departure_days_mean"),
    )
)
TEMPORARY_FROM, REQUIRES_RECEPTION = PARAMETER["law.temporary_permits_apply_from"], PARAMETER["law.plan_requires_reception"]
MONTHS_SUBSIDIARY, MONTHS_REFUGEE = PARAMETER["law.permit_months_subsidiary"], PARAMETER["law.permit_months_refugee"]


@takes(i8, i8, i8)
def log_all(s: State, h: int, event: int, detail: int) -> None:
    """A row for each of a household's members, where they live meanwhile."""
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members):
        i = ints(s.kin)[k]
        log(s, i, event, person(s, i).asylum_home, detail)


@handler
def applies(s: State, h: int) -> None:
    """The application; health assessment and activities are offered to those who live in the county."""
    us = house(s, h)
    head = int(us.head)
    us.applied = s.now
    housing = rules.housing(luck(s, OWN, head), value(s, SHARE_OWN))
    us.own_housing = int(housing == rules.EBO)
    log_all(s, h, APPLIED, housing)
    for k in range(us.first, us.first + us.members):
        i = ints(s.kin)[k]
        if person(s, i).adult != 0:
            work.begin(s, i)
        if person(s, i).stays != 0:
            health.offer(s, i, person(s, i).asylum_home, IN_ASYLUM)
            if person(s, i).adult != 0:
                activity.begin(s, i)
    handling = value(s, HANDLING_DAYS) * luck(s, HANDLING, head)
    ours(s, h).decided = s.now + handling
    if us.own_housing == 0 and luck(s, LEAVES, head) < value(s, SHARE_LEAVES):
        delay(s, luck(s, LEAVES_WHEN, head) * handling, HOUSING_CHANGE, head)
    else:
        at(s, ours(s, h).decided, DECISION, head)


@handler
def arrives(s: State, head: int) -> None:
    """A household comes: to apply for asylum, or selected as quota refugees."""
    h = int(person(s, head).house)
    if house(s, h).is_quota != 0:
        placement.select(s, h)
    else:
        applies(s, h)


@handler
def changes_housing(s: State, head: int) -> None:
    """From ABO to own housing while waiting."""
    h = int(person(s, head).house)
    house(s, h).own_housing = 1
    log_all(s, h, HOUSING, rules.EBO)
    at(s, ours(s, h).decided, DECISION, head)


@handler
def end_work(s: State, h: int) -> None:
    """The decision that ends the asylum period ends its jobs too."""
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members):
        work.stop(s, ints(s.kin)[k])


@handler
def refuse(s: State, h: int) -> None:
    """A final refusal: the household leaves after some time."""
    log_all(s, h, REFUSED, 0)
    end_work(s, h)
    head = int(house(s, h).head)
    delay(s, value(s, DEPARTURE_DAYS) * luck(s, DEPARTURE_LUCK, head), DEPARTURE, head)


@takes(i8, i8)
def await_extension(s: State, h: int, subsidiary: int) -> None:
    """A first permit under the temporary law runs out one day."""
    ours(s, h).months = int(value(s, MONTHS_SUBSIDIARY if subsidiary != 0 else MONTHS_REFUGEE))
    at(s, add_months(s.now, ours(s, h).months), EXTENSION, house(s, h).head)


@handler
def permit(s: State, h: int) -> None:
    """A permit: the family may follow, a plan may come before reception, and the household settles."""
    us = house(s, h)
    head = int(us.head)
    status = rules.status(luck(s, STATUS, head), value(s, SHARE_REFUGEE))
    subsidiary = int(status == rules.SUBSIDIARY)
    us.permit = s.now
    end_work(s, h)
    for k in range(us.first, us.first + us.members):
        person(s, ints(s.kin)[k]).permit = s.now
    log_all(s, h, PERMIT, status)
    temporary = int(value_at(s, TEMPORARY_FROM, us.applied) > 0.0)
    if temporary != 0:
        await_extension(s, h, subsidiary)
    if us.family > 0:
        placement.family_follows(s, h, subsidiary, temporary)
    if value(s, REQUIRES_RECEPTION) <= 0.0:
        for k in range(us.first, us.first + us.members):
            i = ints(s.kin)[k]
            who = person(s, i)
            if who.adult != 0 and who.settles != 0 and placement.has_right_to_plan(s, i, 0) != 0:
                who.entitled = 1
                start.begin(s, i, who.asylum_home)
    placement.settle(s, h)


@handler
def is_decided(s: State, head: int) -> None:
    """The Migration Agency's decision; some appeal."""
    h = int(person(s, head).house)
    granted = luck(s, GRANTED, head) < value(s, SHARE_GRANTED)
    log_all(s, h, DECIDED, int(granted))
    if granted:
        permit(s, h)
    elif luck(s, APPEALS, head) < value(s, SHARE_APPEALS):
        log_all(s, h, APPEALED, 0)
        delay(s, value(s, APPEAL_DAYS) * luck(s, APPEAL_LUCK, head), APPEAL, head)
    else:
        refuse(s, h)


@handler
def appeal_is_decided(s: State, head: int) -> None:
    """The court's decision."""
    h = int(person(s, head).house)
    if luck(s, APPEAL_GRANTED, head) < value(s, SHARE_ON_APPEAL):
        permit(s, h)
    else:
        refuse(s, h)


@handler
def is_extended(s: State, head: int) -> None:
    """A first permit under the temporary law runs out; it is extended, and nothing stops meanwhile (2016:752)."""
    h = int(person(s, head).house)
    us = house(s, h)
    for k in range(us.first, us.first + us.members):
        i = ints(s.kin)[k]
        if us.out == 0 and person(s, i).received >= 0.0:
            log(s, i, EXTENDED, person(s, i).home, ours(s, h).months)


@handler
def departs(s: State, head: int) -> None:
    """The household leaves the country."""
    h = int(person(s, head).house)
    us = house(s, h)
    us.out = 1
    for k in range(us.first, us.first + us.members):
        i = ints(s.kin)[k]
        activity.stop(s, i)
        health.stop(s, i)
        log(s, i, DEPARTED, ELSEWHERE, 0)


HANDLERS = {
    "arrival": arrives,
    "housing_change": changes_housing,
    "decision": is_decided,
    "appeal_decision": appeal_is_decided,
    "extension": is_extended,
    "departure": departs,
    "activity_ready": activity.comes,
    "activity_end": activity.ends,
    "activities": activity.granted,
    "work_begins": work.begins,
    "work_ends": work.ends,
}
