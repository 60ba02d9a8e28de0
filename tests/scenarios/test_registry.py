"""The register: every number has its source or is listed as an assumption; the same scenario has the same hash everywhere."""

from __future__ import annotations

import json
from pathlib import Path

from scenarios.language import set_language
from scenarios.load import assumptions, load, resolved, scenario_hash, sources
from scenarios.registry import register, value_text
from scenarios.schema.scenario import PARAMETERS
from tests.scenarios.small import write_county, write_overlay


def test_every_parameter_stands_in_the_register_once_for_each_origin(county: Path) -> None:
    rows = register(load(str(county / "base.toml")))
    keys = [row.key for row in rows]
    assert {f"{section}.{name}" for section, kind in PARAMETERS.items() for name in kind.model_fields} <= set(keys)
    assert all(row.source or row.note or row.key.startswith(("municipality", "capacity")) for row in rows)


def test_assumptions_and_sources_share_the_numbers_between_them(county: Path) -> None:
    text = '[sfi]\ntrait_weight = { value = 0.25, assumption = true, note = "Ingen siffra." }\n'
    scenario = load(write_overlay(county, text))
    assumed = {row.key: row for row in assumptions(scenario)}
    assert (assumed["sfi.trait_weight"].value, assumed["sfi.trait_weight"].note) == ("0.25", "Ingen siffra.")
    assert "sfi.trait_weight" not in {row.key for row in sources(scenario)}
    assert len(assumptions(scenario)) + len(sources(scenario)) == len(register(scenario))


def test_capacities_of_many_areas_with_one_origin_are_one_row(county: Path) -> None:
    rows = [row for row in sources(load(str(county / "base.toml"))) if row.key == "capacity.sfi_seats"]
    assert [(row.label, row.value) for row in rows] == [("SFI seats (9801, east, 98)", "20–100")]


def test_labels_values_and_units_follow_the_language() -> None:
    scenario = load("vastmanland")
    set_language("sv")
    rows = {row.key: row for row in register(scenario)}
    assert rows["sfi.trait_weight"].label == "Oobserverad förmåga i sfi"
    assert rows["sfi.trait_weight"].unit == "andel"
    assert value_text((0.5, 1234.0)) == "0,5 · 1\u00a0234"
    set_language("en")
    assert value_text(1e-9) == "0.000000"


def test_the_hash_is_the_same_wherever_the_files_lie_and_changes_with_the_question(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        write_county(folder)
    base = load(str(first / "base.toml"))
    assert scenario_hash(base) == scenario_hash(load(str(second / "base.toml")))
    assert scenario_hash(base) == scenario_hash(load(write_overlay(second, "")))
    assert scenario_hash(base) != scenario_hash(load(write_overlay(second, '[period]\nfuture = "low"\n')))


def test_the_resolved_scenario_is_plain_sorted_data_without_paths(county: Path) -> None:
    plain = resolved(load(str(county / "base.toml")))
    text = json.dumps(plain, allow_nan=False, ensure_ascii=False)
    assert json.loads(text) == plain
    assert list(plain) == sorted(plain)
    assert str(county) not in text
    assert plain["decision"] == "2017-01-01"
    assert plain["county"]["municipalities"][0]["code"] == 9801
