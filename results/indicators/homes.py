"""Where people live: the municipality of the last reception or move at any instant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from results.indicators.dates import Floats, Ints
from results.indicators.spells import DAYS, Rows, new


@dataclass(frozen=True, eq=False)
class Homes:
    """Each person's first home, and all homes sorted by person and time.

    Attributes
    ----------
    first
        Number of each person's first home among the homes, shape (n,).
    since, until, place
        When the first home began, when the second did, and the municipality of the first, shape (n,); infinity and 0 for none.
    next
        When the home after each home begins, infinity for a person's last, shape (homes,).
    municipality
        Where each home is, shape (homes,).
    """

    first: Ints
    since: Floats
    until: Floats
    place: Ints
    next: Floats
    municipality: Ints

    def at(self, person: Ints, when: Floats) -> Ints:
        """Municipality where each person lives, or last lived, at `when`; 0 before the first home."""
        when = np.minimum(when, DAYS - 1)
        found = np.where(self.since.take(person) <= when, self.place.take(person), 0)
        moved = np.flatnonzero(self.until.take(person) <= when)
        home = self.first.take(person.take(moved))
        while len(moved):
            home += 1
            found[moved] = self.municipality.take(home)
            further = self.next.take(home) <= when.take(moved)
            moved, home = moved[further], home[further]
        return found


def homes_of(rows: Rows, persons: int) -> Homes:
    """Homes from the events that begin them."""
    begins = new(rows.person)
    after = np.append(np.where(begins[1:], np.inf, rows.time[1:]), np.inf)[: len(begins)]
    homes, first = np.flatnonzero(begins), np.zeros(persons, np.int64)
    since, until, place = np.full(persons, np.inf), np.full(persons, np.inf), np.zeros(persons, np.int64)
    owner = rows.person.take(homes)
    first[owner], since[owner], until[owner], place[owner] = homes, rows.time.take(homes), after.take(homes), rows.municipality.take(homes)
    return Homes(first, since, until, place, after, rows.municipality)
