"""Calibrated values: each has a range in every county, and positions stand for values within it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.parameters import FARTHEST, Number, Prior, Space, calibrated, standard_prior
from scenarios.drawn import with_values
from scenarios.errors import ScenarioError
from scenarios.load import load
from scenarios.registry import scenario_hash
from scenarios.values import Parameter

COUNTIES = ("vastmanland", "jamtland", "stockholm", "vasternorrland", "ostergotland")


@given(st.floats(-5, 5), st.floats(0.01, 10), st.floats(0.0, 1.0), st.floats(-FARTHEST, FARTHEST))
def test_a_value_stays_in_its_range_and_gives_its_position_back(low: float, width: float, share: float, position: float) -> None:
    number = Number("a.b", low, low + share * width, low + width)
    value = float(number.at(position))
    assert low <= value <= low + width
    assert number.position(value) == pytest.approx(position, abs=1e-3)


def test_the_prior_is_a_pert_distribution() -> None:
    number, middle = Number("a.b", 1.0, 2.0, 5.0), (np.arange(20_000) + 0.5) / 20_000
    from scipy.special import ndtri

    assert float(number.at(ndtri(middle)).mean()) == pytest.approx((1.0 + 4.0 * 2.0 + 5.0) / 6.0, rel=1e-3)


@pytest.mark.parametrize("name", COUNTIES)
def test_every_calibrated_value_has_a_range_and_can_be_set(name: str) -> None:
    scenario = load(f"{name}/utfall")
    space = Space(calibrated(scenario))
    own = {number.address: number.mode for parameter in space.parameters for number in parameter.numbers}
    assert scenario_hash(with_values(scenario, own)) == scenario_hash(scenario)
    assert scenario_hash(with_values(scenario, space.values(np.full(space.size, 1.0)))) != scenario_hash(scenario)
    assert all(parameter.sv and parameter.en and parameter.unit for parameter in space.parameters)


def test_whitened_positions_are_independent_standard_normal() -> None:
    root = np.array([[1.0, 0.0], [0.6, 0.5]])
    prior = Prior(np.array([0.3, -0.2]), root @ root.T)
    standard = np.random.default_rng(1).standard_normal((50, 2)) * 0.5
    assert np.array([prior.whitened(x) for x in prior.draws(standard)]) == pytest.approx(standard)
    assert standard_prior(2).whitened(np.array([1.0, 2.0])) == pytest.approx([1.0, 2.0])


def without_range(parameter: Parameter) -> Parameter:
    """The same without its range."""
    steps: tuple[Any, ...] = parameter.steps
    bare: Parameter = type(parameter)(steps=tuple(step.model_copy(update={"low": None, "high": None}) for step in steps))
    return bare


def test_every_value_without_a_range_is_told_at_once() -> None:
    scenario = load("vastmanland")
    share, passes = scenario.people.share_nation_settles, scenario.sfi.pass_share
    people = scenario.people.model_copy(update={"share_nation_settles": without_range(share)})
    sfi = scenario.sfi.model_copy(update={"pass_share": without_range(passes)})
    with pytest.raises(ScenarioError) as told:
        calibrated(scenario.model_copy(update={"people": people, "sfi": sfi}))
    keys = {problem.key.partition("[")[0] for problem in told.value.problems}
    assert {"people.share_nation_settles", "sfi.pass_share"} <= keys
    assert all(problem.file == "vastmanland" for problem in told.value.problems)
