"""Across borders: who may stand in line for a neighbour's seat, who is served first, and that one seat is all anybody gets."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from scenarios.calendar import day
from sim.engines.clock import Clock
from sim.mechanisms.queue import Ticket
from sim.mechanisms.seats.process import Seats
from sim.policies import NEIGHBOURS, QUEUE_POLICIES, key_by
from sim.policies.standing import Standing
from sim.run import simulate
from sim.stages.borders import rules
from sim.timetable import Timetable
from tests.small_county.county import small_county, with_capacities, with_values
from tests.small_county.invariants import check_all
from tests.small_county.reading import Spell, spells

HERE, THERE = 9902, 9903
EARLY, LATE = (Standing(joined=joined, permit=0, limit=900, has_children=False, special_need=False) for joined in (100, 200))


def test_how_many_travel_how_far() -> None:
    assert rules.way(60.0, 0.75) == 45.0
    assert [rules.share_commutes(minutes, 0.8, 45.0) for minutes in (0.0, 45.0, 135.0)] == [0.8, 0.4, 0.2]
    assert rules.reaches(60.0, 60.0, 0.3, 0.4)
    assert not rules.reaches(60.5, 60.0, 0.3, 0.4)
    assert not rules.reaches(60.0, 60.0, 0.4, 0.4)


def test_where_neighbours_stand_in_any_order() -> None:
    """Residents who came later, with no claim, stand before neighbours with every claim; or not, where all are alike."""
    claims = EARLY._replace(has_children=True, special_need=True, limit=0, neighbour=True)
    for policy in QUEUE_POLICIES:
        key = key_by(f"{policy}/home_first")
        assert key(LATE) < key(claims)
        assert key_by(f"{policy}/equal")(claims) == key_by(policy)(claims._replace(neighbour=False))
        for order in NEIGHBOURS:
            assert key_by(f"{policy}/{order}")(LATE) == key_by(policy)(LATE)


class Towns:
    """Two municipalities with some seats each; nobody is served before `settle`."""

    def __init__(self, order: str, here: int, there: int) -> None:
        self.clock = Clock(0.0)
        self.here, self.there = (self._seats(capacity, f"first_come/{order}") for capacity in (here, there))

    def _seats(self, capacity: int, order: str) -> Seats:
        found: Seats = self.clock.add_place(lambda number: Seats(self.clock, number, capacity, key_by(order)))
        return found

    def wait(self, subject: int, standing: Standing, at: Seats, too: Seats | None = None) -> Ticket:
        """Somebody stands in line at home, and perhaps before a neighbour's seats as well."""
        ticket = at.join(subject, standing)
        ticket.town = HERE if at is self.here else THERE
        if too is not None:
            too.join_too(ticket, HERE if too is self.here else THERE)
        return ticket

    def settle(self) -> None:
        """Serve whoever can be served."""
        self.clock.advance(self.clock.now + 1.0)


def test_residents_are_served_before_neighbours_who_came_earlier() -> None:
    for order, first in (("home_first", "resident"), ("equal", "neighbour")):
        towns = Towns(order, here=0, there=1)
        neighbour = towns.wait(1, EARLY, towns.here, too=towns.there)
        resident = towns.wait(2, LATE, towns.there)
        towns.settle()
        assert [resident.triggered, neighbour.triggered] == [first == "resident", first == "neighbour"]
        served, other = (resident, neighbour) if first == "resident" else (neighbour, resident)
        assert served.town == THERE
        served.__exit__(None, None, None)
        towns.settle()
        assert other.triggered
        assert other.town == THERE


def test_nobody_travels_where_home_has_a_seat_free() -> None:
    """The neighbour's place comes first in the order of places, and has a seat free too."""
    towns = Towns("equal", here=1, there=1)
    ticket = towns.wait(1, EARLY, towns.there, too=towns.here)
    towns.settle()
    assert ticket.triggered
    assert ticket.town == THERE
    assert (towns.here.in_use, towns.there.in_use) == (0, 1)


