"""Goals: how far a package brings the county towards them."""

from __future__ import annotations

import numpy as np
import pytest

from results.priorities.choices.goals import GOALS, Aim, Objective, indicators_of, objective
from scenarios.load import load

COUNTY = load("vastmanland").county


def test_parts_of_the_way_in_each_unit() -> None:
    share = Aim("3.4", "sfi_in_time_plan", 60.0)
    wait = Aim("3.6", "reception_wait_median", 80.0)
    assert share.closed(np.array([10.0])) == pytest.approx([0.25])
    assert wait.closed(np.array([-20.0, 8.0])) == pytest.approx([0.25, -0.1])


def test_a_goal_that_is_reached_is_left_out_and_the_others_share_its_weight() -> None:
    starts = {key: 50.0 for _, key in indicators_of(GOALS, COUNTY)} | {"preschool_in_time": 99.5}
    found = objective(GOALS, COUNTY, starts)
    assert "3.7" not in {aim.goal for aim in found.aims}
    assert found.parts() == pytest.approx(np.full(len(found.aims), 1.0 / len(found.aims)))


def test_weights_order_packages_anew() -> None:
    aims = (Aim("a", "sfi_in_time_plan", 50.0), Aim("b", "so_in_time", 50.0))
    changes = np.array([[10.0, 0.0], [0.0, 8.0]])
    assert np.argmax(Objective(GOALS, aims).score(changes)) == 0
    assert np.argmax(Objective(GOALS, aims, {"b": 2.0}).score(changes)) == 1
    assert Objective(GOALS, aims, {"a": 0.0}).score(changes) == pytest.approx([0.0, 0.16])


def test_one_indicator_is_told_in_its_own_unit() -> None:
    found = objective("reception_wait_median", COUNTY, {"reception_wait_median": 80.0})
    assert found.in_unit(float(found.score(np.array([-20.0])))) == pytest.approx(20.0)


def test_nothing_to_judge_by_is_refused() -> None:
    with pytest.raises(ValueError, match="so_in_time"):
        objective("so_in_time", COUNTY, {"so_in_time": float("nan")})
    with pytest.raises(ValueError, match="goals"):
        objective(GOALS, COUNTY, {key: float("nan") for _, key in indicators_of(GOALS, COUNTY)})
