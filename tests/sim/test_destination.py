"""Who is drawn to the county: quota refugees are assigned people too, and follow the county's part of them."""

from __future__ import annotations

import numpy as np
import pytest

from sim.envelope import QUOTA
from sim.events import EVENT
from sim.run import Run, simulate
from tests.small_county.county import small_county, with_values


def quota_refugees(run: Run, event: str) -> set[int]:
    """The quota refugees who had an event."""
    rows = run.events["person"][run.events["event"] == EVENT[event]]
    return {int(i) for i in rows if run.population.cohort[i] == QUOTA}


@pytest.fixture(scope="module")
def everyone() -> set[int]:
    """All quota refugees of the small county, by row."""
    cohort = simulate(small_county(), 1, 0, "simpy").population.cohort
    return {int(i) for i in np.flatnonzero(cohort == QUOTA)}


@pytest.mark.parametrize(("drawn", "queued"), [(0.0, 0), (1.0, 1)])
def test_quota_refugees_join_the_queue_for_assignment_only_when_drawn_here(drawn: float, queued: int, everyone: set[int]) -> None:
    run = simulate(with_values(small_county(), {"placement.draw_assigned": drawn}), 1, 0, "simpy")
    assert everyone
    assert quota_refugees(run, "asylum.permit") == set()
    assert quota_refugees(run, "placement.selected") == everyone
    assert quota_refugees(run, "placement.settled_elsewhere") <= (everyone if queued == 0 else set())
    assert quota_refugees(run, "placement.queued") <= (everyone if queued else set())
    assert bool(quota_refugees(run, "placement.queued")) is bool(queued)
    assert bool(quota_refugees(run, "placement.settled_elsewhere")) is not bool(queued)


def test_some_go_elsewhere_where_the_county_takes_a_part(everyone: set[int]) -> None:
    run = simulate(with_values(small_county(), {"placement.draw_assigned": 0.5}), 1, 0, "simpy")
    here, elsewhere = quota_refugees(run, "placement.queued"), quota_refugees(run, "placement.settled_elsewhere")
    assert not here & elsewhere
    assert 0.3 < len(here) / len(here | elsewhere) < 0.7
    assert quota_refugees(run, "placement.received") <= here <= everyone
