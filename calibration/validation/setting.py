"""What every part of the validation is told: where it keeps what it has computed, with how many workers, and how thoroughly."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calibration.evaluate import Progress
from calibration.fit import THOROUGH, Effort, Running
from calibration.saved import FITTED
from scenarios.files import COUNTIES, ROOT
from scenarios.shipped import shipped

PAGES = ROOT.parent / "docs" / "validation"
"""What is found, as JSON, and a page for each county."""

DRAWS, REPLICATIONS = 32, 2
"""Posterior draws that a predictive distribution is simulated at, and replications of each, with luck of their own."""

_NUMBERS = re.compile(r"\[[-+.\deE\s,nultrfas]*\]")
"""A list of numbers, of nothing, or of yes and no: it stands on one line."""


@dataclass(frozen=True)
class Work:
    """How a part is run.

    Attributes
    ----------
    folder
        Checkpoints and results between the parts; a part that is run again with the same folder goes on where it was stopped.
    fitted, counties, pages
        Where the fits, the counties' posteriors and what is found are written.
    names
        The counties, by the names of their bases.
    """

    folder: Path
    workers: int = 2
    seed: int = 1
    effort: Effort = THOROUGH
    fitted: Path = FITTED
    counties: Path = COUNTIES
    pages: Path = PAGES
    names: tuple[str, ...] = ()
    progress: Progress | None = None

    def running(self, *parts: str) -> Running:
        """How a fit of a part is run."""
        return Running(self.workers, self.seed, self.effort, self.checkpoint(*parts), self.progress)

    def checkpoint(self, *parts: str) -> Path:
        """The file of a part's simulations."""
        return self.folder.joinpath(*parts, "simulations.jsonl")


def county_names() -> tuple[str, ...]:
    """The counties that ship."""
    return tuple(item.name for item in shipped() if item.is_county)


def keep(path: Path, found: Mapping[str, Any]) -> None:
    """Write results, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    text = json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False)
    draft.write_text(_NUMBERS.sub(lambda found: " ".join(found[0].split()), text) + "\n", encoding="utf-8")
    draft.replace(path)


def kept(path: Path) -> dict[str, Any]:
    """What `keep` wrote."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def rounded(value: float, digits: int = 6) -> float | None:
    """A number as it is kept: so many significant digits; None for nan."""
    return None if value != value else float(f"{value:.{digits}g}")  # noqa: PLR0124 - nan is what differs from itself
