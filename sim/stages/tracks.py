"""The services a person takes part in side by side: begun, paused and taken up again together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.stages.practice.process import practice, preparation
from sim.stages.sfi.process import sfi
from sim.stages.so.process import so
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

OF_THE_PLAN = ("preparation", "practice")
"""Tracks that end with the plan; SFI and SO run on."""

_STEPS = {"sfi": sfi, "so": so, "preparation": preparation, "practice": practice}


def pause(w: World, p: Person, names: tuple[str, ...] = ("sfi", "so", "preparation", "practice")) -> None:
    """Stop the named tracks; what they held is given back."""
    for name in names:
        w.stop(p.tracks.pop(name, None))


def resume(w: World, p: Person) -> None:
    """Take up whatever is not done, in the person's present home."""
    if p.on_leave or p.full_time or p.household.out or p.received < 0.0:
        return
    wanted = {"sfi": not p.sfi_done, "so": not p.so_done}
    wanted |= {"preparation": p.in_plan and not p.preparation_done, "practice": p.in_plan and not p.practice_done}
    for name, open_still in wanted.items():
        running = p.tracks.get(name)
        if open_still and (running is None or not running.is_alive):
            p.tracks[name] = w.process(_STEPS[name](w, p))
