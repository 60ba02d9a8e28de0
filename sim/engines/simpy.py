"""The reference engine: a world of places around SimPy's clock, in which the stages' processes run."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from simpy.events import Event

from scenarios.calendar import date_of, day, month_starts
from scenarios.values import Number, Text
from sim.declare import Place
from sim.engines.clock import Clock
from sim.events import CAPACITY_CHANGE, PLACES
from sim.log import Log
from sim.luck import TICKS_PER_DAY
from sim.mechanisms.batches.process import Batches, Members
from sim.mechanisms.quotas.process import Quotas
from sim.mechanisms.quotas.rules import monthly_part
from sim.mechanisms.seats.process import Seats
from sim.people import Population
from sim.policies import QUEUE_POLICIES
from sim.policies.largest_share_left import largest_share_left
from sim.policies.standing import Standing
from sim.state import Person
from sim.towns import Towns

if TYPE_CHECKING:
    from scenarios.county import Capacity
    from scenarios.schema.scenario import Scenario


class World(Clock):
    """Everything a process needs: time, people and their luck, places, the log, and the scenario's dated values."""

    def __init__(
        self,
        scenario: Scenario,
        people: Population,
        market: dict[int, float],
        start_group: Callable[[World, Batches, Members], None],
    ) -> None:
        super().__init__(day(scenario.start))
        self.scenario, self.people, self._start_group = scenario, people, start_group
        self.end = day(scenario.end)
        self._log = Log()
        self._luck = {name: [array("d", row.tobytes()) for row in rows] for name, rows in people.luck.items()}
        self._need = people.special_need.tolist()
        self.sex, self.birth, self.language = people.sex.tolist(), people.birth.tolist(), people.language.tolist()
        self.schooling, self.path = people.schooling.tolist(), people.path.tolist()
        self.trait_factor, self.trait_score = people.trait_factor.tolist(), people.trait_score.tolist()
        self.stays, self.settles = people.stays.tolist(), people.settles.tolist()
        self.asylum_municipality = people.asylum_municipality.tolist()
        self.market, self._towns = market, Towns(scenario)
        self.moves_per_day = self._towns.moves_per_day
        self._by_kind: dict[str, dict[str, Seats | Quotas | Batches]] = {kind: {} for kind in PLACES}
        self._near: dict[tuple[str, int], str] = {}
        self._changes = 0
        for kind, place in PLACES.items():
            self._build(kind, place)
        self._plan_refills()

    # what the stages use

    def draw(self, name: str, person: int, occasion: int = 0) -> float:
        """A person's luck in a decision."""
        luck: float = self._luck[name][occasion][person]
        return luck

    def log(self, person: int, event: int, municipality: int, detail: int = 0) -> None:
        """Write a row of the event log at this instant."""
        self._log.add(self.env.now, person, municipality, event, detail)

    def rows(self) -> Log:
        """The log so far."""
        return self._log

    def event(self) -> Event:
        """A fresh event to wait for."""
        return self.env.event()

    def town_of_choice(self, luck: float) -> int:
        """The municipality in which someone settles by themselves."""
        return self._towns.of_choice(luck)

    def other_town(self, home: int, luck: float) -> int:
        """Another municipality of the county to move to."""
        return self._towns.other(home, luck)

    def standing(self, person: Person, limit: float) -> Standing:
        """What a policy may know of someone who joins a queue now; `limit` is the day the law's limit runs out."""
        now = int(self.env.now * TICKS_PER_DAY)
        permit = int(person.permit * TICKS_PER_DAY) if person.permit >= 0.0 else now
        return Standing(now, permit, int(limit * TICKS_PER_DAY), person.household.has_children, self._need[person.i])

    def _area(self, service: str, municipality: int) -> str:
        found = self._near.get((service, municipality))
        if found is None:
            found = self._near[service, municipality] = self.scenario.county.served_by(service, municipality)
        return found

    def seats(self, kind: str, municipality: int) -> Seats:
        """The seats that serve a municipality."""
        place = self._by_kind[kind][self._area(PLACES[kind].service, municipality)]
        assert isinstance(place, Seats)
        return place

    def quotas(self, kind: str, municipality: int) -> Quotas:
        """The quota that serves a municipality; the shared one for any."""
        area = "" if PLACES[kind].shared else self._area(PLACES[kind].service, municipality)
        place = self._by_kind[kind][area]
        assert isinstance(place, Quotas)
        return place

    def batches(self, kind: str, language: int) -> Batches:
        """The pools of one language."""
        place = self._by_kind[kind][self.scenario.county.languages[language].key]
        assert isinstance(place, Batches)
        return place

    def pool(self, municipality: int) -> str:
        """The pool in which people of a municipality wait for civic orientation now."""
        return self.scenario.county.code if self.scenario.so.pooled.at(self.env.now) > 0.0 else str(municipality)

    # places and their dated changes

    def _parameter(self, name: str) -> Number | Text:
        section, key = name.split(".")
        found: Number | Text = getattr(getattr(self.scenario, "start_stage" if section == "start" else section), key)
        return found

    def _policy(self, place: Place) -> Callable[[Standing], int]:
        name = self._parameter(place.policy).at(self.env.now) if place.policy else "first_come"
        return QUEUE_POLICIES[str(name)]

    def _build(self, kind: str, place: Place) -> None:
        capacities = [c for c in self.scenario.county.capacities if c.service == place.service]
        if place.mechanism == "seats":
            for capacity in capacities:
                seats = self.add_place(partial(self._make_seats, place, capacity))
                self._by_kind[kind][capacity.area] = seats
                self._follow(capacity, seats)
        elif place.mechanism == "batches":
            for capacity in capacities:
                groups = self.add_place(partial(self._make_batches, place, capacity))
                self._by_kind[kind][capacity.language] = groups
                self._follow(capacity, groups)
        else:
            areas = [tuple(c.area for c in capacities)] if place.shared else [(c.area,) for c in capacities]
            for members in areas:
                quota = self.add_place(partial(self._make_quotas, place, members))
                self._by_kind[kind]["" if place.shared else members[0]] = quota
        self._follow_policy(kind, place)

    def _make_seats(self, place: Place, capacity: Capacity, number: int) -> Seats:
        return Seats(self, number, int(capacity.effective(self.env.now)), self._policy(place))

    def _make_quotas(self, place: Place, areas: tuple[str, ...], number: int) -> Quotas:
        return Quotas(self, number, areas, self._policy(place), largest_share_left)

    def _make_batches(self, place: Place, capacity: Capacity, number: int) -> Batches:
        so, env = self.scenario.so, self.env

        def enough(pool: Members, now: float) -> bool:
            if len(pool) >= so.group_least.at(now):
                return True
            late = now - min(member.joined for member in pool)
            return late >= so.patience_days.at(now) and len(pool) >= so.group_least_late.at(now)

        return Batches(
            self,
            number,
            int(capacity.effective(env.now)),
            self._policy(place),
            enough,
            lambda: int(so.group_most.at(env.now)),
            partial(self._start_group, self),
        )

    def _at(self, when: float, change: Callable[[], None]) -> None:
        """Carry out a dated change at its instant, before anything else."""
        self._changes += 1
        event = self.until(when, CAPACITY_CHANGE, self._changes)
        assert event.callbacks is not None
        event.callbacks.append(lambda _: change())

    def _follow(self, capacity: Capacity, place: Seats | Batches) -> None:
        for when, effective in capacity.changes():
            if when > self.env.now:
                self._at(when, partial(place.resize, int(effective)))

    def _follow_policy(self, kind: str, place: Place) -> None:
        """Queues are ordered anew, once, when their policy changes; pools also when they are joined or split."""
        dates = set(self._parameter(place.policy).days) if place.policy else set()
        for when in sorted(dates):
            if when > self.env.now:
                self._at(when, partial(self._order_anew, kind, place))
        if place.mechanism == "batches":
            for when in self.scenario.so.pooled.days:
                if when > self.env.now:
                    self._at(when, partial(self._pool_anew, kind, place))

    def _order_anew(self, kind: str, place: Place) -> None:
        for found in self._by_kind[kind].values():
            found.order_anew(self._policy(place))

    def _pool_anew(self, kind: str, place: Place) -> None:
        for found in self._by_kind[kind].values():
            assert isinstance(found, Batches)
            found.order_anew(self._policy(place), lambda member: self.pool(member.home))

    def _plan_refills(self) -> None:
        quotas = [(place, c) for place in PLACES.values() if place.mechanism == "quotas" for c in self._capacities(place)]
        given: dict[tuple[str, str, int], float] = {}
        for first in month_starts(self.scenario.start, self.scenario.end):
            self._at(day(first), partial(self._refill, day(first), quotas, given))

    def _capacities(self, place: Place) -> list[Capacity]:
        return [c for c in self.scenario.county.capacities if c.service == place.service]

    def _refill(self, when: float, quotas: list[tuple[Place, Capacity]], given: dict[tuple[str, str, int], float]) -> None:
        date = date_of(when)
        for place, capacity in quotas:
            kind = next(name for name, known in PLACES.items() if known is place)
            found = self._by_kind[kind]["" if place.shared else capacity.area]
            assert isinstance(found, Quotas)
            number = capacity.effective(when)
            if place.per == "year":
                key = (kind, capacity.area, date.year)
                part = monthly_part(number, given.get(key, 0.0), 13 - date.month)
                given[key] = given.get(key, 0.0) + part
                found.yearly[capacity.area] = number
                found.refill(capacity.area, part, float("inf"))
            else:
                months = float(self._parameter(place.keeps).at(when)) if place.keeps else 1.0
                found.yearly[capacity.area] = number * 12.0
                found.refill(capacity.area, number, max(1.0, number * months))
