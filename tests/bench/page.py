"""docs/benchmarks.md, made from what the parts measured; a part that was not measured anew keeps its figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.part import ROOT, Found, machine, word

PAGE, STORE = ROOT / "docs" / "benchmarks.md", ROOT / "docs" / "benchmarks.json"

INTRODUCTION = """# Benchmarks

Written by `make bench` from `benchmarks.json`, which holds what was measured; `python -m tests.bench NAME…` measures single parts
anew. What is compared is taken in turns in one run, and results are checked to be equal before times are taken. Ratios hold for any
machine, seconds only for the one that ran it; times are CPU time of one core where nothing else is said. Nothing here is a test: a
busy machine gives other numbers.

## What is promised

| what | measured | promised | kept | how |
|---|---|---|---|---|
"""


def stored() -> dict[str, Found]:
    """What was measured before, by part."""
    if not STORE.exists():
        return {}
    found: dict[str, Found] = json.loads(STORE.read_text(encoding="utf-8"))
    return found


def keep(name: str, found: Found) -> None:
    """Store what a part measured, and on which machine."""
    everything = stored() | {name: {"machine": machine(), "found": _rounded(found)}}
    STORE.write_text(json.dumps(everything, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    """Five digits are more than any of this is worth."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value


def write(parts: Mapping[str, Any]) -> Path:
    """Write the page in the order of the parts; gives its path in the project."""
    everything = stored()
    known = [(name, part, everything[name]) for name, part in parts.items() if name in everything]
    rows = [
        f"| {d.what} | {d.measured} | {d.promised} | {word(d.kept)} | {d.how} |"
        for _, part, entry in known
        for d in part.demands(entry["found"])
    ]
    sections = []
    for name, part, entry in known:
        sections += ["", f"## {part.TITLE}", "", *part.section(entry["found"]), "", f"Part `{name}`; {_facts(entry['machine'])}."]
    PAGE.write_text(INTRODUCTION + "\n".join([*rows, *sections]) + "\n", encoding="utf-8")
    return PAGE.relative_to(ROOT)


def _facts(facts: Found) -> str:
    """The machine in one line."""
    libraries = ", ".join(f"{name} {facts[name]}" for name in ("numpy", "numba", "simpy"))
    load = f", load before {facts['load before']}" if facts["load before"] is not None else ""
    return f"{facts['processor']}, {facts['processors']} processors{load}; {facts['system']}, Python {facts['python']}, {libraries}"
