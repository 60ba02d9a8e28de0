"""SO in SimPy: people wait in a pool by language; a formed group holds a leader until its hours are given."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from scenarios.calendar import add_months
from scenarios.county import area_of
from sim.events import EVENT, TIMER
from sim.mechanisms.batches.process import Batches, Members
from sim.stages.so import rules
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

QUEUED, STARTED, COMPLETED = EVENT["so.queued"], EVENT["so.started"], EVENT["so.completed"]
INTERRUPTED, WITHDRAWN = EVENT["so.interrupted"], EVENT["so.withdrawn"]
GROUP_END, PATIENCE, JOIN = TIMER["so.group_end"], TIMER["so.patience"], TIMER["so.join"]


def sign_up(w: World, p: Person, share: float) -> None:
    """Let a person sign up for SO some time from now, if offered and willing."""
    if p.so_done and p.so_ready < 0.0 and w.draw("so.takes_part", p.i) < share:
        p.so_ready = w.now + w.scenario.so.join_days_mean.at(w.now) * w.draw("so.join", p.i)
        p.so_done = False


def so(w: World, p: Person) -> Generator[Event, None, None]:
    """Wait in the pool of one's language, then follow the group; a break means a new wait."""
    language, home = w.language[p.i], p.home
    if w.now < p.so_ready:
        try:
            yield w.until(p.so_ready, JOIN, p.i)
        except Interrupt:
            return
    w.log(p.i, QUEUED, home, language)
    batches = w.batches("so.groups", language)
    limit = add_months(p.received, int(w.scenario.law.so_months.at(w.now)))
    member = batches.join(p.i, w.standing(p, limit), home)
    _ring_when_patience_ends(w, batches, p.i)
    try:
        yield member.started
        w.log(p.i, STARTED, home, language)
        yield member.ended
        w.log(p.i, COMPLETED, home, language)
        p.so_done = True
    except Interrupt:
        started = member.started.processed or member.grouped
        batches.withdraw(member)
        w.log(p.i, INTERRUPTED if started else WITHDRAWN, home, language)


def _ring_when_patience_ends(w: World, batches: Batches, person: int) -> None:
    """A smaller group may start once someone has waited long: look at the pools on that day."""
    event = w.delay(w.scenario.so.patience_days.at(w.now), PATIENCE, person)
    assert event.callbacks is not None
    event.callbacks.append(lambda _: w.touch(batches.number))


class Groups:
    """What the agreement says of SO groups: by municipality or across the county, how many, and how long."""

    def __init__(self, w: World) -> None:
        self.w, self.started = w, 0

    def pool(self, home: int) -> str:
        """One pool a municipality, or one for the county."""
        scenario = self.w.scenario
        return scenario.county.code if scenario.so.pooled.at(self.w.now) > 0.0 else area_of(home)

    def enough(self, pool: Members) -> bool:
        """The least size, or a smaller group when someone has waited long."""
        terms, now = self.w.scenario.so, self.w.now
        least = terms.group_least.at(now)
        longest = now - min(member.joined for member in pool) if len(pool) < least else 0.0
        return rules.can_start(len(pool), longest, least, terms.patience_days.at(now), terms.group_least_late.at(now))

    def most(self) -> int:
        """The largest group."""
        return int(self.w.scenario.so.group_most.at(self.w.now))

    def start(self, batches: Batches, members: Members) -> None:
        """A group runs; groups are numbered in the order in which they start."""
        self.started += 1
        self.w.process(_group(self.w, batches, members, self.started))


def _group(w: World, batches: Batches, members: Members, number: int) -> Generator[Event, None, None]:
    for member in members:
        member.started.succeed()
    days = rules.group_days(w.scenario.law.so_hours.at(w.now), w.scenario.so.hours_per_week.at(w.now))
    yield w.delay(days, GROUP_END, number)
    for member in members:
        member.ended.succeed()
    batches.give_back_leader()
