"""The comparison of the engines finds what it is for: faults planted in one of them, small and large.

Each fault stands on the reference's side, where nothing need be compiled anew, and is what a slip in either engine would do.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heapify, heappush
from math import ceil

import pytest
from simpy.events import Event

from sim.engines.clock import SUBJECT_BITS, Clock, KeyedTimeout
from sim.events import TIMER
from sim.luck import TICKS_PER_DAY
from sim.mechanisms.batches.process import Batches, Member, Members
from sim.mechanisms.hazard.process import Hazard
from sim.mechanisms.queue import Key, KeyedQueue, Ticket
from sim.mechanisms.seats.process import Seats
from sim.stages.so.process import Groups
from sim.stages.so.rules import can_start
from tests.small_county.comparing import by_compiled, by_reference, drawn, first_difference
from tests.small_county.play import Log
from tests.small_county.ties import Case

EXAMPLES = 50

Plant = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture(scope="module")
def told() -> list[tuple[Case, Log]]:
    """Half as many examples as the comparison has, and what the compiled engine says of them."""
    return [(case, by_compiled(case)) for case in drawn(EXAMPLES)]


def equal_keys_in_reverse(patch: pytest.MonkeyPatch) -> None:
    """Of those with equal keys, the last number goes first."""

    def join(self: KeyedQueue, ticket: Ticket) -> None:
        heappush(self._heap, (self.key(ticket.standing), -ticket.subject, ticket))

    def order_anew(self: KeyedQueue, key: Key) -> None:
        self.key = key
        self._heap = [(key(t.standing), -t.subject, t) for _, _, t in self._heap if not t.left]
        heapify(self._heap)
        self._left = 0

    patch.setattr(KeyedQueue, "join", join)
    patch.setattr(KeyedQueue, "order_anew", order_anew)


def left_but_completing(patch: pytest.MonkeyPatch) -> None:
    """Who leaves a pool still counts towards a group."""

    def withdraw(self: Batches, member: Member) -> None:
        member.grouped = True

    patch.setattr(Batches, "withdraw", withdraw)


def other_order_of_timers(patch: pytest.MonkeyPatch) -> None:
    """Timed events of one instant by kind in the opposite order: plans end before courses, courses before schools."""

    def until(self: Clock, when: float, kind: int, subject: int) -> KeyedTimeout:
        when = ceil(when * TICKS_PER_DAY) / TICKS_PER_DAY
        return KeyedTimeout(self.env, max(when, self.env.now), 2 + (-kind % (len(TIMER) + 1) << SUBJECT_BITS) + subject)

    patch.setattr(Clock, "until", until)
    patch.setattr(Clock, "delay", lambda self, days, kind, subject: until(self, self.env.now + days, kind, subject))


def jobs_on_days_that_no_longer_hold(patch: pytest.MonkeyPatch) -> None:
    """A job comes on the day first reckoned, though the hazard has changed since."""

    def ring(self: Hazard, timeout: Event) -> None:
        if self.active:
            self.stop()
            self._happen()

    patch.setattr(Hazard, "_ring", ring)


def seat_lost_when_somebody_waits(patch: pytest.MonkeyPatch) -> None:
    """A seat given back while somebody waits is offered only when something else happens there."""

    def give_back(self: Seats, ticket: Ticket) -> None:
        self.in_use -= ticket.need
        if not len(self.queue):
            self.world.touch(self.number)

    patch.setattr(Seats, "give_back", give_back)


def wait_of_the_first_in_order(patch: pytest.MonkeyPatch) -> None:
    """The longest wait in a pool is taken to be that of its first by policy: right under most policies."""

    def enough(self: Groups, pool: Members) -> bool:
        terms, now = self.w.scenario.so, self.w.now
        return can_start(
            len(pool), now - pool[0].joined, terms.group_least.at(now), terms.patience_days.at(now), terms.group_least_late.at(now)
        )

    patch.setattr(Groups, "enough", enough)


def policy_for_newcomers_alone(patch: pytest.MonkeyPatch) -> None:
    """A dated policy orders only those who join after it."""
    patch.setattr(KeyedQueue, "order_anew", lambda self, key: setattr(self, "key", key))


@pytest.mark.parametrize(
    ("plant", "finding"),
    [
        (equal_keys_in_reverse, 41),
        (left_but_completing, 37),
        (other_order_of_timers, 23),
        (jobs_on_days_that_no_longer_hold, 43),
        (seat_lost_when_somebody_waits, 38),
        (wait_of_the_first_in_order, 7),
        (policy_for_newcomers_alone, 9),
    ],
)
def test_a_planted_fault_is_found(plant: Plant, finding: int, told: list[tuple[Case, Log]], monkeypatch: pytest.MonkeyPatch) -> None:
    """`finding` is how many of the fifty examples found the fault when this was written; half as many must."""
    plant(monkeypatch)
    found = sum(first_difference(by_reference(case), log) != "" for case, log in told)
    assert 2 * found >= finding


def test_without_a_fault_nothing_is_found(told: list[tuple[Case, Log]]) -> None:
    assert all(first_difference(by_reference(case), log) == "" for case, log in told)
