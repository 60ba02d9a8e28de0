"""Aggregated cohorts: what Swedish Excel leaves is read as it is, and what cannot be used is refused with row and column."""

from __future__ import annotations

from datetime import datetime
from math import isnan, sqrt
from pathlib import Path

import pytest
from openpyxl import Workbook

from calibration.cohorts.observation import Observation
from calibration.cohorts.own_targets import own_targets
from scenarios.language import set_language
from tests.calibration.county import HEADER, places, read, refused, vastmanland, written

ROWS = (
    "Tid till etableringsplan;Västmanlands län;kvinnor;2014;1\N{NO-BREAK SPACE}052,5;300",
    "sfi_half_year;19;Män;2013-2014;45,25;1 200",
    "received;1980 Västerås;;2018;..;",
    "received;Köpings kommun;totalt;2018;212;",
    "in_plan;Västmanland;alla;2016-12;2 374;",
)


def said(*files: Path) -> tuple[Observation, ...]:
    """The observations of files."""
    return read(*files).observations


def known(rows: tuple[Observation, ...]) -> list[tuple[str, str, str, str, float]]:
    """Indicator, area, group, period and value (or the upper bound of what is held back)."""
    return [(r.indicator, r.area, r.group, r.period, r.high if r.censored else r.value) for r in rows]


EXPECTED = [
    ("plan_wait_median", "19", "women", "2014", 1052.5),
    ("sfi_half_year", "19", "men", "2013-2014", 45.25),
    ("received", "1980", "all", "2018", 5.0),
    ("received", "1983", "all", "2018", 212.0),
    ("in_plan", "19", "all", "2016-12", 2374.0),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_of_excel_is_read(tmp_path: Path, encoding: str) -> None:
    assert known(said(written(tmp_path, *ROWS, encoding=encoding))) == EXPECTED


def test_big_endian_with_its_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "egna.csv"
    path.write_bytes(("\N{ZERO WIDTH NO-BREAK SPACE}" + "\r\n".join([HEADER, *ROWS])).encode("utf-16-be"))
    assert known(said(path)) == EXPECTED


@pytest.mark.parametrize("separator", ["\t", ","])
def test_other_separators_are_found(tmp_path: Path, separator: str) -> None:
    def cells(row: str) -> str:
        return separator.join(f'"{cell}"' if separator in cell else cell for cell in row.split(";"))

    assert known(said(written(tmp_path, *map(cells, ROWS), header=cells(HEADER)))) == EXPECTED


def test_titles_and_empty_rows_around_the_table_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "egna.csv"
    path.write_text("\r\n".join(["sep=;", "", ";;;;;", "Kohorter i länet, 2014;;;;;", HEADER, *ROWS, ";;;;;", ""]), encoding="utf-8")
    assert known(said(path)) == EXPECTED
    assert said(path)[0].source == "egna.csv:6"


def test_a_workbook_gives_numbers_dates_and_percent_as_they_are_shown(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Kohorter"
    for row in (
        [],
        ["", "Indicator", "Area", "Period", "Value", "Persons", "Källa"],
        [None, "sfi_half_year", 19, 2014, 0.455, 200, "Eget register"],
        [None, "in_plan", "19", datetime(2016, 12, 1), 2374],
    ):
        sheet.append(row)
    sheet["E3"].number_format = "0.0%"
    path = tmp_path / "egna.xlsx"
    book.save(path)
    share, stock = said(path)
    assert known((share, stock)) == [("sfi_half_year", "19", "all", "2014", 45.5), ("in_plan", "19", "all", "2016-12", 2374.0)]
    assert share.source == "egna.xlsx[Kohorter]:3: Eget register"


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("..", 1, 5),
        ("x", 1, 5),
        ("<6", 1, 5),
        ("< 5", 1, 4),
        ("färre än 6", 1, 5),
        ("1–5", 1, 5),
        ("1-5", 1, 5),
        ("≤10", 1, 10),
        ("4", 1, 5),
    ],
)
def test_a_count_that_is_held_back_has_bounds_and_is_no_zero(tmp_path: Path, cell: str, low: float, high: float) -> None:
    (found,) = said(written(tmp_path, f"received;19;;2014;{cell};"))
    assert isnan(found.value)
    assert (found.low, found.high) == (low, high)
    (target,) = own_targets([found], vastmanland().county)
    assert (target.value, target.low, target.high) == (None, low, high)
    assert target.z(3.0) == 0.0
    assert target.z(0.0) < 0.0 < target.z(99.0)


