"""Reading a log back: what state each person was in on each track, and each wait and service as a spell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sim.events import EVENTS, EventType
from sim.run import Run

OUT, WAITING, SERVED = "out", "waiting", "served"

MOVES: dict[tuple[str, str], str] = {
    (OUT, "join"): WAITING,
    (OUT, "start"): SERVED,
    (WAITING, "start"): SERVED,
    (WAITING, "served"): OUT,
    (WAITING, "end"): OUT,
    (SERVED, "end"): OUT,
}
"""The grammar of a track: from a state and an event's role to the next state."""

QUEUED = {kind.track for kind in EVENTS if kind.role == "join"}
"""Tracks on which nobody begins without having waited, if only for an instant."""

ACROSS = {"sfi", "practice", "school"}
"""Tracks on which one may wait at home and be served in another municipality; invariants say when."""

Step = tuple[EventType, int, int]
"""One event of a person's track: kind, municipality, detail."""


@dataclass(frozen=True)
class Spell:
    """One person's time on a track: joined (nan: no wait), began (nan: never), ended (inf: never), where, and the events that say so.

    `home` is where the person joined, `area` where the service is (where they wait for it, before it begins).
    """

    person: int
    track: str
    joined: float
    began: float
    ended: float
    area: int
    first: str
    last: str
    detail: int
    home: int


def by_track(run: Run) -> dict[tuple[int, str], list[tuple[float, Step]]]:
    """Each person's events on each track that has joins, starts or ends, in the order of the log."""
    found: dict[tuple[int, str], list[tuple[float, Step]]] = defaultdict(list)
    log = run.events
    columns = (log[name].tolist() for name in ("time", "person", "event", "municipality", "detail"))
    for time, person, number, municipality, detail in zip(*columns, strict=True):
        kind = EVENTS[number]
        if kind.role in ("join", "start", "end", "served"):
            found[person, kind.track].append((time, (kind, municipality, detail)))
    return found


State = tuple[str, int]
"""A state on a track, and the municipality of the service waited for or used."""


def after(state: State, step: Step) -> State | None:
    """The state after an event; None where the grammar forbids it.

    Who waits in one municipality does not begin in another, but where seats may be offered to neighbours.
    """
    kind, municipality, _ = step
    name = MOVES.get((state[0], kind.role))
    if state[0] == OUT and kind.role == "start" and kind.track in QUEUED:
        return None
    elsewhere = state[1] not in (0, municipality) and kind.track not in ACROSS
    if name is None or (state[0] == WAITING and kind.role != "end" and elsewhere):
        return None
    return name, municipality


def orders(state: State, steps: list[Step]) -> Iterator[tuple[list[Step], State]]:
    """The orders in which one instant's events of a track obey the grammar; the log sorts them by number, not by order."""
    if not steps:
        yield [], state
    for k, step in enumerate(steps):
        then = after(state, step)
        if then is not None:
            for rest, end in orders(then, steps[:k] + steps[k + 1 :]):
                yield [step, *rest], end


def in_order(rows: list[tuple[float, Step]]) -> list[tuple[float, Step]] | None:
    """The same events in an order that obeys the grammar all the way; None when there is none."""
    instants = [(time, [step for _, step in group]) for time, group in groupby(rows, key=lambda row: row[0])]
    ordered: list[tuple[float, Step]] = []

    def follow(state: State, k: int) -> bool:
        mark = len(ordered)
        while k < len(instants):
            time, steps = instants[k]
            found = orders(state, steps)
            if len(steps) > 1:
                for order, end in found:
                    branch = len(ordered)
                    ordered.extend((time, step) for step in order)
                    if follow(end, k + 1):
                        return True
                    del ordered[branch:]
                del ordered[mark:]
                return False
            order, state = next(found, ([], state))
            if not order:
                del ordered[mark:]
                return False
            ordered.append((time, order[0]))
            k += 1
        return True

    return ordered if follow((OUT, 0), 0) else None


def spells(run: Run) -> list[Spell]:
    """All waits and services; raises where a person's track does not obey the grammar."""
    found: list[Spell] = []
    for (person, track), rows in by_track(run).items():
        ordered = in_order(rows)
        assert ordered is not None, (person, track, [(time, step[0].name) for time, step in rows])
        found += _spells_of(person, track, ordered)
    return found


def _spells_of(person: int, track: str, rows: list[tuple[float, Step]]) -> Iterator[Spell]:
    nan, inf = float("nan"), float("inf")
    joined, began, area, home, first, detail = nan, nan, 0, 0, "", 0
    for time, (kind, municipality, extra) in rows:
        if kind.role == "join" or (kind.role == "start" and not first):
            joined, home, first, detail = time if kind.role == "join" else nan, municipality, kind.name, extra
            area = home
        if kind.role in ("start", "served"):
            began, area = time, municipality
        if kind.role in ("end", "served"):
            yield Spell(person, track, joined, began, time, area, first, kind.name, detail, home)
            joined, began, first = nan, nan, ""
    if first:
        yield Spell(person, track, joined, began, inf, area, first, "", detail, home)
