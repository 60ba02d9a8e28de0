"""Truths that are found again, on a model with a known answer; and what a summary says of sets small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from calibration.fit import Effort
from calibration.parameters import Prior
from calibration.validation.ranks import DRAWS
from calibration.validation.recovery import RECOVERY, ROUNDING, Recovered, cohorts, read, recover, summary, truth_of, written
from calibration.validation.setting import keep
from calibration.validation.speed import tear
from tests.calibration.toy import TARGETS, Toy, slopes, space, target

EFFORT = Effort(chance=20, slopes=2, designed=2, starts=1, search=2, rounds=4, final=4, polish=3, shown=2, checked=0)


def toy() -> Toy:
    """Eight rounded figures that three positions move, with chance."""
    observed = [target(f"t{k}", None, ROUNDING, bounds=(-1e9, 1e9)) for k in range(TARGETS)]
    return Toy(slopes(), observed, chance=2.0)


@pytest.fixture(scope="module")
def sets() -> list[Recovered]:
    """Forty sets of the toy, each recovered."""
    return [recover(toy(), number, 1, EFFORT) for number in range(40)]


def test_truths_of_a_straight_model_are_found_as_often_as_the_intervals_say(sets: list[Recovered]) -> None:
    found = summary(sets, space(), 1)
    assert 0.80 <= found["within"] <= 0.98
    assert found["uniform"]
    assert found["width_identified"] < 0.6
    assert sum(found["rank_counts"]) == 40 * 3


def test_intervals_half_as_wide_are_caught(sets: list[Recovered]) -> None:
    narrow = [replace(each, posterior=Prior(each.posterior.mean, each.posterior.covariance / 4.0)) for each in sets]
    found = summary(narrow, space(), 1)
    assert found["within"] < 0.80
    assert not found["uniform"]


def test_a_summary_by_hand() -> None:
    """Truths 0 and 2 against a posterior of mean 0: the first within, the second beyond 1.64 standard deviations of one half."""
    posterior = Prior(np.zeros(2), np.diag([0.25, 0.25]))
    found = summary([Recovered(0, np.array([0.0, 2.0]), posterior, np.array([True, False]), 1.0)], space(2), 1)
    assert found["within"] == 0.5
    assert found["within_identified"] == 1.0
    assert [each["within"] for each in found["each"]] == [1, 0]
    assert found["each"][1]["ranks"] == [DRAWS]
    # The prior is beta(3, 3): its 90 percent interval is 0.189 to 0.811; with half the spread 0.330 to 0.670, 0.546 times as wide.
    assert found["width_identified"] == pytest.approx(0.546, abs=0.002)


def test_every_set_has_a_truth_of_its_own_that_more_sets_do_not_change() -> None:
    assert not np.allclose(truth_of(0, 5, 1), truth_of(1, 5, 1))
    assert truth_of(3, 5, 1).tolist() == truth_of(3, 5, 1).tolist()
    many = np.array([truth_of(number, 38, 1) for number in range(40)])
    assert abs(many.mean()) < 0.1
    assert many.std() == pytest.approx(1.0, abs=0.05)


def test_a_set_is_the_same_after_it_was_kept(tmp_path: Path, sets: list[Recovered]) -> None:
    keep(tmp_path / "set-00.json", written(sets[0]))
    again = read(tmp_path / "set-00.json")
    assert again.number == sets[0].number
    assert again.truth == pytest.approx(sets[0].truth, rel=1e-5)
    assert again.posterior.covariance == pytest.approx(sets[0].posterior.covariance, rel=1e-4, abs=1e-6)
    assert again.identified.tolist() == sets[0].identified.tolist()


def test_the_figures_of_a_made_up_history_are_about_a_hundred_and_say_nothing_yet() -> None:
    found = cohorts("19")
    assert len(found) == len({each.id for each in found}) == 107
    assert all(each.bounds == (-1e9, 1e9) and each.discrepancy == 0.0 for each in found)
    assert RECOVERY.final >= 2, "the slopes' noise is told from at least two replications"


def test_a_torn_checkpoint_ends_within_a_line(tmp_path: Path) -> None:
    whole = tmp_path / "whole.jsonl"
    whole.write_text("first line\nsecond line\nthird line\n", encoding="utf-8")
    tear(whole, tmp_path / "half" / "half.jsonl")
    assert (tmp_path / "half" / "half.jsonl").read_text(encoding="utf-8") == "first line\nsecond"
