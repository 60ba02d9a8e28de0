"""Bad input is answered in words, with exit code 2, without a traceback, and nothing is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.engines import choice
from tests.app.conftest import Etablering

TEN_FAULTS = """extends = "vastmanland"

[about]
title_sv = "Tio fel"
title_en = "Ten faults"
question_sv = "Vad händer?"
question_en = "What happens?"

[period]
start = 2009-01-01
decision = 2023-01-01
end = 2022-12-31

[unknown_section]
key = 1

[sfi]
aply_days_mean = { value = 10, assumption = true, note = "misspelt" }
apply_days_mean = { value = -10, assumption = true, note = "negative" }
resume_days_mean = { value = nan, assumption = true, note = "not a number" }
share_resumes = { value = 0,4, assumption = true, note = "decimal comma" }
share_applies_outside = { value = 1.4, assumption = true, note = "share above one" }
trait_weight = { value = 0.3, note = "neither source nor assumption" }

[work]
kind_shares = { value = [0.5, 0.4, 0.3, 0.1], assumption = true, note = "does not sum to one" }
commuting_km = { value = 40, assumption = true, note = "first" }
commuting_km = { value = 50, assumption = true, note = "duplicate" }

[[measure]]
id = "okand-kommun"
title_sv = "Okänd kommun"
title_en = "Unknown municipality"
goal = "3.4"
responsible = ["Kommunerna"]
decided = 2017-01-01
lead_time_days = 0
notice_days = 0
evidence = "M"
evidence_note_sv = ""
capacity = [{ service = "sfi_seats", areas = ["9999"], add = 30 }]
costs = []
"""


def said(text: str) -> list[str]:
    """Lines that name a file, a line and a column."""
    return [line for line in text.splitlines() if re.match(r"\S+:\d+:\d+: ", line)]


@pytest.mark.parametrize("command", ["check", "run"])
def test_ten_faults_are_told_at_once(command: str, etablering: Etablering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "tio-fel.toml"
    file.write_text(TEN_FAULTS, encoding="utf-8")
    ended = etablering(command, str(file))
    lines = TEN_FAULTS.splitlines()
    expected = (
        "end = 2022", "[unknown_section]", "aply_days", "value = -10", "nan", "0,4", "1.4", "trait_weight",
        "kind_shares", "value = 50", "9999",
    )  # fmt: skip
    faulty = {next(number for number, line in enumerate(lines, 1) if part in line) for part in expected}
    told = {int(line.split(":")[1]) for line in said(ended.err)}
    assert ended.code == 2
    assert told >= faulty
    assert "Traceback" not in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["tio-fel.toml"]


NO_SCENARIOS = ("saknas", "saknas.toml", "../vastmanland", "vastmanland/../../x", "vastmanland/", "", "/etc/passwd", ".", "vastmanland/x")


@pytest.mark.parametrize("scenario", NO_SCENARIOS)
def test_scenarios_that_do_not_exist(scenario: str, etablering: Etablering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["check", scenario], ["run", scenario], ["compare", "vastmanland", scenario], ["person", scenario, "1"]):
        ended = etablering(*arguments)
        assert ended.code == 2
        assert ended.err
        assert "Traceback" not in ended.err
    assert list(tmp_path.iterdir()) == []


def test_files_that_are_not_utf_8(etablering: Etablering, tmp_path: Path) -> None:
    file = tmp_path / "ansi.toml"
    file.write_bytes('extends = "vastmanland"\n[about]\ntitle_sv = "Västerås"\n'.encode("cp1252"))
    ended = etablering("check", str(file))
    assert ended.code == 2
    assert f"{file.name}:3:14" in ended.err
    assert "UTF-8" in ended.err


@pytest.mark.parametrize(
    "wrong",
    [
        ["--replications", "0"],
        ["--replications", "1000000000"],
        ["--replications", "-3"],
        ["--replications", "tio"],
        ["--precision", "0"],
        ["--precision", "nan"],
        ["--replications", "3", "--precision", "0.1"],
        ["--workers", "0"],
        ["--seed", "-1"],
        ["--engine", "salabim"],
        ["--events=-1"],
        ["--lang", "de"],
        ["--okänt"],
    ],
)
def test_options_out_of_bounds(wrong: list[str], etablering: Etablering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ended = etablering("run", "vastmanland", *wrong)
    assert ended.code == 2
    assert "Fel: " in ended.err
    assert "Traceback" not in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_misspelt_command_gets_a_suggestion(etablering: Etablering) -> None:
    ended = etablering("comparre", "vastmanland")
    assert ended.code == 2
    assert "Menade du 'compare'?" in ended.err


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_computed(etablering: Etablering, tmp_path: Path) -> None:
    blocking = tmp_path / "fil"
    blocking.write_text("jag är en fil", encoding="utf-8")
    ended = etablering("run", "vastmanland", "--replications", "1", "--out", str(blocking / "ut"))
    assert ended.code == 2
    assert str(blocking) in ended.err
    assert "1 av 1" not in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["fil"]


def test_an_engine_that_lacks_a_rule_is_refused_with_advice(
    etablering: Etablering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(choice, "REFERENCE_ONLY", frozenset({"first_come"}))
    ended = etablering("run", "vastmanland", "--engine", "compiled", "--replications", "1")
    assert ended.code == 2
    assert "sfi.policy = first_come" in ended.err
    assert "--engine simpy eller auto" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_faults_of_scenarios_and_of_the_follow_up_are_told_at_once(
    etablering: Etablering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("gjort.csv").write_text(
        "measure,planned,done,indicator,area,group,period,outcome\nmer-sfi,ja,ja,sfi_in_time_plan,19,all,2017,många\n"
    )
    ended = etablering("compare", "vastmanland", "vastmanland/mer-sfy", "--follow-up", "gjort.csv")
    assert ended.code == 2
    assert "mer-sfy" in ended.err
    assert "gjort.csv:2:44: outcome" in ended.err
    assert "manifest.json" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["gjort.csv"]


def test_a_run_to_follow_up_needs_its_follow_up(etablering: Etablering) -> None:
    ended = etablering("compare", "vastmanland", "vastmanland/mer-sfi", "--follow-up-run", "annan")
    assert ended.code == 2
    assert "--follow-up" in ended.err
