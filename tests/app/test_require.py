"""`etablering require`: the files of an answer, and what cannot be asked."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.app.conftest import Etablering
from tests.golden.stored import HERE

SMALL = str(HERE / "small.toml")


def test_an_answer_is_whole(tmp_path: Path, etablering: Etablering) -> None:
    out = tmp_path / "ut"
    asked = ("--indicator", "share_sfi_within_30_days", "--reach", "0.6", "--area", "Sala", "--hold", "12")
    how = ("--replications", "2", "--workers", "1", "--engine", "compiled", "--out", str(out))
    ended = etablering("require", SMALL, *asked, *how)
    assert ended.code == 0, ended.err
    assert ended.out.strip() == str(out / "report.html")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert {"report.html", "tables.xlsx", "required.csv", "charts/platser-som-behovs.svg"} <= manifest["files"].keys()
    assert manifest["asked"] == {
        "area": "1981",
        "hold_months": 12,
        "indicator": "sfi_in_time_plan",
        "lead_months": 0,
        "most_times": 10.0,
        "service": "sfi_seats",
        "value": 60.0,
    }
    with (out / "required.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["area"] for row in rows} == {"1981"}
    assert [row["month"] for row in rows] == [f"{year}-{month:02d}" for year in range(2017, 2021) for month in range(1, 13)]
    for row in rows:
        assert float(row["missing"]) == max(0.0, float(row["needed"]) - float(row["decided"]))
    assert len({row["needed"] for row in rows if row["month"].startswith("2018")}) == 1
    assert "Hur många behövs? Sfi-platser, Sala" in (out / "report.html").read_text(encoding="utf-8")


def test_everything_wrong_is_said_at_once_and_nothing_written(tmp_path: Path, etablering: Etablering) -> None:
    ended = etablering("require", SMALL, "--indicator", "sfi_in_tid", "--reach", "0.9", "--area", "Salla", "--out", str(tmp_path / "ut"))
    assert ended.code == 2
    assert "--indicator" in ended.err
    assert "sfi_in_time_plan" in ended.err
    assert "Sala" in ended.err
    assert not (tmp_path / "ut").exists()


def test_a_value_that_cannot_be_is_refused(tmp_path: Path, etablering: Etablering) -> None:
    ended = etablering("require", SMALL, "--indicator", "plan_in_time", "--reach", "120", "--out", str(tmp_path / "ut"))
    assert ended.code == 2
    assert "0.95" in ended.err
