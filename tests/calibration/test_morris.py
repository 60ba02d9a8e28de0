"""Elementary effects of functions whose effects are known."""

from __future__ import annotations

import numpy as np
import pytest

from calibration.validation.morris import Ways, effects, ways


def through(number: int = 200) -> Ways:
    """Ways in three dimensions."""
    return ways(3, number, seed=4)


def test_each_move_changes_one_coordinate_within_the_cube() -> None:
    found = through()
    assert found.points.min() == 0.0
    assert found.points.max() == pytest.approx(1.0)
    moved = np.diff(found.points, axis=1) != 0.0
    assert (moved.sum(axis=2) == 1).all()
    assert (np.argmax(moved, axis=2) == found.order).all()
    assert (np.sort(found.order, axis=1) == np.arange(3)).all()


def test_a_linear_function_has_its_slopes_and_no_spread() -> None:
    found = through(10)
    values = found.points @ np.array([[2.0], [-3.0], [0.0]])
    told = effects(found, values)
    assert told.size[:, 0] == pytest.approx([2.0, 3.0, 0.0])
    assert told.mean[:, 0] == pytest.approx([2.0, -3.0, 0.0])
    assert told.spread[:, 0] == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)


def test_an_interaction_shows_as_spread() -> None:
    """Of x y, the effect of x is y: 0, 1/3, 2/3 or 1, equally likely: mean 1/2, standard deviation sqrt(5) / 6."""
    found = through()
    told = effects(found, (found.points[:, :, 0] * found.points[:, :, 1])[:, :, None])
    assert told.size[:2, 0] == pytest.approx([0.5, 0.5], abs=0.06)
    assert told.spread[:2, 0] == pytest.approx([np.sqrt(5.0) / 6.0] * 2, abs=0.04)
    assert told.size[2, 0] == 0.0


def test_effects_that_cancel_show_in_their_size() -> None:
    """Of (x - 1/2)², a move between 0 and 2/3 or 1/3 and 1 changes 1/4 to 1/36: effects of either sign, all of size 1/3."""
    found = through()
    told = effects(found, ((found.points[:, :, 0] - 0.5) ** 2)[:, :, None])
    assert told.size[0, 0] == pytest.approx(1.0 / 3.0)
    assert abs(told.mean[0, 0]) < 0.06