@pytest.mark.parametrize("cell", ["0", "-", "–"])
def test_a_dash_means_none_at_all(tmp_path: Path, cell: str) -> None:
    (found,) = said(written(tmp_path, f"received;19;;2014;{cell};"))
    assert found.value == 0.0


@pytest.mark.parametrize(("cell", "low", "high"), [("<6", 0, 6), (">95", 95, 100), ("10–20", 10, 20)])
def test_bounds_of_a_share_are_those_that_are_written(tmp_path: Path, cell: str, low: float, high: float) -> None:
    (found,) = said(written(tmp_path, f"sfi_half_year;19;;2014;{cell};100"))
    assert (found.low, found.high) == (low, high)


def test_rows_that_say_nothing_are_told_and_make_no_target(tmp_path: Path) -> None:
    found = read(
        written(tmp_path, ROWS[0], "sfi_half_year;19;;2014;..;100", "sfi_half_year;19;män;2014;50;<6", "sfi_half_year;19;män;2015;50;4")
    )
    assert [row.indicator for row in found.observations] == ["plan_wait_median"]
    assert found.silent == ("egna.csv:3", "egna.csv:4", "egna.csv:5")


def test_how_sure_a_number_is_follows_from_its_persons_and_its_decimals(tmp_path: Path) -> None:
    share, count, stated = said(
        written(
            tmp_path,
            "sfi_half_year;19;;2014;50;100;",
            "received;19;;2014;400;;",
            "sfi_half_year;19;;2015;50;100;3",
            header=f"{HEADER};medelfel",
        )
    )
    assert share.se == pytest.approx(sqrt(25.0 + 1 / 12), rel=1e-3)
    assert count.se == pytest.approx(sqrt(1.5 * 400.0))
    assert stated.se == pytest.approx(sqrt(9.0 + 1 / 12))


def test_a_count_in_percent_of_another(tmp_path: Path) -> None:
    (found,) = said(written(tmp_path, "assessed;19;2014;44;applied;900", header="indikator;område;år;värde;per;personer"))
    assert (found.per, found.unit, found.value) == ("applied", "percent", 44.0)


def test_a_target_has_the_doubt_of_the_same_definition(tmp_path: Path) -> None:
    (target,) = own_targets(said(written(tmp_path, ROWS[0])), vastmanland().county)
    assert target.discrepancy == pytest.approx(0.05 * 1052.5)
    assert (target.id, target.published_area, target.year) == ("own-19-plan_wait_median-women-2014", "Västmanlands län", "2014")
    assert (target.source, target.held_back) == ("egna.csv:2", False)


GOOD = "sfi_half_year;19;kvinnor;2014;45,5;100"

