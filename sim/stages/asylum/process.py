"""Asylum in SimPy: a household applies, waits, is decided, appeals, and gets a permit or leaves."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from scenarios.calendar import add_months
from sim.events import EVENT, TIMER
from sim.stages.asylum import rules
from sim.stages.health.process import offer
from sim.stages.health.rules import IN_ASYLUM
from sim.stages.placement.process import family_follows, has_right_to_plan, settle
from sim.stages.start.process import begin
from sim.stages.work.rules import days_until
from sim.state import Household, Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

NAMES = ("applied", "housing_changed", "decided", "appealed", "permit", "refused", "departed")
APPLIED, HOUSING, DECIDED, APPEALED, PERMIT, REFUSED, DEPARTED = (EVENT[f"asylum.{name}"] for name in NAMES)
QUEUED, STARTED, ENDED, WITHDRAWN = (EVENT[f"asylum.activity_{name}"] for name in ("queued", "started", "ended", "withdrawn"))
HOUSING_CHANGE, DECISION, APPEAL = TIMER["asylum.housing_change"], TIMER["asylum.decision"], TIMER["asylum.appeal_decision"]
EXTENDED, EXTENSION = EVENT["asylum.extended"], TIMER["asylum.extension"]
WORK_STARTED, WORK_ENDED = EVENT["asylum.work_started"], EVENT["asylum.work_ended"]
WORK_BEGINS, WORK_ENDS = TIMER["asylum.work_begins"], TIMER["asylum.work_ends"]
DEPARTURE, ACTIVITY_READY, ACTIVITY_END = TIMER["asylum.departure"], TIMER["asylum.activity_ready"], TIMER["asylum.activity_end"]


def seek(w: World, h: Household) -> Generator[Event, None, None]:
    """One household's asylum case, from application to a permit or departure; then on to placement."""
    terms, head, applied = w.scenario.asylum, h.head, w.now
    _apply(w, h)
    handling = terms.handling_days_mean.at(applied) * w.draw("asylum.handling", head)
    leaves = not h.own_housing and w.draw("asylum.leaves_abo", head) < terms.share_leaves_abo.at(applied)
    if leaves:
        yield w.delay(w.draw("asylum.leaves_abo_when", head) * handling, HOUSING_CHANGE, head)
        h.own_housing = True
        _log_all(w, h, HOUSING, rules.EBO)
    yield w.until(applied + handling, DECISION, head)
    granted = w.draw("asylum.granted", head) < terms.share_granted.at(w.now)
    _log_all(w, h, DECIDED, int(granted))
    if not granted and w.draw("asylum.appeals", head) < terms.share_appeals.at(w.now):
        _log_all(w, h, APPEALED, 0)
        yield w.delay(terms.appeal_days_mean.at(w.now) * w.draw("asylum.appeal", head), APPEAL, head)
        granted = w.draw("asylum.appeal_granted", head) < terms.share_appeals_granted.at(w.now)
    if granted:
        yield from _permit(w, h)
    else:
        yield from _leave(w, h)


def _log_all(w: World, h: Household, event: int, detail: int) -> None:
    for p in h.members:
        w.log(p.i, event, w.asylum_municipality[p.i], detail)


def _apply(w: World, h: Household) -> None:
    terms, now = w.scenario.asylum, w.now
    h.applied = now
    house = rules.housing(w.draw("asylum.housing", h.head), terms.share_own_housing.at(now))
    h.own_housing = house == rules.EBO
    _log_all(w, h, APPLIED, house)
    for p in h.members:
        if p.adult:
            p.tracks["asylum_work"] = w.process(_work(w, p))
        if w.stays[p.i]:
            offer(w, p, w.asylum_municipality[p.i], IN_ASYLUM)
            if p.adult:
                p.tracks["activity"] = w.process(_activity(w, p))


