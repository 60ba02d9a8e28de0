"""A planner's event log as a run: persons and events, so that history and simulation go through the same indicators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.cohorts.areas import Areas
from calibration.cohorts.details import detail_of
from calibration.cohorts.order import Rows, check_order
from calibration.cohorts.people import Cohort, People, Person, add_person, days_of, read_persons
from calibration.cohorts.personnummer import MASKED
from calibration.cohorts.tables import Row, Table
from calibration.cohorts.words import NEEDED, SEXES, folded
from scenarios.calendar import day
from scenarios.errors import did_you_mean
from scenarios.language import translate as _
from scenarios.schema.scenario import Scenario
from sim.events import EVENT, EVENTS
from sim.log import LOG
from sim.luck import TICKS_PER_DAY

_WORDS = {folded(word): event.number for event in EVENTS for word in (event.name, event.sv, event.en)}
_DAY_ZERO_TO_2100 = 36_525.0


@dataclass(frozen=True)
class HistoryRun:
    """A history as the indicators read a replication: persons, and events sorted by time, person and event."""

    population: Cohort
    events: NDArray[Any]


def read_log(events: Iterable[Table], persons: Iterable[Table], areas: Areas, scenario: Scenario) -> HistoryRun | None:
    """The run that tables of events and persons make; None where there are no events, or after a fault."""
    people, rows = People(), Rows()
    read_persons(persons, people)
    for table in events:
        _read_events(table, people, rows, areas, scenario)
    check_order(rows, people)
    if not rows.time or not people.persons:
        return None
    return _run(rows, people)


def _run(rows: Rows, people: People) -> HistoryRun:
    number = {name: k for k, name in enumerate(people.persons)}
    log = np.empty(len(rows.time), dtype=LOG)
    # To the nearest instant of the grid: a time written with six decimals is the one that it was.
    log["time"], log["person"] = np.round(np.array(rows.time) * TICKS_PER_DAY) / TICKS_PER_DAY, [number[name] for name in rows.person]
    log["municipality"], log["event"], log["detail"] = rows.municipality, rows.event, rows.detail
    log = log[np.lexsort((log["municipality"], log["detail"], log["event"], log["person"], log["time"]))]
    seekers = np.zeros(len(number), dtype=bool)
    applied = log[log["event"] == EVENT["asylum.applied"]]
    seekers[applied["person"][applied["municipality"] > 0]] = True
    return HistoryRun(people.cohort(seekers), log)


def _read_events(table: Table, people: People, rows: Rows, areas: Areas, scenario: Scenario) -> None:
    """Add a table's events; where it holds the persons' columns, its persons too."""
    own = all(any(name in table.columns for name in names) for names in NEEDED["persons"])
    replications = set[str]()
    for row in table.rows():
        name = row.text("person")
        if own:
            _own_person(row, name, people)
        person = people.persons.get(name)
        if person is None and name not in people.refused:
            people.refused.add(name)
            message = _("The value is missing.") if not name else _("The person is in no table of persons.")
            row.fault("person", message, suggestion="" if not name else _("Add a sheet or a file (--persons) with person, sex and birth."))
        _read_event(row, name, person, rows, areas, scenario)
        replications.add(row.text("replication"))
        if len(replications) == 2 and "replication" in table.columns:
            replications.add("")
            row.fault("replication", _("A history is one; this log holds several replications."), suggestion=_("Keep the rows of one."))


def _own_person(row: Row, name: str, people: People) -> None:
    """Add the person of an event's row, or see that it says the same as before."""
    known = people.persons.get(name)
    if known is None:
        if name not in people.refused:
            add_person(row, name, people)
        return
    sex, birth = SEXES.get(folded(row.text("sex"))), row.text("birth")
    if sex != known.sex or birth != known.row.text("birth"):
        column = "sex" if sex != known.sex else "birth"
        row.fault(column, _("The same person is told otherwise in {place}.").format(place=known.row.place))


def _read_event(row: Row, name: str, person: Person | None, rows: Rows, areas: Areas, scenario: Scenario) -> None:
    """Add one event, or a fault for each of its cells that cannot be used."""
    event = _event(row)
    when = _when(row, scenario)
    place = areas.of(row, "municipality", outside=True)
    if place == areas.county.code:
        row.fault("municipality", _("An event belongs to a municipality, not to the county."))
        place = None
    if event is None or when is None or place is None or person is None or MASKED in row.cells:
        return
    detail = detail_of(row, event, when, person.path, person.door, areas.county)
    if detail is not None:
        rows.add(row, (when, name, int(place), event, detail))


def _event(row: Row) -> int | None:
    """The number of the event that a cell names, by its key or in words."""
    text = row.text("event")
    found = _WORDS.get(folded(text))
    if found is None:
        hint = did_you_mean(folded(text), _WORDS) if text else ""
        row.fault("event", _("There is no event with this name.") if text else _("The value is missing."), suggestion=hint)
    return found


def _when(row: Row, scenario: Scenario) -> float | None:
    """The day of an event, from its time (days since 2000-01-01) or its date; None after a fault."""
    before = len(row.table.faults)
    written, given = row.number("time", -_DAY_ZERO_TO_2100, _DAY_ZERO_TO_2100), row.day("date")
    if len(row.table.faults) > before:
        return None
    if written is None and given is None:
        row.fault("date" if "date" in row.table.columns else "time", _("The value is missing."), _("YYYY-MM-DD"))
        return None
    when = written.value if written is not None else days_of(given) if given is not None else 0.0
    if written is not None and given is not None and floor(when) != floor(days_of(given)):
        day_of_time = (date(2000, 1, 1) + timedelta(days=floor(when))).isoformat()
        row.fault("date", _("Time and date do not agree: the time is on {date}.").format(date=day_of_time))
        return None
    if not day(scenario.start) <= when < day(scenario.end) + 1.0:
        column = "date" if given is not None else "time"
        row.fault(column, _("The date lies outside the run."), f"{scenario.start.isoformat()}–{scenario.end.isoformat()}")
        return None
    return when
