"""Shapley values: what they must do by definition, on made-up worths and once on the small county."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.intervals import Floats
from results.priorities.choices.goals import Aim, Objective
from results.priorities.choices.packages import Choice
from results.priorities.found import Range
from results.priorities.simulated.evaluate import Evaluator, Question
from results.priorities.why.shapley import MOST, divide, interaction, meeting, parts_of, shapley_values, simulations
from tests.priorities.menus import small_menu

MENU = small_menu()
QUESTION = Question(MENU, {"planned": MENU.base}, ("active_share", "so_in_time", "health_called_in_time"), "simpy")

numbers = st.floats(-100.0, 100.0, allow_nan=False)


@st.composite
def worths(draw: st.DrawFn, least: int = 1) -> Floats:
    """What each part of a whole of some members is worth."""
    members = draw(st.integers(least, 4))
    return np.array(draw(st.lists(numbers, min_size=1 << members, max_size=1 << members)))


def by_orders(worth: Floats) -> Floats:
    """The same by the other definition: every order in which the members can come, one after the other."""
    members = len(worth).bit_length() - 1
    orders, found = list(permutations(range(members))), np.zeros(members)
    for order in orders:
        part = 0
        for member in order:
            found[member] += worth[part | 1 << member] - worth[part]
            part |= 1 << member
    return found / len(orders)


@given(worths())
def test_it_is_the_mean_over_all_orders_and_adds_up(worth: Floats) -> None:
    values = shapley_values(worth)
    np.testing.assert_allclose(values, by_orders(worth), atol=1e-9)
    assert values.sum() == pytest.approx(worth[-1] - worth[0], abs=1e-9)


@given(worths(), st.data())
def test_one_that_changes_nothing_gets_exactly_nothing(worth: Floats, data: st.DataObject) -> None:
    member = data.draw(st.integers(0, len(worth).bit_length() - 2))
    idle = np.array([worth[part & ~(1 << member)] for part in range(len(worth))])
    assert shapley_values(idle)[member] == 0.0


@given(worths(least=2))
def test_two_that_do_the_same_get_the_same(worth: Floats) -> None:
    """Parts are worth what they are by how many of the first two they hold, not which."""
    swapped = [part & ~3 | (part & 1) << 1 | (part & 2) >> 1 for part in range(len(worth))]
    alike = worth + worth[swapped]
    values = shapley_values(alike)
    assert values[0] == pytest.approx(values[1], abs=1e-9)


def test_by_hand() -> None:
    """The first is worth 1 alone, the second 2, both 5: the 2 that they bring beyond their sum is divided in halves."""
    worth = np.array([0.0, 1.0, 2.0, 5.0])
    np.testing.assert_allclose(shapley_values(worth), [2.0, 3.0])
    assert interaction(worth, 0, 1) == pytest.approx(2.0)


def test_members_that_only_add_do_not_meet() -> None:
    gains = np.array([3.0, -1.0, 7.0])
    worth = np.array([sum(gain for k, gain in enumerate(gains) if part >> k & 1) for part in range(8)])
    np.testing.assert_allclose(shapley_values(worth), gains)
    assert interaction(worth, 0, 2) == pytest.approx(0.0, abs=1e-12)


def test_parts_stand_by_their_bits() -> None:
    a, b = Choice("a"), Choice("b")
    assert parts_of((a, b)) == ((), (a,), (b,), (a, b))


@pytest.mark.parametrize(("beyond", "told"), [((2, 1, 3), "more"), ((-2, -3, -1), "less"), ((0, -1, 1), "not_told")])
def test_how_measures_meet_is_told_only_where_it_can_be(beyond: tuple[float, float, float], told: str) -> None:
    assert meeting(Range(*beyond)) == told


@pytest.mark.parametrize("measures", [0, MOST + 1])
def test_what_cannot_be_divided_is_refused(measures: int) -> None:
    package = tuple(Choice(str(k)) for k in range(measures))
    with Evaluator(QUESTION) as evaluator, pytest.raises(ValueError, match=f"not one of {measures}"):
        divide(evaluator, Objective("goals", ()), package)


@pytest.mark.guarantee
def test_a_package_of_the_small_county_is_divided() -> None:
    """The shares add up to what the package brings; a health measure that nobody's civic orientation notices has no part in that."""
    aims = tuple(Aim(str(k), key, 50.0) for k, key in enumerate(QUESTION.indicators))
    objective = Objective("goals", aims)
    package = (Choice("seats"), Choice("joint"), Choice("health"))
    with Evaluator(QUESTION) as evaluator:
        found = divide(evaluator, objective, package, range(2))
        assert evaluator.done == simulations(package, range(2), pairs=False) == 16
        columns = [evaluator.column(key) for key in QUESTION.indicators]
        seen = evaluator.observations([(), package], range(2))[:, :, columns]
        again = divide(evaluator, objective, package, range(2))
        assert evaluator.done == 16
    effect = objective.score(seen[1] - seen[0]).mean()
    assert found.whole.mean == pytest.approx(effect, abs=1e-12)
    assert effect != 0.0
    assert sum(share.score.mean for share in found.shares) == pytest.approx(effect, abs=1e-12)
    for k in range(len(aims)):
        assert sum(share.closed[k].mean for share in found.shares) == pytest.approx(found.closed[k].mean, abs=1e-12)
    assert found.shares[0].closed[2] == Range(0.0, 0.0, 0.0)
    assert found.shares[2].closed[2].mean != 0.0
    assert found.beyond.mean == pytest.approx(effect - sum(each.mean for each in found.alone), abs=1e-12)
    assert [(pair.first, pair.second) for pair in found.pairs] == [
        (package[0], package[1]),
        (package[0], package[2]),
        (package[1], package[2]),
    ]
    assert again == found
