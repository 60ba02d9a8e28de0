"""Work preparation and practice in SimPy: wait for a place, take part, go on."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from sim.events import EVENT, TIMER
from sim.people import WOMAN
from sim.stages.borders.process import seek
from sim.stages.leave.rules import allows_practice
from sim.stages.practice import rules
from sim.stages.sfi.process import sfi
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

PREPARATION = tuple(EVENT[f"practice.preparation_{name}"] for name in ("queued", "started", "ended", "withdrawn"))
QUEUED, STARTED, ENDED = EVENT["practice.queued"], EVENT["practice.started"], EVENT["practice.ended"]
INTERRUPTED, WITHDRAWN = EVENT["practice.interrupted"], EVENT["practice.withdrawn"]
PREPARATION_READY, PREPARATION_END = TIMER["practice.preparation_ready"], TIMER["practice.preparation_end"]
PRACTICE_READY, PRACTICE_END = TIMER["practice.practice_ready"], TIMER["practice.practice_end"]


def sign_up(w: World, p: Person) -> None:
    """At the start of a plan: when preparation and practice are due. Access is read on the day the plan starts."""
    terms, now = w.scenario.practice, w.now
    access = rules.access(w.sex[p.i] == WOMAN, terms.access_women.at(now))
    if w.draw("practice.gets_preparation", p.i) < terms.share_preparation.at(now):
        days = terms.preparation_delay_days_mean.at(now) * w.draw("practice.preparation_delay", p.i)
        p.preparation_ready, p.preparation_done = now + rules.later(days, access), False
    days = terms.practice_delay_days_mean.at(now) * w.draw("practice.delay", p.i)
    p.practice_ready, p.practice_done = now + rules.later(days, access), False


def bring_forward(w: World, p: Person) -> None:
    """Work preparation and practice that are still to come are due now."""
    if not p.preparation_done and w.now < p.preparation_ready:
        p.preparation_ready = w.now
        _begin_anew(w, p, "preparation")
    if not p.practice_done and w.now < p.practice_ready:
        p.practice_ready = w.now
        _begin_anew(w, p, "practice")


def _begin_anew(w: World, p: Person, track: str) -> None:
    """A track that waited for its day goes on at once."""
    if _alive(p, track):
        w.stop(p.tracks.pop(track))
        p.tracks[track] = w.process(preparation(w, p) if track == "preparation" else practice(w, p))


def preparation(w: World, p: Person) -> Generator[Event, None, None]:
    """Work preparation once: wait for a place, take part."""
    queued, started, ended, withdrawn = PREPARATION
    joined, home = False, p.home
    try:
        if w.now < p.preparation_ready:
            yield w.until(p.preparation_ready, PREPARATION_READY, p.i)
        joined = True
        w.log(p.i, queued, home)
        with w.seats("practice.preparation", home).join(p.i, w.standing(p, p.plan_due)) as place:
            yield place
            w.log(p.i, started, home)
            yield w.delay(w.scenario.practice.preparation_days_mean.at(w.now) * w.draw("practice.preparation", p.i), PREPARATION_END, p.i)
        w.log(p.i, ended, home)
        p.preparation_done = True
    except Interrupt:
        if joined:
            w.log(p.i, withdrawn, home)


def practice(w: World, p: Person) -> Generator[Event, None, None]:
    """Practice once, for those considered for it; who cannot combine it with SFI pauses SFI meanwhile."""
    joined, town = False, p.home
    if not allows_practice(p.extent):
        return
    try:
        if w.now < p.practice_ready:
            yield w.until(p.practice_ready, PRACTICE_READY, p.i)
        if not _considered(w, p):
            p.practice_done = True
            return
        joined = True
        w.log(p.i, QUEUED, town)
        with seek(w, p, "practice.practice", p.plan_due) as place:
            yield place
            town = place.town
            _begin(w, p, town)
            yield w.delay(w.scenario.practice.practice_days_mean.at(w.now) * w.draw("practice.length", p.i), PRACTICE_END, p.i)
        w.log(p.i, ENDED, town)
        p.practice_done = p.practised = True
        _leave(w, p)
        if not p.sfi_done and not _alive(p, "sfi"):
            p.tracks["sfi"] = w.process(sfi(w, p))
    except Interrupt:
        if joined:
            w.log(p.i, INTERRUPTED if p.in_practice else WITHDRAWN, town)
        _leave(w, p)


def _considered(w: World, p: Person) -> bool:
    terms, now = w.scenario.practice, w.now
    access = rules.access(w.sex[p.i] == WOMAN, terms.access_women.at(now))
    return w.draw("practice.considered", p.i) < terms.share_practice.at(now) * access


def _begin(w: World, p: Person, town: int) -> None:
    w.log(p.i, STARTED, town)
    p.in_practice = True
    p.wake_search()
    if w.draw("practice.parallel", p.i) >= w.scenario.practice.share_parallel.at(w.now):
        w.stop(p.tracks.get("sfi"))


def _leave(w: World, p: Person) -> None:
    p.in_practice = False
    p.wake_search()


def _alive(p: Person, track: str) -> bool:
    process = p.tracks.get(track)
    return process is not None and process.is_alive
