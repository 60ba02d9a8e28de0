"""Spells on a track, derived from the roles of its events: who waited from when, was served from when, until when.

A person has at most one spell at a time on a track. It begins with a `join` (or with a `start` where nobody waited) and is over with
an `end` or a `served`; where the log stops first it is open. A new stage needs no new code here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from results.indicators.dates import Floats, Ints

DAYS = 32768.0
"""Room for the time in a combined key of person and time: later than any horizon, days."""


@dataclass(frozen=True)
class Rows:
    """Events of some kinds, sorted by person and time; four arrays of one length."""

    person: Ints
    time: Floats
    municipality: Ints
    detail: Ints
    event: Ints

    @property
    def key(self) -> Floats:
        """Person and time in one number that sorts like both; exact, as times lie on a grid of 2^-16 day."""
        return self.person * DAYS + self.time

    def take(self, chosen: NDArray[np.bool_] | Ints) -> Rows:
        """Some of the rows, in their order."""
        return Rows(self.person[chosen], self.time[chosen], self.municipality[chosen], self.detail[chosen], self.event[chosen])


def merged(parts: Sequence[Rows]) -> Rows:
    """Rows of several kinds in one, sorted by person and time."""
    found = Rows(
        np.concatenate([rows.person for rows in parts]),
        np.concatenate([rows.time for rows in parts]),
        np.concatenate([rows.municipality for rows in parts]),
        np.concatenate([rows.detail for rows in parts]),
        np.concatenate([rows.event for rows in parts]),
    )
    return found.take(np.lexsort((found.time, found.person)))


@dataclass(frozen=True)
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

    def take(self, chosen: NDArray[np.bool_] | Ints) -> Spells:
        """Some of the spells, in their order."""
        return Spells(
            self.person[chosen],
            self.join[chosen],
            self.start[chosen],
            self.end[chosen],
            self.municipality[chosen],
            self.detail[chosen],
            self.over[chosen],
            self.over_detail[chosen],
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
        return self.take(np.unique(self.person, return_index=True)[1])

    def served(self) -> Spells:
        """Those whose service began."""
        return self.take(np.isfinite(self.start))


def derive_spells(joins: Rows, starts: Rows, ends: Rows, served: frozenset[int] = frozenset()) -> Spells:
    """Spells from a track's events by role; `served` are the numbers of ends that are a service of no length.

    The k-th beginning of a person pairs with the k-th end, since spells of one track never overlap. At one instant an end and a new
    join belong to the old and the new spell.
    """
    orphans = _without_join(joins, starts, ends)
    person = np.concatenate([joins.person, starts.person[orphans]])
    begin = np.concatenate([joins.time, starts.time[orphans]])
    order = np.lexsort((begin, person))
    person, begin = person[order], begin[order]
    joined = np.concatenate([np.ones(len(joins.person), bool), np.zeros(int(orphans.sum()), bool)])[order]
    source = _join_rows(joins, starts, orphans, order)
    start = np.full(len(person), np.inf)
    place, detail = source[0].copy(), source[1].copy()
    of_start = np.searchsorted(person * DAYS + begin, starts.key, side="right") - 1
    start[of_start] = starts.time
    place[of_start], detail[of_start] = starts.municipality, starts.detail
    ended = _end_of(person, ends)
    end = np.where(ended >= 0, _taken(ends.time, ended), np.inf)
    over = np.where(ended >= 0, _taken(ends.event, ended), -1)
    at_once = np.isin(over, list(served))
    return Spells(
        person=person,
        join=np.where(joined, begin, np.inf),
        start=np.where(at_once, end, start),
        end=end,
        municipality=np.where(at_once, _taken(ends.municipality, ended), place),
        detail=detail,
        over=over,
        over_detail=np.where(ended >= 0, _taken(ends.detail, ended), -1),
    )


def _without_join(joins: Rows, starts: Rows, ends: Rows) -> NDArray[np.bool_]:
    """Which starts had no waiting before them."""
    if len(starts.person) == 0:
        return np.zeros(0, bool)
    if len(joins.person) == 0:
        return np.ones(len(starts.person), bool)
    last = np.searchsorted(joins.key, starts.key, side="right") - 1
    same = (last >= 0) & (joins.person[np.maximum(last, 0)] == starts.person)
    taken = np.zeros(len(starts.person), bool)
    taken[1:] = (last[1:] == last[:-1]) & same[1:]
    left = np.searchsorted(ends.key, joins.key[np.maximum(last, 0)], side="right")
    right = np.searchsorted(ends.key, starts.key, side="left")
    return np.asarray(~same | taken | (right > left))


def _join_rows(joins: Rows, starts: Rows, orphans: NDArray[np.bool_], order: Ints) -> tuple[Ints, Ints]:
    """Municipality and detail of the events that begin the spells, in the spells' order."""
    place = np.concatenate([joins.municipality, starts.municipality[orphans]])[order]
    detail = np.concatenate([joins.detail, starts.detail[orphans]])[order]
    return place, detail


def _end_of(person: Ints, ends: Rows) -> Ints:
    """Row of the end of each spell, by its rank among the person's spells; -1 where it is open."""
    rank = np.arange(len(person)) - np.searchsorted(person, person, side="left")
    first = np.searchsorted(ends.person, person, side="left")
    last = np.searchsorted(ends.person, person, side="right")
    row = first + rank
    return np.where(row < last, row, -1)


def _taken(values: NDArray[np.generic], rows: Ints) -> NDArray[np.generic]:
    """Values at `rows`; anything where the row is -1 or there are none."""
    if len(values) == 0:
        return np.zeros(len(rows), values.dtype)
    return values[np.maximum(rows, 0)]
