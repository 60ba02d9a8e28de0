"""Journeys between municipalities: given in a table, else worked out from where they lie; faults told with line and column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scenarios.errors import ScenarioError
from scenarios.links import LONGEST_MINUTES, complete
from scenarios.load import assumptions, load, scenario_hash
from tests.scenarios.small import write_overlay

HEADER = "from,to,minutes,source,assumption,note\n"


def with_links(folder: Path, text: str) -> str:
    """The small county with a table of links; the path of its scenario."""
    (folder / "links.csv").write_text(HEADER + text, encoding="utf-8")
    return write_overlay(folder, '[county]\nlinks = "links.csv"\n')


def test_minutes_are_a_fixed_part_and_the_way_at_a_speed_up_to_a_longest(county: Path) -> None:
    one, other = load(str(county / "base.toml")).county.municipalities[:2]
    one = replace(one, latitude=60.0, longitude=15.0)
    other = replace(other, latitude=61.0, longitude=15.0)
    found = complete({}, (one, other), speed_kmh=60.0, fixed_minutes=10.0)
    assert found == {(9801, 9802): pytest.approx(121.2), (9802, 9801): pytest.approx(121.2)}
    assert complete({}, (one, other), 5.0, 10.0)[9801, 9802] == LONGEST_MINUTES
    assert complete({(9801, 9802): 35.0}, (one, other), 60.0, 10.0)[9801, 9802] == 35.0


def test_a_journey_holds_both_ways_unless_the_other_stands_there_too(county: Path) -> None:
    plain = load(str(county / "base.toml"))
    scenario = load(with_links(county, "9801,9802,25,Tidtabell,,\n9801,9803,50,,true,snö\n9803,9801,40,,true,\n"))
    minutes = scenario.county.minutes
    assert [minutes(*pair) for pair in ((9801, 9802), (9802, 9801), (9801, 9803), (9803, 9801), (9801, 9801))] == [25, 25, 50, 40, 0]
    assert minutes(9802, 9803) == plain.county.minutes(9802, 9803) > 0
    assert scenario_hash(scenario) != scenario_hash(plain)
    assert [row.note for row in assumptions(scenario) if row.key.startswith("link") and row.note] == ["snö"]


def test_every_fault_of_the_table_is_told(county: Path) -> None:
    rows = [
        "9801,9899,25,,true,",
        "9801,9801,10,,true,",
        "9801,9802,-1,,true,",
        "9802,9803,10,,,",
        "9801,9803,10,,true,",
        "9801,9803,11,,true,",
    ]
    with pytest.raises(ScenarioError) as caught:
        load(with_links(county, "\n".join(rows) + "\n"))
    told = [(problem.line, problem.key) for problem in caught.value.problems]
    assert told == [(2, "to"), (3, "to"), (4, "minutes"), (5, "source"), (7, "to")]
