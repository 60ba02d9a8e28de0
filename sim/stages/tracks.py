"""The services a person takes part in side by side: begun, paused and taken up again together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.stages.activities import process as activities
from sim.stages.childcare.process import childcare, must_wait
from sim.stages.practice.process import practice, preparation
from sim.stages.sfi.process import sfi
from sim.stages.so.process import so
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

_OF_THE_PLAN = ("preparation", "practice")

_NOT_BESIDE_LEAVE = ("so", "preparation", "practice", "childcare")

_STEPS = {"sfi": sfi, "so": so, "preparation": preparation, "practice": practice}


def pause(w: World, p: Person, for_work: bool = False) -> None:
    """Stop all tracks, for work all that cannot go on beside it; what they held is given back."""
    _stop(w, p, ("sfi", *_NOT_BESIDE_LEAVE))
    activities.pause(w, p, for_work)


def pause_beside_leave(w: World, p: Person) -> None:
    """Stop the tracks that pause during every leave; SFI goes on where the municipality offers it to parents on leave."""
    _stop(w, p, _NOT_BESIDE_LEAVE)
    activities.pause(w, p)


def end_plan(w: World, p: Person) -> None:
    """Stop the tracks that end with the plan; SFI and SO run on."""
    _stop(w, p, _OF_THE_PLAN)
    activities.end_plan(w, p)


def _stop(w: World, p: Person, names: tuple[str, ...]) -> None:
    for name in names:
        w.stop(p.tracks.pop(name, None))


def resume(w: World, p: Person) -> None:
    """Take up whatever is not done, in the person's present home; a parent without childcare waits for that first."""
    if p.household.out or p.received < 0.0 or (p.on_leave and not p.sfi_beside):
        return
    if p.full_time:
        activities.begin(w, p)
        return
    if not p.on_leave and must_wait(w, p):
        if not _alive(p, "childcare"):
            p.tracks["childcare"] = w.process(childcare(w, p, resume))
        return
    activities.begin(w, p)
    wanted = {"sfi": not p.sfi_done}
    if not p.on_leave:
        wanted["so"] = not p.so_done
        wanted |= {"preparation": p.in_plan and not p.preparation_done, "practice": p.in_plan and not p.practice_done}
    for name, open_still in wanted.items():
        if open_still and not _alive(p, name):
            p.tracks[name] = w.process(_STEPS[name](w, p))


def _alive(p: Person, name: str) -> bool:
    running = p.tracks.get(name)
    return running is not None and running.is_alive
