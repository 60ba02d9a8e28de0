"""How long a calibration takes, and whether one that was stopped halfway and taken up again ends in the same posterior."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from time import monotonic
from typing import Any

from calibration.calibrate import CHECKPOINT, Calibration, calibrate
from calibration.validation.setting import Work, keep
from scenarios.posterior import CSV

FILE = "speed.json"
COUNTY = "vastmanland"


def speed(work: Work, county: str = COUNTY) -> dict[str, Any]:
    """Calibrate a county from nothing, then once more from half of what the first kept, its last line torn."""
    whole, half = (work.folder / "speed" / name for name in ("whole", "half"))
    rmtree(work.folder / "speed", ignore_errors=True)
    since = monotonic()
    found = _calibrated(county, whole, work)
    seconds = monotonic() - since
    tear(whole / CHECKPOINT, half / CHECKPOINT)
    _calibrated(county, half, work)
    told = {
        "county": found.scenario.county.code,
        "name": found.scenario.county.name,
        "workers": work.workers,
        "seconds": round(seconds),
        "simulations": found.fit.simulations,
        "same": (whole / CSV).read_bytes() == (half / CSV).read_bytes(),
    }
    keep(work.pages / FILE, told)
    return told


def _calibrated(county: str, out: Path, work: Work) -> Calibration:
    out.mkdir(parents=True, exist_ok=True)
    return calibrate(county, out=out, workers=work.workers, seed=work.seed, progress=work.progress, fitted=work.fitted)


def tear(source: Path, to: Path) -> None:
    """The first half of a checkpoint, cut in the middle of a line as a kill may leave it."""
    to.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    to.write_bytes(content[: len(content) // 2])
