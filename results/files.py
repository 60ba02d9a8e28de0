"""The files of a run: numbers, event log and manifest, byte for byte the same for the same question, seed and version.

A run is written beside its place under a temporary name and moved there when it is whole: whoever looks finds all of it or nothing.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import numpy as np

from results.comparison import Comparison
from results.study import Study
from results.uncertainty import uncertainty_frame
from scenarios.calendar import date_of
from scenarios.errors import Problem, ScenarioError
from scenarios.language import translate as _
from scenarios.load import resolved, scenario_hash
from sim.events import EVENTS
from sim.run import Run

if TYPE_CHECKING:
    import pandas as pd

RUNS = Path("results") / "runs"
"""Where runs land, relative to where the command is given."""

MANIFEST = "manifest.json"

DECIMALS = 4
"""Decimals of every number in the machine files."""

LIBRARIES = ("numpy", "scipy", "simpy", "pandas", "pydantic")


def place_for(name: str, out: Path | None = None) -> Path:
    """The folder a run of a scenario will be written to; nothing is written yet.

    Parameters
    ----------
    name
        The scenario's name; "vastmanland/mer-sfi" gives "vastmanland-mer-sfi-1", or the first number that is free.
    out
        The folder people asked for. It must not exist, be empty, or hold an earlier run, which is then replaced.

    Raises
    ------
    ScenarioError
        The folder cannot be written, or holds something that is not a run.
    """
    if out is None:
        stem = name.replace("/", "-")
        number = next(n for n in range(1, 1_000_000) if not (RUNS / f"{stem}-{n}").exists())
        place = RUNS / f"{stem}-{number}"
    else:
        place = out
        if place.exists() and not place.is_dir():
            raise _refused(place, _("There is a file with this name."))
        if place.is_dir() and any(place.iterdir()) and not (place / MANIFEST).is_file():
            raise _refused(place, _("The folder holds something other than an earlier run."))
    existing = next(folder for folder in (place, *place.absolute().parents) if folder.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        raise _refused(place, _("The folder cannot be written."))
    return place


def _refused(place: Path, message: str) -> ScenarioError:
    return ScenarioError([Problem(str(place), 0, 0, "--out", message, allowed=_("a new or empty folder that you may write in"))])


@contextmanager
def writing(place: Path) -> Iterator[Path]:
    """A draft folder that becomes `place` when the block ends well, and is removed when it does not.

    Raises
    ------
    ScenarioError
        The folder cannot be written.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        draft.chmod(0o755)
    except OSError as error:
        raise _refused(place, _("The folder cannot be written.")) from error
    try:
        yield draft
        if place.exists():
            shutil.rmtree(place)
        draft.rename(place)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def write_numbers(folder: Path, studies: Sequence[Study], comparisons: Sequence[Comparison] = ()) -> None:
    """Write indicators.csv, uncertainty.csv, replications.npz and, where there are comparisons, differences.csv.

    Parameters
    ----------
    folder
        An existing folder, as given by `writing`.
    studies
        The base first, then the alternatives.
    """
    frames = [study.frame() for study in studies]
    _write(folder / "indicators.csv", "".join(_csv(frame, header=k == 0) for k, frame in enumerate(frames)))
    if comparisons:
        _write(folder / "differences.csv", "".join(_csv(c.frame(), header=k == 0) for k, c in enumerate(comparisons)))
    _write(folder / "uncertainty.csv", _csv(uncertainty_frame(studies, comparisons), header=True))
    (folder / "replications.npz").write_bytes(_npz(studies))


def _csv(frame: pd.DataFrame, *, header: bool) -> str:
    """A frame as CSV with a fixed number of decimals; empty where undefined, no negative zeros."""
    columns = []
    for name in frame.columns:
        values = frame[name]
        is_float = values.dtype.kind == "f"
        columns.append([_decimal(v) for v in values.to_numpy()] if is_float else [_quoted(str(v)) for v in values])
    lines = [",".join(row) for row in zip(*columns, strict=True)]
    head = [",".join(frame.columns)] if header else []
    return "".join(f"{line}\n" for line in (*head, *lines))