def _activity(w: World, p: Person) -> Generator[Event, None, None]:
    """Swedish and society in the asylum period, for those who want it and are offered it."""
    terms, town = w.scenario.asylum, w.asylum_municipality[p.i]
    joined = False
    try:
        yield w.delay(terms.activity_delay_days_mean.at(w.now) * w.draw("asylum.activity_delay", p.i), ACTIVITY_READY, p.i)
        wants, is_offered = w.draw("asylum.wants_activity", p.i), w.draw("asylum.offered_activity", p.i)
        if not rules.activity_fits(wants, is_offered, terms.share_wants_activity.at(w.now), terms.share_offered_activity.at(w.now)):
            return
        joined = True
        w.log(p.i, QUEUED, town)
        with w.seats("asylum.activities", town).join(p.i, w.standing(p, w.end)) as place:
            yield place
            w.log(p.i, STARTED, town)
            yield w.delay(terms.activity_days_mean.at(w.now), ACTIVITY_END, p.i)
        w.log(p.i, ENDED, town)
    except Interrupt:
        if joined:
            w.log(p.i, WITHDRAWN, town)


def _work(w: World, p: Person) -> Generator[Event, None, None]:
    """Work in the asylum period, for those exempt from the work permit: the hazard rises with the time waited."""
    terms, town = w.scenario.asylum, w.asylum_municipality[p.i]
    if w.draw("asylum.may_work", p.i) >= terms.share_may_work.at(w.now):
        return
    days = days_until(terms.job_per_year.at(w.now), 0.0, w.draw("asylum.job", p.i))
    if days < 0.0:
        return
    try:
        yield w.delay(days, WORK_BEGINS, p.i)
        p.works_in_asylum = True
        w.log(p.i, WORK_STARTED, town)
        yield w.delay(terms.job_days_mean.at(w.now) * w.draw("asylum.job_length", p.i), WORK_ENDS, p.i)
    except Interrupt:
        pass
    if p.works_in_asylum:
        p.works_in_asylum = False
        w.log(p.i, WORK_ENDED, town)


def _end_asylum_work(w: World, h: Household) -> None:
    """The decision that ends the asylum period ends its job too; who has one may have it still when received."""
    for p in h.members:
        p.job_at_permit = p.works_in_asylum
        w.stop(p.tracks.pop("asylum_work", None))


def _permit(w: World, h: Household) -> Generator[Event, None, None]:
    status = rules.status(w.draw("asylum.status", h.head), w.scenario.asylum.share_refugee_status.at(w.now))
    h.permit = w.now
    _end_asylum_work(w, h)
    for p in h.members:
        p.permit = w.now
    _log_all(w, h, PERMIT, status)
    temporary = w.scenario.law.temporary_permits_apply_from.at(h.applied) > 0.0
    if temporary:
        w.process(extension(w, h, status == rules.SUBSIDIARY))
    if h.family:
        w.process(family_follows(w, h, status == rules.SUBSIDIARY, temporary))
    if w.scenario.law.plan_requires_reception.at(w.now) <= 0.0:
        for p in h.members:
            if p.adult and w.settles[p.i] and has_right_to_plan(w, p, relative=False):
                p.entitled = True
                begin(w, p, w.asylum_municipality[p.i])
    yield from settle(w, h, w.settles[h.head])


def extension(w: World, h: Household, subsidiary: bool) -> Generator[Event, None, None]:
    """A first permit under the temporary law runs out; it is extended, and nothing stops meanwhile (2016:752)."""
    law = w.scenario.law
    months = (law.permit_months_subsidiary if subsidiary else law.permit_months_refugee).at(w.now)
    yield w.until(add_months(w.now, int(months)), EXTENSION, h.head)
    for p in h.members:
        if not h.out and p.received >= 0.0:
            w.log(p.i, EXTENDED, p.home, int(months))


def _leave(w: World, h: Household) -> Generator[Event, None, None]:
    _log_all(w, h, REFUSED, 0)
    _end_asylum_work(w, h)
    yield w.delay(w.scenario.asylum.departure_days_mean.at(w.now) * w.draw("asylum.departure", h.head), DEPARTURE, h.head)
    for p in h.members:
        for track in ("activity", "health"):
            w.stop(p.tracks.pop(track, None))
        w.log(p.i, DEPARTED, 0)
    h.out = True
