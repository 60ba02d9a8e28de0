"""The files of a run: byte for byte the same, whole or not there, and free of whose machine it was."""

from __future__ import annotations

import csv
import gzip
import json
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from results.comparison import compare
from results.files import MANIFEST, place_for, write_events, write_manifest, write_numbers, writing
from results.study import Study, run_study
from results.uncertainty import COLUMNS
from scenarios.errors import ScenarioError
from tests.results.draws import FACTS, base
from tests.small_county.county import small_county


def made() -> Study:
    return run_study(small_county(), 7, replications=2, workers=1)


@cache
def study() -> Study:
    return made()


def write(folder: Path, of: Study) -> None:
    with writing(folder) as draft:
        write_numbers(draft, [of, of], [compare(of, of)])
        write_events(draft, of)
        write_manifest(draft, [of])


def test_the_same_question_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "a", study())
    write(tmp_path / "b", made())
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["differences.csv", "events.csv.gz", "indicators.csv", MANIFEST, "replications.npz", "uncertainty.csv"]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_manifest_names_hashes_and_nobody(tmp_path: Path) -> None:
    write(tmp_path / "run", study())
    text = (tmp_path / "run" / MANIFEST).read_text(encoding="utf-8")
    found = json.loads(text)
    for name, digest in found["files"].items():
        assert sha256((tmp_path / "run" / name).read_bytes()).hexdigest() == digest
    assert (found["seed"], found["replications"], found["engine"]) == (7, [1, 2], "simpy")
    assert found["scenarios"][0]["resolved"]["name"] == "small"
    assert found["calibration"] is None
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text


def test_numbers_have_fixed_decimals_and_lists_have_their_columns(tmp_path: Path) -> None:
    write(tmp_path / "run", study())
    lines = (tmp_path / "run" / "indicators.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "scenario,indicator,area,group,period,mean,low,high,unit,replications"
    assert sum(line.startswith("scenario,") for line in lines) == 1
    assert all("." in line.split(",")[5] and len(line.split(",")[5].split(".")[1]) == 4 for line in lines[1:])
    first = (tmp_path / "run" / "differences.csv").read_text(encoding="utf-8").splitlines()
    assert first[0] == "base,scenario,indicator,area,group,period,difference,low,high,unit,replications"
    assert not any(",-0.0000," in line for line in first)


def test_the_event_log_is_written_row_by_row(tmp_path: Path) -> None:
    write(tmp_path / "run", study())
    lines = gzip.decompress((tmp_path / "run" / "events.csv.gz").read_bytes()).decode().splitlines()
    assert lines[0] == "replication,person,time,date,event,municipality,detail"
    assert len(lines) == 1 + len(study().runs[0].events)
    replication, person, time, when, event, *_ = lines[1].split(",")
    assert replication == "1"
    assert int(person) in study().runs[0].population.id
    assert float(time) == pytest.approx(float(study().runs[0].events["time"][0]), abs=1e-6)
    assert when.startswith("2013-")
    assert "." in event


def test_the_values_of_each_replication_can_be_read_without_pickle(tmp_path: Path) -> None:
    write(tmp_path / "run", study())
    with np.load(tmp_path / "run" / "replications.npz", allow_pickle=False) as stored:
        assert np.array_equal(stored["values_0"], study().values, equal_nan=True)
        assert (str(stored["indicator"][0]), str(stored["area"][0])) == study().keys[0][:2]


def test_a_run_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), writing(tmp_path / "run") as draft:
        (draft / "indicators.csv").write_text("half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_run_is_replaced_and_anything_else_is_not(tmp_path: Path) -> None:
    place = tmp_path / "run"
    write(place, study())
    assert place_for("small", place) == place
    write(place, study())
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("keep")
    with pytest.raises(ScenarioError):
        place_for("small", other)
    with pytest.raises(ScenarioError):
        place_for("small", other / "letter.txt")
    with pytest.raises(ScenarioError):
        place_for("small", other / "letter.txt" / "below")
    assert (other / "letter.txt").read_text() == "keep"


def test_without_a_folder_the_first_free_number_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert place_for("vastmanland/mer-sfi").as_posix() == "results/runs/vastmanland-mer-sfi-1"
    Path("results/runs/vastmanland-mer-sfi-1").mkdir(parents=True)
    assert place_for("vastmanland/mer-sfi").name == "vastmanland-mer-sfi-2"


def test_the_manifest_names_the_calibration_and_the_draws_used(tmp_path: Path) -> None:
    write(tmp_path / "run", base())
    found = json.loads((tmp_path / "run" / MANIFEST).read_text(encoding="utf-8"))
    assert found["calibration"] == {"identity": FACTS.identity, "fitted": "2026-11-26", "draws": 3, "used": [1, 2, 3]}
    assert found["scenarios"][0]["resolved"]["posterior"]["identity"] == FACTS.identity


def test_both_parts_of_the_uncertainty_stand_apart(tmp_path: Path) -> None:
    for name, of in (("drawn", base()), ("plain", study())):
        write(tmp_path / name, of)
    texts = [(tmp_path / name / "uncertainty.csv").read_text(encoding="utf-8") for name in ("drawn", "plain")]
    drawn, plain = (list(csv.DictReader(text.splitlines())) for text in texts)
    assert tuple(drawn[0]) == COLUMNS
    (row,) = [r for r in drawn if (r["base"], r["indicator"], r["group"]) == ("", "reception_in_time", "all")][:1]
    found = base().estimate("reception_in_time")
    assert found is not None
    assert float(row["chance"]) ** 2 + float(row["parameters"]) ** 2 == pytest.approx(((found.high - found.low) / 2.0) ** 2, rel=1e-3)
    assert (row["draws"], row["replications"]) == ("3", "6")
    assert {(r["parameters"], r["draws"], r["draws_differ"]) for r in plain} == {("", "0", "0")}
    assert {r["base"] for r in drawn} == {"", "small"}
    assert all(float(r["mean"]) == 0.0 for r in drawn if r["base"])
