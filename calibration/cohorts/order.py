"""Whether the events of each person can have happened in their order: none before arrival, no end before its start, none twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import floor, inf

from calibration.cohorts.people import People
from calibration.cohorts.tables import Row
from scenarios.calendar import date_of
from scenarios.language import text_of
from scenarios.language import translate as _
from sim.events import EVENT, EVENTS

Event = tuple[float, str, int, int, int]
"""Day, person, municipality, event, detail."""

BEFORE_ARRIVAL = frozenset({"placement.selected"})
"""What may happen before somebody arrives: a quota refugee is chosen abroad."""

ROLES = ("join", "start", "end", "served")
"""Roles of the events that make a track's spells."""


@dataclass
class Rows:
    """Events as they were read, in columns, and where each stands."""

    row: list[Row] = field(default_factory=list)
    time: list[float] = field(default_factory=list)
    person: list[str] = field(default_factory=list)
    municipality: list[int] = field(default_factory=list)
    event: list[int] = field(default_factory=list)
    detail: list[int] = field(default_factory=list)

    def add(self, row: Row, event: Event) -> None:
        """Add one event."""
        self.row.append(row)
        time, person, municipality, kind, detail = event
        self.time.append(time)
        self.person.append(person)
        self.municipality.append(municipality)
        self.event.append(kind)
        self.detail.append(detail)


def check_order(rows: Rows, people: People) -> None:
    """Add a fault for each event that cannot have happened when its row says."""
    _check_twice(rows)
    _check_arrival(rows, people)
    _check_ends(rows)


def _check_twice(rows: Rows) -> None:
    seen: dict[Event, Row] = {}
    columns = zip(rows.time, rows.person, rows.municipality, rows.event, rows.detail, strict=True)
    for row, event in zip(rows.row, columns, strict=True):
        first = seen.setdefault(event, row)
        if first is not row:
            row.fault("event", _("The same row stands twice; first in {place}.").format(place=first.place))


def _check_arrival(rows: Rows, people: People) -> None:
    """Nothing happens before a person arrives, applies or is born."""
    applied: dict[str, float] = {}
    for time, name, event in zip(rows.time, rows.person, rows.event, strict=True):
        if event == EVENT["asylum.applied"]:
            applied[name] = min(time, applied.get(name, inf))
    for row, time, name, event in zip(rows.row, rows.time, rows.person, rows.event, strict=True):
        person = people.persons[name]
        if floor(time) < floor(person.birth):
            _fault(row, _("The date is before the person was born: {date}."), person.birth)
        elif EVENTS[event].name not in BEFORE_ARRIVAL and floor(time) + 1.0 <= person.arrival:
            _fault(row, _("The date is before the person arrived: {date}."), person.arrival)
        elif floor(time) < floor(applied.get(name, time)):
            _fault(row, _("The date is before the person applied for asylum: {date}."), applied[name])


def _fault(row: Row, message: str, when: float) -> None:
    row.fault("date" if "date" in row.table.columns else "time", message.format(date=date_of(when).isoformat()))


def _check_ends(rows: Rows) -> None:
    """Each end on a track has a beginning on the same day or before it."""
    tracks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for k, event in enumerate(rows.event):
        if EVENTS[event].role in ROLES:
            tracks[rows.person[k], EVENTS[event].track].append(k)
    for found in tracks.values():
        _check_track(rows, sorted(found, key=lambda k: floor(rows.time[k])))


def _check_track(rows: Rows, found: Sequence[int]) -> None:
    """One person's events of a track: by the end of no day have there been more ends than beginnings.

    Within a day the order is not asked about: many registers have no time of day.
    """
    going_on = waiting = 0
    for when, today in groupby(found, key=lambda k: floor(rows.time[k])):
        by_role: dict[str, list[int]] = defaultdict(list)
        for k in today:
            by_role[EVENTS[rows.event[k]].role].append(k)
        joins, starts, ends, served = (len(by_role[role]) for role in ROLES)
        # A start goes on with what waits; where nothing does, it begins by itself.
        going_on += joins + max(starts - joins - waiting, 0)
        for k in by_role["end"][going_on:] if ends > going_on else ():
            _end_alone(rows, k, [other for other in found if floor(rows.time[other]) > when])
        going_on = max(going_on - ends - served, 0)
        waiting = min(max(waiting + joins - starts, 0), going_on)


def _end_alone(rows: Rows, k: int, later: Sequence[int]) -> None:
    """A fault about an end without a beginning, with the date of the one that comes after it where there is one."""
    kind = EVENTS[rows.event[k]]
    start = next((other for other in later if EVENTS[rows.event[other]].role in ("join", "start")), None)
    name = text_of(kind.sv, kind.en)
    if start is None:
        rows.row[k].fault("event", _("This ends something that has not begun: {event}.").format(event=name))
        return
    message = _("The end is dated before the start, which is in {place}: {date}.")
    column = "date" if "date" in rows.row[k].table.columns else "time"
    rows.row[k].fault(column, message.format(place=rows.row[start].place, date=date_of(rows.time[start]).isoformat()))
