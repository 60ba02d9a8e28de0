"""Work and studies in SimPy: an exposure clock from reception on; a spell can end and the search begins again."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy.events import Event

from sim.events import EVENT, TIMER
from sim.mechanisms.hazard.process import Hazard
from sim.people import WOMAN
from sim.stages.activities import process as activities
from sim.stages.activities.rules import overall
from sim.stages.leave.rules import FULL
from sim.stages.start.rules import TO_STUDIES, TO_WORK
from sim.stages.tracks import pause, resume
from sim.stages.work import rules
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

STARTED, ENDED = EVENT["work.started"], EVENT["work.ended"]
JOB, JOB_END = TIMER["work.job"], TIMER["work.job_end"]


class Search:
    """One person's search for work: what the hazard is now, and what happens when it strikes."""

    __slots__ = ("constant", "hazard", "occasion", "p", "w", "wait")

    def __init__(self, w: World, p: Person, waited_days: float) -> None:
        terms = w.scenario.work
        self.w, self.p, self.occasion = w, p, 0
        self.wait = rules.wait_effect(
            waited_days / rules.DAYS_PER_MONTH, terms.wait_factor_per_month.at(w.now), terms.wait_causal.at(w.now)
        )
        self.constant = w.trait_factor[p.i] * terms.schooling_factor.at(w.now)[w.schooling[p.i]]
        self.hazard = Hazard(w, p.i, JOB, w.now, self, self.strike)

    def begin(self) -> None:
        """Start searching, with this occasion's threshold."""
        if self.occasion < rules.SPELLS:
            self.hazard.begin(self.w.draw("work.threshold", self.p.i, self.occasion))

    def factor(self) -> float:
        """The factor on the base hazard now."""
        w, p, terms, now = self.w, self.p, self.w.scenario.work, self.w.now
        constant = self.constant * w.market[p.home] * terms.county_factor.at(now) * (p.extent / FULL)
        if w.sex[p.i] == WOMAN:
            constant *= terms.women_factor.at(now)
        sfi = rules.partly_causal(terms.sfi_factor.at(now)[p.sfi_level], terms.sfi_causal.at(now))
        practice = rules.partly_causal(terms.practice_factor.at(now), terms.practice_causal.at(now)) if p.practised else 1.0
        locked = p.studying or p.in_practice or p.locked > 0
        constant *= overall(terms.kind_shares.at(now), activities.factors(w, p))
        return rules.intensity(constant, sfi, practice, self.wait, locked, terms.lock_in.at(now), p.on_leave or p.working)

    def gathered(self, age_from: float, age_to: float) -> float:
        """Base hazard between two ages (days since the search began)."""
        return rules.exposure(self.w.scenario.work.hazard_per_year.at(self.hazard.born), age_from, age_to)

    def days_until(self, age: float, needed: float) -> float:
        """Days until the base hazard is gathered; negative when never."""
        return rules.days_until(self.w.scenario.work.hazard_per_year.at(self.hazard.born), age, needed)

    def strike(self) -> None:
        """Found work or studies."""
        self.w.process(_spell(self.w, self.p, self))


def search(w: World, p: Person, has_job: bool) -> None:
    """Begin the search on the day of reception; some have a full-time job already."""
    waited = max(0.0, p.household.permit - p.household.applied) if p.household.applied >= 0.0 else 0.0
    found = Search(w, p, waited)
    p.search = found.hazard
    if has_job:
        found.strike()
    else:
        found.begin()


def _spell(w: World, p: Person, found: Search) -> Generator[Event, None, None]:
    terms, k = w.scenario.work, found.occasion
    shares, factors = terms.kind_shares.at(w.now), activities.factors(w, p)
    kind = rules.pick(w.draw("work.kind", p.i, k), rules.shifted(shares, factors, overall(shares, factors)))
    full_time = not p.in_plan or w.draw("work.full_time", p.i, k) < terms.full_time_shares.at(w.now)[kind]
    detail = rules.detail(kind, full_time)
    found.occasion += 1
    _take(w, p, kind, full_time)
    activities.give_up_jobs(w, p)
    yield w.delay(terms.duration_days_mean.at(w.now)[kind] * w.draw("work.duration", p.i, k), JOB_END, p.i)
    w.log(p.i, ENDED, p.home, detail)
    p.working = p.full_time = False
    resume(w, p)
    found.begin()


def _take(w: World, p: Person, kind: int, full_time: bool) -> None:
    """Begin to work; full time, it ends the plan and pauses what cannot go on beside it."""
    p.working = True
    w.log(p.i, STARTED, p.home, rules.detail(kind, full_time))
    if full_time:
        p.full_time = True
        p.end_reason = TO_STUDIES if kind == rules.STUDIES else TO_WORK
        w.stop(p.tracks.pop("plan", None))
        pause(w, p, for_work=True)


def hired(w: World, p: Person, full_time: bool) -> None:
    """A place that is a subsidised job: the person works as long as it is held, and searches no further meanwhile."""
    _take(w, p, rules.SUBSIDISED, full_time)
    p.wake_search()


def broke_off(w: World, p: Person) -> None:
    """The job of a place is over before its time."""
    w.log(p.i, ENDED, p.home, rules.detail(rules.SUBSIDISED, p.full_time))
    p.working = p.full_time = False
    p.wake_search()


def let_go(w: World, p: Person) -> None:
    """The job of a place is over: the search goes on where it stood."""
    broke_off(w, p)
    resume(w, p)
