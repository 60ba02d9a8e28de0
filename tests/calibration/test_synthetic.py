"""A made-up history: the file says what a planner's would, reading it gives the same numbers, and the truth lies beside it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from calibration.cohorts.history import numbers
from calibration.cohorts.observation import FEWEST, Observation
from calibration.cohorts.own_targets import own_targets
from calibration.cohorts.read import read_cohorts
from calibration.cohorts.synthetic import prior_truth, synthetic_run, synthetic_targets, write_synthetic
from calibration.cohorts.write import Dialect, aggregated_page, as_written, write_csv, write_workbook
from calibration.parameters import Space, calibrated
from calibration.targets import Target
from scenarios.drawn import with_values
from scenarios.errors import ScenarioError
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from sim.run import simulate

TRUTH = {"start.registration_days_mean": 40.0, "capacity.sfi_seats": 0.8}


@pytest.fixture(scope="module")
def small() -> Scenario:
    """A tenth of Västmanland, 2014 to 2021."""
    return load(str(Path(__file__).parents[1] / "golden" / "small.toml"))


@pytest.fixture(scope="module")
def made_up(small: Scenario) -> tuple[Observation, ...]:
    """The numbers of a made-up history as statistics would give them."""
    return as_written(numbers(synthetic_run(small, TRUTH, 3), small, "", fewest=1))


def unsourced(targets: tuple[Target, ...]) -> list[Target]:
    """Targets without where they were read."""
    return [replace(target, source="") for target in targets]


@pytest.mark.parametrize(
    "dialect", [None, Dialect(), Dialect(encoding="cp1252"), Dialect(encoding="utf-16"), Dialect("\t"), Dialect(",", ".", "utf-8")]
)
def test_reading_a_written_file_gives_the_same_targets(
    tmp_path: Path, small: Scenario, made_up: tuple[Observation, ...], dialect: Dialect | None
) -> None:
    path = tmp_path / ("kohort.csv" if dialect else "kohort.xlsx")
    if dialect:
        write_csv(path, aggregated_page(made_up), dialect)
    else:
        write_workbook(path, [aggregated_page(made_up)])
    found = read_cohorts([path], [], small)
    assert unsourced(own_targets(found.observations, small.county)) == unsourced(own_targets(made_up, small.county))
    assert len(found.observations) > 200


def test_targets_without_a_file_are_those_of_the_file(small: Scenario, made_up: tuple[Observation, ...]) -> None:
    assert synthetic_targets(small, TRUTH, 3) == own_targets(made_up, small.county)


def test_the_truth_is_drawn_from_the_prior_and_another_seed_draws_another() -> None:
    county = load("vastmanland")
    truth = prior_truth(county, 3)
    assert truth == prior_truth(county, 3) != prior_truth(county, 4)
    space = Space((*calibrated(county, "nation"), *calibrated(county, "county")))
    assert all(number.low <= truth[number.address] <= number.high for each in space.parameters for number in each.numbers)
    assert len(truth) > 20
    assert with_values(county, truth).county.code == "19"


def test_small_numbers_are_held_back(made_up: tuple[Observation, ...]) -> None:
    rows = aggregated_page(made_up).rows
    assert any(row[4] == ".." for row in rows)
    assert all(row[4] == ".." or float(row[4]) >= FEWEST for each, row in zip(made_up, rows, strict=True) if each.unit == "persons")
    assert all(row[5] == "" or row[5] == ".." or float(row[5]) >= FEWEST for row in rows)
    assert all(
        "." not in str(row[4]).removesuffix(".0") or row[4] == ".." for each, row in zip(made_up, rows, strict=True) if each.unit == "days"
    )


def test_the_truth_moves_the_history_and_the_luck_is_no_runs(small: Scenario) -> None:
    first, again, other = synthetic_run(small, TRUTH, 3), synthetic_run(small, TRUTH, 3), synthetic_run(small, {}, 3)
    assert first.events.tobytes() == again.events.tobytes()
    assert first.population.id.tolist() == other.population.id.tolist()
    assert first.events.tobytes() != other.events.tobytes()
    assert simulate(small, 3, 0).population.id.tolist() != other.population.id.tolist()


@pytest.mark.parametrize(("name", "events", "files"), [
    ("kohort.csv", False, ["kohort.csv", "kohort.truth.csv"]),
    ("logg.csv", True, ["logg.csv", "logg.persons.csv", "logg.truth.csv"]),
    ("logg.xlsx", True, ["logg.truth.csv", "logg.xlsx"]),
])  # fmt: skip
def test_files_are_written_with_their_truth_and_nothing_else(
    tmp_path: Path, small: Scenario, name: str, events: bool, files: list[str]
) -> None:
    written = write_synthetic(tmp_path / name, small, TRUTH, 3, events=events)
    assert sorted(path.name for path in written) == files == sorted(path.name for path in tmp_path.iterdir())
    with written[-1].open(encoding="utf-8") as file:
        assert {row["address"]: float(row["value"]) for row in csv.DictReader(file)} == TRUTH
    with pytest.raises(ScenarioError) as told:
        write_synthetic(tmp_path / name, small, TRUTH, 3, events=events)
    assert sorted(Path(problem.file).name for problem in told.value.problems) == files


def test_other_endings_and_folders_that_are_not_there_are_refused(tmp_path: Path, small: Scenario) -> None:
    for out in (tmp_path / "kohort.xls", tmp_path / "borta" / "kohort.csv"):
        with pytest.raises(ScenarioError):
            write_synthetic(out, small, TRUTH, 3)
    assert list(tmp_path.iterdir()) == []
