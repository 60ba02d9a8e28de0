"""`make bench`: measures, compares with what is promised, and writes docs/benchmarks.md. A look, not a test: machines differ.

`python -m tests.bench NAME…` measures single parts; the page keeps the figures of the others. `page` alone only writes the page.
"""

from __future__ import annotations

import sys
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, cast

from tests.bench import page
from tests.bench.part import say

if TYPE_CHECKING:
    from tests.bench.part import Part

PARTS = ("engine", "reduced", "heap", "scale", "start", "shares", "memory", "workers", "compare", "queues")
"""Parts by the names of their modules, in the order of the page."""
LAST = "compare"
"""The part that takes longest."""


def part(name: str) -> Part:
    """A part by its name; imported when it is needed, since worker processes import this module too."""
    return cast("Part", import_module(f"tests.bench.{name}"))


def main(names: list[str]) -> int:
    """Measure the parts named, or all, and write the page."""
    unknown = [name for name in names if name not in (*PARTS, "page")]
    if unknown:
        say(f"unknown: {', '.join(unknown)}; there are {', '.join((*PARTS, 'page'))}")
        return 2
    wanted = [name for name in PARTS if name in names or not names]
    for name in sorted(wanted, key=lambda name: name == LAST):
        since = monotonic()
        found = part(name).measure()
        page.keep(name, found)
        for demand in part(name).demands(found):
            say(f"{name}: {demand.what}: {demand.measured} ({demand.promised})")
        say(f"{name} took {monotonic() - since:.0f} s")
    print(page.write({name: part(name) for name in PARTS}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
