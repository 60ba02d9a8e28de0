"""Spells on a track, derived from the roles of its events: who waited from when, was served from when, until when.

A person has at most one spell at a time on a track. It begins with a `join` (or with a `start` where nobody waited) and is over with
an `end` or a `served`; where the log stops first it is open. A new stage needs no new code here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from results.indicators.dates import Flags, Floats, Ints
from sim.events import EVENTS

DAYS = 32768.0
"""Room for the time in a combined key of person and time: later than any horizon, days."""

TICKS = 65536.0
"""Times lie on a grid of so many ticks a day, so that a number of ticks is whole and a sum of days exact."""

N = TypeVar("N", bound=np.generic)

JOIN, START, END, OTHER = 0, 1, 2, 3

_PART = {"join": JOIN, "start": START, "end": END, "served": END}
_PART_OF = np.array([_PART.get(event.role, OTHER) for event in EVENTS])
_AT_ONCE = np.array([event.role == "served" for event in EVENTS])


@dataclass(frozen=True, eq=False)
class Log:
    """Events of a run, sorted by person and time; arrays of one length, in numbers as short as the run's."""

    person: Ints
    time: Floats
    municipality: Ints
    detail: Ints
    event: Ints


class Rows:
    """Events of some kinds, sorted by person and time: some of a log's rows, whose columns are taken out when they are read."""

    def __init__(self, log: Log, at: Ints | None = None) -> None:
        self._log, self._at = log, at

    def _column(self, column: NDArray[N]) -> NDArray[N]:
        return column if self._at is None else column.take(self._at)

    @cached_property
    def person(self) -> Ints:
        """Row of the person in the population."""
        return self._column(self._log.person)

    @cached_property
    def time(self) -> Floats:
        """When it happened, days."""
        return self._column(self._log.time)

    @cached_property
    def municipality(self) -> Ints:
        """Where the service is; 0 = outside the county."""
        return self._column(self._log.municipality)

    @cached_property
    def detail(self) -> Ints:
        """The event's detail."""
        return self._column(self._log.detail)

    @cached_property
    def event(self) -> Ints:
        """Number of the event."""
        return self._column(self._log.event)

    @property
    def key(self) -> Floats:
        """Person and time in one number that sorts like both; exact, as times lie on a grid of 2^-16 day."""
        return self.person * DAYS + self.time

    def take(self, chosen: Flags | Ints) -> Rows:
        """Some of the rows, in their order."""
        kept: Ints = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen.astype(np.int64)
        return Rows(self._log, kept if self._at is None else self._at.take(kept))

    def merged(self, other: Rows) -> Rows:
        """These and other rows in one, sorted by person and time."""
        order = np.argsort(np.concatenate([self.key, other.key]), kind="stable")
        names = [each.name for each in fields(Log)]
        return Rows(Log(*(np.concatenate([getattr(self, name), getattr(other, name)])[order] for name in names)))


@dataclass(frozen=True, eq=False)
class Spells:
    """Spells of one track, sorted by person and beginning.

    Attributes
    ----------
    person
        Row of the person in the population.
    join
        When waiting began, days; infinity where nobody waited.
    start
        When service began, days; infinity where it never did.
    end
        When the spell was over, days; infinity where the log stops first.
    municipality
        Where the service is, by the event that began it, else by the one that began the waiting; 0 = outside the county.
    detail
        Detail of the event that began the service (else the waiting).
    over
        Number of the event that ended the spell; -1 while it is open.
    over_detail
        Detail of the event that ended it.
    """

    person: Ints
    join: Floats
    start: Floats
    end: Floats
    municipality: Ints
    detail: Ints
    over: Ints
    over_detail: Ints

    @property
    def begin(self) -> Floats:
        """When the spell began, waiting or served, days."""
        return np.minimum(self.join, self.start)

    def take(self, chosen: Flags | Ints) -> Spells:
        """Some of the spells, in their order."""
        kept = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        if len(kept) == len(self.person) and chosen.dtype == np.bool_:
            return self
        return Spells(
            self.person.take(kept),
            self.join.take(kept),
            self.start.take(kept),
            self.end.take(kept),
            self.municipality.take(kept),
            self.detail.take(kept),
            self.over.take(kept),
            self.over_detail.take(kept),
        )

    def at(self, person: Ints, when: Floats) -> Ints:
        """Row of the spell in whose service each person is at `when` (start <= when < end); -1 for none.

        For spells that were all served: see `served`.
        """
        if len(self.person) == 0:
            return np.full(len(person), -1, np.int64)
        last = np.searchsorted(self.person * DAYS + self.start, person * DAYS + np.minimum(when, DAYS - 1), side="right") - 1
        row = np.maximum(last, 0)
        inside = (last >= 0) & (self.person[row] == person) & (self.end[row] > when)
        return np.where(inside, last, -1)

    def first_each(self) -> Spells:
        """The first spell of each person."""
        return self.take(new(self.person))

    def served(self) -> Spells:
        """Those whose service began."""
        return self._served

    def waited(self) -> Spells:
        """Those that began with waiting."""
        return self._waited

    @cached_property
    def _served(self) -> Spells:
        return self.take(np.isfinite(self.start))

    @cached_property
    def _waited(self) -> Spells:
        return self.take(np.isfinite(self.join))


