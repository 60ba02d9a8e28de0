"""The page that adds a county is true: its files, taken as they stand there, make a county that is checked, compared and reported."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from scenarios.activities import ACTIVITIES
from scenarios.load import load
from scenarios.vocabulary import SERVICES
from tests.app.conftest import Etablering
from tests.house.tree import ROOT, source

PAGE = ROOT / "docs" / "adding-a-county.md"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A folder with the files that the page shows."""
    blocks = re.findall(r"### `([\w.-]+)`\n\n```\w+\n(.*?)```", source(PAGE), re.DOTALL)
    for name, text in blocks:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert {name for name, _ in blocks} >= {"county.toml", "municipalities.csv", "capacity.csv", "base.toml", "fler-sfi.toml"}
    return tmp_path


def test_the_files_have_no_faults(county: Path, etablering: Etablering) -> None:
    ended = etablering("check", str(county / "base.toml"), str(county / "fler-sfi.toml"))
    assert ended.code == 0, ended.err


def test_every_service_that_needs_a_row_stands_in_the_table_of_capacities(county: Path) -> None:
    with (county / "capacity.csv").open(encoding="utf-8") as file:
        assert {row["service"] for row in csv.DictReader(file)} == {key for key, service in SERVICES.items() if not service.optional}


def test_activities_without_a_row_have_no_places(county: Path) -> None:
    found = load(str(county / "base.toml")).county
    for kind in ACTIVITIES:
        assert found.areas(kind.service) == ("98",)
        assert found.capacity(kind.service, "98").effective(0.0) == 0.0


def test_the_county_is_compared_and_reported_in_its_own_words(county: Path, etablering: Etablering) -> None:
    out = county / "ut"
    base, more = str(county / "base.toml"), str(county / "fler-sfi.toml")
    ended = etablering("compare", base, more, "--replications", "2", "--workers", "1", "--out", str(out))
    assert ended.code == 0, ended.err
    found = load(base).county
    report = re.sub(r"\s+", " ", (out / "report.html").read_text(encoding="utf-8"))
    for word in (found.name, found.council_sv, found.preparers_sv, "Svenska från början", *(m.name for m in found.municipalities)):
        assert word in report
    assert found.asked[1].sv in report
    with (out / "indicators.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["area"] for row in rows} >= {"98", "9801", "98:kusten", "98:inlandet"}
    received = {
        row["area"]: float(row["mean"]) for row in rows if (row["indicator"], row["group"], row["period"]) == ("received", "all", "2017")
    }
    assert received["98"] == pytest.approx(received["9801"] + received["9802"] + received["9803"])
    assert received["9801"] > received["9802"] > 0
