"""The services a person takes part in side by side, compiled: begun, paused and taken up again together."""

from __future__ import annotations

from sim.engines.jit import handler
from sim.engines.tables import State, house, person, person_part
from sim.stages.activities import track_compiled as activities
from sim.stages.childcare import waiting_compiled as childcare
from sim.stages.practice import compiled as practice
from sim.stages.sfi import compiled as sfi
from sim.stages.so import compiled as so

sfi_of, so_of, practice_of, leave_of = (person_part(stage) for stage in ("sfi", "so", "practice", "leave"))


@handler
def end_plan(s: State, i: int) -> None:
    """Stop the tracks that end with the plan; SFI and SO run on."""
    practice.stop_preparation(s, i)
    practice.stop(s, i)
    activities.end_plan(s, i)


@handler
def _stop_beside_leave(s: State, i: int) -> None:
    so.stop(s, i)
    practice.stop_preparation(s, i)
    practice.stop(s, i)
    childcare.stop(s, i)


@handler
def _stop(s: State, i: int) -> None:
    sfi.stop(s, i)
    _stop_beside_leave(s, i)


@handler
def pause_beside_leave(s: State, i: int) -> None:
    """Stop the tracks that pause during every leave; SFI may go on."""
    _stop_beside_leave(s, i)
    activities.pause(s, i)


@handler
def pause(s: State, i: int) -> None:
    """Stop all tracks; what they held is given back."""
    _stop(s, i)
    activities.pause(s, i)


@handler
def pause_for_work(s: State, i: int) -> None:
    """Stop all tracks that cannot go on beside work."""
    _stop(s, i)
    activities.pause_for_work(s, i)


@handler
def resume(s: State, i: int) -> None:
    """Take up whatever is not done, in the person's present home; a parent without childcare waits for that first."""
    who = person(s, i)
    if house(s, who.house).out != 0 or who.received < 0.0 or (who.on_leave != 0 and leave_of(s, i).sfi_beside == 0):
        return
    if who.full_time != 0:
        activities.begin(s, i)
        return
    if who.on_leave == 0 and childcare.must_wait(s, i) != 0:
        if childcare.me(s, i).doing == childcare.IDLE:
            childcare.begin(s, i)
        return
    activities.begin(s, i)
    if sfi_of(s, i).wanted != 0 and sfi_of(s, i).doing == sfi.IDLE:
        sfi.begin(s, i)
    if who.on_leave != 0:
        return
    if so_of(s, i).wanted != 0 and so_of(s, i).doing == so.IDLE:
        so.begin(s, i)
    if who.in_plan != 0 and practice_of(s, i).wants_preparation != 0 and practice_of(s, i).preparing == practice.IDLE:
        practice.begin_preparation(s, i)
    if who.in_plan != 0 and practice_of(s, i).wanted != 0 and practice_of(s, i).doing == practice.IDLE:
        practice.begin(s, i)
