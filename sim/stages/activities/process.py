"""Activities and programmes in SimPy: one process for every kind: get an offer, wait for a place, take part."""

from __future__ import annotations

from collections.abc import Generator
from math import inf
from typing import TYPE_CHECKING, cast

from simpy import Interrupt
from simpy.events import Event

from scenarios.activities import ACTIVITIES
from scenarios.schema.activities import Activity
from sim.events import EVENT, TIMER
from sim.people import WOMAN
from sim.stages.activities import rules
from sim.stages.activities.rules import IDLE, KINDS, LASTING, READYING, TAKING, WAITING
from sim.state import Person, Taking

if TYPE_CHECKING:
    from sim.engines.simpy import World

NAMES = tuple(kind.name for kind in ACTIVITIES)
ENDED, INTERRUPTED, WITHDRAWN, QUEUED, STARTED = (
    tuple(EVENT[f"activities.{name}_{step}"] for name in NAMES) for step in ("ended", "interrupted", "withdrawn", "queued", "started")
)
TIMERS = tuple(TIMER[f"activities.{name}_due"] for name in NAMES)
PLACES = tuple(f"activities.{name}" for name in NAMES)
WORK_ENDED = EVENT["work.ended"]


def begin(w: World, p: Person, assessed: bool = False) -> None:
    """Set going every kind that is within a person's reach now; just assessed, those whose need the assessment finds."""
    if not p.adult or p.on_leave or p.household.out or p.received < 0.0:
        return
    for k, kind in enumerate(ACTIVITIES):
        if assessed and not kind.after_assessment:
            continue
        running = p.tracks.get(kind.name)
        if (running is None or not running.is_alive) and not p.on_track(k).done and _within_reach(w, p, k) and _offered(w, p, k):
            p.taking.setdefault(k, Taking())
            p.tracks[kind.name] = w.process(_activity(w, p, k))


def pause(w: World, p: Person, for_work: bool = False) -> None:
    """Stop every kind; for work, neither the job that is one nor what goes on beside work."""
    for k, kind in enumerate(ACTIVITIES):
        if not (for_work and (kind.beside_work or (kind.is_job and p.on_track(k).doing == TAKING))):
            _stop(w, p, k)


def end_plan(w: World, p: Person) -> None:
    """What ends with the plan: what does not run on, and the wait for what is not offered without a plan."""
    for k, kind in enumerate(ACTIVITIES):
        under_way = p.on_track(k).doing == TAKING
        stays = (kind.is_job or _terms(w, k).runs_on.at(w.now) > 0.0) if under_way else _offered(w, p, k)
        if not stays:
            _stop(w, p, k)


def give_up_jobs(w: World, p: Person) -> None:
    """Who has found work waits for no job of the kinds that are one."""
    for k, kind in enumerate(ACTIVITIES):
        if kind.is_job and p.on_track(k).doing != TAKING:
            _stop(w, p, k)


def factors(w: World, p: Person) -> tuple[float, ...]:
    """Factor on the hazard of each kind of work, by what acts on the person now."""
    found = [1.0] * 4
    for k in range(KINDS) if p.acting > 0 else ():
        if p.on_track(k).acting:
            terms, first = _terms(w, k), 2 * int(w.sex[p.i] == WOMAN)
            low, high = terms.effect.at(w.now)[first : first + 2]
            factor = rules.effect(low, high, w.effect_luck[k], terms.effect_causal.at(w.now))
            reach = terms.effect_kinds.at(w.now)
            found = [f * rules.reach(factor, share) for f, share in zip(found, reach, strict=True)]
    return tuple(found)


def _terms(w: World, k: int) -> Activity:
    return cast("Activity", getattr(w.scenario, NAMES[k]))


def _within_reach(w: World, p: Person, k: int) -> bool:
    """Whether a person could take part at all: language, assessment, and what they do already."""
    kind, terms, now = ACTIVITIES[k], _terms(w, k), w.now
    if (p.full_time and not kind.beside_work) or (kind.is_job and p.working) or (kind.after_assessment and not p.examined):
        return False
    return p.sfi_level >= terms.sfi_level_least.at(now) and (p.sfi_done or terms.after_sfi.at(now) <= 0.0)


