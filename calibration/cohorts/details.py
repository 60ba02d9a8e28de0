"""What a planner writes about an event beside its name: the door of a reception, the course of SFI, the kind of work, a language."""

from __future__ import annotations

from datetime import date

from calibration.cohorts.tables import Row
from calibration.cohorts.words import DOOR_WORDS, WORK_WORDS, folded
from scenarios.calendar import day
from scenarios.county import County
from scenarios.errors import listed
from scenarios.language import translate as _
from sim.events import EVENTS
from sim.stages.sfi.rules import detail as sfi_detail
from sim.stages.start.rules import INTRODUCTION, PLAN, PROGRAMME

GREATEST = 32_767
"""The greatest detail that a log holds."""

PLAN_SINCE, PROGRAMME_SINCE = day(date(2010, 12, 1)), day(date(2018, 1, 1))
"""From when the establishment plan replaced the municipality's introduction, and the programme the plan."""

COURSES = "abcd"


def detail_of(row: Row, event: int, when: float, path: int, door: int, county: County) -> int | None:
    """The number of an event's detail; None after a fault.

    Parameters
    ----------
    path
        The person's SFI study path; 0 where it is not known.
    door
        How the person was received, from the table of persons; -1 where it does not say.
    """
    text, kind = folded(row.text("detail")), EVENTS[event]
    if text.isascii() and text.isdigit() and int(text) <= GREATEST:
        return int(text)
    if not text:
        return _understood(row, kind.name, kind.stage, when, path, door)
    words = _words(kind.name, kind.stage, path, county)
    if text in words:
        return words[text]
    row.fault("detail", _("This word is not known here."), listed(words, 20) or _("whole numbers"))
    return None


def _understood(row: Row, name: str, stage: str, when: float, path: int, door: int) -> int | None:
    """What an empty cell means."""
    if name == "placement.received":
        if door < 0:
            row.fault("detail", _("How was the person received? The door is missing."), listed(DOOR_WORDS))
            return None
        return door
    if name == "placement.arrived":
        return max(door, 0)
    if name == "start.plan_started" or name.startswith("start.talk"):
        return INTRODUCTION if when < PLAN_SINCE else PLAN if when < PROGRAMME_SINCE else PROGRAMME
    return sfi_detail(path, 0) if stage == "sfi" else 0


def _words(name: str, stage: str, path: int, county: County) -> dict[str, int]:
    """The words that an event's detail may be."""
    if name in ("placement.received", "placement.arrived"):
        return DOOR_WORDS
    if stage == "work":
        return WORK_WORDS
    if stage == "so":
        return {folded(word): k for k, tongue in enumerate(county.languages) for word in (tongue.key, tongue.sv, tongue.en)}
    if stage == "sfi":
        with_path = {f"{p}{letter}": sfi_detail(p, k) for p in (1, 2, 3) for k, letter in enumerate(COURSES, 1)}
        return with_path | ({letter: sfi_detail(path, k) for k, letter in enumerate(COURSES, 1)} if path else {})
    return {}
