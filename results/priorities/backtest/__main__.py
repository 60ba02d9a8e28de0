"""`python -m results.priorities.backtest`: tries the decisions of 2014, 2015 and 2016 in Västmanland; writes docs/backtest.json and .md.

Each year is stored as soon as it is there; `--years` tries only some and keeps the others, `--page` writes the page anew from the numbers
that are there.
"""

from __future__ import annotations

import argparse
import sys
import time

from results.priorities.backtest.decision import Trial, backtest
from results.priorities.backtest.page import DECISIONS, keep, told, write
from results.priorities.choices.budget import Budgets
from scenarios.language import set_language

MEASURES = tuple(
    f"vastmanland/{name}" for name in ("mer-sfi", "gemensam-so", "praktik-lika", "fler-bostader", "halsa-alla", "asyltid", "tidiga-samtal")
)
"""Measures of the agreement's own goals, one or two a goal."""

BUDGETS = Budgets({"kommun": 9.0e6, "region": 2.6e6, "stat": 3.6e6, "projekt": 0.5e6})
"""SEK a year, the same in all three years; set so that no payer but the project can have all that it would pay for."""


def main(arguments: list[str]) -> int:
    """Try every year and write the files, or the page alone."""
    parser = argparse.ArgumentParser(prog="python -m results.priorities.backtest", description=__doc__)
    parser.add_argument("--page", action="store_true", help="the page alone")
    parser.add_argument("--years", type=int, nargs="+", choices=DECISIONS, default=DECISIONS, help="years to try; others are kept")
    parser.add_argument("--replications", type=int, default=Trial().replications, help="calculations of each package in each reading, even")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    asked = parser.parse_args(arguments)
    set_language("en")
    if not asked.page:
        trial = Trial(replications=asked.replications, workers=asked.workers)
        for year in asked.years:
            start = time.perf_counter()
            keep(told(backtest(MEASURES, year, BUDGETS, trial, progress=_say)))
            print(f"\r{year}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    print(write())
    return 0


def _say(done: int, planned: int) -> None:
    print(f"\r{done} of {planned}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
