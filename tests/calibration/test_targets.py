"""Published history as targets: what ships is sound, the stated doubt follows its rule, and a faulty table is refused whole."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import hypot
from pathlib import Path

import pytest

from calibration.discrepancy import Definition, discrepancy
from calibration.targets import COLUMNS, NATION, Target, known_areas, targets, targets_sha256
from results.indicators.grid import grid_of
from results.indicators.layout import layout_of
from scenarios.errors import ScenarioError
from scenarios.load import load
from scenarios.shipped import shipped

SOUND = "a,19,received,,all,2015,2015,100,,,persons,5,10,Västmanland,2015,A source,A note,yes"


@cache
def keys() -> dict[str, frozenset[tuple[str, str, str, str]]]:
    """What each county's indicators are called, by the county's code."""
    layouts = (layout_of(grid_of(load(item.name))) for item in shipped() if item.is_county)
    return {layout.grid.county: frozenset(layout.keys) for layout in layouts}


def test_every_target_is_read_off_what_its_county_computes() -> None:
    assert known_areas().counties == keys().keys()
    for target in targets():
        for county in keys() if target.area == NATION else [target.area[:2]]:
            reading = target.reading(county if target.area == NATION else "")
            whole = reading.whole
            assert set(reading.keys) <= keys()[county], target.id
            assert whole is None or set(whole.keys) <= keys()[county], target.id


def test_the_stated_discrepancy_follows_the_rule() -> None:
    for target in targets():
        low, high = target.bounds
        ways = {discrepancy(each, (low + high) / 2, target.unit, part=part) for each in Definition for part in (True, not target.per)}
        assert any(target.discrepancy == pytest.approx(way, rel=0.01) for way in ways), target.id


def test_what_was_seen_in_2015_or_later_is_held_back() -> None:
    assert all(target.held_back for target in targets() if target.last >= "2015")
    assert any(not target.held_back for target in targets())
    assert all(target.first < "2015" for target in targets() if not target.held_back)


def test_no_source_is_missing_and_no_figure_is_certain() -> None:
    for target in targets():
        assert target.source and target.note and target.published_area and target.year
        assert 0.0 < target.sd < float("inf")


@pytest.mark.parametrize(
    ("definition", "value", "unit", "expected"),
    [
        (Definition.SAME, 50.0, "percent", 2.0),
        (Definition.NEARLY, 50.0, "percent", 4.0),
        (Definition.PROXY, 90.0, "percent", 4.2),  # 7 * 2 * sqrt(0.9 * 0.1)
        (Definition.NEARLY, 2.0, "percent", 0.4),  # twice a tenth of it
        (Definition.NEARLY, 64.0, "days", 6.4),
        (Definition.PROXY, 1000.0, "persons", 200.0),
    ],
)
def test_points_hold_at_one_half_and_narrow_towards_the_ends(definition: Definition, value: float, unit: str, expected: float) -> None:
    assert discrepancy(definition, value, unit) == pytest.approx(expected)


def test_a_percentage_that_is_no_part_of_a_whole_is_relative() -> None:
    assert discrepancy(Definition.PROXY, 93.0, "percent", part=False) == pytest.approx(18.6)


def test_distance_counts_in_standard_deviations_from_the_nearest_bound(tmp_path: Path) -> None:
    known = _read(tmp_path, SOUND)[0]
    assert known.sd == pytest.approx(hypot(5, 10))
    assert known.z(122.36) == pytest.approx(2.0, abs=0.001)
    between = replace(known, value=None, low=100.0, high=140.0)
    assert (between.z(120.0), between.z(100.0)) == (0.0, 0.0)
    assert between.z(151.18) == pytest.approx(1.0, abs=0.001)
    assert between.z(88.82) == pytest.approx(-1.0, abs=0.001)


def _read(folder: Path, *rows: str) -> tuple[Target, ...]:
    file = folder / "table.csv"
    file.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return targets(file)


def test_all_faults_are_told_at_once_each_with_its_line(tmp_path: Path) -> None:
    rows = [
        SOUND,
        SOUND.replace("received", "recieved").replace("a,", "b,", 1),
        SOUND.replace(",19,", ",99,").replace("a,", "c,", 1),
        SOUND.replace(",all,", ",path_1,").replace("a,", "d,", 1),
        SOUND.replace("2015,2015", "2016,2015").replace("a,", "e,", 1),
        SOUND.replace("A source", "").replace("a,", "f,", 1),
        SOUND.replace(",100,,,", ",100,90,110,").replace("a,", "g,", 1),
        SOUND.replace(",100,,,", ",,110,90,").replace("a,", "h,", 1),
        SOUND.replace(",persons,", ",days,").replace("a,", "i,", 1),
        SOUND.replace(",5,10,", ",0,0,").replace("a,", "j,", 1),
        SOUND.replace("received,,", "received,self_support,").replace("a,", "k,", 1),
        SOUND.replace("received,,", "received,received@x,").replace("a,", "l,", 1),
        SOUND.replace("received,,", "received,received:path_1,").replace("a,", "m,", 1).replace("persons", "percent"),
        SOUND.replace("received,", "in_plan,").replace("a,", "n,", 1),
        SOUND,
        SOUND.replace(",yes", ",perhaps").replace("a,", "o,", 1),
    ]
    with pytest.raises(ScenarioError) as found:
        _read(tmp_path, *rows)
    lines = [problem.line for problem in found.value.problems]
    assert sorted(set(lines)) == list(range(3, 18))
    assert "received" in next(problem.suggestion for problem in found.value.problems if problem.line == 3)


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(b"abc")
    assert targets_sha256(file) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
