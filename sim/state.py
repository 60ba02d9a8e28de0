"""What a run keeps of a person and a household while they move through the stages."""

from __future__ import annotations

from dataclasses import dataclass, field

from simpy.events import Event, Process

from sim.mechanisms.hazard.process import Hazard

ELSEWHERE = 0
"""The municipality of whatever happens outside the county."""


@dataclass(slots=True)
class Taking:
    """One person's way through one kind of activity (`sim.stages.activities`)."""

    ready: float = -1.0
    doing: int = 0
    done: bool = False
    locks: bool = False
    acting: bool = False


NOWHERE = Taking()
"""Where somebody is with a kind never offered."""


@dataclass(slots=True)
class Person:
    """One person under way. Days are absolute; a track that is not running has no process."""

    i: int
    household: Household
    role: int
    home: int = ELSEWHERE
    adult: bool = True
    entitled: bool = False
    received: float = -1.0
    permit: float = -1.0
    examined: bool = False
    works_in_asylum: bool = False
    job_at_permit: bool = False
    tracks: dict[str, Process] = field(default_factory=dict)
    in_plan: bool = False
    plan_began: float = -1.0
    plan_due: float = 0.0
    pause_left: float = 0.0
    end_reason: int = 0
    on_leave: bool = False
    sfi_beside: bool = False
    extent: int = 100
    return_found: Event | None = None
    plan_moved: Event | None = None
    place: int = 0
    care_until: float = -1.0
    care_found: Event | None = None
    working: bool = False
    full_time: bool = False
    search: Hazard | None = None
    sfi_course: int = 0
    sfi_level: int = 0
    sfi_attempt: int = 0
    sfi_ready: float = -1.0
    sfi_applied: float = -1.0
    sfi_done: bool = True
    studying: bool = False
    so_ready: float = -1.0
    so_done: bool = True
    preparation_ready: float = -1.0
    preparation_done: bool = True
    practice_ready: float = -1.0
    practice_done: bool = True
    in_practice: bool = False
    practised: bool = False
    taking: dict[int, Taking] = field(default_factory=dict)
    locked: int = 0
    acting: int = 0

    def on_track(self, kind: int) -> Taking:
        """Where the person is with a kind of activity; nowhere, for those never offered it."""
        return self.taking.get(kind, NOWHERE)

    def wake_search(self) -> None:
        """Something that the job hazard depends on has changed."""
        if self.search is not None:
            self.search.touch()


@dataclass(slots=True)
class Household:
    """People who live and move together; `head` is the row of its first adult, whose luck decides for all."""

    head: int
    members: list[Person] = field(default_factory=list)
    family: list[Person] = field(default_factory=list)
    has_children: bool = False
    home: int = ELSEWHERE
    door: int = -1
    received: float = -1.0
    permit: float = -1.0
    applied: float = -1.0
    own_housing: bool = False
    time_limited: bool = False
    out: bool = False

    def here(self) -> list[Person]:
        """Those who live in the county by now: the members received, and the family that has followed."""
        return [p for p in (*self.members, *self.family) if p.received >= 0.0]
