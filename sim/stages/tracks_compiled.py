"""The services a person takes part in side by side, compiled: begun, paused and taken up again together."""

from __future__ import annotations

from sim.engines.jit import handler
from sim.engines.tables import State, house, person, person_part
from sim.stages.practice import compiled as practice
from sim.stages.sfi import compiled as sfi
from sim.stages.so import compiled as so

sfi_of, so_of, practice_of = person_part("sfi"), person_part("so"), person_part("practice")


@handler
def pause_plan(s: State, i: int) -> None:
    """Stop the tracks that end with the plan; SFI and SO run on."""
    practice.stop_preparation(s, i)
    practice.stop(s, i)


@handler
def pause(s: State, i: int) -> None:
    """Stop all tracks; what they held is given back."""
    sfi.stop(s, i)
    so.stop(s, i)
    pause_plan(s, i)


@handler
def resume(s: State, i: int) -> None:
    """Take up whatever is not done, in the person's present home."""
    who = person(s, i)
    if who.on_leave != 0 or who.full_time != 0 or house(s, who.house).out != 0 or who.received < 0.0:
        return
    if sfi_of(s, i).wanted != 0 and sfi_of(s, i).doing == sfi.IDLE:
        sfi.begin(s, i)
    if so_of(s, i).wanted != 0 and so_of(s, i).doing == so.IDLE:
        so.begin(s, i)
    if who.in_plan != 0 and practice_of(s, i).wants_preparation != 0 and practice_of(s, i).preparing == practice.IDLE:
        practice.begin_preparation(s, i)
    if who.in_plan != 0 and practice_of(s, i).wanted != 0 and practice_of(s, i).doing == practice.IDLE:
        practice.begin(s, i)
