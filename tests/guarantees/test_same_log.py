"""The same arguments give the same log: in another process, with another hash seed, whatever is started first."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from sim.engines.choice import Engine
from sim.people import Population, sample
from sim.run import play as run_of
from sim.run import simulate
from sim.state import Household
from tests.small_county.county import small_county
from tests.small_county.play import digest, play

ROOT = Path(__file__).parents[2]
PROGRAM = """
from sim.run import simulate
from tests.small_county.county import small_county
from tests.small_county.play import digest
print(*(digest(simulate(small_county(), 1, 0, engine).events) for engine in ("simpy", "compiled")))
"""


def digest_elsewhere(hash_seed: str) -> list[str]:
    """The digests of the small county's log as another process computes it with either engine."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_hash_seed_and_the_process_change_nothing() -> None:
    here = digest(simulate(small_county(), 1, 0).events)
    assert [digest_elsewhere("1"), digest_elsewhere("4242")] == [[here, here], [here, here]]


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_a_run_leaves_nothing_behind_for_the_next(engine: Engine) -> None:
    scenario = small_county()
    first = simulate(scenario, 1, 0, engine)
    simulate(scenario, 1, 1, engine)
    again = simulate(scenario, 1, 0, engine)
    assert np.array_equal(first.events, again.events)
    assert digest(first.events) != digest(simulate(scenario, 1, 1, engine).events)


def full_of_ties(people: Population) -> Population:
    """The same people who all arrive at midnight and whose times are without spread, so that many things happen at one instant."""
    luck = {name: np.ones_like(values) if _is_time(values) else values for name, values in people.luck.items()}
    return replace(people, arrival=np.floor(people.arrival), birth=np.floor(people.birth), luck=luck)


def _is_time(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> bool:
    """Whether a draw is a factor on a duration or an exposure: positive, and sometimes above one."""
    return bool(values.size and values.min() >= 0.0 and values.max() > 1.0)


@pytest.mark.parametrize("ties", [False, True])
def test_the_order_in_which_households_are_started_is_nothing(ties: bool) -> None:
    scenario = small_county()
    people = sample(scenario, 1, 0)
    if ties:
        people = full_of_ties(people)

    def shuffled(households: list[Household]) -> list[Household]:
        return Random(7).sample(households, len(households))

    straight = play(scenario, people).run.events
    assert len(straight) > 10_000
    if ties:
        instants = np.unique(straight["time"])
        assert len(instants) < len(straight) / 6
    else:
        assert np.array_equal(straight, simulate(scenario, 1, 0).events)
    assert np.array_equal(run_of(scenario, people, "compiled"), straight)
    assert np.array_equal(play(scenario, people, shuffled).run.events, straight)
    assert np.array_equal(play(scenario, people, reversed).run.events, straight)
