"""Care in SimPy: a place in HVB, family home or stödboende, and the way from there to school, work and a home of one's own."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event, Process

from scenarios.calendar import DAYS_PER_YEAR
from sim.events import EVENT, TIMER
from sim.stages.moves.process import moving
from sim.stages.placement.process import begin_adult, register
from sim.stages.placement.rules import UNACCOMPANIED
from sim.stages.school.rules import INTRODUCTION_TO
from sim.stages.unaccompanied import rules
from sim.stages.work.process import search
from sim.state import ELSEWHERE, Household, Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

FORMS = ("", "hvb", "family_home", "stodboende")
WANTED, PLACED, LEFT, WITHDRAWN = (
    (-1, *(EVENT[f"unaccompanied.{form}_{step}"] for form in FORMS[1:])) for step in ("wanted", "placed", "left", "withdrawn")
)
SCHOOL_STARTED, SCHOOL_ENDED = EVENT["unaccompanied.folk_high_school_started"], EVENT["unaccompanied.folk_high_school_ended"]
HOME_WANTED, HOME_FOUND, HOME_WITHDRAWN, BY_THEMSELVES = (
    EVENT[f"unaccompanied.home_{name}"] for name in ("wanted", "found", "withdrawn", "by_themselves")
)
SCHOOL_OVER, FOLK_HIGH_SCHOOL_END, READY_FOR_HOME, TOO_OLD = (
    TIMER[f"unaccompanied.{name}"] for name in ("school_over", "folk_high_school_end", "home_wanted", "too_old")
)


@dataclass(slots=True)
class Child:
    """What is kept of a child under way: the municipality assigned, the form lived in or sought, and what has happened."""

    h: Household
    p: Person
    town: int = ELSEWHERE
    form: int = rules.NO_FORM
    grown: bool = False
    refused: bool = False
    aged_out: bool = False
    housed: bool = False
    assigning: Process | None = None
    waits: Process | None = None
    lives: Process | None = None
    home: Process | None = None

    @property
    def i(self) -> int:
        """Row of the child in the population."""
        return self.p.i

    def may_live_in_stodboende(self, w: World) -> bool:
        """Whether stödboende is possible now."""
        terms, age = w.scenario.unaccompanied, (w.now - w.birth[self.i]) / DAYS_PER_YEAR
        special = w.draw("unaccompanied.special_reasons", self.i) < terms.share_special_reasons.at(w.now)
        return rules.may_live_in_stodboende(age, w.scenario.law.stodboende_exists.at(w.now) > 0.0, special)


# where they live


def seek_form(w: World, c: Child, form: int) -> None:
    """Wait for a place in a form, where the child is or in temporary placement."""
    w.stop(c.waits)
    c.form, c.waits = form, w.process(_live(w, c, form))


def leave_form(w: World, c: Child) -> None:
    """Leave the form lived in, and the queue for another."""
    w.stop(c.waits)
    w.stop(c.lives)
    c.form, c.waits, c.lives = rules.NO_FORM, None, None


def _live(w: World, c: Child, form: int) -> Generator[Event, None, None]:
    """Wait for a place, then live there until told to leave; the former place is left when the new one is there."""
    town, placed = c.town, False
    w.log(c.i, WANTED[form], town)
    try:
        with w.seats(f"unaccompanied.{FORMS[form]}", town).join(c.i, w.standing(c.p, w.end)) as place:
            yield place
            placed = True
            w.stop(c.lives)
            c.lives, c.waits = c.waits, None
            w.log(c.i, PLACED[form], town)
            yield w.event()
    except Interrupt:
        w.log(c.i, LEFT[form] if placed else WITHDRAWN[form], town)


def review(w: World, c: Child, occasion: int) -> None:
    """On the 16th birthday and from the 18th on some move on from HVB to stödboende."""
    share = w.scenario.unaccompanied.share_moves_on.at(w.now)[occasion]
    if c.form == rules.HVB and c.may_live_in_stodboende(w) and w.draw("unaccompanied.moves_on", c.i, occasion) < share:
        seek_form(w, c, rules.STODBOENDE)


# with a permit


def receive(w: World, c: Child) -> None:
    """With the permit the child becomes a resident of the municipality that has been caring for it."""
    c.h.door, c.h.home, c.h.received = UNACCOMPANIED, c.town, w.now
    w.settle_in(c.town, c.h, 1)
    register(w, c.p, c.town, UNACCOMPANIED)
    if c.grown:
        way_out(w, c)


def way_out(w: World, c: Child) -> None:
    """Eighteen with a permit: to a folk high school, or on in school or out of it, and in time to a home of one's own."""
    terms, birth = w.scenario.unaccompanied, w.birth[c.i]
    if w.draw("unaccompanied.folk_high_school", c.i) < terms.share_folk_high_school.at(w.now):
        leave_form(w, c)
        w.stop(c.p.tracks.pop("child", None))
        w.process(_folk_high_school(w, c))
        return
    review(w, c, rules.AT_18)
    school_over = birth + INTRODUCTION_TO * DAYS_PER_YEAR
    if w.now < school_over and w.draw("unaccompanied.school", c.i) < terms.share_school_after_18.at(w.now):
        w.process(_school(w, c, school_over))
    else:
        w.stop(c.p.tracks.pop("child", None))
        _become_adult(w, c)
    _await_home(w, c, terms.own_home_days_mean.at(w.now) * w.draw("unaccompanied.own_home", c.i))


