"""The pages say what the files say, and nothing that is not in them; shown on what a tiny run of two counties found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from calibration.validation.pages import Pages, read_all, write_pages
from calibration.validation.scored import county_totals, forecast_years, together
from calibration.validation.setting import Work
from calibration.validation.verdicts import rms, verdicts
from calibration.validation.words import measured, significant
from results.tables import as_csv
from scenarios.language import set_language
from tests.house.tree import ROOT

EXAMPLE = Path(__file__).parent / "validation_example" / "validation"
DOCS = ROOT / "docs"
CODES = ("05", "23")


@pytest.fixture
def found() -> Mapping[str, Any]:
    """The example's files."""
    set_language("sv")
    return read_all(EXAMPLE)


def met(found: Mapping[str, Any]) -> list[bool | None]:
    """The verdicts' answers, in their order."""
    return [each.met for each in verdicts(found, CODES)]


def test_every_demand_has_its_line_and_its_answer(found: Mapping[str, Any]) -> None:
    main = Pages(found).texts()["validation.md"]
    for each in verdicts(found, CODES):
        assert f"| {each.what} | {each.asked} | {each.found} | **{each.answer}** |" in main
    english = main.partition("## In English")[2]
    assert len(re.findall(r"^- .* Met: (?:yes|no|not measured)\.$", english, re.MULTILINE)) == len(verdicts(found, CODES)) == 10


def test_the_answers_follow_the_numbers(found: Mapping[str, Any]) -> None:
    """The example was fitted with next to no effort: its intervals miss nearly all truths, its calibration is said to take 11 minutes."""
    rows = forecast_years(found["held-back"]["series"])
    relative = together(county_totals(rows)).relative["model"]
    assert met(found)[0] is (max(rms(found[code]["figures"]) for code in CODES) <= 1.5)
    assert met(found)[1] is (relative <= 0.15)
    assert met(found)[5] is False
    assert met(found)[-2:] == [False, True]
    better = dict(found) | {"speed": dict(found["speed"]) | {"seconds": 500}, "recovery": dict(found["recovery"]) | {"within": 0.9}}
    assert (met(better)[5], met(better)[-2]) == (True, True)
    assert met(dict(found) | {"recovery": dict(found["recovery"]) | {"within": 0.99}})[5] is False, "too often is wrong as well"


def test_what_was_not_run_is_left_out(found: Mapping[str, Any]) -> None:
    some = {key: value for key, value in found.items() if key.isdigit()}
    main = Pages(some).texts()["validation.md"]
    assert "## År som hölls undan" not in main
    assert "## Återfinns kända värden?" not in main
    assert len(verdicts(some, CODES)) == 1


def test_a_countys_page_shows_every_figure_and_every_parameter(found: Mapping[str, Any]) -> None:
    text = Pages(found).texts()["validation/ostergotland.md"]
    for each in found["05"]["figures"]:
        assert each["source"] in text
    for each in found["05"]["parameters"]:
        assert f"| {each['label']} | {measured(each['before'])} | {measured(each['after'])} |" in text
    assert "2015" in text.partition("## År som hölls undan")[2]


def test_poor_fits_are_shown_the_farthest_first(found: Mapping[str, Any]) -> None:
    main = Pages(found).texts()["validation.md"]
    far = sorted((each["z"] for data in ("00", "05", "23") for each in found[data]["figures"] if abs(each["z"]) > 2.0), key=abs)
    table = main.partition("## Dåliga anpassningar")[2].partition("## In English")[0]
    assert far
    assert table.count("\n| ") - 2 == len(far)


def test_pages_and_charts_are_written_with_the_numbers_beside(tmp_path: Path) -> None:
    set_language("sv")
    folder = tmp_path / "docs" / "validation"
    folder.mkdir(parents=True)
    for file in EXAMPLE.glob("*.json"):
        (folder / file.name).write_bytes(file.read_bytes())
    write_pages(Work(tmp_path, pages=folder))
    links = [
        (page.parent / link) for page in tmp_path.rglob("*.md") for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    ]
    assert [link for link in links if not link.exists()] == []
    drawn = {path.stem for path in (folder / "charts").glob("*.svg")}
    assert drawn == {path.stem for path in (folder / "charts").glob("*.csv")}
    assert {"undanhallet", "ranger", "antaganden", "sverige-parametrar", "jamtland-anpassning", "ostergotland-undanhallet"} <= drawn


def test_numbers_keep_three_digits_of_any_size() -> None:
    set_language("sv")
    shown = [significant(value) for value in (1234.5, 12.345, 0.012345, 1e-16, -3.0)]
    assert shown == ["1\N{NO-BREAK SPACE}234", "12,3", "0,0123", "0", "−3,00"]


def test_the_pages_that_ship_are_what_their_files_give() -> None:
    """`python -m calibration.validation pages` writes them anew."""
    set_language("sv")
    shipped = read_all(DOCS / "validation") if (DOCS / "validation").exists() else {}
    assert bool(shipped) is (DOCS / "validation.md").exists(), "pages and files come together"
    if shipped:
        made = Pages(shipped)
        assert {path: (DOCS / path).read_text(encoding="utf-8") for path in made.texts()} == made.texts()
        charts = {f"{chart.key}.csv": as_csv(chart.data) for chart in made.charts}
        assert {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "validation" / "charts").glob("*.csv")} == charts
