"""What the handbook shows works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scenarios.load import load, shipped
from tests.app.conftest import Etablering
from tests.house.tree import ROOT, source

HANDBOOK = ROOT / "docs" / "handbok.md"


def block(beginning: str) -> str:
    """The handbook's block of code that begins so, whatever its language."""
    blocks: list[str] = re.findall(r"```\w*\n(.*?)```", source(HANDBOOK), re.DOTALL)
    return next(text for text in blocks if text.startswith(beginning))


def test_the_example_scenario_has_no_faults(etablering: Etablering, tmp_path: Path) -> None:
    file = tmp_path / "mitt-alternativ.toml"
    file.write_text(block("extends"), encoding="utf-8")
    ended = etablering("check", str(file))
    assert ended.code == 0, ended.err
    assert "inga fel" in ended.out
    assert load(str(file)).measures[0].title_sv == "30 fler sfi-platser i Köping"


@pytest.mark.parametrize("key", ["capacity", "settings", "shift", "key"])
def test_what_the_handbook_shows_of_a_measure_can_be_put_into_one(key: str, etablering: Etablering, tmp_path: Path) -> None:
    """Each `capacity = …`, `settings = …`, `shift = …` and `key = …` of the page, in the place of the example's capacity."""
    shown = re.findall(rf"`({key} = \[[^`]*\])`", source(HANDBOOK))
    assert shown
    for text in shown:
        file = tmp_path / "visat.toml"
        file.write_text(re.sub(r"capacity = .*", text, block("extends")), encoding="utf-8")
        ended = etablering("check", str(file))
        assert ended.code == 0, (text, ended.err)


def test_the_future_that_tests_readiness_can_be_chosen(tmp_path: Path) -> None:
    shown = re.findall(r"`(future = [^`]*)`", source(HANDBOOK))
    assert len(shown) == 1
    file = tmp_path / "prov.toml"
    file.write_text(block("extends").replace("[about]", f"[period]\n{shown[0]}\n\n[about]"), encoding="utf-8")
    assert sum(load(str(file)).arrivals.asylum) > sum(load("vastmanland").arrivals.asylum)


def test_the_example_forecast_replaces_the_nation_s_numbers(tmp_path: Path) -> None:
    (tmp_path / "prognos.csv").write_text(block("month,asylum,quota"), encoding="utf-8")
    file = tmp_path / "egen-prognos.toml"
    file.write_text(block("extends").replace("[about]", block("[period]") + "\n[about]"), encoding="utf-8")
    arrivals = load(str(file)).arrivals
    months = {month.isoformat(): k for k, month in enumerate(arrivals.months)}
    assert arrivals.asylum[months["2017-07-01"]] == 2100.0
    assert arrivals.quota[months["2017-08-01"]] == 300.0
    assert arrivals.asylum[months["2017-06-01"]] != 2100.0


def test_every_shipped_priority_stands_in_the_handbook() -> None:
    names = {item.name for item in shipped() if item.measures}
    assert set(re.findall(r"^\| `([\w/-]+)` \|", source(HANDBOOK), re.MULTILINE)) == names
