"""Two worker processes against one, each warm, on replications of all five counties."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from statistics import median
from time import perf_counter, process_time

from tests.bench.part import Demand, Found, compile_engine, must_equal, ratio, word

LEAST_GAIN = 1.7
TASKS, ROUNDS = 16, 3
TITLE = "Two workers against one"


def replication(number: int) -> tuple[str, float]:
    """One replication of each of the five counties, one by one: the digest of their logs, and CPU seconds."""
    from sim.run import simulate
    from tests.bench.counties import five_counties_once

    found, since = sha256(), process_time()
    for scenario in five_counties_once():
        found.update(simulate(scenario, 1, number, "compiled").events.tobytes())
    return found.hexdigest()[:12], process_time() - since


class _Pool:
    """So many workers, each of which has run once."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        list(self._pool.map(replication, range(2 * workers)))

    def run(self) -> tuple[float, float, list[str]]:
        """Seconds of all tasks, CPU seconds inside the workers, and the logs' digests in order."""
        since = perf_counter()
        done = list(self._pool.map(replication, range(TASKS)))
        return perf_counter() - since, sum(used for _, used in done), [digest for digest, _ in done]

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown()


def measure() -> Found:
    """The tasks with one worker and with two in turns; the logs must not differ."""
    compile_engine()
    pools = _Pool(1), _Pool(2)
    times: list[list[float]] = [[], []]
    inside: list[list[float]] = [[], []]
    digests = []
    for _ in range(ROUNDS):
        for k, pool in enumerate(pools):
            seconds, used, found = pool.run()
            times[k].append(seconds)
            inside[k].append(used)
            digests.append(found)
    for pool in pools:
        pool.close()
    for found in digests[1:]:
        must_equal(found, digests[0], "logs with another number of workers")
    return {
        "tasks": TASKS,
        "one": median(times[0]),
        "two": median(times[1]),
        "ratio": ratio(times[0], times[1]),
        "inside": [median(used) for used in inside],
        "digest": digests[0][0],
    }


def demands(found: Found) -> list[Demand]:
    """How much two gain."""
    value = found["ratio"]
    how = f"warm processes, {found['tasks']} replications of all five counties, wall time, in turns, {ROUNDS} rounds; digests equal"
    return [Demand("Two workers against one", f"{value:.2f} times", f"at least {LEAST_GAIN}", value >= LEAST_GAIN, how)]


def section(found: Found) -> list[str]:
    """Both times."""
    return [
        f"{found['tasks']} replications of all five counties, sampling included; both pools have run before.",
        "",
        "| one worker, s | two workers, s | times as fast | kept |",
        "|---:|---:|---:|---|",
        f"| {found['one']:.2f} | {found['two']:.2f} | {found['ratio']:.2f} | {word(found['ratio'] >= LEAST_GAIN)} |",
        "",
        f"CPU time inside the workers: {found['inside'][0]:.2f} s with one, {found['inside'][1]:.2f} s with two. Where it rises, the two",
        "share a core, its cache or the memory; where two have less of it than twice their wall time, others were using the machine.",
    ]
