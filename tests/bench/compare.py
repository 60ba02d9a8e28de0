"""`etablering compare` of two Västmanland scenarios, 100 replications each, from cached code to written tables; whole and by part."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, process_time
from typing import Any

from tests.bench.part import Demand, Found, fresh

NAMES = ("vastmanland", "vastmanland/mer-sfi")
REPLICATIONS, WORKERS = 100, 2
TITLE = "A whole comparison"


def measure() -> Found:
    """All of it in a fresh process."""
    return fresh("compare", str(monotonic()))


def run(begun: float) -> Found:
    """What `app.production` does, step by step: seconds of wall time since the process began."""
    times: dict[str, float] = {}

    def step(name: str, work: Callable[[], Any]) -> Any:
        since = monotonic()
        result = work()
        times[name] = monotonic() - since
        return result

    from app.production import read
    from results.comparison import compare
    from results.files import write_manifest, write_numbers
    from results.study import run_study

    since, begin = monotonic(), {}
    scenarios = step("scenarios read and checked", lambda: read(NAMES))
    studies = []
    for scenario in scenarios:
        first: list[float] = []
        work = partial(run_study, scenario, replications=REPLICATIONS, engine="compiled", workers=WORKERS, progress=_first_of(first))
        studies.append(step(f"simulation and indicators, {scenario.name}", work))
        begin[scenario.name] = first[0] - (monotonic() - times[f"simulation and indicators, {scenario.name}"])
    with TemporaryDirectory() as name:
        folder = Path(name)
        comparisons = [compare(studies[0], study) for study in studies[1:]]
        step("comparison and numbers written", lambda: write_numbers(folder, studies, comparisons))
        _write_report(folder, studies[0], comparisons, step)
        step("manifest", lambda: write_manifest(folder, studies))
        files = sum(1 for path in folder.rglob("*") if path.is_file())
    whole = monotonic() - begun
    return {
        "times": {"process started, program imported": since - begun, **times},
        "whole": whole,
        "first replication after": begin,
        "files": files,
        "processor of the parent": process_time(),
    }


def _first_of(instants: list[float]) -> Callable[[int, int], None]:
    """Notes when replications are done."""
    return lambda _done, _total: instants.append(monotonic())


def _write_report(folder: Path, base: Any, comparisons: Any, step: Callable[[str, Callable[[], Any]], Any]) -> None:
    """The steps of `results.report.write`."""
    from results.charts import write_all
    from results.report import lint
    from results.report.compose import compose
    from results.report.gather import gather
    from results.report.html import render
    from results.report.write import ReportFaultError, about, workbook_tables
    from results.tables import write as write_workbook

    gathered = step("report gathered", lambda: gather(base, comparisons))
    page = step("report composed, charts drawn", lambda: compose(gathered))
    html = step("report as a page", lambda: render(page))
    faults = step("report checked", lambda: lint(html))
    if faults:
        raise ReportFaultError("; ".join(faults))
    step("charts written", lambda: write_all(folder / "charts", page.charts()))
    step("tables (Excel)", lambda: write_workbook(folder / "tables.xlsx", workbook_tables(page), about(page)))
    (folder / "report.html").write_text(html, encoding="utf-8")


def demands(found: Found) -> list[Demand]:
    """Reported only."""
    times = found["times"]
    computing = sum(taken for name, taken in times.items() if name.startswith("simulation"))
    measured = f"{found['whole']:.1f} s, of which {computing:.1f} s simulation and indicators"
    what = f"`etablering compare` of two Västmanland scenarios, {REPLICATIONS} replications each"
    how = f"wall time from the start of the process to the last file, compiled code in the cache, {WORKERS} workers"
    return [Demand(what, measured, "reported", None, how)]


def section(found: Found) -> list[str]:
    """Seconds by part."""
    whole = found["whole"]
    lines = [
        f"`{NAMES[0]}` against `{NAMES[1]}`, {REPLICATIONS} replications each, {WORKERS} workers, compiled code in the cache; wall time.",
        "",
        "| part | s | share |",
        "|---|---:|---:|",
        *(f"| {name} | {taken:.2f} | {taken / whole:.0%} |" for name, taken in found["times"].items()),
    ]
    begun = ", ".join(f"{taken:.1f} s" for taken in found["first replication after"].values())
    starts = f"Worker processes start anew for each study; its first replication is done after {begun}."
    other = whole - sum(found["times"].values())
    return [
        *lines,
        f"| else | {other:.2f} | {other / whole:.0%} |",
        f"| all | {whole:.2f} | 100% |",
        "",
        f"{found['files']} files. {starts}",
    ]


if __name__ == "__main__":
    import sys

    print(json.dumps(run(float(sys.argv[1]))))