def _decimal(value: float) -> str:
    if not np.isfinite(value):
        return ""
    text = f"{value:.{DECIMALS}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n\r') else text


def _npz(studies: Sequence[Study]) -> bytes:
    """Values of each replication: keys once, then values, persons behind and numbers of the replications by scenario."""
    keys = np.array(studies[0].keys)
    arrays: dict[str, Any] = {name: keys[:, column] for column, name in enumerate(("indicator", "area", "group", "period"))}
    arrays["scenarios"] = np.array([study.scenario.name for study in studies])
    for k, study in enumerate(studies):
        arrays |= {f"values_{k}": study.values, f"people_{k}": study.people, f"replications_{k}": np.array(study.replications)}
    content = io.BytesIO()
    np.savez_compressed(content, allow_pickle=False, **arrays)
    return content.getvalue()


def write_events(folder: Path, study: Study, name: str = "events.csv.gz") -> None:
    """Write the event logs that the study kept, one row an event, sorted as in the log.

    Columns: replication (from 1), person (the number that `etablering person` takes), time (days since 2000-01-01), date, event,
    municipality (SCB code, 0 outside the county), detail.
    """
    kept = zip(study.replications, study.runs, strict=False)
    text = "replication,person,time,date,event,municipality,detail\n" + "".join(_event_rows(number + 1, run) for number, run in kept)
    content = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=content, mtime=0, compresslevel=6) as packed:
        packed.write(text.encode())
    (folder / name).write_bytes(content.getvalue())


def _event_rows(replication: int, run: Run) -> str:
    events = run.events
    names = [event.name for event in EVENTS]
    whole = np.floor(events["time"]).astype(np.int64)
    dates = {int(day): date_of(float(day)).isoformat() for day in np.unique(whole)}
    persons = run.population.id[events["person"]].tolist()
    columns = zip(
        persons,
        events["time"].tolist(),
        whole.tolist(),
        events["event"].tolist(),
        events["municipality"].tolist(),
        events["detail"].tolist(),
        strict=True,
    )
    return "".join(f"{replication},{p},{t:.6f},{dates[d]},{names[e]},{m},{x}\n" for p, t, d, e, m, x in columns)


def write_manifest(folder: Path, studies: Sequence[Study]) -> None:
    """Write what the run was: versions, scenarios with their hashes, seed, replications, and hashes of the files beside it.

    Call it last. It holds no user names, no absolute paths and no time of day.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    first = studies[0]
    content = {
        "tool": "etablering",
        "version": tool_version(),
        "commit": commit(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "engine": first.engine,
        "seed": first.seed,
        "replications": [number + 1 for number in first.replications],
        "failed": {study.scenario.name: [number + 1 for number in study.failed] for study in studies if study.failed},
        "precision": None if first.precision is None else {"wanted": first.precision, "reached": round(first.reached, 6)},
        "calibration": _calibration(first),
        "scenarios": [
            {"name": study.scenario.name, "hash": scenario_hash(study.scenario), "resolved": resolved(study.scenario)} for study in studies
        ],
        "files": {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files},
    }
    _write(folder / MANIFEST, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n")


def _calibration(study: Study) -> dict[str, Any] | None:
    """The calibration that the parameters were drawn from, and which draws were; None where all replications have the same."""
    posterior = study.scenario.posterior
    if posterior is None:
        return None
    used = [number + 1 for number in sorted(set(study.draws))]
    return {"identity": posterior.identity, "fitted": posterior.facts.fitted.isoformat(), "draws": len(posterior.draws), "used": used}


def tool_version() -> str:
    """Version of the installed tool; empty where it runs from a folder that was never installed."""
    try:
        return version("etablering")
    except PackageNotFoundError:
        return ""


def commit() -> str:
    """Git commit of the source with "+" where files differ from it; empty where there is no git."""
    here = Path(__file__).resolve().parent
    try:
        head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=here, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
        changed = subprocess.run(["git", "status", "--porcelain"], cwd=here, capture_output=True, text=True, check=True, timeout=10).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return head + ("+" if changed.strip() else "")


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
