"""Simulations at many points: the same whatever the number of workers, kept on disk, and never computed twice."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from calibration.evaluate import Evaluator, Seen, Setting
from calibration.fit import Effort, fit
from calibration.observe import shortened
from calibration.parameters import Calibrated, Number, Space, standard_prior
from calibration.problem import Problem
from calibration.targets import Target
from scenarios.schema.scenario import Scenario
from tests.small_county.county import small_county

POINTS = [{"sfi.apply_days_mean": 30.0}, {"sfi.apply_days_mean": 60.0, "capacity.sfi_seats": 1.5}]
EFFORT = Effort(chance=3, slopes=1, designed=4, starts=2, search=1, rounds=2, final=2, polish=1, shown=2, checked=0)
SPACE = Space(
    (
        Calibrated("application", "nation", (Number("sfi.apply_days_mean", 10.0, 40.0, 120.0),), "anmälan", "application"),
        Calibrated("seats", "county", (Number("capacity.sfi_seats", 0.5, 1.0, 2.0),), "platser", "seats"),
    )
)


def figure(indicator: str, value: float | None, unit: str) -> Target:
    low, high = (None, None) if value is not None else (0.0, 1e6)
    return Target(f"{indicator}-2016", "99", indicator, "", "all", "2015", "2016", value, low, high, unit, 1.0, 1.0, "", "", "s", "", False)


TARGETS = (figure("sfi_wait_from_plan", 70.0, "days"), figure("sfi_half_year", 80.0, "percent"), figure("received", None, "persons"))


def setting(targets: tuple[Target, ...] = TARGETS) -> Setting:
    scenario: Scenario = small_county()
    return Setting((shortened(scenario, targets),), targets, "compiled")


def same(one: Seen, other: Seen) -> bool:
    return np.array_equal(one.values, other.values, equal_nan=True) and np.array_equal(one.people, other.people)


def test_shape_and_order_follow_what_was_asked() -> None:
    with Evaluator(setting()) as evaluator:
        both = evaluator.at(POINTS, [0, 1], 1)
        last = evaluator.at(POINTS[1:], [1], 1)
    assert both.values.shape == (2, 2, 1, len(TARGETS))
    assert np.array_equal(both.values[1, 1], last.values[0, 0], equal_nan=True)
    assert not np.array_equal(both.values[0], both.values[1])


def test_any_number_of_workers_gives_the_same() -> None:
    with Evaluator(setting()) as alone, Evaluator(setting(), workers=2) as pair:
        assert same(alone.at(POINTS, [0, 1], 1), pair.at(POINTS, [0, 1], 1))


class KilledError(Exception):
    """Stands for whatever ends a process in the middle."""


def fitted(checkpoint: Path | None, killed_after: int | None = None) -> NDArray[np.float64]:
    numbers = count(1)

    def tell(_done: int, _planned: int) -> None:
        if next(numbers) == killed_after:
            raise KilledError

    with Evaluator(setting(), 1, checkpoint, tell) as evaluator:
        found = fit(Problem(evaluator, SPACE, TARGETS), standard_prior(SPACE.size), 1, EFFORT)
    return np.concatenate([found.posterior.mean, found.posterior.covariance.ravel(), found.expected])


def test_killed_and_resumed_it_finds_the_same_posterior(tmp_path: Path) -> None:
    checkpoint = tmp_path / "simulations.jsonl"
    whole = fitted(None)
    for killed_after in (3, 10):
        with pytest.raises(KilledError):
            fitted(checkpoint, killed_after)
    with checkpoint.open("a", encoding="utf-8") as file:
        file.write('["torn", [1.0')
    assert np.array_equal(fitted(checkpoint), whole)


def test_what_is_kept_is_not_computed_again(tmp_path: Path) -> None:
    checkpoint = tmp_path / "simulations.jsonl"
    with Evaluator(setting(), 1, checkpoint) as first:
        seen = first.at(POINTS, [0], 1)
    with Evaluator(setting(), 1, checkpoint) as second:
        assert same(second.at(POINTS, [0], 1), seen)
        assert second.done == 0


def test_what_another_question_kept_is_not_used(tmp_path: Path) -> None:
    checkpoint = tmp_path / "simulations.jsonl"
    with Evaluator(setting(), 1, checkpoint) as first:
        first.at(POINTS, [0], 1)
    with Evaluator(setting(TARGETS[:2]), 1, checkpoint) as second:
        second.at(POINTS, [0], 1)
        assert second.done == len(POINTS)
