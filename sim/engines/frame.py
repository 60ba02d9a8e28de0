"""What a compiled run knows before anybody comes: dated values, municipalities, places and their changes; the same for all replications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scenarios.calendar import add_months, day, year_start
from scenarios.county import area_of
from sim.destinations import MONTHS_A_YEAR, inhabitants
from sim.engines import dated
from sim.engines.generated import GRANT, POLICY_NUMBER
from sim.engines.tables import CHANGE, HOUSE, MECHANISMS, NEIGHBOUR, PLACE, REDIRECT, REFILL, REORDER, RESIDENT, RESIZE
from sim.events import KIND, PLACES, TIMER
from sim.policies.where import WHERE
from sim.stages.work.market import market_factors
from sim.timetable import Change, PlaceAtStart, Redirect, Refill, Reorder, Timetable
from sim.towns import ANYWHERE, Towns

if TYPE_CHECKING:
    from scenarios.county import County
    from scenarios.schema.scenario import Scenario

RECENT = 8
"""Frames that are kept for the next replication."""


class Frame:
    """Tables by name, numbers by name, and the days of the changes; nobody writes to them."""

    def __init__(self, scenario: Scenario, needs: int) -> None:
        self.tables: dict[str, NDArray[Any]] = {}
        self.start, self.end = day(scenario.start), day(scenario.end)
        self.first_year_ends = add_months(year_start(scenario.start.year), MONTHS_A_YEAR)
        codes = [0, *(m.code for m in scenario.county.municipalities)]
        self.codes = self.tables["codes"] = np.array(codes, dtype=np.int64)
        self.town_of = np.zeros(int(self.codes.max()) + 1, dtype=np.int16)
        self.town_of[self.codes] = np.arange(len(codes))
        self.towns, self.languages = len(codes) - 1, max(len(scenario.county.languages), 1)
        names = ("values", "steps", "history", "history_first")
        self.tables |= dict(zip(names, dated.tables(scenario, self.start), strict=True))
        self._destinations(scenario, codes)
        self._clinics(scenario.county)
        timetable = Timetable(scenario)
        self._places(timetable.places, codes, needs)
        self._destined(scenario)
        self._serving(timetable, codes)
        self._neighbours(timetable, codes)
        self._changes(timetable.changes)
        self._openings(timetable.openings)
        self._rows_by_kind()

    def _destinations(self, scenario: Scenario, codes: list[int]) -> None:
        towns, market = Towns(scenario), market_factors(scenario)
        self.tables["market"] = np.array([market[code] for code in codes])
        self.tables["moves"] = np.array([towns.moves_per_day.get(code, 0.0) for code in codes])
        sums = self.tables["choice_sums"] = np.zeros((len(codes), len(codes)))
        for home, code in enumerate(codes):
            running = towns.choices[code if home else ANYWHERE][1]
            sums[home, : len(running)] = running

    def _clinics(self, county: County) -> None:
        """Each municipality's health clinic, and the hours to it."""
        self.tables["clinic"], self.tables["clinic_hours"] = np.zeros(self.towns + 1, np.int64), np.zeros(self.towns + 1)
        for home, (clinic, hours) in county.clinics.items():
            self.tables["clinic"][self.town_of[home]], self.tables["clinic_hours"][self.town_of[home]] = self.town_of[clinic], hours

    def _places(self, places: Sequence[PlaceAtStart], codes: list[int], needs: int) -> None:
        rows = self.tables["places"] = np.zeros(max(len(places), 1), PLACE)
        pools, queues = 2 * len(codes), 0
        areas: list[str] = []
        for row, place in zip(rows, places, strict=False):
            count = {"seats": 1, "quotas": needs if PLACES[place.kind].shared else 1, "batches": pools}[place.mechanism]
            row["first_queue"], row["queues"], queues = queues, count, queues + count
            row["mechanism"], row["policy"], row["grant"] = MECHANISMS[place.mechanism], POLICY_NUMBER[place.policy], GRANT[place.kind]
            row["capacity"], row["where"] = place.capacity, WHERE.get(place.where, 0)
            if place.mechanism == "quotas":
                row["first_stock"], row["stocks"] = len(areas), len(place.areas)
                areas += place.areas
        self.tables["roots"] = np.full(max(queues, 1), -1, dtype=np.int64)
        self.tables["pool_sizes"] = np.zeros(max(queues, 1), dtype=np.int64)
        self.tables["stocks_left"], self.tables["stocks_yearly"] = np.zeros(max(len(areas), 1)), np.zeros(max(len(areas), 1))
        town_of = {area_of(code): number for number, code in enumerate(codes)}
        self.tables["stock_towns"] = np.array([town_of.get(area, 0) for area in areas] or [0], dtype=np.int64)
        self.tables["dirty"] = np.zeros(len(rows) + 1, dtype=np.int64)

    def _destined(self, scenario: Scenario) -> None:
        """The stocks of kommuntal by municipality (-1 for none), their inhabitants, and what each has received, in all and by language."""
        areas = scenario.county.areas("kommuntal")
        stock_of = self.tables["stock_of"] = np.full(self.towns + 1, -1, dtype=np.int64)
        stock_of[self.town_of[[int(area) for area in areas]]] = np.arange(len(areas))
        self.tables["inhabitants"] = np.array(inhabitants(scenario, areas))
        self.tables["settled"] = np.zeros((self.languages + 1) * len(areas))

    def _serving(self, timetable: Timetable, codes: list[int]) -> None:
        """Which place serves a municipality (kind by municipality), and a language (kind by language)."""
        serving = self.tables["serving"] = np.full((len(PLACES), len(codes)), -1, dtype=np.int64)
        by_language = self.tables["by_language"] = np.full((len(PLACES), self.languages), -1, dtype=np.int64)
        for kind, place in PLACES.items():
            if place.mechanism == "batches":
                by_language[KIND[kind], :] = timetable.by_language(kind)
                continue
            for town, code in enumerate(codes):
                if town or place.shared:
                    serving[KIND[kind], town] = timetable.serving(kind, code)

    def _neighbours(self, timetable: Timetable, codes: list[int]) -> None:
        """Whose seats people may also be offered, by kind and home; where each home's begin, and at last where all end."""
        rows: list[tuple[float, int]] = []
        first = []
        for kind in PLACES:
            for town, code in enumerate(codes):
                first.append(len(rows))
                for neighbour, minutes in timetable.neighbours(kind, code) if town else ():
                    rows.append((minutes, int(self.town_of[neighbour])))
        self.tables["neighbours_first"] = np.array([*first, len(rows)], dtype=np.int64)
        self.tables["neighbours"] = np.array(rows or [(0.0, 0)], NEIGHBOUR)

    def _changes(self, changes: Sequence[Change]) -> None:
        """Dated changes, from number 1 on."""
        rows = self.tables["changes"] = np.zeros(len(changes) + 1, CHANGE)
        for row, what in zip(rows[1:], changes, strict=True):
            row["place"] = what.place
            if isinstance(what, Refill):
                row["act"], row["stock"] = REFILL, what.stock
                row["units"], row["yearly"], row["most"] = what.units, what.yearly, what.most
            elif isinstance(what, Redirect):
                row["act"], row["number"] = REDIRECT, WHERE[what.where]
            elif isinstance(what, Reorder):
                row["act"], row["number"] = REORDER, POLICY_NUMBER[what.policy]
            else:
                row["act"], row["number"] = RESIZE, what.capacity
        self.change_days = np.array([what.when for what in changes])

    def _openings(self, days: Sequence[Sequence[float]]) -> None:
        """The days from which places have seats by a dated change, place by place, and where each place's begin."""
        self.tables["openings_first"] = np.cumsum([0, *map(len, days)]).astype(np.int64)
        self.tables["openings"] = np.array([day for of_place in days for day in of_place] or [0.0])

    def _rows_by_kind(self) -> None:
        """Which part of a resident's and of a household's row each kind of timed event is about; -1 for none."""
        assert RESIDENT.fields is not None and HOUSE.fields is not None
        resident, house = (
            self.tables.setdefault(f"{of}_parts", np.full(len(TIMER) + 1, -1, dtype=np.int64)) for of in ("resident", "house")
        )
        for name, kind in TIMER.items():
            stage = name.split(".")[0]
            resident[kind] = RESIDENT.fields.get(stage, (None, -1))[1]
            house[kind] = HOUSE.fields.get(stage, (None, -1))[1]
        resident[TIMER["work.job"]] = RESIDENT.fields["hazard"][1]
        resident[TIMER["so.group_end"]] = resident[TIMER["so.patience"]] = -1  # of a group, and of a language


_recent: list[tuple[Scenario, int, Frame]] = []


def frame_of(scenario: Scenario, needs: int) -> Frame:
    """The frame of a scenario whose largest household has `needs` members; kept while it is among the last asked for."""
    for k, (known, size, frame) in enumerate(_recent):
        if known is scenario and size == needs:
            _recent.insert(0, _recent.pop(k))
            return frame
    frame = Frame(scenario, needs)
    _recent.insert(0, (scenario, needs, frame))
    del _recent[RECENT:]
    return frame
