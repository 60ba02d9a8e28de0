"""The compiled engine's log: rows as they happen, in order at each instant's end, and turned into the log that people read."""

from __future__ import annotations

from sim.engines.jit import entry, i8, takes
from sim.engines.tables import State, accessor, ints, log_row
from sim.log import LOG

PERSON_SHIFT, EVENT_SHIFT, DETAIL_SHIFT = 40, 32, 16
DETAIL_ZERO = 1 << 15
"""Added to the detail, so that negative ones sort before."""

finished = accessor("finished", LOG)


@takes(i8, i8, i8, i8)
def log(s: State, person: int, number: int, town: int, detail: int) -> None:
    """Write a row at this instant; `town` is the municipality's place in order, 0 outside the county."""
    row = log_row(s, s.log_n)
    row.time = s.now
    row.word = (person << PERSON_SHIFT) | (number << EVENT_SHIFT) | ((detail + DETAIL_ZERO) << DETAIL_SHIFT) | ints(s.codes)[town]
    s.log_n += 1


@takes()
def close_instant(s: State) -> None:
    """Put the rows of the instant that ends in order, by insertion: most instants have one to five."""
    for a in range(s.open_row + 1, s.log_n):
        word = log_row(s, a).word
        b = a
        while b > s.open_row and log_row(s, b - 1).word > word:
            log_row(s, b).word = log_row(s, b - 1).word
            b -= 1
        log_row(s, b).word = word
    s.open_row = s.log_n


@entry(i8)
def unpack(s: State, rows: int) -> None:
    """Write the log as people read it to the table at `s.finished`."""
    for k in range(rows):
        row, out = log_row(s, k), finished(s, k)
        word = row.word
        out.time = row.time
        out.person = word >> PERSON_SHIFT
        out.municipality = word & 0xFFFF
        out.event = (word >> EVENT_SHIFT) & 0xFF
        out.detail = ((word >> DETAIL_SHIFT) & 0xFFFF) - DETAIL_ZERO
