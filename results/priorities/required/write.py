"""The files of a required capacity: page, workbook, chart, required.csv and manifest."""

from __future__ import annotations

import json
import platform
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from results.files import LIBRARIES, MANIFEST, commit, tool_version
from results.priorities.required.found import Required
from results.priorities.required.page import page_of
from results.priorities.required.tables import months_table
from results.report.write import write_page
from results.tables import as_csv
from scenarios.load import resolved, scenario_hash

CSV = "required.csv"
"""Every row and month for machines."""


def write(folder: Path, found: Required) -> Path:
    """Write everything into an existing folder, the manifest last.

    Returns
    -------
    Path
        The page.
    """
    page = write_page(folder, page_of(found))
    (folder / CSV).write_text(as_csv(months_table(found)), encoding="utf-8", newline="\n")
    _write_manifest(folder, found)
    return page


def _write_manifest(folder: Path, found: Required) -> None:
    """Write what was computed with what; it holds no user names, no absolute paths and no time of day."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    asked, posterior = found.asked, found.asked.scenario.posterior
    content = {
        "tool": "etablering",
        "version": tool_version(),
        "commit": commit(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "engine": asked.engine,
        "seed": found.seed,
        "checks": [check.seed for check in found.checks],
        "replications": found.replications,
        "simulations": found.simulations,
        "asked": {
            "indicator": asked.indicator,
            "value": asked.value,
            "area": asked.judged[0],
            "service": asked.service,
            "hold_months": asked.hold,
            "most_times": asked.most_times,
            "lead_months": asked.lead,
        },
        "verdict": found.verdict,
        "reachable": found.reachable,
        "calibration": None if posterior is None else {"identity": posterior.identity, "fitted": posterior.facts.fitted.isoformat()},
        "scenario": {"name": asked.scenario.name, "hash": scenario_hash(asked.scenario), "resolved": resolved(asked.scenario)},
        "files": {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files},
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
