"""Replications over processes: the same for any number of workers, and a killed worker costs its own replication only."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from results.precision import FIRST, next_total, widest
from results.replicate import MOST_ATTEMPTS, Task, replicate


def nothing(given: object) -> object:
    return given


def square(given: object, number: int) -> int:
    return number * number


def dies_at_three(given: object, number: int) -> int | None:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def dies_once(folder: Path, number: int) -> int:
    """The first process that gets number 2 is killed; the next one lives."""
    seen = folder / "seen"
    if number == 2 and not seen.exists():
        seen.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def refuses(given: object, number: int) -> int:
    raise ValueError("no such thing")


def test_any_number_of_workers_gives_the_same() -> None:
    task = Task(nothing, square, None)
    expected = {number: number * number for number in range(6)}
    for workers in (1, 2, 3):
        found = dict(replicate(task, range(6), workers))
        assert found == expected


def test_a_replication_that_kills_its_process_each_time_fails_alone() -> None:
    found = dict(replicate(Task(nothing, dies_at_three, None), range(6), 2))
    assert found == {0: 0, 1: 1, 2: 4, 3: None, 4: 16, 5: 25}
    assert MOST_ATTEMPTS == 3


def test_a_process_killed_once_costs_nothing(tmp_path: Path) -> None:
    assert dict(replicate(Task(nothing, dies_once, tmp_path), range(4), 2)) == {0: 0, 1: 1, 2: 4, 3: 9}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_of_the_program_is_told(workers: int) -> None:
    with pytest.raises(ValueError, match="no such thing"):
        list(replicate(Task(nothing, refuses, None), range(2), workers))


def test_the_widest_interval_decides_and_small_means_are_held_against_ten() -> None:
    # Column 0: mean 50, sd 1; column 1: mean 1, sd 1, held against 10; column 2 is undefined once; column 3 is not looked at.
    values = np.array([[49.0, 0.0, 1.0, 0.0], [50.0, 1.0, np.nan, 1e6], [51.0, 2.0, 1.0, 0.0]])
    chosen = np.array([True, True, True, False])
    # Two intervals at once: t with 2 degrees of freedom at 97.5 % two-sided is 6.2053; half = 6.2053 / sqrt(3).
    assert widest(values, chosen) == pytest.approx(6.2053 / np.sqrt(3) / 10, rel=1e-4)
    assert np.isnan(widest(values[:1], chosen))


def test_replications_are_added_until_the_precision_is_there() -> None:
    assert next_total(0, float("nan"), 0.05) == FIRST
    assert next_total(5, 0.04, 0.05) == 5
    assert next_total(5, 0.06, 0.05) == 8  # 5 * (0.06 / 0.05)^2 = 7.2
    assert next_total(5, 0.5, 0.05) == 10  # at most twice as many
    assert next_total(150, 0.5, 0.05) == 200
    assert next_total(200, 0.5, 0.05) == 200
