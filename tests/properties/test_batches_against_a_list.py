"""Batches against naive lists: pools that share leaders, pools joined and split, withdrawals, leaders coming and going."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sim.engines.clock import Clock
from sim.mechanisms.batches.process import Batches, Member, Members
from sim.policies import QUEUE_POLICIES
from sim.policies.standing import Standing
from tests.properties.test_seats_against_a_list import STANDINGS

LEAST, MOST = 3, 4
Waiting = tuple[int, Standing, str]


class BatchesAgainstList(RuleBasedStateMachine):
    """The pools under test beside one list of everyone who waits."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(0.0)
        self.key = QUEUE_POLICIES["first_come"]
        self.groups: list[list[int]] = []
        self.place: Batches = self.clock.add_place(lambda number: Batches(self.clock, number, 1, self.key, self))
        self.leaders, self.busy, self.next = 1, 0, 0
        self.waiting: list[Waiting] = []
        self.members: dict[int, Member] = {}
        self.expected: list[list[int]] = []
        self.pooled = False

    def start(self, batches: Batches, members: Members) -> None:
        """Note who started together."""
        self.groups.append([member.subject for member in members])

    def pool(self, home: int) -> str:
        """One pool a municipality, or one for all."""
        return "all" if self.pooled else str(home)

    def enough(self, pool: Members) -> bool:
        """The least group."""
        return len(pool) >= LEAST

    def most(self) -> int:
        """The largest group."""
        return MOST

    @rule(standing=STANDINGS, home=st.integers(0, 1))
    def join(self, standing: Standing, home: int) -> None:
        """Someone joins the pool of their municipality."""
        self.members[self.next] = self.place.join(self.next, standing, home)
        self.waiting.append((self.next, standing, self.pool(home)))
        self.next += 1

    @rule(pick=st.integers(0, 100))
    def withdraw(self, pick: int) -> None:
        """One of those who wait leaves."""
        if self.waiting:
            subject, _, _ = self.waiting.pop(pick % len(self.waiting))
            self.place.withdraw(self.members[subject])

    @rule()
    def end_a_group(self) -> None:
        """A group ends and its leader is free."""
        if self.busy:
            self.busy -= 1
            self.place.give_back_leader()

    @rule(leaders=st.integers(0, 3))
    def resize(self, leaders: int) -> None:
        """Leaders come or go."""
        self.leaders = leaders
        self.place.resize(leaders)

    @rule(policy=st.sampled_from(sorted(QUEUE_POLICIES)), pooled=st.booleans())
    def order_anew(self, policy: str, pooled: bool) -> None:
        """Another policy and other pools from now on."""
        self.key, self.pooled = QUEUE_POLICIES[policy], pooled
        self.place.order_anew(self.key)
        self.waiting = [(subject, standing, self.pool(self.members[subject].home)) for subject, standing, _ in self.waiting]

    @rule()
    def settle(self) -> None:
        """The instant settles: the pool whose first member stands first starts, while a leader is free."""
        self.clock.advance(self.clock.now + 1.0)
        while self.busy < self.leaders:
            ordered = sorted(self.waiting, key=lambda entry: (self.key(entry[1]), entry[0]))
            sizes = {pool: sum(entry[2] == pool for entry in ordered) for _, _, pool in ordered}
            first = next((entry for entry in ordered if sizes[entry[2]] >= LEAST), None)
            if first is None:
                return
            group = [entry for entry in ordered if entry[2] == first[2]][:MOST]
            self.expected.append([subject for subject, _, _ in group])
            self.waiting = [entry for entry in self.waiting if entry not in group]
            self.busy += 1

    @invariant()
    def the_same_groups_start(self) -> None:
        """Both formed the same groups in the same order, and have the same leaders at work."""
        assert self.groups == self.expected
        assert self.place.in_use == self.busy
        assert sorted(m.subject for pool in self.place.pools.values() for m in pool) == sorted(entry[0] for entry in self.waiting)


TestBatchesAgainstList = BatchesAgainstList.TestCase
TestBatchesAgainstList.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)
