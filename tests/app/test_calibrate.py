"""`etablering calibrate`: what is wrong with a planner's files is told before anything is computed, and nothing is written."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.calibrating import county_of, place_of
from tests.app.conftest import Etablering


def cohorts(folder: Path, *rows: str) -> Path:
    """A CSV of aggregated cohorts."""
    file = folder / "egna.csv"
    file.write_bytes("\r\n".join(["indikator;område;kön;år;värde;personer", *rows]).encode("cp1252"))
    return file


def test_faults_of_all_files_are_told_in_swedish_and_nothing_is_written(
    tmp_path: Path, etablering: Etablering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = cohorts(tmp_path, "received;Västeås;;2018;9;", "sfi_half_year;19;;2014;145;100", "sfi_half_year;19;850101-1234;2015;45;100")
    ended = etablering("calibrate", "vastmanland", "--cohorts", file.name, "--cohorts", "borta.csv")
    assert ended.code == 2
    assert [line.partition(": ")[0] for line in ended.err.splitlines()[1:-1]] == [
        "borta.csv",
        "egna.csv:2:2",
        "egna.csv:3:5",
        "egna.csv:4:3",
    ]
    assert "Menade du ”Västerås”?" in ended.err
    assert "personnummer" in ended.err
    assert "850101" not in ended.err
    assert ended.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["egna.csv"]


@pytest.mark.parametrize(
    "given",
    [
        "vastmanland --persons p.csv",
        "vastmanland --synthetic k.csv --cohorts egna.csv",
        "vastmanland --synthetic k.csv --out x",
        "vastmanland --synthetic k.pdf",
        "vastmanland --synthetic borta/k.csv",
        "vastmanland --events",
        "vastmanland --workers 0",
        "vastmanland/mer-sfi",
        "vastmanlad",
        "",
    ],
)
def test_what_does_not_belong_together_is_refused(
    tmp_path: Path, etablering: Etablering, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = etablering("calibrate", *given.split())
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path, etablering: Etablering) -> None:
    (tmp_path / "annat.txt").write_text("annat", encoding="utf-8")
    ended = etablering("calibrate", "vastmanland", "--out", str(tmp_path))
    assert ended.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["annat.txt"]


def test_a_calibration_goes_on_in_the_folder_of_an_earlier_one(tmp_path: Path) -> None:
    county = county_of("vastmanland")
    (tmp_path / "checkpoint").mkdir()
    assert place_of(county, tmp_path) == tmp_path
    assert place_of(county, tmp_path / "ny") == tmp_path / "ny"
    assert re.fullmatch(r"kalibrering-vastmanland-\d+", place_of(county, None).name)


def test_help_is_complete_and_quick(etablering: Etablering) -> None:
    ended = etablering("calibrate", "--help")
    assert ended.code == 0
    for option in ("--cohorts", "--persons", "--synthetic", "--events", "--out", "--workers", "--seed", "--fast", "--lang"):
        assert option in ended.out
    assert "personnummer" in ended.out


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from app.cli import main; main(['calibrate', '--help']);"
        "print(sorted({'numpy', 'scipy', 'pandas', 'openpyxl'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert ended.stdout.splitlines()[-1] == "[]"