def _offered(w: World, p: Person, k: int) -> bool:
    """Whether a person is among those to whom the kind is offered, by today's shares."""
    terms, now = _terms(w, k), w.now
    share = terms.share_offered.at(now)[0 if p.in_plan else 1]
    access = terms.access_by_schooling.at(now)[w.schooling[p.i]]
    chance = rules.chance(share, terms.access_women.at(now), w.sex[p.i] == WOMAN, access)
    return w.draw(f"activities.{NAMES[k]}_offered", p.i) < chance


def _activity(w: World, p: Person, k: int) -> Generator[Event, None, None]:
    """One kind once: the offer, the wait for a place, the activity. Nobody queues for what does not exist where they live."""
    mine, terms, home = p.taking[k], _terms(w, k), p.home
    mine.doing = READYING
    if mine.ready < 0.0:
        mine.ready = w.now + terms.delay_days_mean.at(w.now) * w.draw(f"activities.{NAMES[k]}_delay", p.i)
    try:
        while (due := max(mine.ready, w.opens(PLACES[k], home))) > w.now:
            if due == inf:
                mine.doing = IDLE
                return
            yield w.until(due, TIMERS[k], p.i)
        mine.doing = WAITING
        w.log(p.i, QUEUED[k], home)
        with w.seats(PLACES[k], home).join(p.i, w.standing(p, p.plan_due if p.in_plan else w.end)) as place:
            yield place
            _start(w, p, k)
            yield w.delay(terms.days_mean.at(w.now) * w.draw(f"activities.{NAMES[k]}_length", p.i), TIMERS[k], p.i)
        w.log(p.i, ENDED[k], home)
        _end(w, p, k)
    except Interrupt:
        if mine.doing >= WAITING:
            w.log(p.i, INTERRUPTED[k] if mine.doing == TAKING else WITHDRAWN[k], home)
        mine.doing = IDLE
        _weigh(p, mine, False, False)


def _start(w: World, p: Person, k: int) -> None:
    kind, mine, terms = ACTIVITIES[k], p.taking[k], _terms(w, k)
    w.log(p.i, STARTED[k], p.home)
    mine.doing = TAKING
    full_time = terms.full_time.at(w.now) > 0.0
    _weigh(p, mine, full_time and not kind.is_job, terms.effect_during.at(w.now) > 0.0)
    if kind.is_job:
        w.reactions.hired(w, p, full_time)
    if kind.brings_forward:
        w.reactions.brought_forward(w, p)


def _end(w: World, p: Person, k: int) -> None:
    """The activity is done; its effect lasts as long as is said."""
    kind, mine, terms = ACTIVITIES[k], p.taking[k], _terms(w, k)
    days = terms.effect_days.at(w.now)
    mine.done, mine.doing = True, LASTING if days > 0.0 else IDLE
    _weigh(p, mine, False, days > 0.0)
    if days > 0.0:
        w.process(_last(w, p, k, days))
    if kind.is_job:
        w.reactions.let_go(w, p)


def _last(w: World, p: Person, k: int, days: float) -> Generator[Event, None, None]:
    """The effect fades at once when its time is over."""
    yield w.delay(days, TIMERS[k], p.i)
    p.taking[k].doing = IDLE
    _weigh(p, p.taking[k], False, False)


def _weigh(p: Person, mine: Taking, locks: bool, acts: bool) -> None:
    """Whether a kind keeps a person from searching full time, and whether its effect holds; the hazard of work depends on both."""
    if (locks, acts) != (mine.locks, mine.acting):
        p.locked += locks - mine.locks
        p.acting += acts - mine.acting
        mine.locks, mine.acting = locks, acts
        p.wake_search()


def _stop(w: World, p: Person, k: int) -> None:
    """Stop a kind for now; what was held is given back by its process, but a job is over at once."""
    if ACTIVITIES[k].is_job and p.on_track(k).doing == TAKING:
        w.reactions.broke_off(w, p)
    w.stop(p.tracks.pop(NAMES[k], None))
