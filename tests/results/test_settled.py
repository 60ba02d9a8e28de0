"""Who settles where: by municipality and way of arrival, in alphabetical order, nothing on few people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from results.report.material import Material
from results.report.settled import settled_table, spread_sentence
from scenarios.language import set_language
from tests.results.report_examples import material


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Swedish, whatever ran before."""
    set_language("sv")


@pytest.fixture(scope="module")
def example() -> Material:
    """Köping receives 40 assigned, 60 self-settled, 30 quota refugees and 6 relatives in all; 9, 12 and 8 of the assigned in 2017-2019."""
    made = material()
    frame = made.indicators.copy()
    here = (frame.indicator == "received") & (frame.area == "1983")
    for group, mean in (("assigned", 40.0), ("self_settled", 60.0), ("quota", 30.0), ("relatives", 6.0)):
        frame.loc[here & (frame.group == group) & (frame.period == "2017-2021"), ["mean", "low", "high"]] = [mean, mean - 2.0, mean + 2.0]
    for year, mean in (("2017", 9.4), ("2018", 12.0), ("2019", 8.0)):
        frame.loc[here & (frame.group == "assigned") & (frame.period == year), "mean"] = mean
    return replace(made, indicators=frame)


def test_a_row_a_municipality_by_way_of_arrival(example: Material) -> None:
    table = settled_table(example)
    names = ["Arboga", "Fagersta", "Hallstahammar", "Kungsör", "Köping", "Norberg", "Sala", "Skinnskatteberg", "Surahammar", "Västerås"]
    assert [row[0] for row in table.rows] == names
    koping = next(row for row in table.rows if row[0] == "Köping")
    assert str(koping[2]).replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ") == "40 (38–42)"
    # Six relatives are hidden, and with them the next smallest.
    assert koping[4:6] == ("visas inte", "färre än 20")


def test_the_workbook_has_each_year_in_whole_persons_and_hides_the_same(example: Material) -> None:
    full = settled_table(example).numbers
    assert full is not None
    koping = {row[1]: row[2:] for row in full.rows if row[0] == "Köping"}
    assert koping["Anvisade"][:3] == (9, 12, 8)
    assert set(koping) == {"Alla", "Anvisade", "Självbosatta", "Ensamkommande barn"}


def test_the_spread_is_said_with_its_unit(example: Material) -> None:
    assert spread_sentence(example).startswith("Skillnad mellan kommuner: mottagna per 1 000 invånare: ")
    assert "per 1 000 invånare och år" in spread_sentence(example)