REFUSED: dict[str, tuple[str, int, str]] = {
    "a misspelt municipality": ("received;Västeås;;2018;9;", 2, "Västerås"),
    "a code of no county": ("received;9999;;2018;9;", 2, "no municipality"),
    "a code of another county": ("received;0580;;2018;9;", 2, "Östergötland"),
    "a name of another county": ("received;Solna;;2018;9;", 2, "Stockholm"),
    "another county": ("received;Östergötlands län;;2018;9;", 2, "no municipality"),
    "no area": ("received;;;2018;9;", 2, "missing"),
    "a misspelt indicator": ("sfi_half_yaer;19;;2014;45;100", 1, "sfi_half_year"),
    "a group that the indicator has not": ("sfi_half_year;19;flickor;2014;45;100", 3, "not split"),
    "a year outside the run": ("sfi_half_year;19;;2031;45;100", 4, "2009–2022"),
    "years in the wrong order": ("sfi_half_year;19;;2015-2014;45;100", 4, "2009–2022"),
    "a year that a municipality is not reported in": ("received;1980;;2012;40;", 4, "2017–2021"),
    "a month of a number by year": ("received;19;;2014-03;40;", 4, "year"),
    "a year of a number by month": ("in_plan;19;;2014;40;", 4, "month"),
    "a share above 100": ("sfi_half_year;19;;2014;145;100", 5, "0–100"),
    "a negative count": ("received;19;;2014;-4;", 5, "0–"),
    "a half person": ("received;19;;2014;1,234;", 5, "whole"),
    "a thousand with a comma and a point": ("received;19;;2014;1.234,5;", 5, "number"),
    "no value": ("received;19;;2014;;", 5, "missing"),
    "a word for a value": ("received;19;;2014;många;", 5, "number"),
    "percent of a wait": ("plan_wait_median;19;;2014;45 %;100", 5, "unit"),
    "bounds above 100": ("sfi_half_year;19;;2014;90–130;100", 5, "0–100"),
    "no persons": ("sfi_half_year;19;män;2014;45;", 6, "persons"),
    "a decimal point where there were commas": ("sfi_half_year;19;män;2014;45.5;100", 5, "row 2"),
    "the same number twice": (GOOD, 1, "egna.csv:2"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_with_row_and_column(tmp_path: Path, case: str) -> None:
    row, column, told = REFUSED[case]
    set_language("en")
    try:
        problems = refused(written(tmp_path, GOOD, row))
    finally:
        set_language("sv")
    assert places(problems) == [(3, column)]
    assert told in " ".join((problems[0].message, problems[0].allowed, problems[0].suggestion))


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    first = written(tmp_path, "received;Västeås;;2018;9;", "received;19;;2014;x1;", name="a.csv")
    second = written(tmp_path, "received;19;;2031;9;", name="b.csv", encoding="cp1252")
    third = written(tmp_path, header="indikator;område;år;värden;namn", name="c.csv")
    problems = refused(first, second, third)
    assert [(Path(p.file).name, p.line, p.column) for p in problems] == [("a.csv", 2, 2), ("a.csv", 3, 5), ("b.csv", 2, 4), ("c.csv", 1, 1)]


def test_a_column_that_nothing_reads_and_one_that_stands_twice_are_refused(tmp_path: Path) -> None:
    problems = refused(written(tmp_path, "received;19;2014;9;;Anna", header="indikator;område;år;värde;value;namn"))
    assert places(problems) == [(1, 5), (1, 6)]


def test_percentages_written_as_shares_of_one_are_refused(tmp_path: Path) -> None:
    rows = [f"sfi_half_year;19;;{year};0,4{year % 10};100" for year in (2013, 2014, 2015)]
    assert places(refused(written(tmp_path, *rows))) == [(2, 5)]


def test_a_date_that_excel_made_of_an_interval_is_told_as_such(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["indikator", "område", "år", "värde"], ["received", 19, 2014, datetime(2026, 5, 1)]):
        sheet.append(row)
    path = tmp_path / "egna.xlsx"
    book.save(path)
    problems = refused(path)
    assert [(p.file, p.line, p.column, p.key) for p in problems] == [(f"{path}[Sheet]", 2, 4, "värde (D2)")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("egna.xls", b"\xd0\xcf\x11\xe0"), ("egna.xlsx", b"PK\x03\x04 no workbook"), ("egna.csv", b""), ("egna.csv", b"a;b\x00c\r\n1;2;3"),
        ("egna.csv", HEADER.encode()), ("egna.csv", b'indikator;omr\xc3\xa5de;\xc3\xa5r;v\xc3\xa4rde\r\n"received;19;2014;9'),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_in_words(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    problems = refused(path)
    assert len(problems) == 1
    assert problems[0].file == str(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [problem.file for problem in refused(tmp_path / "borta.csv")] == [str(tmp_path / "borta.csv")]


def test_of_very_many_faults_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    rows = [f"received;Ort{k};;2018;9;" for k in range(250)]
    problems = refused(written(tmp_path, *rows))
    assert len(problems) == 201
    assert any("50" in problem.message for problem in problems)
