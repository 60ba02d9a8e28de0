"""Doubt: who is best where, what is lost, and which part of the variance comes from what."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from results.priorities.choices.goals import Aim, Objective
from results.priorities.choices.packages import Choice, menu
from results.priorities.doubt.doubt import doubt, variance_parts
from results.priorities.doubt.futures import futures_of
from results.priorities.doubt.worth import ready
from results.priorities.found import Doubt, Range
from results.priorities.simulated.evaluate import Evaluator, Question
from results.priorities.simulated.scores import scores
from scenarios.load import load
from scenarios.registry import scenario_hash
from scenarios.vocabulary import FUTURES
from tests.priorities.menus import health, joint, seats
from tests.results.draws import county
from tests.small_county.county import arrivals, with_measure

BASE = county()
MENU = menu((BASE, *(with_measure(BASE, each) for each in (seats(), joint(), health()))))
FUTURES_OF_ALL = {"planned": BASE, "high": BASE.model_copy(update={"arrivals": arrivals(1.3)})}
AIMS = (Aim("a", "so_in_time", 50.0), Aim("b", "sfi_in_time_plan", 50.0))
GOAL = Objective("goals", AIMS)
QUESTION = Question(MENU, FUTURES_OF_ALL, ("so_in_time", "sfi_in_time_plan"), "compiled")
SEATS, JOINT = (Choice("seats"),), (Choice("joint"),)
BOTH = (*SEATS, *JOINT)


def made_up(parts: tuple[float, float, float], shape: tuple[int, int, int, int], seed: int) -> np.ndarray:
    """Scores with known variances of chance, parameters and futures; a tenth of the first two differs between futures."""
    random = np.random.default_rng(seed)
    packages, futures, draws, each = shape
    chance, parameters, future = (np.sqrt(part) for part in parts)
    steps = np.linspace(-1.0, 1.0, futures)
    found = future * (steps / steps.std())[None, :, None, None]
    for spread, size in ((chance, (packages, 1, draws, each)), (parameters, (packages, 1, draws, 1))):
        own = (packages, futures, *size[2:])
        found = found + spread * (np.sqrt(0.9) * random.standard_normal(size) + np.sqrt(0.1) * random.standard_normal(own))
    return np.asarray(found)


@pytest.mark.parametrize("parts", [(0.5, 0.3, 0.2), (0.1, 0.9, 0.0), (0.8, 0.0, 0.2), (1.0, 0.0, 0.0), (0.2, 0.2, 0.6)])
def test_known_parts_of_the_variance_are_found(parts: tuple[float, float, float]) -> None:
    found = variance_parts(made_up(parts, (40, 4, 600, 2), 3))
    assert found.sum(axis=1) == pytest.approx(np.ones(40))
    assert found.min() >= 0.0
    assert found.mean(axis=0) == pytest.approx(parts, abs=0.025)


def test_what_chance_brings_is_not_taken_for_parameters_or_futures() -> None:
    """With few draws a single package's parts are rough; over many they are not drawn towards chance's company."""
    scores_of_all = made_up((0.6, 0.3, 0.1), (4000, 4, 6, 2), 5)
    chance = scores_of_all.var(axis=3, ddof=1).mean()
    between = scores_of_all.mean(axis=3).var(axis=2, ddof=1).mean()
    assert chance == pytest.approx(0.6, abs=0.02)
    assert between - chance / 2.0 == pytest.approx(0.3, abs=0.02)
    assert variance_parts(scores_of_all).mean(axis=0) == pytest.approx([0.6, 0.3, 0.1], abs=0.08)


def test_what_never_varies_has_no_parts_and_what_is_not_drawn_has_none() -> None:
    assert not variance_parts(np.full((1, 4, 3, 2), 0.25)).any()
    one_each = variance_parts(made_up((1.0, 0.0, 1.0), (200, 4, 40, 1), 2))
    assert not one_each[:, 1].any()
    assert one_each.mean(axis=0) == pytest.approx([0.5, 0.0, 0.5], abs=0.03)


@pytest.fixture(scope="module")
def found() -> Doubt:
    with Evaluator(QUESTION) as evaluator:
        told = doubt(evaluator, [BOTH, JOINT, SEATS], GOAL, draws=2)
        assert evaluator.done == 4 * 2 * 2 * 2
        assert ready(evaluator, [BOTH, ()]) == 2
    return told


def test_the_empty_package_stands_beside_the_others_and_never_moves(found: Doubt) -> None:
    assert found.packages == (BOTH, JOINT, SEATS, ())
    assert found.futures == ("planned", "high")
    assert not found.variance[3].any()
    assert all((each.mean, each.low, each.high) == (0.0, 0.0, 0.0) for each in found.score[3])


def test_who_is_best_and_what_others_lose_is_what_the_scores_say(found: Doubt) -> None:
    with Evaluator(QUESTION) as evaluator:
        means = scores(evaluator, found.packages, GOAL, range(2), found.futures).mean(axis=3)
    for f in range(2):
        for p in range(4):
            others = [max(means[q, f, d] for q in range(4)) for d in range(2)]
            assert found.best_in[p, f] == sum(means[p, f, d] >= others[d] - 1e-9 for d in range(2))
            assert found.regret[p, f] == pytest.approx(np.mean([others[d] - means[p, f, d] for d in range(2)]))
            assert found.score[p][f].mean == pytest.approx(means[p, f].mean())
            assert found.against[p][f].mean == pytest.approx(means[p, f].mean() - means[0, f].mean())
    assert found.regret[3].min() > 0.0
    assert found.worst[3] == found.futures[int(found.regret[3].argmax())]


def test_packages_that_do_the_same_are_both_best() -> None:
    """Who is called to a health assessment has nothing to do with civic orientation here: with and without it comes out the same."""
    only = Objective("so_in_time", AIMS[:1])
    with Evaluator(QUESTION) as evaluator:
        told = doubt(evaluator, [JOINT, (*JOINT, Choice("health"))], only, draws=2, futures=["planned"])
    assert [told.best_of_all(package) for package in told.packages] == [(2, 2), (2, 2), (0, 2)]
    assert told.worst == ("", "", "planned")


def test_a_future_breaks_the_choice_where_another_is_told_better(found: Doubt) -> None:
    better, worse, unsure = Range(0.1, 0.05, 0.15), Range(-0.1, -0.15, -0.05), Range(0.1, -0.1, 0.3)
    zero = Range(0.0, 0.0, 0.0)
    told = replace(found, against=((zero, zero), (better, worse), (unsure, unsure), (worse, unsure)))
    assert [told.breaks(package) for package in told.packages] == [("planned",), ("high",), (), ("planned",)]


def test_an_aim_without_a_value_in_one_package_tells_none_of_them_apart() -> None:
    with Evaluator(QUESTION) as evaluator:
        whole = scores(evaluator, [BOTH, SEATS], GOAL, range(1))
        for job, outcome in list(evaluator.found.items()):
            if job.package == SEATS and job.replication == 1:
                values = outcome.values.copy()
                values[evaluator.column("so_in_time")] = np.nan
                evaluator.found[job] = replace(outcome, values=values)
        holed = scores(evaluator, [BOTH, SEATS], GOAL, range(1))
    np.testing.assert_array_equal(holed[..., 0], whole[..., 0])
    assert holed[0, 0, 0, 1] == pytest.approx(holed[1, 0, 0, 1]) != whole[0, 0, 0, 1]


def test_the_futures_of_a_county_are_its_own_without_measures() -> None:
    found = futures_of("vastmanland/mer-sfi")
    assert tuple(found) == FUTURES
    assert scenario_hash(found["planned"].model_copy(update=_named())) == scenario_hash(load("vastmanland").model_copy(update=_named()))
    arriving = {name: sum(each.arrivals.asylum) for name, each in found.items()}
    assert arriving["low"] < arriving["planned"] < min(arriving["high"], arriving["surge"])
    assert {len(each.measures) for each in found.values()} == {0}


def _named() -> dict[str, str]:
    return {"name": "x", "title_sv": "", "title_en": "", "question_sv": "", "question_en": ""}
