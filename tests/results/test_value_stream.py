"""Lead times step by step: what stands in the tables is what the indicators say, also for the whole way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from results.report.material import Material
from results.report.page import Shown, Words
from results.report.value_stream import value_stream
from results.report.words import with_interval
from results.tables import Table
from scenarios.language import set_language
from tests.results.report_examples import material

PERIOD = "2017-2021"


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Swedish, whatever ran before."""
    set_language("sv")


@pytest.fixture(scope="module")
def example() -> Material:
    """One alternative with made-up numbers."""
    return material("vastmanland/mer-sfi")


def tables(of: Material) -> dict[str, Table]:
    found = value_stream(of)
    assert found is not None
    return {item.table.key: item.table for item in found.items if isinstance(item, Shown)}


def test_a_row_holds_wait_time_in_the_step_and_the_share_that_adds_value(example: Material) -> None:
    rows = {row[0]: row[1:] for row in tables(example)["ledtider-tabell"].rows}
    keys = ("wait_practice_median", "wait_practice_p90", "stay_practice_median", "stay_practice_p90", "flow_practice")
    expected = tuple(with_interval(example.estimate("vastmanland", key, "19", "all", PERIOD), key) for key in keys)
    assert rows["Praktik"] == expected
    assert ".." not in expected
    # From assignment to reception is no service: nothing there adds value.
    assert rows["Anvisning och mottagande"][-1] == "–"
    assert rows["Hela vägen, från mottagande till planens slut"][-1] == with_interval(
        example.estimate("vastmanland", "active_share", "19", "all", PERIOD), "active_share"
    )


def test_the_workbook_has_every_number_in_a_cell(example: Material) -> None:
    full = tables(example)["ledtider-tabell"].numbers
    assert full is not None
    practice = next(row for row in full.rows if row[0] == "Praktik")
    found = example.estimate("vastmanland", "flow_practice", "19", "all", PERIOD)
    assert found is not None
    assert practice[-3:] == (found.mean, found.low, found.high)


def test_waiting_is_shown_by_subarea_and_differences_by_alternative(example: Material) -> None:
    found = tables(example)
    assert [c.label for c in found["ledtider-delomraden"].columns][1:] == [
        "Norra Västmanland",
        "Västra Mälardalen",
        "Västerås med Hallstahammar och Surahammar",
        "Västmanlands län",
    ]
    assert found["ledtider-skillnad"].columns[-1].label == "Skillnad A"
    assert len(found["ledtider-skillnad"].rows) > len(found["ledtider-delomraden"].rows)


def test_without_alternatives_there_is_no_difference() -> None:
    assert "ledtider-skillnad" not in tables(material())


def test_lead_times_that_nothing_changes_are_left_out_and_said_to_be_the_same(example: Material) -> None:
    frame = example.differences.copy()
    still = ~frame.indicator.isin(["flow_practice"])
    frame.loc[still, ["difference", "low", "high"]] = 0.0
    found = value_stream(replace(example, differences=frame))
    assert found is not None
    table = tables(replace(example, differences=frame))["ledtider-skillnad"]
    assert [row[0] for row in table.rows] == ["Värdeskapande tid: praktik"]
    assert "Alla andra ledtider är desamma med alla alternativ." in [item.text for item in found.items if isinstance(item, Words)]
