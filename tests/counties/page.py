"""docs/counties.md, made from what was seen in each county; one that was not looked at anew keeps its figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scenarios.documentation import markdown
from tests.bench.part import ROOT

PAGE, STORE = ROOT / "docs" / "counties.md", ROOT / "docs" / "counties.json"

INTRODUCTION = """# The counties

Written by `make counties` from `counties.json`; `python -m tests.counties NAME…` looks at single counties anew. Each county is
compared with its priorities at 20 replications by the compiled engine; its report is searched for its own words (its bodies, the
goals and parties of the priorities, its municipalities); its published series are held against the run as it is before any
calibration; and one replication of the whole county is run by both engines and checked: every person and child is accounted for,
and no place gives what it has not.

"""

SERIES = """
## Published series of the counties themselves

Simulated: mean and 95 % interval over the replications. Within: a factor of 1.5. An asterisk marks figures by which assumptions
were set; they are no independent test. All headline indicators without a row here have no published figure for the county: reports
call them "not testable".
"""


def stored() -> dict[str, Any]:
    """What was seen before, by county."""
    found: dict[str, Any] = json.loads(STORE.read_text(encoding="utf-8")) if STORE.exists() else {}
    return found


def keep(name: str, found: dict[str, Any]) -> None:
    """Store what was seen in a county."""
    everything = stored() | {name: found}
    STORE.write_text(json.dumps(everything, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write(counties: Sequence[str]) -> Path:
    """Write the page; gives its path in the project."""
    seen = {name: found for name, found in stored().items() if name in counties}
    STORE.write_text(json.dumps(seen, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    parts = [INTRODUCTION, markdown(HEADER, (_row(found) for found in seen.values())), SERIES]
    for found in seen.values():
        parts += [f"\n### {found['county']}\n\n", markdown(SERIES_HEADER, _series_rows(found))]
    PAGE.write_text("".join(parts), encoding="utf-8")
    return PAGE.relative_to(ROOT)


HEADER = ("county", "municipalities", "priorities compared", "seconds", "own words missing", "people", "children", "rows", "both engines")
SERIES_HEADER = ("what", "period", "published", "simulated", "factor", "within", "source")


def _row(found: dict[str, Any]) -> list[str]:
    same = f"the same log, sha256 {found['sha256']}…" if found["same log"] else "logs differ"
    own = [name.partition("/")[2] for name in found["alternatives"]]
    return [
        found["county"],
        str(found["municipalities"]),
        f"{len(own)}: {', '.join(own)}",
        f"{found['seconds']:.0f}",
        ", ".join(found["missing words"]) or "none",
        f"{found['people']:,}",
        f"{found['children']:,}",
        f"{found['rows']:,}",
        same,
    ]


def _series_rows(found: dict[str, Any]) -> Iterator[list[str]]:
    for one in found["series"]:
        whose = "" if one["group"] == "all" else f", {one['group']}"
        yield [
            f"{one['what']}{whose}",
            one["period"],
            f"{one['published']:g}" + (" *" if one["used"] else ""),
            f"{one['simulated']:.0f} ({one['low']:.0f}–{one['high']:.0f})",
            f"{one['simulated'] / one['published']:.2f}" if one["published"] else "–",
            "yes" if one["within"] else "no",
            f"{one['source']}. {one['note']}".strip(". ") + ".",
        ]
