"""Health assessments in SimPy: a call, a slot, and whether the person comes."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from scenarios.calendar import add_months
from sim.events import EVENT, TIMER
from sim.stages.activities.process import begin as begin_activities
from sim.stages.health import rules
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

CALLED, EXAMINED, MISSED = EVENT["health.called"], EVENT["health.examined"], EVENT["health.missed"]
CALL = TIMER["health.call"]


def offer(w: World, p: Person, municipality: int, occasion: int) -> None:
    """Offer an assessment: during asylum, or after arrival with a permit to those not examined before."""
    if not p.examined:
        w.stop(p.tracks.pop("health", None))
        p.tracks["health"] = w.process(_assessment(w, p, municipality, occasion))


def _assessment(w: World, p: Person, municipality: int, occasion: int) -> Generator[Event, None, None]:
    terms, since, place = w.scenario.health, w.now, municipality
    called = False
    try:
        yield w.delay(terms.call_days_mean.at(since) * w.draw("health.call", p.i, occasion), CALL, p.i)
        if w.draw("health.called", p.i, occasion) >= terms.share_called.at(w.now):
            return
        place, hours = _place(w, p, municipality, occasion)
        w.log(p.i, CALLED, place)
        called = True
        limit = add_months(since, int(w.scenario.law.health_months.at(since)))
        with w.quotas("health.slots", place).join(p.i, w.standing(p, limit)) as slot:
            yield slot
        share = rules.attendance(terms.share_attends.at(w.now), hours, terms.share_lost_per_hour.at(w.now))
        p.examined = w.draw("health.attends", p.i, occasion) < share
        w.log(p.i, EXAMINED if p.examined else MISSED, place)
        begin_activities(w, p, assessed=True)
    except Interrupt:
        if called:
            w.log(p.i, MISSED, place)


def _place(w: World, p: Person, home: int, occasion: int) -> tuple[int, float]:
    """Where the assessment is given and how many hours away: at the area's clinic, or at home where a mobile team comes."""
    if w.draw("health.visited", p.i, occasion) < w.scenario.health.mobile_share.at(w.now):
        return home, 0.0
    return w.scenario.county.clinics[home]


def examined_before(w: World, p: Person) -> bool:
    """Whether a seeker who waited in another county was examined there, by the same shares and luck."""
    terms, occasion = w.scenario.health, rules.IN_ASYLUM
    called, attends = w.draw("health.called", p.i, occasion), w.draw("health.attends", p.i, occasion)
    return rules.examined_elsewhere(called, attends, terms.share_called.at(w.now), terms.share_attends.at(w.now))
