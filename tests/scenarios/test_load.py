"""A scenario is laid over its base, read as it was known, and the small county comes out as it was written."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from scenarios.calendar import day
from scenarios.load import load
from tests.scenarios.small import write_overlay


def test_a_parameter_of_the_overlay_replaces_the_whole_one_of_the_base(county: Path) -> None:
    base = load(str(county / "base.toml"))
    mine = load(write_overlay(county, '[sfi]\ntrait_weight = { value = 0.7, assumption = true, note = "n" }\n[period]\nfuture = "high"\n'))
    assert (base.sfi.trait_weight.at(0), mine.sfi.trait_weight.at(0)) == (0.1, 0.7)
    assert mine.sfi.pass_share == base.sfi.pass_share
    assert (base.future, mine.future) == ("planned", "high")
    assert mine.title_sv == "Litet län"
    assert mine.start_stage == base.start_stage


def test_a_series_comes_from_a_csv_file_beside_the_scenario_or_from_what_ships(county: Path) -> None:
    (county / "own.csv").write_text(
        "from;value;known;source;assumption;note\n;0.1|0.9;;Prov;;\n2016-01-01;0.4|0.6;2018-01-01;;true;\n", encoding="utf-8"
    )
    text = '[people]\nlanguage_shares = { series = "own.csv" }\n[asylum]\nhandling_days_mean = { series = "nation/handling.csv" }\n'
    shares = load(write_overlay(county, text)).people.language_shares
    assert [step.value for step in shares.steps] == [(0.1, 0.9)]
    outcome = load(write_overlay(county, text + '[period]\nreading = "outcome"\n'))
    assert [step.value for step in outcome.people.language_shares.steps] == [(0.1, 0.9), (0.4, 0.6)]
    assert len(outcome.asylum.handling_days_mean.steps) > 30


def test_law_comes_from_the_nation_and_the_countys_own_figure_from_the_base(county: Path) -> None:
    scenario = load(str(county / "base.toml"))
    assert scenario.law.plan_exists.at(day(date(2010, 11, 30))) == 0
    assert scenario.law.plan_exists.at(day(date(2010, 12, 1))) == 1
    assert scenario.law.lanstal_persons.steps[0].source == "Prov"


def test_what_became_known_after_the_decision_is_read_only_as_the_outcome(county: Path) -> None:
    first, second = '{ value = 0.1, source = "x" }', '{ from = 2018-01-01, value = 0.4, source = "x", known = 2017-06-01 }'
    late = f"[sfi]\ntrait_weight = [{first}, {second}]\n"
    when = day(date(2018, 6, 1))
    assert load(write_overlay(county, late)).sfi.trait_weight.at(when) == 0.1
    assert load(write_overlay(county, late + '[period]\nreading = "outcome"\n')).sfi.trait_weight.at(when) == 0.4


def test_a_scenario_is_frozen_and_travels_to_other_processes(county: Path) -> None:
    scenario = load(str(county / "base.toml"))
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    with pytest.raises(ValidationError):
        scenario.name = "other"


def test_windows_line_ends_and_a_mark_in_a_table_saved_by_excel_do_no_harm(county: Path) -> None:
    for name in ("base.toml", "municipalities.csv"):
        path = county / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    table = county / "capacity.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())
    assert len(load(str(county / "base.toml")).county.municipalities) == 3
