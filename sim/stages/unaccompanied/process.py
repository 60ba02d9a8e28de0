"""Unaccompanied children in SimPy: assignment and the asylum case, each a process of its own; what follows stands in `care`."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from scenarios.calendar import DAYS_PER_YEAR
from sim.events import EVENT, TIMER
from sim.stages.asylum.process import extension
from sim.stages.asylum.rules import IN_CARE, SUBSIDIARY, status
from sim.stages.health.process import offer
from sim.stages.health.rules import IN_ASYLUM
from sim.stages.placement.process import settle
from sim.stages.school.process import place_child
from sim.stages.unaccompanied import rules
from sim.stages.unaccompanied.care import Child, leave_form, receive, review, seek_form, way_out
from sim.state import ELSEWHERE, Household

if TYPE_CHECKING:
    from sim.engines.simpy import World

APPLIED, DECIDED, APPEALED, PERMIT, REFUSED, DEPARTED = (
    EVENT[f"asylum.{name}"] for name in ("applied", "decided", "appealed", "permit", "refused", "departed")
)
QUEUED, ASSIGNED, WITHDRAWN = (EVENT[f"unaccompanied.{name}"] for name in ("queued", "assigned", "withdrawn"))
GUARDIAN_APPOINTED, AGED_OUT = EVENT["unaccompanied.guardian_appointed"], EVENT["unaccompanied.aged_out"]
READY, DECISION, APPEAL, DEPARTURE, TURNS_16, TURNS_18 = (
    TIMER[f"unaccompanied.{name}"] for name in ("ready", "decision", "appeal_decision", "departure", "turns_16", "turns_18")
)
APPOINTMENT = TIMER["unaccompanied.guardian"], TIMER["unaccompanied.custodian"]


def come_alone(w: World, h: Household) -> Generator[Event, None, None]:
    """A child arrives in some municipality, seeks asylum and waits: for a municipality, a guardian, a decision, and to grow up."""
    c = Child(h, h.members[0])
    h.applied = w.now
    w.log(c.i, APPLIED, ELSEWHERE, IN_CARE)
    c.assigning = w.process(_assignment(w, c))
    w.process(_guardian(w, c, rules.GOD_MAN))
    w.process(_turns_16(w, c))
    w.process(_turns_18(w, c))
    yield from _case(w, c)


def _assignment(w: World, c: Child) -> Generator[Event, None, None]:
    """The municipality of arrival cares for the child until another is assigned: by fördelningstal, later by anvisningsandelar."""
    queued = False
    try:
        yield w.delay(w.scenario.unaccompanied.assignment_days_mean.at(w.now) * w.draw("unaccompanied.assignment", c.i), READY, c.i)
        queued = True
        w.log(c.i, QUEUED, ELSEWHERE)
        with w.quotas("unaccompanied.places", ELSEWHERE).join(c.i, w.standing(c.p, w.end)) as ticket:
            yield ticket
            c.town = int(ticket.stock)
    except Interrupt:
        if queued:
            w.log(c.i, WITHDRAWN, ELSEWHERE)
        return
    w.log(c.i, ASSIGNED, c.town)
    c.p.home = c.town
    offer(w, c.p, c.town, IN_ASYLUM)
    place_child(w, c.p)
    terms = w.scenario.unaccompanied
    shares = terms.form_shares.at(w.now)
    form = rules.form_on_assignment(w.draw("unaccompanied.form", c.i), shares[0], shares[1], c.may_live_in_stodboende(w))
    seek_form(w, c, form)
    if c.p.permit >= 0.0:
        receive(w, c)


def _guardian(w: World, c: Child, kind: int) -> Generator[Event, None, None]:
    """A god man during the asylum time; a custodian (särskilt förordnad vårdnadshavare) after the permit; neither for the grown."""
    terms = w.scenario.unaccompanied
    days = (terms.custodian_days_mean if kind == rules.CUSTODIAN else terms.guardian_days_mean).at(w.now)
    yield w.delay(days * w.draw("unaccompanied.guardian", c.i, kind), APPOINTMENT[kind], c.i)
    if not c.grown and not c.h.out:
        w.log(c.i, GUARDIAN_APPOINTED, c.town, kind)


def _case(w: World, c: Child) -> Generator[Event, None, None]:
    """The asylum case, decided by what holds for children; courts and departure as for others."""
    terms, asylum, applied = w.scenario.unaccompanied, w.scenario.asylum, w.now
    yield w.until(applied + terms.handling_days_mean.at(applied) * w.draw("asylum.handling", c.i), DECISION, c.i)
    granted = w.draw("asylum.granted", c.i) < terms.share_granted.at(w.now)
    w.log(c.i, DECIDED, c.town, int(granted))
    if not granted and w.draw("asylum.appeals", c.i) < asylum.share_appeals.at(w.now):
        w.log(c.i, APPEALED, c.town)
        yield w.delay(asylum.appeal_days_mean.at(w.now) * w.draw("asylum.appeal", c.i), APPEAL, c.i)
        granted = w.draw("asylum.appeal_granted", c.i) < asylum.share_appeals_granted.at(w.now)
    if granted:
        yield from _permit(w, c)
    else:
        yield from _leave(w, c)


def _permit(w: World, c: Child) -> Generator[Event, None, None]:
    kind = status(w.draw("asylum.status", c.i), w.scenario.asylum.share_refugee_status.at(w.now))
    c.h.permit = c.p.permit = w.now
    w.log(c.i, PERMIT, c.town, kind)
    if w.scenario.law.temporary_permits_apply_from.at(c.h.applied) > 0.0:
        w.process(extension(w, c.h, kind == SUBSIDIARY))
    if c.aged_out:
        yield from settle(w, c.h, w.settles[c.i])
        return
    if not c.grown:
        w.process(_guardian(w, c, rules.CUSTODIAN))
    if c.town != ELSEWHERE:
        receive(w, c)


def _leave(w: World, c: Child) -> Generator[Event, None, None]:
    """A final refusal: care goes on until departure or the eighteenth birthday."""
    w.log(c.i, REFUSED, c.town)
    c.refused = True
    if c.grown and not c.aged_out:
        _age_out(w, c)
    yield w.delay(w.scenario.asylum.departure_days_mean.at(w.now) * w.draw("asylum.departure", c.i), DEPARTURE, c.i)
    _leave_care(w, c)
    w.log(c.i, DEPARTED, ELSEWHERE)
    c.h.out = True


def _turns_16(w: World, c: Child) -> Generator[Event, None, None]:
    birthday = w.birth[c.i] + rules.STODBOENDE_FROM * DAYS_PER_YEAR
    if w.now < birthday:
        yield w.until(birthday, TURNS_16, c.i)
        review(w, c, rules.AT_16)


def _turns_18(w: World, c: Child) -> Generator[Event, None, None]:
    """With a permit on to a life of one's own; without one to the adults' system, unless the municipality keeps them."""
    yield w.until(w.birth[c.i] + rules.GROWN_YEARS * DAYS_PER_YEAR, TURNS_18, c.i)
    c.grown = True
    if c.h.out:
        return
    if c.p.received >= 0.0:
        way_out(w, c)
    elif not rules.stays_undecided(
        c.town != ELSEWHERE, c.refused, w.draw("unaccompanied.kept", c.i), w.scenario.unaccompanied.share_kept_at_18.at(w.now)
    ):
        _age_out(w, c)
        if c.p.permit >= 0.0:
            yield from settle(w, c.h, w.settles[c.i])


def _age_out(w: World, c: Child) -> None:
    """The municipality's care is over: to the Migration Agency's housing, outside the county."""
    _leave_care(w, c)
    c.aged_out, c.town, c.p.home = True, ELSEWHERE, ELSEWHERE
    w.log(c.i, AGED_OUT, ELSEWHERE)


def _leave_care(w: World, c: Child) -> None:
    w.stop(c.assigning)
    leave_form(w, c)
    for track in ("child", "health"):
        w.stop(c.p.tracks.pop(track, None))
