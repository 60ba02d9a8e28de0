"""Seats against a naive list: joins, withdrawals, releases, capacity up and down, dated policies, in any order."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sim.engines.clock import Clock
from sim.mechanisms.queue import Ticket
from sim.mechanisms.seats.process import Seats
from sim.policies import QUEUE_POLICIES
from sim.policies.standing import Standing

STANDINGS = st.builds(
    Standing,
    joined=st.integers(0, 5),
    permit=st.integers(0, 5),
    limit=st.integers(0, 5),
    has_children=st.booleans(),
    special_need=st.booleans(),
)


class SeatsAgainstList(RuleBasedStateMachine):
    """The place under test beside a list that is sorted anew each time; both settle after every step or after several."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(0.0)
        self.place: Seats = self.clock.add_place(lambda number: Seats(self.clock, number, 1, QUEUE_POLICIES["first_come"]))
        self.key = QUEUE_POLICIES["first_come"]
        self.capacity = 1
        self.waiting: list[tuple[int, Standing]] = []
        self.serving: list[int] = []
        self.tickets: dict[int, Ticket] = {}
        self.steps = 0

    @rule(subject=st.integers(0, 40), standing=STANDINGS)
    def join(self, subject: int, standing: Standing) -> None:
        """Someone joins, if they are not there already; one who left may come back with the same key."""
        if subject not in self.tickets:
            self.tickets[subject] = self.place.join(subject, standing)
            self.waiting.append((subject, standing))

    @rule(pick=st.integers(0, 100))
    def withdraw(self, pick: int) -> None:
        """One of those who wait leaves."""
        if self.waiting:
            subject, _ = self.waiting.pop(pick % len(self.waiting))
            self.tickets.pop(subject).__exit__(None, None, None)

    @rule(pick=st.integers(0, 100))
    def release(self, pick: int) -> None:
        """One of those in service ends."""
        if self.serving:
            self.tickets.pop(self.serving.pop(pick % len(self.serving))).__exit__(None, None, None)

    @rule(capacity=st.integers(0, 6))
    def resize(self, capacity: int) -> None:
        """Capacity rises or falls."""
        self.capacity = capacity
        self.place.resize(capacity)

    @rule(policy=st.sampled_from(sorted(QUEUE_POLICIES)))
    def order_anew(self, policy: str) -> None:
        """Another policy from now on."""
        self.key = QUEUE_POLICIES[policy]
        self.place.order_anew(self.key)

    @rule()
    def settle(self) -> None:
        """The instant settles: the naive list grants while there is room."""
        self.steps += 1
        self.clock.advance(float(self.steps))
        while self.waiting and len(self.serving) < self.capacity:
            first = min(self.waiting, key=lambda entry: (self.key(entry[1]), entry[0]))
            self.waiting.remove(first)
            self.serving.append(first[0])

    @invariant()
    def the_same_are_served(self) -> None:
        """Both have the same people in service and in the queue."""
        assert {subject for subject, ticket in self.tickets.items() if ticket.triggered} == set(self.serving)
        assert self.place.in_use == len(self.serving)
        assert len(self.place.queue) == len(self.waiting)


TestSeatsAgainstList = SeatsAgainstList.TestCase
TestSeatsAgainstList.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)
