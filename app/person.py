"""One simulated person's path, in words: who, and what happened when, with the waits between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.details import detail_text
from scenarios.calendar import date_of
from scenarios.language import N_, text_of
from scenarios.language import translate as _
from sim.envelope import UNACCOMPANIED
from sim.events import EVENTS, EventType

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario
    from sim.people import Population
    from sim.run import Run

SCHOOLING = (N_("0–6 years of school"), N_("7–9 years of school"), N_("10–12 years of school"), N_("13 or more years of school"))

CALLED = ((N_("man"), N_("woman")), (N_("boy"), N_("girl")))
"""What a person is called, by role and sex."""


class UnknownPersonError(LookupError):
    """Nobody in the run has the number asked for; `some` holds a few numbers that exist."""

    def __init__(self, some: tuple[int, ...]) -> None:
        """Keep a few numbers that exist, to suggest."""
        super().__init__(some)
        self.some = some


def story(scenario: Scenario, run: Run, identity: int) -> list[str]:
    """The path of the person with the stable number `identity`, one line of text an event.

    Raises
    ------
    UnknownPersonError
        When nobody in the run has that number.
    """
    people = run.population
    rows = [int(row) for row in (people.id == identity).nonzero()[0]]
    if not rows:
        raise UnknownPersonError(tuple(int(number) for number in people.id[:: max(1, people.n // 3)][:3]))
    row = rows[0]
    return [
        _("Simulated person {identity} – not a real one").format(identity=identity),
        _who(scenario, people, row),
        *_household(people, row),
        "",
        *_path(scenario, run, row),
    ]


def _who(scenario: Scenario, people: Population, row: int) -> str:
    """Attributes of a person in one line."""
    tongue = scenario.county.languages[int(people.language[row])]
    parts = [
        _called(people, row),
        _("born {year}").format(year=date_of(float(people.birth[row])).year),
        _("language: {language}").format(language=text_of(tongue.sv, tongue.en)),
    ]
    if people.cohort[row] == UNACCOMPANIED:
        parts.append(_("came alone"))
    if not people.role[row]:
        parts += [_(SCHOOLING[int(people.schooling[row])]), _("study path {path}").format(path=int(people.path[row]))]
    return ", ".join(parts)


def _called(people: Population, row: int) -> str:
    """Woman, man, girl or boy (as the person was on arrival)."""
    return _(CALLED[int(people.role[row])][int(people.sex[row])])


def _household(people: Population, row: int) -> Iterator[str]:
    """The others of the household, with the numbers to ask for."""
    others = [int(other) for other in (people.household == people.household[row]).nonzero()[0] if other != row]
    if others:
        listed = ", ".join(f"{int(people.id[o])} ({_called(people, o)}, {date_of(float(people.birth[o])).year})" for o in others)
        yield _("Same household: {people}").format(people=listed)


def _path(scenario: Scenario, run: Run, row: int) -> Iterator[str]:
    """Events in order; what ends a wait says how long it was, and waits still open at the end are told last."""
    names = {m.code: m.name for m in scenario.county.municipalities}
    waiting: dict[str, float] = {}
    open_waits: dict[str, EventType] = {}
    for event in in_order(run.events[run.events["person"] == row]):
        kind, when = EVENTS[int(event["event"])], float(event["time"])
        extra = [_place(names, int(event["municipality"])), detail_text(scenario, kind.name, int(event["detail"]))]
        if kind.role == "join":
            waiting[kind.track], open_waits[kind.track] = when, kind
        elif kind.role in ("start", "served", "end") and kind.track in waiting:
            days = round(when - waiting.pop(kind.track))
            extra.append(_("after {days} days of waiting").format(days=days) if days else "")
        told = "; ".join(part for part in extra if part)
        yield f"{date_of(when)}  {text_of(kind.sv, kind.en)}" + (f" ({told})" if told else "")
    for track, since in waiting.items():
        label = text_of(open_waits[track].sv, open_waits[track].en)
        yield _("Still waiting when the run ended: {event} {since}").format(event=label, since=date_of(since))


def in_order(events: NDArray[np.void]) -> Iterator[np.void]:
    """One person's rows as they are to be told: at one instant, what was under way ends before anything new begins.

    The log itself is sorted by (time, person, event), where the number of an event says nothing about cause.
    """
    under_way: set[str] = set()
    for _instant, rows in groupby(events, key=lambda event: float(event["time"])):
        before = frozenset(under_way)
        for event in sorted(rows, key=lambda event: _turn(EVENTS[int(event["event"])], before)):
            kind = EVENTS[int(event["event"])]
            if kind.role in ("join", "start"):
                under_way.add(kind.track)
            elif kind.role in ("served", "end"):
                under_way.discard(kind.track)
            yield event


def _turn(kind: EventType, under_way: frozenset[str]) -> int:
    """Place of an event among those of the same instant, given the tracks that were under way before it."""
    if kind.role == "end":
        return 0 if kind.track in under_way else 4
    return {"switch": 1, "mark": 1, "join": 2, "start": 3, "served": 3}[kind.role]


def _place(names: Mapping[int, str], code: int) -> str:
    """Name of a municipality; nothing where an event has no place in the county."""
    return names.get(code, "")
