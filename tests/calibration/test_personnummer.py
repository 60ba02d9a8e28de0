"""A personnummer is found in whatever form, and no message repeats it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from calibration.cohorts.personnummer import has_personnummer
from scenarios.errors import render
from tests.calibration.county import HEADER, places, refused, written


@pytest.mark.parametrize(
    "value",
    [
        "850101-1234", "19850101-1234", "8501011234", "198501011234", "850101+1234", "850161-1234", "850101 1234", "850101\N{EN DASH}1234",
        "Anna 850101-1234, Västerås", 8501011234.0, 198501011234.0, 101011234.0,
    ],
)  # fmt: skip
def test_a_personnummer_is_found(value: str | float) -> None:
    assert has_personnummer(value)


@pytest.mark.parametrize(
    "value",
    [
        "2014-2015",
        "2016-03-01",
        "851301-1234",
        "850141-1234",
        "12345",
        "dnr 2016-1234",
        "20160131",
        "5843.123456",
        20160131.0,
        8513011234.0,
        2374.0,
        0.5,
    ],
)
def test_other_numbers_are_none(value: str | float) -> None:
    assert not has_personnummer(value)


def test_every_one_is_refused_and_none_is_repeated(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "sfi_half_year;19;850101-1234;2014;45;100",
        "sfi_half_year;19;män;2014;45;100",
        "sfi_half_year;198501011234;kvinnor;2014;145;8501011234",
    )
    problems = refused(file)
    text = "\n".join(render(problem) for problem in problems).replace(str(file), "")
    assert places(problems) == [(2, 3), (4, 2), (4, 5), (4, 6)]
    assert "1234" not in text
    assert "0101" not in text


def test_one_in_a_sheet_that_nothing_reads_is_refused_too(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    for row in (HEADER.split(";"), ["sfi_half_year", 19, "kvinnor", 2014, 45, 100]):
        first.append(row)
    book.create_sheet("Läs mig").append(["Uppgifter om", 8501011234])
    path = tmp_path / "egna.xlsx"
    book.save(path)
    problems = refused(path)
    assert [(problem.file, problem.line, problem.column) for problem in problems] == [(f"{path}[Läs mig]", 1, 2)]
    assert "8501011234" not in str(problems)
