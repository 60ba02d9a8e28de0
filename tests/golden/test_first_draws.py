"""The first draws of each kind and the small county in memory, stored: `make golden REASON="…"` stores them anew."""

from __future__ import annotations

import numpy as np
import pytest

from sim.declare import Draw, Kind
from sim.events import EVENTS
from sim.luck import uniforms, variates
from sim.run import simulate
from tests.golden.stored import held
from tests.small_county.county import small_county
from tests.small_county.play import digest

KINDS: tuple[Kind, ...] = ("uniform", "exponential", "normal", "lognormal")


def first_draws() -> str:
    """The first five uniforms of a stream to the last bit, and the first five variates of each kind."""
    lines = ["kind,replication,first,second,third,fourth,fifth"]
    for replication in (0, 1):
        lines.append(f"stream,{replication}," + ",".join(value.hex() for value in uniforms(1, replication, "golden#0", 5).tolist()))
        for kind in KINDS:
            values = variates(Draw("golden", kind), 1, replication, 5, 0.5)[0]
            lines.append(f"{kind},{replication}," + ",".join(f"{value:.12g}" for value in values.tolist()))
    return "\n".join(lines) + "\n"


def small_county_events() -> str:
    """People, number of events of each kind, and the digest of the whole log."""
    run = simulate(small_county(), 1, 0)
    counts = np.bincount(run.events["event"], minlength=len(EVENTS))
    lines = ["name,value", f"people,{run.population.n}", f"digest,{digest(run.events)}"]
    return "\n".join([*lines, *(f"{kind.name},{counts[kind.number]}" for kind in EVENTS)]) + "\n"


@pytest.mark.parametrize(("name", "compute"), [("first_draws", first_draws), ("small_county", small_county_events)])
def test_what_is_stored_is_found_again(name: str, compute: object, request: pytest.FixtureRequest) -> None:
    assert callable(compute)
    held(name, str(compute()), str(request.config.getoption("--refresh-golden")))
