"""Runs of a county with a posterior, as people start them: a person's path is that of the run, a point run is as before."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from results.identity import facts
from scenarios.load import load
from scenarios.posterior import write_posterior
from tests.app.test_runs import SMALL, done

DRAWS = tuple({"sfi.apply_days_mean": days} for days in (5.0, 150.0))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scenario that draws its parameters, one that does not, and one that sets one of them itself."""
    place = tmp_path_factory.mktemp("drawn")
    text = SMALL.read_text(encoding="utf-8")
    (place / "punkt.toml").write_text(text, encoding="utf-8")
    (place / "liten.toml").write_text(text.replace('posterior = ""', 'posterior = "posterior.csv"'), encoding="utf-8")
    changed = 'extends = "liten.toml"\n[sfi]\napply_days_mean = { value = 90, source = "Prov" }\n'
    (place / "egen.toml").write_text(changed, encoding="utf-8")
    write_posterior(place, DRAWS, facts(load(str(SMALL)), "a" * 64, date(2026, 11, 26), "Prov"))
    return place


def rows(file: Path) -> list[dict[str, str]]:
    if file.suffix == ".gz":
        with gzip.open(file, "rt", encoding="utf-8") as packed:
            return list(csv.DictReader(packed))
    with file.open(encoding="utf-8") as plain:
        return list(csv.DictReader(plain))


def test_a_person_lives_as_in_the_run(folder: Path) -> None:
    ended = done(folder, "run", "liten.toml", "--replications", "4", "--events=3", "--out", "ut", "--workers", "2")
    assert ended.returncode == 0, ended.stderr
    assert "4 beräkningar drar sina parametrar bara 2 gånger" in ended.stderr
    of_third = [row for row in rows(folder / "ut" / "events.csv.gz") if row["replication"] == "3"]
    waits = Counter(row["person"] for row in of_third if row["event"].startswith("sfi."))
    ((person, _count),) = waits.most_common(1)
    told = done(folder, "person", "liten.toml", person, "--replication", "3")
    dates = [line.split("  ")[0] for line in told.stdout.splitlines() if line[:4].isdigit()]
    assert dates == [row["date"] for row in of_third if row["person"] == person]
    point = done(folder, "person", "liten.toml", person, "--replication", "3", "--parameters", "point")
    assert point.stdout != told.stdout
    assert point.stdout == done(folder, "person", "punkt.toml", person, "--replication", "3").stdout


def test_at_the_point_everything_is_as_without_a_posterior(folder: Path) -> None:
    for name, options in (("liten", ("--parameters", "point")), ("punkt", ())):
        assert done(folder, "run", f"{name}.toml", *options, "--replications", "2", "--out", name).returncode == 0
    one, other = (rows(folder / name / "indicators.csv") for name in ("liten", "punkt"))
    assert [{**row, "scenario": ""} for row in one] == [{**row, "scenario": ""} for row in other]
    first, second = (json.loads((folder / name / "manifest.json").read_text(encoding="utf-8")) for name in ("liten", "punkt"))
    assert first["calibration"] is None
    assert first["scenarios"][0]["hash"] == second["scenarios"][0]["hash"]


def test_a_changed_assumption_outdates_the_calibration_and_is_kept(folder: Path) -> None:
    assert done(folder, "run", "egen.toml", "--replications", "4", "--out", "eget").returncode == 0
    page = (folder / "eget" / "report.html").read_text(encoding="utf-8")
    assert "Kalibreringen från 2026-11-26 är inaktuell: antagandena har ändrats" in page
    assert "sfi.apply_days_mean" in page


def test_a_drawn_and_a_point_scenario_are_not_compared(folder: Path) -> None:
    ended = done(folder, "compare", "liten.toml", "punkt.toml", "--replications", "2", "--out", "nej")
    assert ended.returncode == 2
    assert "kalibrering" in ended.stderr
    assert not (folder / "nej").exists()
