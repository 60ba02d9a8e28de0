"""Luck: the same person has the same luck whatever else changes."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.declare import Draw
from sim.engines.jit import i8, takes
from sim.engines.memory import Memory
from sim.engines.tables import State, floats
from sim.events import DRAW, DRAWS
from sim.luck import Luck, Streams, on_grid, uniforms, variates
from sim.luck_compiled import luck_at
from sim.people import sample
from tests.small_county.county import small_county, with_arrivals


@given(st.integers(0, 2**31), st.integers(0, 10_000), st.integers(1, 300), st.integers(1, 300))
def test_the_first_numbers_do_not_depend_on_how_many_are_drawn(seed: int, replication: int, few: int, more: int) -> None:
    short, long = sorted((few, more))
    assert np.array_equal(uniforms(seed, replication, "x", short), uniforms(seed, replication, "x", long)[:short])


def test_same_seed_same_luck_other_seed_replication_or_stream_other_luck() -> None:
    one = uniforms(1, 0, "sfi.result#0", 100)
    assert np.array_equal(one, uniforms(1, 0, "sfi.result#0", 100))
    for other in (uniforms(2, 0, "sfi.result#0", 100), uniforms(1, 1, "sfi.result#0", 100), uniforms(1, 0, "sfi.result#1", 100)):
        assert not np.any(one == other)


@given(st.lists(st.integers(0, 199), unique=True).map(sorted))
def test_who_asks_for_some_rows_gets_their_numbers(chosen: list[int]) -> None:
    rows = np.array(chosen, dtype=np.int64)
    streams = Streams(1, 0, 200)
    assert np.array_equal(streams.uniforms("x", rows), uniforms(1, 0, "x", 200)[rows])
    for name, luck in Luck(streams, DRAWS, {"sfi.pace": 0.4}, rows).items():
        assert luck.flags.c_contiguous
        assert np.array_equal(luck, variates(DRAWS[name], 1, 0, 200, 0.4 if name == "sfi.pace" else 0.0)[:, rows]), name


@takes(i8, i8, i8)
def luck_of_all(s: State, draw: int, occasion: int, out: int) -> None:
    """Everybody's luck in one decision on one occasion, written to the numbers at the address `out`."""
    for i in range(s.people):
        floats(out)[i] = luck_at(s, draw, occasion, i)


def test_a_number_worked_out_alone_is_that_of_the_whole_stream() -> None:
    """The compiled engine works out single numbers; each is that of the stream to the last bit, for every decision and occasion."""
    people = sample(small_county(), 3, 1)
    memory = Memory(small_county(), people)
    alone = np.empty(people.n)
    for name, luck in people.luck.items():
        for occasion, stream in enumerate(luck):
            luck_of_all(memory.s, DRAW[name], occasion, alone.ctypes.data)
            assert np.array_equal(alone, stream), (name, occasion)


def test_uniforms_are_those_of_numpys_generator() -> None:
    key = np.frombuffer(blake2b(b"1/0/x", digest_size=16).digest(), dtype=np.uint64)
    assert np.array_equal(uniforms(1, 0, "x", 1_001), np.random.Generator(np.random.Philox(key=key)).random(1_001))


def test_a_new_decision_or_occasion_moves_no_old_draw() -> None:
    fewer = variates(Draw("sfi.result", occasions=3), 1, 0, 50)
    more = variates(Draw("sfi.result", occasions=7), 1, 0, 50)
    assert np.array_equal(fewer, more[:3])


def test_all_streams_have_names_of_their_own() -> None:
    streams = [f"{draw.name}#{k}" for draw in DRAWS.values() for k in range(draw.occasions)]
    assert len(set(streams)) == len(streams)
    assert all(name == draw.name for name, draw in DRAWS.items())


def test_streams_are_uncorrelated() -> None:
    """No pair of streams is more alike than chance allows (Bonferroni over all pairs at one in a thousand)."""
    count = 4_000
    luck = np.array([uniforms(1, 0, f"{draw.name}#{k}", count) for draw in DRAWS.values() for k in range(draw.occasions)])
    alike = np.corrcoef(luck)[np.triu_indices(len(luck), 1)]
    limit = stats.norm.isf(0.001 / 2.0 / len(alike)) / count**0.5
    assert np.abs(alike).max() < limit


def test_neighbours_in_a_stream_are_uncorrelated() -> None:
    luck = uniforms(1, 0, "sfi.result#0", 100_000)
    for lag in (1, 2, 3, 4):
        assert abs(float(np.corrcoef(luck[:-lag], luck[lag:])[0, 1])) < 4.0 / len(luck) ** 0.5


@pytest.mark.parametrize(
    ("draw", "spread", "law"),
    [
        (Draw("x"), 0.0, stats.uniform()),
        (Draw("x", "exponential"), 0.0, stats.expon()),
        (Draw("x", "normal"), 0.0, stats.norm()),
        (Draw("x", "lognormal", spread="y"), 0.7, stats.lognorm(0.7, scale=np.exp(-0.245))),
    ],
)
def test_variates_have_the_distribution_they_claim(draw: Draw, spread: float, law: object) -> None:
    found = variates(draw, 1, 0, 20_000, spread)[0]
    assert stats.kstest(found, law.cdf).pvalue > 0.001  # type: ignore[attr-defined]
    assert float(found.mean()) == pytest.approx(float(law.mean()), abs=4.0 * float(found.std()) / 20_000**0.5)  # type: ignore[attr-defined]


def test_a_lognormal_without_spread_is_one() -> None:
    assert np.all(variates(Draw("x", "lognormal"), 1, 0, 10) == 1.0)


def test_uniforms_are_never_zero_or_one() -> None:
    luck = uniforms(1, 0, "x", 100_000)
    assert luck.min() > 0.0
    assert luck.max() < 1.0


def test_the_grid_rounds_up_to_a_tick() -> None:
    assert on_grid(np.array([0.0, 1.0, 1.0 + 2.0**-17])).tolist() == [0.0, 1.0, 1.0 + 2.0**-16]


ATTRIBUTES = (
    "cohort",
    "role",
    "sex",
    "birth",
    "arrival",
    "language",
    "schooling",
    "path",
    "special_need",
    "stays",
    "settles",
    "asylum_municipality",
    "trait_factor",
    "trait_score",
)


@pytest.mark.parametrize("factor", [1.3, 0.5])
def test_more_or_fewer_arrivals_leave_everyone_elses_attributes_and_luck(factor: float) -> None:
    """A month's last household may be cut where the month's number ends; all other people are the same people."""
    base = sample(small_county(), 1, 0)
    other = sample(with_arrivals(small_county(), factor), 1, 0)
    in_base = np.isin(base.id, other.id)
    in_other = np.isin(other.id, base.id)
    few, many = (other, base) if factor < 1.0 else (base, other)
    assert set(few.id.tolist()) < set(many.id.tolist())
    for name in ATTRIBUTES:
        assert np.array_equal(getattr(base, name)[in_base], getattr(other, name)[in_other], equal_nan=name == "arrival"), name
    assert np.array_equal(base.id[base.household][in_base], other.id[other.household][in_other])
    for name, luck in base.luck.items():
        assert np.array_equal(luck[:, in_base], other.luck[name][:, in_other]), name
