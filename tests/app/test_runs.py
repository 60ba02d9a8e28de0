"""Whole runs, as people start them: the files that come, the same bytes each time, and nothing half-written."""

from __future__ import annotations

import csv
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.house.tree import ROOT

SMALL = ROOT / "tests" / "golden" / "small.toml"
MANY_SEATS = ROOT / "tests" / "golden" / "many_seats.toml"

Done = subprocess.CompletedProcess[str]


def started(folder: Path, *arguments: str | Path, hash_seed: str = "0") -> subprocess.Popen[str]:
    """`etablering` in a process of its own, begun in `folder`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed, "ETABLERING_LANG": "sv"}
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", start_new_session=True
    )


def done(folder: Path, *arguments: str | Path, hash_seed: str = "0") -> Done:
    """The same, waited for."""
    process = started(folder, *arguments, hash_seed=hash_seed)
    out, err = process.communicate(timeout=600)
    return Done(process.args, process.returncode, out, err)


def contents(folder: Path) -> dict[str, str]:
    """Hash of every file in a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A comparison of the small county with itself and more seats, by two workers."""
    folder = tmp_path_factory.mktemp("compared")
    options = ("--replications", "3", "--workers", "2", "--events=2")
    return folder, done(folder, "compare", SMALL, MANY_SEATS, *options)


def test_a_comparison_ends_with_the_path_of_its_report(compared: tuple[Path, Done]) -> None:
    folder, ended = compared
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == ["results/runs/small-mot-many_seats-1/report.html"]
    assert (folder / ended.stdout.strip()).is_file()


def test_messages_are_plain(compared: tuple[Path, Done]) -> None:
    _, ended = compared
    assert "3 av 3" in ended.stderr
    assert "Warning" not in ended.stderr, ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_files_of_a_comparison(compared: tuple[Path, Done]) -> None:
    folder, ended = compared
    place = (folder / ended.stdout.strip()).parent
    names = {path.name for path in place.iterdir()}
    expected = {
        "manifest.json",
        "indicators.csv",
        "differences.csv",
        "replications.npz",
        "uncertainty.csv",
        "events.csv.gz",
        "charts",
        "tables.xlsx",
        "local",
        "lansrapport.xlsx",
        "report.html",
    }
    assert names == expected
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    hashes = contents(place)
    del hashes["manifest.json"]
    assert manifest["files"] == hashes
    assert manifest["seed"] == 1
    assert manifest["replications"] == [1, 2, 3]
    assert str(ROOT) not in json.dumps(manifest)
    assert str(folder) not in json.dumps(manifest)


def test_columns_of_the_files(compared: tuple[Path, Done]) -> None:
    folder, ended = compared
    place = (folder / ended.stdout.strip()).parent

    def header(name: str) -> str:
        with (place / name).open(encoding="utf-8", newline="") as file:
            return ",".join(next(csv.reader(file)))

    assert header("indicators.csv") == "scenario,indicator,area,group,period,mean,low,high,unit,replications"
    assert header("differences.csv") == "base,scenario,indicator,area,group,period,difference,low,high,unit,replications"
    with gzip.open(place / "events.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["replication"] for row in rows} == {"1", "2"}


def test_a_person_of_the_event_log_can_be_asked_for(compared: tuple[Path, Done]) -> None:
    folder, ended = compared
    with gzip.open((folder / ended.stdout.strip()).parent / "events.csv.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["replication"] == "2"]
    ((person, _),) = Counter(row["person"] for row in rows).most_common(1)
    told = done(folder, "person", SMALL, person, "--replication", "2")
    dates = [line.split("  ")[0] for line in told.stdout.splitlines() if line[:4].isdigit()]
    assert told.returncode == 0
    assert dates == [row["date"] for row in rows if row["person"] == person]


def test_the_same_bytes_with_other_workers_and_other_hashes(tmp_path: Path) -> None:
    folders = []
    for workers, hash_seed in (("1", "1"), ("2", "2")):
        out = tmp_path / workers
        options = ("--replications", "3", "--workers", workers, "--events", "--out", out)
        ended = done(tmp_path, "run", SMALL, *options, hash_seed=hash_seed)
        assert ended.returncode == 0, ended.stderr
        folders.append(contents(out))
    assert folders[0] == folders[1]


def test_either_engine_gives_the_same_files(tmp_path: Path) -> None:
    """Only the manifest tells which one computed."""
    folders = {}
    for engine in ("simpy", "compiled"):
        ended = done(tmp_path, "run", SMALL, "--replications", "2", "--workers", "2", "--events", "--engine", engine, "--out", engine)
        assert ended.returncode == 0, ended.stderr
        folders[engine] = contents(tmp_path / engine)
        assert json.loads((tmp_path / engine / "manifest.json").read_text(encoding="utf-8"))["engine"] == engine
    simpy, compiled = (files.items() - {("manifest.json", files["manifest.json"])} for files in folders.values())
    assert simpy == compiled


def test_another_seed_gives_other_numbers(compared: tuple[Path, Done], tmp_path: Path) -> None:
    folder, ended = compared
    other = done(tmp_path, "run", SMALL, "--replications", "3", "--workers", "2", "--seed", "2", "--out", "ut")
    assert other.returncode == 0, other.stderr
    before = ((folder / ended.stdout.strip()).parent / "indicators.csv").read_text(encoding="utf-8").splitlines()
    after = (tmp_path / "ut" / "indicators.csv").read_text(encoding="utf-8").splitlines()
    assert before[0] == after[0]
    assert before[1:10] != after[1:10]


@pytest.fixture
def _interrupts_arrive() -> Iterator[None]:
    """What is started hears an interrupt, also where the tests themselves run in the background of a shell that ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interrupts_arrive")
def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    process = started(tmp_path, "run", "vastmanland", "--replications", "20", "--workers", "2", "--out", "ut")
    time.sleep(6)
    os.killpg(process.pid, signal.SIGINT)
    began = time.monotonic()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert time.monotonic() - began < 20
    assert out == ""
    assert "Avbrutet" in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ut").mkdir()
    (tmp_path / "ut" / "viktigt.txt").write_text("rör ej", encoding="utf-8")
    ended = done(tmp_path, "run", SMALL, "--replications", "1", "--out", "ut")
    assert ended.returncode == 2
    assert contents(tmp_path).keys() == {"ut/viktigt.txt"}


def test_scenarios_of_different_years_are_not_compared(tmp_path: Path) -> None:
    ended = done(tmp_path, "compare", "vastmanland", SMALL, "--replications", "1")
    assert ended.returncode == 2
    assert "Kan inte jämföras med vastmanland" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_scenario_named_twice_is_refused(tmp_path: Path) -> None:
    ended = done(tmp_path, "compare", SMALL, SMALL, "--replications", "1")
    assert ended.returncode == 2
    assert "nämns två gånger" in ended.stderr
