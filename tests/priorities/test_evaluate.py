"""Packages simulated: the same for any number of workers, paired, and nothing twice."""

from __future__ import annotations

import numpy as np
import pytest

from results.priorities.choices.budget import PAYERS
from results.priorities.choices.packages import Choice
from results.priorities.simulated.evaluate import Evaluator, Question
from results.study import run_study
from tests.priorities.menus import small_menu

MENU = small_menu()
QUESTION = Question(MENU, {"planned": MENU.base}, ("so_in_time", "health_in_time"), "simpy")
PACKAGES = [(), (Choice("joint"),), (Choice("health", 0.5),)]

pytestmark = pytest.mark.guarantee


def test_any_number_of_workers_says_the_same_and_nothing_is_simulated_twice() -> None:
    with Evaluator(QUESTION, 1, 1) as one, Evaluator(QUESTION, 1, 2) as two:
        first, second = one.at(PACKAGES, range(2)), two.at(PACKAGES[::-1], range(2))
        for name in ("values", "people", "events", "running"):
            np.testing.assert_array_equal(getattr(first, name), getattr(second, name)[::-1])
        again = one.at(PACKAGES[1:], range(2))
        assert one.done == 6
        np.testing.assert_array_equal(again.values, first.values[1:])


def test_the_numbers_are_those_of_a_study() -> None:
    study = run_study(MENU.scenario(PACKAGES[1]), 1, replications=2, engine="simpy", workers=1)
    with Evaluator(QUESTION) as evaluator:
        seen = evaluator.at(PACKAGES[1:2], range(2))
        for indicator in QUESTION.indicators:
            for group in ("all", "women"):
                column = study.place_of[study.key(indicator, group=group)]
                found = seen.values[0][:, evaluator.column(indicator, group=group)]
                np.testing.assert_array_equal(found, study.values[:, column])


def test_what_a_measure_cannot_touch_is_exactly_the_same() -> None:
    with Evaluator(QUESTION) as evaluator:
        seen = evaluator.at(PACKAGES, range(2))
        column = evaluator.column("health_in_time")
        np.testing.assert_array_equal(seen.values[0][:, column], seen.values[1][:, column])
        assert seen.events.shape[2] == len(PAYERS)
