"""The vocabulary of a run, collected from what the stages declare and numbered in one order.

The order of the stages decides ties at one instant: timed events by (kind, subject), places by their number. Whoever gives
something back comes before whoever asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from sim.declare import Draw, Place, Role

STAGES = (
    "borders",
    "school",
    "childcare",
    "sfi",
    "so",
    "practice",
    "activities",
    "leave",
    "health",
    "work",
    "moves",
    "start",
    "placement",
    "asylum",
    "unaccompanied",
)
"""Stages in the order of ties: services end before plans, plans before reception, reception before application."""

RULES: dict[str, ModuleType] = {name: import_module(f"sim.stages.{name}.rules") for name in STAGES}


@dataclass(frozen=True)
class EventType:
    """One kind of row in the log, with its number and its names."""

    number: int
    name: str
    stage: str
    track: str
    role: Role
    sv: str
    en: str


def _collect_events() -> tuple[EventType, ...]:
    found = [(stage, event) for stage in STAGES for event in RULES[stage].EVENTS]
    return tuple(
        EventType(number, f"{stage}.{event.name}", stage, event.track, event.role, event.sv, event.en)
        for number, (stage, event) in enumerate(found)
    )


EVENTS: tuple[EventType, ...] = _collect_events()
"""All kinds of events, in the order of their numbers."""

EVENT: dict[str, int] = {event.name: event.number for event in EVENTS}
"""Number of an event by its full name, such as "sfi.queued"."""

CAPACITY_CHANGE = 0
"""The timer kind of a dated change of capacity or policy: before everything else at its instant."""

TIMER: dict[str, int] = {
    name: number for number, name in enumerate((f"{stage}.{timer}" for stage in STAGES for timer in RULES[stage].TIMERS), start=1)
}
"""Number of a timed event by its full name; the order of simultaneous timed events."""

PLACES: dict[str, Place] = {f"{stage}.{place.name}": place for stage in STAGES for place in RULES[stage].PLACES}
"""All kinds of places, in the order in which they serve."""

KIND: dict[str, int] = {kind: number for number, kind in enumerate(PLACES)}
"""Numbers of the kinds of places."""

DRAWS: dict[str, Draw] = {draw.name: draw for stage in STAGES for draw in RULES[stage].DRAWS}
"""All decisions' luck by name (names begin with the stage's)."""

DRAW: dict[str, int] = {name: number for number, name in enumerate(DRAWS)}
"""Numbers of the decisions."""