def test_one_seat_is_all_that_a_ticket_is_granted() -> None:
    towns = Towns("equal", here=0, there=1)
    ticket = towns.wait(1, EARLY, towns.here, too=towns.there)
    towns.settle()
    towns.here.resize(1)
    towns.settle()
    assert (towns.here.in_use, towns.there.in_use) == (0, 1)
    assert len(towns.here.queue) == len(towns.there.queue) == 0
    ticket.__exit__(None, None, None)
    assert (towns.here.in_use, towns.there.in_use) == (0, 0)


def test_who_leaves_the_queue_leaves_it_everywhere() -> None:
    towns = Towns("equal", here=0, there=0)
    towns.wait(1, EARLY, towns.here, too=towns.there).__exit__(None, None, None)
    towns.here.resize(1)
    towns.there.resize(1)
    towns.settle()
    assert (towns.here.in_use, towns.there.in_use) == (0, 0)


def test_closed_seats_open_to_those_who_already_wait() -> None:
    towns = Towns("closed", here=0, there=1)
    ticket = towns.wait(1, EARLY, towns.here, too=towns.there)
    towns.settle()
    assert not ticket.triggered
    towns.there.order_anew(key_by("first_come/home_first"))
    towns.settle()
    assert ticket.triggered
    assert ticket.town == THERE


def test_neighbours_by_travel_time_and_none_who_share_the_seats() -> None:
    """9903 has no seats of its own: it uses the county's, 9901 its own, 9902 the eastern ones."""
    scenario = with_values(small_county(), {"borders.sfi_open": {None: 0, date(2017, 1, 1): 1}})
    table, county = Timetable(scenario), scenario.county
    assert [code for code, _ in table.neighbours("sfi.seats", 9903)] == [9902, 9901]
    assert table.neighbours("sfi.seats", 9901)[0] == (9902, county.minutes(9901, 9902))
    assert table.neighbours("practice.practice", 9901) == ()
    shared = with_values(small_county(), {"borders.practice_open": 1})
    assert [code for code, _ in Timetable(shared).neighbours("practice.practice", 9902)] == [9901]


def _open(**values: object) -> dict[str, object]:
    return {f"borders.{name}": value for name, value in {"share_commutes": 1.0, "half_minutes": 600, **values}.items()}


def _read_elsewhere(found: list[Spell]) -> list[Spell]:
    return [spell for spell in found if spell.track == "sfi" and spell.began == spell.began and spell.area != spell.home]


def test_seats_that_stand_empty_next_door_are_used_from_the_day_they_are_offered() -> None:
    opens = date(2016, 1, 1)
    tight = with_capacities(small_county(), {("sfi_seats", "9901", ""): {None: 1}, ("sfi_seats", "ost", ""): {None: 60}})
    scenario = with_values(tight, _open(sfi_open={None: 0, opens: 1}))
    run = simulate(scenario, 3, 0)
    check_all(run, scenario)
    elsewhere = _read_elsewhere(spells(run))
    assert len(elsewhere) > 20
    assert {spell.area for spell in elsewhere if spell.home == 9901} == {9902}
    assert min(spell.began for spell in elsewhere) == day(opens), "those who wait are offered the empty seats at once"
    before = simulate(tight, 3, 0).events
    assert np.array_equal(run.events[run.events["time"] < day(opens)], before[before["time"] < day(opens)])


@pytest.mark.parametrize("values", [{"share_commutes": 0.0}, {"most_minutes": 0}])
def test_borders_that_nobody_crosses_change_nothing(values: dict[str, float]) -> None:
    switches = dict.fromkeys(("sfi_open", "practice_open", "school_open"), 1)
    scenario = small_county()
    opened = with_values(scenario, _open(**switches, **values))
    assert np.array_equal(simulate(opened, 3, 0).events, simulate(scenario, 3, 0).events)


def test_home_first_lets_residents_wait_less_than_equal_treatment() -> None:
    """Few seats in 9902 and fewer in 9901: whose queue is mixed, and whose own people then wait longer."""
    tight = with_capacities(small_county(), {("sfi_seats", "9901", ""): {None: 1}, ("sfi_seats", "ost", ""): {None: 12}})
    policies = ("home_first", "equal")
    runs = [simulate(with_values(tight, _open(sfi_open=1, policy=policy)), 3, 0) for policy in policies]
    begun = [len(_read_elsewhere(spells(run))) for run in runs]
    assert 0 < begun[0] < begun[1]
