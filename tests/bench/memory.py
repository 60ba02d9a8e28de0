"""Peak memory and time of one replication, in fresh processes: one that only imports and loads, one that also simulates."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROGRAM = """
import json, resource, sys
from time import perf_counter
from scenarios.load import load
from sim.run import simulate
scenario = load("vastmanland")
since, people, events = perf_counter(), 0, 0
if sys.argv[1] == "simulate":
    run = simulate(scenario, 1, 0)
    people, events = run.population.n, len(run.events)
seconds = perf_counter() - since
unit = 1 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
print(json.dumps({"people": people, "events": events, "seconds": seconds, "peak": peak}))
"""


@dataclass(frozen=True)
class Replication:
    """One replication: people, events, seconds, and bytes of peak memory beyond a process that only loads."""

    people: int
    events: int
    seconds: float
    bytes: int

    @property
    def per_person(self) -> float:
        """Bytes a person simulated."""
        return self.bytes / self.people


def replication() -> Replication:
    """Measure a replication of Västmanland."""
    idle, busy = (_run(mode) for mode in ("load", "simulate"))
    return Replication(int(busy["people"]), int(busy["events"]), busy["seconds"], int(busy["peak"] - idle["peak"]))


def _run(mode: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-c", PROGRAM, mode], cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found
