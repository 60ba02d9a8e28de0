"""What happens first when several things happen at one instant: nobody overtakes, nothing is lost, the order of starting is nothing."""

from __future__ import annotations

from collections.abc import Callable, Generator
from itertools import permutations

import pytest
from simpy import Interrupt
from simpy.events import Event, Process

from sim.engines.clock import Clock
from sim.mechanisms.quotas.process import Quotas
from sim.mechanisms.seats.process import Seats
from sim.policies.families_first import families_first
from sim.policies.first_come import first_come
from sim.policies.largest_share_left import largest_share_left
from tests.theory.stations import ARRIVE, DONE, standing

Told = list[tuple[float, str]]
AREAS = ("a", "b")


class Room:
    """One place with seats, and what happened there."""

    def __init__(self, seats: int) -> None:
        self.clock = Clock(0.0)
        self.seats: Seats = self.clock.add_place(lambda number: Seats(self.clock, number, seats, first_come))
        self.told: Told = []
        self.most = 0

    def tell(self, what: str) -> None:
        """Note something at this instant."""
        self.told.append((self.clock.now, what))

    def visit(self, name: str, who: int, come: float, *stays: float, first: bool = False) -> Process:
        """Someone who comes, waits, stays, and again for each further stay without a pause between."""

        def steps() -> Generator[Event, None, None]:
            yield self.clock.until(come, ARRIVE, who)
            for stay in stays:
                try:
                    with self.seats.join(who, standing(self.clock, first)) as seat:
                        yield seat
                        self.tell(f"{name} begins")
                        self.most = max(self.most, self.seats.in_use)
                        yield self.clock.delay(stay, DONE, who)
                    self.tell(f"{name} ends")
                except Interrupt:
                    self.tell(f"{name} is stopped")

        return self.clock.process(steps())

    def at(self, when: float, action: Callable[[], None], kind: int = ARRIVE) -> None:
        """Do something at an instant."""

        def steps() -> Generator[Event, None, None]:
            yield self.clock.until(when, kind, 0)
            action()

        self.clock.process(steps())

    def run(self) -> Told:
        """What happened, in order."""
        self.clock.advance(1000.0)
        return self.told


@pytest.mark.parametrize("again", [1, 99])
def test_who_gives_back_and_asks_again_never_overtakes(again: int) -> None:
    """The number of the one who comes again does not matter: whoever waited since before goes first."""
    room = Room(1)
    room.visit("again", again, 0.0, 10.0, 5.0)
    room.visit("waits", 50, 3.0, 10.0)
    assert room.run() == [
        (0.0, "again begins"),
        (10.0, "again ends"),
        (10.0, "waits begins"),
        (20.0, "waits ends"),
        (20.0, "again begins"),
        (25.0, "again ends"),
    ]


def test_an_arrival_at_the_instant_of_a_release_waits_behind_those_before() -> None:
    room = Room(1)
    room.visit("first", 3, 0.0, 10.0)
    room.visit("second", 2, 9.0, 10.0)
    room.visit("third", 1, 10.0, 10.0)
    assert [what for _, what in room.run() if what.endswith("begins")] == ["first begins", "second begins", "third begins"]


def test_those_who_come_at_one_instant_go_by_policy_then_number() -> None:
    room = Room(1)
    room.seats.order_anew(families_first)
    room.visit("b", 2, 1.0, 1.0)
    room.visit("a", 1, 1.0, 1.0)
    room.visit("family", 3, 1.0, 1.0, first=True)
    assert [what for _, what in room.run() if what.endswith("begins")] == ["family begins", "a begins", "b begins"]


def test_a_grant_and_an_end_at_one_instant_lose_no_seat() -> None:
    room = Room(2)
    for who in range(6):
        room.visit(str(who), who, 0.0, 5.0)
    room.run()
    assert room.most == 2
    assert [time for time, what in room.told if what.endswith("begins")] == [0.0, 0.0, 5.0, 5.0, 10.0, 10.0]
    assert room.seats.in_use == 0
    assert len(room.seats.queue) == 0


