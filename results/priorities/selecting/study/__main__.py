"""`python -m results.priorities.selecting.study`: tries the selection and writes docs/selecting.json and docs/selecting.md.

It takes about a quarter of an hour. `--page` writes the page anew from the numbers that are there.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

import numpy as np

from results.priorities.selecting.sequential import DEFAULT_FIRST
from results.priorities.selecting.study.configurations import BEYOND, SEED, STATED, TIES, TRIED_BY_ALL, Configuration
from results.priorities.selecting.study.page import STORE, write
from results.priorities.selecting.study.rivals import RIVALS, Outcome, ocba
from results.priorities.selecting.study.tries import observing, share, tried

TRIES = 1000
"""Problems of each configuration in which other procedures are tried, and of all the rest but slippages."""

TRIES_OF_SLIPPAGE = 2000
"""Problems of each slippage, where the share right is closest to what is promised."""

TOGETHER = 200
"""Problems that are held in memory at once."""


def main(arguments: list[str]) -> int:
    """Try everything and write the files, or the page alone."""
    parser = argparse.ArgumentParser(prog="python -m results.priorities.selecting.study", description=__doc__)
    parser.add_argument("--page", action="store_true", help="the page alone")
    parser.add_argument("--most-tries", type=int, default=TRIES_OF_SLIPPAGE, help="problems of a configuration at most, for a quick look")
    asked = parser.parse_args(arguments)
    if not asked.page:
        found: dict[str, Any] = {"seed": SEED, "first": DEFAULT_FIRST}
        found |= {part: [_told(each, asked.most_tries) for each in parts] for part, parts in _PARTS.items()}
        found["by_all"] = [_by_all(each, min(asked.most_tries, TRIES)) for each in TRIED_BY_ALL]
        STORE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(write())
    return 0


_PARTS: dict[str, tuple[Configuration, ...]] = {"stated": STATED, "ties": TIES, "beyond": BEYOND}


def _told(configuration: Configuration, most: int) -> dict[str, Any]:
    found = tried(configuration, min(most, TRIES_OF_SLIPPAGE if configuration.means == "slippage" else TRIES))
    print(f"{configuration.name}: right {found['right'][0]:.3f}, {found['asked']:.0f} observations", file=sys.stderr, flush=True)
    return found


def _by_all(configuration: Configuration, tries: int) -> dict[str, Any]:
    """Share right and mean observations of the selection and of each rival, on the same problems."""
    right: dict[str, list[float]] = {}
    used: dict[str, list[float]] = {}
    for start in range(0, tries, TOGETHER):
        problems = [configuration.problem(number) for number in range(start, min(start + TOGETHER, tries))]
        values = np.array([problem.values for problem in problems])
        selections = [observing(problem) for problem in problems]
        ours = Outcome(np.array([each.best for each in selections]), np.array([each.observations for each in selections]))
        outcomes = {"selection": ours, **{name: rival(values, DEFAULT_FIRST) for name, rival in RIVALS.items()}}
        outcomes["OCBA"] = ocba(values, DEFAULT_FIRST, ours.observations)
        for name, outcome in outcomes.items():
            right.setdefault(name, []).extend(p.good(int(at)) for p, at in zip(problems, outcome.chosen, strict=True))
            used.setdefault(name, []).extend(outcome.observations.tolist())
    rows = {name: {"right": share(right[name]), "observations": float(np.mean(used[name]))} for name in right}
    print(f"{configuration.name}: {', '.join(rows)}", file=sys.stderr)
    return {"name": configuration.name, "tries": tries, "rows": rows}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