def _school(w: World, c: Child, over: float) -> Generator[Event, None, None]:
    """School goes on; only then SFI, a plan or work."""
    yield w.until(over, SCHOOL_OVER, c.i)
    w.stop(c.p.tracks.pop("child", None))
    _become_adult(w, c)


def _folk_high_school(w: World, c: Child) -> Generator[Event, None, None]:
    """A folk high school with boarding, then a home."""
    w.log(c.i, SCHOOL_STARTED, c.town)
    days = w.scenario.unaccompanied.folk_high_school_days_mean.at(w.now) * w.draw("unaccompanied.folk_high_school_days", c.i)
    yield w.delay(days, FOLK_HIGH_SCHOOL_END, c.i)
    w.log(c.i, SCHOOL_ENDED, c.town)
    _become_adult(w, c)
    _await_home(w, c, 0.0)


def _become_adult(w: World, c: Child) -> None:
    """From now on as for other adults; those who have left the county by then are followed in work only."""
    c.p.adult = True
    if c.h.out:
        search(w, c.p, False)
    else:
        begin_adult(w, c.p, UNACCOMPANIED)


def _await_home(w: World, c: Child, days: float) -> None:
    c.home = w.process(_youth_dwelling(w, c, days))
    w.process(_too_old(w, c))


def _youth_dwelling(w: World, c: Child, days: float) -> Generator[Event, None, None]:
    """Ready for a home of one's own after some time; then wait for one of those that the municipality provides."""
    queued, town = False, c.town
    try:
        yield w.delay(days, READY_FOR_HOME, c.i)
        queued = True
        w.log(c.i, HOME_WANTED, town)
        with w.quotas("unaccompanied.youth_dwellings", town).join(c.i, w.standing(c.p, _last_day(w, c))) as dwelling:
            yield dwelling
    except Interrupt:
        if queued:
            w.log(c.i, HOME_WITHDRAWN, town)
        return
    w.log(c.i, HOME_FOUND, town)
    _move_out(w, c)


def _last_day(w: World, c: Child) -> float:
    birth: float = w.birth[c.i]
    return birth + w.scenario.law.placement_age_to.at(w.now) * DAYS_PER_YEAR


def _too_old(w: World, c: Child) -> Generator[Event, None, None]:
    """Care ends with the age to which the law gives it: without a home by then they find one themselves."""
    yield w.until(_last_day(w, c), TOO_OLD, c.i)
    if not c.housed:
        w.stop(c.home)
        w.log(c.i, BY_THEMSELVES, c.town)
        _move_out(w, c)


def _move_out(w: World, c: Child) -> None:
    """From now on they move as others do."""
    c.housed = True
    leave_form(w, c)
    w.process(moving(w, c.h))
