"""The county report: what the agreement asks for, by sex, with empty cells for what the county states itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from results.report.county_report import county_report, county_table, entries
from results.report.material import Material
from results.report.words import broken, with_interval
from results.report.write import COUNTY_REPORT, write_county_report
from scenarios.goals import Asked, Goal
from scenarios.language import set_language
from tests.results.report_examples import material


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Swedish, whatever ran before."""
    set_language("sv")


@pytest.fixture(scope="module")
def example() -> Material:
    """Two priority areas: one with indicators and something that the county states, one with readers of SFI by month."""
    made = material()
    goals = (
        Goal("hal", "Hälsa", "Health", ("region",), indicators=("health_in_time", "health_assessments")),
        Goal("utb", "Utbildning", "Education", ("kommun",), indicators=("sfi_readers_month_a",)),
    )
    asked = (
        Asked("hal", "Häl 1", "Antal hälsoundersökningar", "Number of assessments", ("health_assessments",)),
        Asked("utb", "Utb 2", "Antal former av sfi", "Kinds of SFI", (), "Uppges av länet.", "Stated by the county."),
    )
    return replace(made, base=made.base.model_copy(update={"county": replace(made.base.county, goals=goals, asked=asked)}))


def test_every_indicator_of_a_goal_stands_once_after_what_is_asked_for(example: Material) -> None:
    assert [(e.area, e.ref, e.indicator) for e in entries(example)] == [
        ("Hälsa", "Häl 1", "health_assessments"),
        ("Hälsa", "", "health_in_time"),
        ("Utbildning", "Utb 2", ""),
        ("Utbildning", "", "sfi_readers_month_a"),
    ]


def test_the_page_shows_the_year_before_the_decision_by_sex(example: Material) -> None:
    table = county_table(example)
    assert table is not None
    rows = {row[1]: row[2:] for row in table.rows}
    expected = [
        broken(with_interval(example.estimate("vastmanland", "health_assessments", "19", g, "2016"), "health_assessments"))
        for g in ("all", "women", "men", "girls", "boys")
    ]
    assert list(rows["Häl 1: Genomförda hälsoundersökningar, personer"]) == expected
    assert rows["Utb 2: Antal former av sfi (uppges av länet)"] == ("",) * 5
    # A series by month stands with its last month, and only for those it is split by.
    last = with_interval(example.estimate("vastmanland", "sfi_readers_month_a", "19", "all", "2016-12"), "sfi_readers_month_a")
    assert rows["Läser sfi på kurs A, personer"][0] == broken(last)
    assert rows["Läser sfi på kurs A, personer"][3:] == ("–", "–")


def test_the_workbook_has_one_sheet_with_numbers_and_cells_to_fill_in(example: Material, tmp_path: Path) -> None:
    write_county_report(tmp_path, example)
    book = load_workbook(tmp_path / COUNTY_REPORT)
    assert book.sheetnames == ["Läs mig", "Länsrapport"]
    rows = list(book["Länsrapport"].iter_rows(min_row=6, values_only=True))
    years = ["2016", "2017", "2018", "2019", "2020", "2021"]
    assessed = [row for row in rows if row[1] == "Häl 1"]
    assert [row[5] for row in assessed] == years
    found = example.estimate("vastmanland", "health_assessments", "19", "girls", "2018")
    assert found is not None
    assert assessed[2][15:18] == pytest.approx((found.mean, found.low, found.high))
    stated = [row for row in rows if row[1] == "Utb 2"]
    assert {value for row in stated for value in row[6:21]} <= {None, ""}
    assert {row[21] for row in stated} == {"uppges av länet"}


def test_a_county_without_goals_has_no_such_section_and_no_file(tmp_path: Path) -> None:
    made = material()
    bare = replace(made, base=made.base.model_copy(update={"county": replace(made.base.county, goals=(), asked=())}))
    assert county_report(bare) is None
    write_county_report(tmp_path, bare)
    assert list(tmp_path.iterdir()) == []