def test_a_stop_at_the_instant_of_the_grant_gives_the_seat_on() -> None:
    """The stop comes after the settling that granted the seat, in the same instant, by another place that settles later."""
    room = Room(1)

    class Stopper:
        """Stops someone once the seats have settled."""

        def __init__(self) -> None:
            self.victim: Process | None = None

        def move(self) -> bool:
            """Stop the victim once."""
            victim, self.victim = self.victim, None
            room.clock.stop(victim)
            return victim is not None

    stopper: Stopper = room.clock.add_place(lambda _: Stopper())
    room.visit("first", 1, 0.0, 10.0)
    stopped = room.visit("second", 2, 1.0, 10.0)
    room.visit("third", 3, 2.0, 10.0)

    def stop_second() -> None:
        stopper.victim = stopped
        room.clock.touch(1)

    room.at(10.0, stop_second)
    assert room.run()[1:] == [
        (10.0, "first ends"),
        (10.0, "second begins"),
        (10.0, "second is stopped"),
        (10.0, "third begins"),
        (20.0, "third ends"),
    ]


def test_a_stop_before_the_grant_is_processed_gives_the_seat_back() -> None:
    """Granted, and stopped before the news has reached them: the seat is not lost."""
    room = Room(1)
    stopped = room.visit("first", 1, 0.0, 10.0)

    def grant_and_stop() -> None:
        assert room.seats.move()
        room.clock.stop(stopped)

    room.at(0.0, grant_and_stop, ARRIVE + 1)
    room.visit("second", 2, 0.0, 10.0)
    assert room.run() == [(0.0, "first is stopped"), (0.0, "second begins"), (10.0, "second ends")]


def test_stopping_what_has_ended_does_nothing() -> None:
    room = Room(1)
    gone = room.visit("first", 1, 0.0, 1.0)
    room.at(5.0, lambda: room.clock.stop(gone))
    room.at(5.0, lambda: room.clock.stop(None))
    assert room.run() == [(0.0, "first begins"), (1.0, "first ends")]


def test_two_stops_at_one_instant_stop_once() -> None:
    room = Room(1)
    visitor = room.visit("first", 1, 0.0, 10.0)

    def stop_twice() -> None:
        room.clock.stop(visitor)
        room.clock.stop(visitor)

    room.at(5.0, stop_twice)
    assert room.run() == [(0.0, "first begins"), (5.0, "first is stopped")]
    assert room.seats.in_use == 0


def test_when_capacity_falls_those_in_service_finish() -> None:
    room = Room(3)
    for who in range(5):
        room.visit(str(who), who, 0.0, 4.0 + who)
    room.at(1.0, lambda: room.seats.resize(1))
    begun = [(time, what) for time, what in room.run() if what.endswith("begins")]
    assert begun == [(0.0, "0 begins"), (0.0, "1 begins"), (0.0, "2 begins"), (6.0, "3 begins"), (13.0, "4 begins")]


def test_a_fall_to_no_seats_stops_all_grants_until_there_are_some() -> None:
    room = Room(1)
    room.visit("first", 1, 0.0, 5.0)
    room.visit("second", 2, 1.0, 5.0)
    room.at(2.0, lambda: room.seats.resize(0))
    room.at(30.0, lambda: room.seats.resize(2))
    assert room.run()[2:] == [(30.0, "second begins"), (35.0, "second ends")]


def test_a_dated_policy_orders_the_queue_anew_once() -> None:
    room = Room(1)
    room.visit("serves", 1, 0.0, 10.0)
    room.visit("single", 2, 1.0, 10.0)
    room.visit("family", 3, 2.0, 10.0, first=True)
    room.at(5.0, lambda: room.seats.order_anew(families_first))
    begun = [what for _, what in room.run() if what.endswith("begins")]
    assert begun == ["serves begins", "family begins", "single begins"]


