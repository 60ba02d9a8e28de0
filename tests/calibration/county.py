"""Västmanland and tables of a planner's history in it, written as text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from calibration.cohorts.read import Cohorts, read_cohorts
from scenarios.errors import Problem, ScenarioError
from scenarios.load import load
from scenarios.schema.scenario import Scenario

HEADER = "indikator;område;kön;år;värde;personer"


@cache
def vastmanland() -> Scenario:
    """The county as it ships: run from 2009 to 2022, reported 2017 to 2021."""
    return load("vastmanland")


def written(folder: Path, *rows: str, name: str = "egna.csv", encoding: str = "utf-8", header: str = HEADER) -> Path:
    """A CSV with a header and these rows."""
    path = folder / name
    path.write_bytes("\r\n".join([header, *rows, ""]).encode(encoding))
    return path


def read(*files: Path, persons: tuple[Path, ...] = ()) -> Cohorts:
    """What the files say."""
    return read_cohorts(files, persons, vastmanland())


def refused(*files: Path, persons: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """The faults of files that are not read."""
    with pytest.raises(ScenarioError) as told:
        read(*files, persons=persons)
    return told.value.problems


def places(problems: tuple[Problem, ...]) -> list[tuple[int, int]]:
    """Row and column of each fault."""
    return [(problem.line, problem.column) for problem in problems]
