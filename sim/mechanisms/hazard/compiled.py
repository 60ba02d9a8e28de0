"""An exposure clock compiled: touched during the instant, recomputed once when all places are still."""

from __future__ import annotations

from sim.engines.jit import f8, handler, i8, takes
from sim.engines.tables import State, hazard, ints


@handler
def touch(s: State, i: int) -> None:
    """Something that the factor depends on has changed."""
    if hazard(s, i).active != 0 and hazard(s, i).touched == 0:
        hazard(s, i).touched = 1
        ints(s.touched)[s.touched_n] = i
        s.touched_n += 1


@takes(i8, f8)
def begin(s: State, i: int, threshold: float) -> None:
    """Start (again) with a fresh threshold."""
    mine = hazard(s, i)
    mine.left = threshold
    mine.factor = 0.0
    mine.since = s.now
    mine.due = -1
    mine.active = 1
    touch(s, i)


@handler
def stop(s: State, i: int) -> None:
    """Stop for now."""
    hazard(s, i).active = 0
    hazard(s, i).due = -1


@takes(i8, gives=i8)
def rings(s: State, i: int) -> int:
    """Whether the event that has come is the one that counts; then the clock stops."""
    if hazard(s, i).active == 0 or hazard(s, i).due != s.tick:
        return 0
    stop(s, i)
    return 1
