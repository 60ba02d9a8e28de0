"""Which engine computes: the compiled one where its start is won back, never one that lacks a rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.load import load
from sim.engines import cache, choice
from sim.engines.choice import EngineLacksError, choose, lacks
from sim.engines.compiled import prepare
from tests.small_county.county import small_county, with_values


def test_the_compiled_engine_is_taken_where_its_start_is_won_back() -> None:
    prepare()
    assert choose("auto", small_county(), 1) == "simpy"
    assert choose("auto", load("vastmanland"), 1) == "compiled"


def test_what_is_not_compiled_yet_is_compiled_for_larger_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    assert choose("auto", load("vastmanland"), 1) == "simpy"
    assert choose("auto", load("vastmanland"), 100) == "compiled"


def test_who_asks_for_an_engine_gets_it() -> None:
    assert choose("simpy", load("vastmanland"), 1_000) == "simpy"
    assert choose("compiled", small_county(), 1) == "compiled"
    with pytest.raises(ValueError, match="unknown engine"):
        choose("salabim", small_county(), 1)


def test_nothing_that_ships_is_refused() -> None:
    assert lacks(load("vastmanland")) == ()


def test_a_scenario_with_a_rule_that_is_not_compiled_is_refused_or_run_by_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "REFERENCE_ONLY", frozenset({"families_first"}))
    scenario = with_values(small_county(), {"sfi.policy": "families_first"})
    assert choose("auto", scenario, 10**9) == "simpy"
    with pytest.raises(EngineLacksError, match=r"sfi\.policy = families_first"):
        choose("compiled", scenario, 1)
