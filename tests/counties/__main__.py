"""`make counties`: every county against its priorities, its published series, and the two engines; writes docs/counties.md.

A look, not a test: it takes some minutes. `python -m tests.counties NAME…` looks at single counties and keeps the others' figures.
"""

from __future__ import annotations

import sys
from time import monotonic

from scenarios.language import set_language
from scenarios.shipped import shipped
from tests.bench.part import say
from tests.counties import page
from tests.counties.county import look_at


def main(names: list[str]) -> int:
    """Look at the counties named, or all, and write the page."""
    counties = [item.name for item in shipped() if item.is_county]
    unknown = [name for name in names if name not in counties]
    if unknown:
        say(f"unknown: {', '.join(unknown)}; there are {', '.join(counties)}")
        return 2
    set_language("sv")
    for name in names or counties:
        since = monotonic()
        page.keep(name, look_at(name))
        say(f"{name} took {monotonic() - since:.0f} s")
    print(page.write(counties))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
