"""What every part of the benchmarks shares: a demand with its figure, fair timing, fresh processes, and facts of the machine."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[2]

Found = dict[str, Any]
"""What a part measured: plain numbers and texts, as they are kept in docs/benchmarks.json."""


@dataclass(frozen=True)
class Demand:
    """One promise: what is promised, what was measured, and whether it holds (None: only reported)."""

    what: str
    measured: str
    promised: str
    kept: bool | None
    how: str


class Part(Protocol):
    """A module of the benchmarks."""

    def measure(self) -> Found:
        """Measure; equality is checked before times are taken."""

    def demands(self, found: Found) -> list[Demand]:
        """The promises that the figures answer."""

    def section(self, found: Found) -> list[str]:
        """Lines of the page."""


def word(holds: bool | None) -> str:
    """A word for whether a promise holds."""
    return "–" if holds is None else "yes" if holds else "**no**"


def say(text: str) -> None:
    """Tell whoever waits."""
    print(text, file=sys.stderr, flush=True)


def seconds(work: Callable[[], Any]) -> float:
    """CPU seconds of a piece of work."""
    since = process_time()
    work()
    return process_time() - since


def in_turns(works: Sequence[tuple[Callable[[], Any], int]], rounds: int) -> list[list[float]]:
    """CPU seconds of several pieces of work taken in turns, so that all meet the same machine.

    Parameters
    ----------
    works
        Each piece of work with how often it is done a round.
    rounds
        How many rounds.

    Returns
    -------
    list
        For each piece of work the median of each round.
    """
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for taken, (work, often) in zip(times, works, strict=True):
            taken.append(median(seconds(work) for _ in range(often)))
    return times


def ratio(many: Sequence[float], few: Sequence[float]) -> float:
    """How many times longer one piece of work takes than another: the median over the rounds."""
    return median(a / b for a, b in zip(many, few, strict=True))


def digest(events: NDArray[np.void]) -> str:
    """A short name for a log's content."""
    return sha256(events.tobytes()).hexdigest()[:12]


def must_equal(found: object, wanted: object, what: str) -> None:
    """Times mean nothing where results differ.

    Raises
    ------
    ValueError
        They differ.
    """
    if found != wanted:
        raise ValueError(f"{what}: {found} is not {wanted}")


def fresh(module: str, *arguments: str, cache: Path | None = None) -> Found:
    """Run a module of the benchmarks in a fresh process; it prints what it measured as the last line of its output."""
    environment = dict(os.environ) | ({"ETABLERING_CACHE": str(cache)} if cache else {})
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def fresh_cache(module: str, *arguments: str) -> Found:
    """Run a module of the benchmarks in a fresh process for which nothing is compiled yet."""
    with TemporaryDirectory(prefix="bench-") as folder:
        return fresh(module, *arguments, cache=Path(folder))


def compile_engine() -> None:
    """Declare all that is compiled, and compile what the cache lacks."""
    import_module("sim.engines.compiled")
    import_module("sim.engines.jit").build()


def peak_bytes() -> int:
    """Most memory that this process has held; not what its parent held, which the usual count may begin with."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024
    except (OSError, StopIteration):
        pass
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def machine() -> Found:
    """Facts of the machine, without its name or the time."""
    return {
        "processor": _processor(),
        "processors": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: version(name) for name in ("numpy", "numba", "simpy")},
        "load before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
