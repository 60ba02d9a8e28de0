"""The municipalities' pages: their own numbers beside the county's, nothing on few people, and each a report of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from results.report.html import render
from results.report.lint import lint
from results.report.local import file_name, local_pages, where_the_pages_are
from results.report.local_tables import capacity_table, in_time_table, queues_table, received_table
from results.report.material import Material, Use
from results.report.place import Place
from results.report.words import with_interval
from results.report.write import write_local
from scenarios.language import set_language
from tests.results.logs import KOPING
from tests.results.report_examples import material

WHOLE = "2017-2021"


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Swedish, whatever ran before."""
    set_language("sv")


@pytest.fixture(scope="module")
def example() -> Material:
    """Two alternatives with made-up numbers; Köping's own SFI seats are short for seven months, with A for two."""
    made = material("vastmanland/mer-sfi", "vastmanland/praktik-lika")
    uses = {
        ("vastmanland", "sfi_seats", "1983"): Use(97.0, 95.0, 99.0, 7, "2017-03"),
        ("vastmanland/mer-sfi", "sfi_seats", "1983"): Use(90.0, 88.0, 92.0, 2, "2017-05"),
        ("vastmanland/praktik-lika", "sfi_seats", "1983"): Use(97.0, 95.0, 99.0, 8, "2017-03"),
    }
    return replace(made, extras=replace(made.extras, local_capacity=uses))


def koping(of: Material) -> Place:
    return Place.of(of, of.base.county.municipality(KOPING))


def with_received(of: Material, means: dict[str, float]) -> Material:
    """The same with other numbers of received in Köping, by group."""
    frame = of.indicators.copy()
    here = (frame.indicator == "received") & (frame.area == "1983") & (frame.period == WHOLE)
    for group, mean in means.items():
        frame.loc[here & (frame.group == group), ["mean", "low", "high"]] = [mean, mean - 1.0, mean + 1.0]
    return replace(of, indicators=pd.DataFrame(frame))


def shown(of: Material) -> dict[str, str]:
    """Köping's column of the table of received."""
    return {str(row[0]): str(row[1]) for row in received_table(of, koping(of)).rows}


def test_every_municipality_has_a_page_that_keeps_a_reports_promises(example: Material, tmp_path: Path) -> None:
    write_local(tmp_path, example)
    files = sorted(path.name for path in (tmp_path / "local").iterdir())
    assert len(files) == len(example.base.county.municipalities)
    assert "1983-koping.html" in files
    assert "1980-vasteras.html" in files
    for local in local_pages(example):
        assert lint((tmp_path / "local" / local.file).read_text(encoding="utf-8")) == []


def test_the_countys_report_names_the_pages(example: Material) -> None:
    said = where_the_pages_are(example)
    assert all(file_name(m) in said for m in example.base.county.municipalities)


def test_a_page_sets_the_municipality_beside_its_subarea_and_the_county(example: Material) -> None:
    table = in_time_table(example, koping(example))
    assert [c.label for c in table.columns] == ["Indikator", "Enhet", "Köping", "Västra Mälardalen", "Västmanlands län"]
    row = next(row for row in table.rows if row[0] == "Etableringsplan inom två månader")
    expected = [
        with_interval(example.estimate("vastmanland", "plan_in_time", a, "all", WHOLE), "plan_in_time") for a in ("1983", "19:vastra", "19")
    ]
    assert list(row[2:]) == expected


def test_a_number_that_rests_on_too_few_is_left_to_the_subarea(example: Material) -> None:
    frame = example.indicators
    few = replace(example, indicators=frame[~((frame.indicator == "plan_in_time") & (frame.area == "1983"))])
    row = next(row for row in in_time_table(few, koping(few)).rows if row[0] == "Etableringsplan inom två månader")
    assert row[2] == ".."
    assert row[3] != ".."


def test_groups_of_fewer_than_twenty_are_not_shown(example: Material) -> None:
    found = shown(with_received(example, {"assigned": 40.0, "self_settled": 60.0, "quota": 12.0, "relatives": 3.0}))
    assert (found["Kvotflyktingar"], found["Anhöriga"]) == ("färre än 20", "färre än 20")
    assert found["Anvisade"].startswith("40")


def test_one_small_group_takes_the_next_smallest_with_it(example: Material) -> None:
    # 3 could be told from the sum of all: the next smallest is hidden too.
    found = shown(with_received(example, {"assigned": 40.0, "self_settled": 60.0, "quota": 25.0, "relatives": 3.0}))
    assert (found["Anhöriga"], found["Kvotflyktingar"]) == ("färre än 20", "visas inte")
    assert found["Anvisade"].startswith("40")
    assert found["Självbosatta"].startswith("60")


def test_what_a_table_hides_is_not_told_as_a_share(example: Material) -> None:
    def short(of: Material) -> str:
        page = next(local.page for local in local_pages(of) if local.file == "1983-koping.html")
        return render(page).split("Vilka som tas emot")[0]

    shown_to_all = {"assigned": 40.0, "self_settled": 60.0, "quota": 25.0, "relatives": 30.0}
    assert "procent är anvisade" in short(with_received(example, shown_to_all))
    assert "procent är anvisade" not in short(with_received(example, {**shown_to_all, "assigned": 12.0}))


def test_months_of_shortage_stand_without_and_with_each_alternative(example: Material) -> None:
    table = capacity_table(example, koping(example))
    assert [c.label for c in table.columns][-3:] == ["Bristmånader", "med A", "med B"]
    assert [(row[0], row[1], *row[4:]) for row in table.rows] == [("Sfi-platser", "kommunen", "7, först 2017-03", 2, 8)]


def test_the_greatest_queue_of_a_year_stands_with_its_month(example: Material) -> None:
    frame = example.indicators.copy()
    here = (frame.indicator == "queue_sfi") & (frame.area == "1983") & frame.period.str.startswith("2018-")
    frame.loc[here, "mean"] = 4.0
    frame.loc[here & (frame.period == "2018-09"), "mean"] = 31.0
    table = queues_table(replace(example, indicators=frame), koping(example))
    row = next(row for row in table.rows if row[0] == "Sfi")
    assert row[3] == "31 (9)"


def test_no_english_and_no_list_of_contents_on_a_page_of_two_sheets(example: Material) -> None:
    html = render(local_pages(example)[0].page)
    assert "<nav" not in html
    assert "waiting" not in html
    assert "Vad alternativen ändrar här" in html
