"""The compiled engine has a handler for everything that can happen."""

from __future__ import annotations

from sim.engines.generated import GRANT, compiled_of
from sim.events import PLACES, STAGES, TIMER


def test_every_timer_and_every_place_has_one_handler() -> None:
    handlers = [f"{stage}.{name}" for stage in STAGES for name in compiled_of(stage)["HANDLERS"]]
    assert sorted(handlers) == sorted(TIMER | GRANT)


def test_every_place_of_batches_says_how_it_moves_and_is_ordered_anew() -> None:
    batches = sorted(kind for kind, place in PLACES.items() if place.mechanism == "batches")
    for table in ("MOVES", "REORDERS"):
        assert sorted(f"{stage}.{name}" for stage in STAGES for name in compiled_of(stage).get(table, {})) == batches
