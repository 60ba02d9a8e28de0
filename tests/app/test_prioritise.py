"""`etablering prioritise`: a folder that is whole, what is asked for that cannot be, and the same for any number of workers."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.app.conftest import Ended, Etablering
from tests.house.tree import ROOT

SMALL = ROOT / "tests" / "golden" / "small.toml"
MEASURE = """extends = "small.toml"

[about]
title_sv = "{name}"
title_en = "{name}"
question_sv = "Vad händer?"
question_en = "What happens?"

[[measure]]
id = "{name}"
title_sv = "{name}"
title_en = "{name}"
goal = "{goal}"
responsible = ["kommun"]
decided = 2017-01-01
lead_time_days = 60
evidence = "M"
evidence_note_sv = "Följer av modellen."
capacity = [{{ service = "{service}", factor = 2.0 }}]
costs = [{{ payer = "{payer}", sek = {sek}, per = "year", year = 2016, assumption = true }}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small county with two measures beside it."""
    place = tmp_path_factory.mktemp("prioritering")
    (place / "small.toml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    for name, goal, service, payer, sek in (
        ("sfi", "3.4", "sfi_seats", "kommun", 100_000),
        ("halsa", "3.2", "health_slots", "region", 80_000),
    ):
        text = MEASURE.format(name=name, goal=goal, service=service, payer=payer, sek=sek)
        (place / f"{name}.toml").write_text(text, encoding="utf-8")
    return place


def prioritised(etablering: Etablering, folder: Path, out: Path, *options: str) -> Ended:
    """The command on the small county with its two measures as they are proposed."""
    measures = ("--measure", str(folder / "sfi.toml"), "--measure", str(folder / "halsa.toml"), "--level", "1")
    return etablering("prioritise", str(folder / "small.toml"), *measures, "--no-subareas", "--out", str(out), *options)


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV's rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_folder_holds_packages_that_can_be_paid(folder: Path, tmp_path: Path, etablering: Etablering) -> None:
    out = tmp_path / "ut"
    asked = (
        "--budget",
        "kommun=150 tkr",
        "--budget",
        "region=90 000",
        "--require",
        "health_in_time>=100%",
        "--workers",
        "1",
        "--explain",
        "2016-2018",
        "--hindsight",
    )
    ended = prioritised(etablering, folder, out, *asked)
    assert ended.code == 0, ended.err
    assert ended.out.strip().startswith(str(out))
    assert "minst 100,0 procent" in ended.err
    shelves = Counter(row["shelf"] for row in rows(out / "packages.csv"))
    assert shelves["first"] + shelves["alike"] > 0
    assert "-" in {row["package"] for row in rows(out / "packages.csv")}
    for row in rows(out / "costs.csv"):
        assert float(row["sek"]) <= float(row["budget_sek"]) + 0.5
    assert "nearest" in {row["kind"] for row in rows(out / "requirements.csv")}
    _parts_add_up(rows(out / "years.csv"))
    parts = {(row["package"], row["indicator"], row["part"]): float(row["mean"] or "nan") for row in rows(out / "hindsight.csv")}
    assert parts
    assert all(parts[(package, key, "reached")] <= parts[(package, key, "bound")] + 1e-3 for package, key, _part in parts)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["budgets_sek"] == {"kommun": 150_000.0, "region": 90_000.0}
    assert str(tmp_path) not in (out / "manifest.json").read_text(encoding="utf-8")


def _parts_add_up(found: list[dict[str, str]]) -> None:
    """Of every change between the two years the parts that are told add up to it."""
    changes = {(row["indicator"], row["group"]): float(row["mean"]) for row in found if row["part"] == "change" and row["mean"]}
    assert changes
    for (indicator, group), change in changes.items():
        parts = {row["part"]: row["mean"] for row in found if (row["indicator"], row["group"]) == (indicator, group)}
        told = sum(float(parts[part]) for part in ("arrivals", "law", "capacity", "under_way"))
        assert told == pytest.approx(change, abs=1e-4)


def test_all_faults_are_told_at_once_and_nothing_is_written(folder: Path, tmp_path: Path, etablering: Etablering) -> None:
    out = tmp_path / "ut"
    wrong = (
        "--budget",
        "komun=1",
        "--budget",
        "stat=mycket",
        "--require",
        "sfi_in_time_plam>=1",
        "--weight",
        "9.9=1",
        "--level",
        "-1",
        "--explain",
        "2020-2018",
    )
    ended = prioritised(etablering, folder, out, *wrong)
    assert ended.code == 2
    for given in ("komun", "stat=mycket", "sfi_in_time_plam", "9.9", "-1", "2020-2018"):
        assert given in ended.err
    assert "Menade du" in ended.err
    assert "Traceback" not in ended.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("vastmanland/mer-sfi",), "mer-sfi"),
        (("vastmanland", "--measure", "mer-sfj"), "mer-sfj"),
        (("vastmanland", "--measure", "utfall"), "utfall"),
        (("vastmanland", "--measure", "mer-sfi", "--objective", "sfi_in_time_pla"), "sfi_in_time_plan"),
        (("vastmanland", "--measure", "mer-sfi", "--year", "2040"), "2040"),
        ((str(SMALL),), "--measure"),
    ],
)
def test_what_cannot_be_prioritised_is_refused(arguments: tuple[str, ...], told: str, tmp_path: Path, etablering: Etablering) -> None:
    ended = etablering("prioritise", *arguments, "--out", str(tmp_path / "ut"))
    assert ended.code == 2
    assert told in ended.err
    assert not (tmp_path / "ut").exists()
