"""Quotas against a naive list: whole needs, several stocks, refills that keep some of what is left, withdrawals, dated policies."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sim.engines.clock import Clock
from sim.mechanisms.queue import Ticket
from sim.mechanisms.quotas.process import Quotas
from sim.policies import QUEUE_POLICIES
from sim.policies.largest_share_left import largest_share_left
from sim.policies.standing import Standing
from tests.properties.test_seats_against_a_list import STANDINGS

AREAS = ("a", "b")


class QuotasAgainstList(RuleBasedStateMachine):
    """The queue before two stocks, beside a list that is searched from its beginning for the first whose need fits."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(0.0)
        self.key = QUEUE_POLICIES["first_come"]
        self.place: Quotas = self.clock.add_place(lambda number: Quotas(self.clock, number, AREAS, self.key, largest_share_left))
        self.left = dict.fromkeys(AREAS, 0.0)
        self.waiting: list[tuple[int, Standing, int]] = []
        self.given: dict[int, str] = {}
        self.tickets: dict[int, Ticket] = {}
        self.next = 0
        self.total = 0.0

    @rule(standing=STANDINGS, need=st.integers(1, 4))
    def join(self, standing: Standing, need: int) -> None:
        """A household joins with its need."""
        self.tickets[self.next] = self.place.join(self.next, standing, need)
        self.waiting.append((self.next, standing, need))
        self.next += 1

    @rule(pick=st.integers(0, 100))
    def withdraw(self, pick: int) -> None:
        """A household gives up."""
        if self.waiting:
            subject, _, _ = self.waiting.pop(pick % len(self.waiting))
            self.tickets.pop(subject).__exit__(None, None, None)

    @rule(area=st.sampled_from(AREAS), units=st.sampled_from([0.0, 0.5, 1.0, 3.0]), most=st.sampled_from([1.0, 2.0, float("inf")]))
    def refill(self, area: str, units: float, most: float) -> None:
        """Units come; no more than the rule keeps, and nothing that was kept before is taken."""
        before = self.left[area]
        self.left[area] = max(before, min(before + units, most))
        self.total += self.left[area] - before
        self.place.refill(AREAS.index(area), units, 0.0, most)

    @rule(policy=st.sampled_from(sorted(QUEUE_POLICIES)))
    def order_anew(self, policy: str) -> None:
        """Another policy from now on."""
        self.key = QUEUE_POLICIES[policy]
        self.place.order_anew(self.key)

    @rule()
    def settle(self) -> None:
        """The instant settles: the first in key order that fits is served whole."""
        self.clock.advance(self.clock.now + 1.0)
        while True:
            ordered = sorted(self.waiting, key=lambda entry: (self.key(entry[1]), entry[0]))
            fitting = [entry for entry in ordered if max(self.left.values()) >= entry[2]]
            if not fitting:
                return
            area = "a" if self.left["a"] >= self.left["b"] else "b"
            self.left[area] -= fitting[0][2]
            self.given[fitting[0][0]] = area
            self.waiting.remove(fitting[0])

    @invariant()
    def the_same_are_served(self) -> None:
        """Both gave the same from the same stocks; what was given and what is left is what came."""
        assert {subject: ticket.stock for subject, ticket in self.tickets.items() if ticket.triggered} == self.given
        assert self.place.left == [self.left[area] for area in AREAS]
        assert min(self.left.values()) >= 0.0
        given = sum(self.tickets[subject].need for subject in self.given)
        assert given + sum(self.left.values()) == self.total


TestQuotasAgainstList = QuotasAgainstList.TestCase
TestQuotasAgainstList.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)
