"""`python -m calibration.validation PART`: the proof in parts that go on where they were stopped; `make validation` runs all of them.

Each part takes minutes. A part that is run again with the same `--work` computes nothing anew that it has.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from calibration.fit import QUICK, THOROUGH
from calibration.validation import fits, fitted, held_back, pages, recovery, sensitivity, speed
from calibration.validation.setting import Work, county_names
from scenarios.language import set_language

EFFORTS = {"thorough": THOROUGH, "quick": QUICK}

PARTS: dict[str, Callable[[Work], object]] = {
    "nation": fits.nation,
    "counties": fits.counties,
    "alone": fits.alone,
    "pool": fits.pool,
    "fitted": fitted.fitted,
    "held-back": held_back.held_back,
    "recovery": recovery.recovery,
    "sensitivity": sensitivity.sensitivity,
    "speed": speed.speed,
    "pages": pages.write_pages,
}
"""The parts; `alone` and `pool` are the two passes of `counties`, for counties that are fitted one by one."""

ALL = tuple(part for part in PARTS if part not in {"alone", "pool"})


def main(arguments: list[str]) -> int:
    """Run the parts that are named, or all."""
    asked = _parser().parse_args(arguments)
    set_language("sv")
    work = Work(Path(asked.work), asked.workers, asked.seed, EFFORTS[asked.effort], names=tuple(asked.county or county_names()))
    for part in asked.parts or ALL:
        since = monotonic()
        try:
            if part == "recovery" and asked.sets is not None:
                recovery.recovery(_told(work, part), range(asked.sets))
            else:
                PARTS[part](_told(work, part))
        except FileNotFoundError as missing:
            _say(f"{part}: {missing.filename} is not there; run the parts before it first: {', '.join(ALL)}")
            return 2
        _say(f"{part}: {monotonic() - since:.0f} s")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m calibration.validation", description=__doc__)
    parser.add_argument("parts", nargs="*", type=_part, metavar="PART", help=f"{', '.join(PARTS)}; all where none is named")
    parser.add_argument("--work", default="build/validation", help="folder of checkpoints")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--effort", choices=list(EFFORTS), default="thorough")
    parser.add_argument("--sets", type=int, help="made-up histories of the recovery, from the first")
    parser.add_argument("--county", action="append", choices=list(county_names()), help="only this county; may be given again")
    return parser


def _part(text: str) -> str:
    if text not in PARTS:
        raise argparse.ArgumentTypeError(f"{text!r} is no part; there are {', '.join(PARTS)}")
    return text


def _told(work: Work, part: str) -> Work:
    """The work with somebody told, every tenth second at most, how far a part has come."""
    last = monotonic()

    def tell(done: int, planned: int) -> None:
        nonlocal last
        if monotonic() - last > 10.0:
            last = monotonic()
            _say(f"{part}: {done} of {planned} simulations so far planned")

    return replace(work, progress=tell)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