def new(sorted_values: NDArray[np.generic]) -> Flags:
    """Where a sorted array begins with another value than before."""
    found = np.ones(len(sorted_values), bool)
    np.not_equal(sorted_values[1:], sorted_values[:-1], out=found[1:])
    return found


def derive_spells(rows: Rows) -> Spells:
    """Spells from all events of a track.

    The k-th beginning of a person pairs with the k-th end, since spells of one track never overlap. At one instant an end and a new
    join belong to the old and the new spell; a join stands before the start that it leads to.
    """
    part = _PART_OF.take(rows.event)
    joins, starts, ends = (np.flatnonzero(part == kind) for kind in (JOIN, START, END))
    join = _join_of(rows, joins, starts, ends)
    begins = part == JOIN
    begins[starts[join < 0]] = True
    begin = np.flatnonzero(begins)
    shown = np.arange(len(part))
    shown[np.where(join < 0, starts, join)] = starts
    shown = shown.take(begin)
    ended = _ends_of(rows.person.take(begin), rows.person.take(ends))
    over = np.append(rows.event.take(ends), -1).take(ended)
    end = np.append(rows.time.take(ends), np.inf).take(ended)
    at_once = _AT_ONCE.take(over) & (over >= 0)
    start = np.where(part.take(shown) == START, rows.time.take(shown), np.inf)
    place = rows.municipality.take(shown)
    if at_once.any():
        start, place = np.where(at_once, end, start), np.where(at_once, np.append(rows.municipality[ends], 0)[ended], place)
    return Spells(
        person=rows.person.take(begin),
        join=np.where(part.take(begin) == JOIN, rows.time.take(begin), np.inf),
        start=start,
        end=end,
        municipality=place,
        detail=rows.detail.take(shown),
        over=over,
        over_detail=np.append(rows.detail.take(ends), -1).take(ended),
    )


def _join_of(rows: Rows, joins: Ints, starts: Ints, ends: Ints) -> Ints:
    """The row of the join that led to each start; -1 where nobody waited.

    That is the person's last join, unless another start took it or an end lies between the two instants.
    """
    found = np.full(len(starts), -1)
    if len(joins) == 0:
        return found
    last = starts - 1
    odd = np.flatnonzero((_PART_OF.take(rows.event.take(last)) != JOIN) | (rows.person.take(last) != rows.person.take(starts)) | (last < 0))
    found[:] = last
    if len(odd) == 0:
        return found
    at = np.searchsorted(joins, starts[odd]) - 1
    last = joins[np.maximum(at, 0)]
    same = (at >= 0) & (rows.person[last] == rows.person[starts[odd]])
    taken = np.append(-1, starts)[odd] > last
    keys = rows.key
    over = np.searchsorted(keys[ends], keys[starts[odd]]) > np.searchsorted(keys[ends], keys[last], side="right")
    found[odd] = np.where(same & ~taken & ~over, last, -1)
    return found


def _ends_of(begun: Ints, ended: Ints) -> Ints:
    """Which of the ends is each beginning's, given the persons of both, by its rank among the person's; -1 for none."""
    first = np.flatnonzero(new(begun))
    before = np.searchsorted(ended, begun[first]) - first
    found = np.arange(len(begun)) + np.repeat(before, np.diff(first, append=len(begun)))
    return np.where(np.append(ended, -1).take(np.minimum(found, len(ended))) == begun, found, -1)