def test_one_who_left_and_joined_again_with_the_same_key_is_served_once() -> None:
    """With a key that does not depend on the time of joining, the old and the new entry are equal in order."""
    room = Room(0)
    room.seats.order_anew(lambda standing: 7)
    for _ in range(3):
        with room.seats.join(5, standing(room.clock)):
            pass
    ticket = room.seats.join(5, standing(room.clock))
    assert len(room.seats.queue) == 1
    room.seats.resize(5)
    room.clock.advance(1.0)
    assert ticket.triggered
    assert room.seats.in_use == 1


class Office:
    """One quota of two areas and what it gave."""

    def __init__(self) -> None:
        self.clock = Clock(0.0)
        self.quota: Quotas = self.clock.add_place(lambda n: Quotas(self.clock, n, AREAS, first_come, largest_share_left))
        self.given: list[tuple[float, int, str]] = []

    def ask(self, who: int, when: float, need: int) -> Process:
        """Someone who needs some units."""

        def steps() -> Generator[Event, None, None]:
            yield self.clock.until(when, ARRIVE, who)
            try:
                with self.quota.join(who, standing(self.clock), need) as ticket:
                    yield ticket
                    self.given.append((self.clock.now, who, ticket.stock))
            except Interrupt:
                pass

        return self.clock.process(steps())

    def refill(self, when: float, area: str, units: float, most: float = float("inf"), yearly: float = 0.0) -> None:
        """Units that come on a day, to an area that is given so much a year."""

        def steps() -> Generator[Event, None, None]:
            yield self.clock.until(when, DONE, 0)
            self.quota.refill(AREAS.index(area), units, yearly, most)

        self.clock.process(steps())


def test_a_quota_serves_whole_households_and_one_skipped_keeps_its_rank() -> None:
    office = Office()
    office.ask(1, 0.0, 5)
    office.ask(2, 1.0, 2)
    office.ask(3, 2.0, 3)
    for when in (10.0, 20.0, 30.0):
        office.refill(when, "a", 2.0)
    office.refill(30.0, "b", 3.0)
    office.refill(31.0, "a", 1.0)
    office.clock.advance(100.0)
    assert office.given == [(10.0, 2, "a"), (30.0, 3, "a")]
    assert office.quota.left == [2.0, 3.0]


def test_the_skipped_one_is_first_when_its_need_can_be_met() -> None:
    office = Office()
    office.ask(1, 0.0, 3)
    office.ask(2, 1.0, 3)
    office.ask(3, 2.0, 1)
    office.refill(10.0, "a", 1.0)
    office.refill(20.0, "a", 3.0)
    office.clock.advance(100.0)
    assert office.given == [(10.0, 3, "a"), (20.0, 1, "a")]


def test_units_are_kept_as_long_as_the_rule_says() -> None:
    office = Office()
    for month in range(4):
        office.refill(10.0 * month, "a", 1.0, most=2.0)
    for who in range(4):
        office.ask(who, 35.0, 1)
    office.clock.advance(100.0)
    assert len(office.given) == 2
    assert office.quota.left == [0.0, 0.0]


def test_a_quota_gives_where_the_largest_share_is_left() -> None:
    office = Office()
    office.refill(0.0, "a", 4.0, yearly=10.0)
    office.refill(0.0, "b", 2.0, yearly=4.0)
    for who in range(4):
        office.ask(who, 1.0, 1)
    office.clock.advance(100.0)
    assert [stock for _, _, stock in office.given] == ["b", "a", "a", "b"]


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_starting_is_nothing(order: tuple[int, ...]) -> None:
    """Four who come, leave and come again at the same instants: the story is the same whoever's process was started first."""

    def story(starts: tuple[int, ...]) -> Told:
        room = Room(2)
        for who in starts:
            room.visit(str(who), who, 1.0, 3.0, 3.0, 3.0)
        return room.run()

    assert story(order) == story((0, 1, 2, 3))
