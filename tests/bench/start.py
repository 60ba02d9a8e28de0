"""What comes before the first event: compilation where nothing is compiled yet, and the start of a process where everything is."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median
from time import monotonic, process_time

from tests.bench.part import Demand, Found, compile_engine, fresh, fresh_cache, say, word

MOST_COLD, MOST_WARM = 90.0, 2.0
STARTS = 5
TITLE = "Compilation and start"


def measure() -> Found:
    """Compile once in a process for which nothing is compiled; then start processes that find everything compiled."""
    cold = fresh_cache("start", "cold")
    say(f"cold compilation {cold['compiled']:.1f} s")
    fresh("start", str(monotonic()))
    starts = [fresh("start", str(monotonic())) for _ in range(STARTS)]
    alone = []
    for _ in range(3):
        since = monotonic()
        subprocess.run([sys.executable, "-c", "import numba"], check=True)
        alone.append(monotonic() - since)
    return {"cold": cold, "warm": {name: median(each[name] for each in starts) for name in starts[0]}, "numba": median(alone)}


def steps(begun: float) -> Found:
    """From the start of the process, at the instant `begun`, to the end of a first small run: seconds of each step."""
    times = {"interpreter": monotonic() - begun}

    def step(name: str) -> None:
        times[name] = monotonic() - begun - sum(times.values())

    import numba  # noqa: F401

    step("import numba")
    from tests.bench.counties import tiny

    scenario = tiny()
    step("load the scenario")
    from sim.engines.compiled import play
    from sim.people import sample

    step("import the engine")
    compile_engine()
    step("compiled code")
    people = sample(scenario, 1, 0)
    play(scenario, people)
    step("first small run")
    return times | {"all": monotonic() - begun}


def compiled() -> Found:
    """Seconds of compiling everything, and of the processor alone."""
    since, used = monotonic(), process_time()
    compile_engine()
    return {"compiled": monotonic() - since, "processor": process_time() - used}


def demands(found: Found) -> list[Demand]:
    """Cold and warm."""
    cold, warm = found["cold"]["compiled"], found["warm"]["all"]
    how = "an empty folder for compiled code, a fresh process; import of the engine and compilation"
    return [
        Demand("Cold compilation", f"{cold:.1f} s", f"at most {MOST_COLD:.0f} s", cold <= MOST_COLD, how),
        Demand(
            "Start with a warm cache",
            f"{warm:.2f} s",
            f"at most {MOST_WARM:.0f} s",
            warm <= MOST_WARM,
            f"a fresh process, from its start to the end of a first small run; median of {STARTS}",
        ),
    ]


def section(found: Found) -> list[str]:
    """The steps of a warm start."""
    warm = found["warm"]
    lines = [
        f"Cold, import and compilation take {found['cold']['compiled']:.1f} s ({found['cold']['processor']:.1f} s of processor time).",
        f"Warm, a process takes, step by step (a process that only imports numba takes {found['numba']:.2f} s):",
        "",
        "| step | s |",
        "|---|---:|",
        *(f"| {name} | {taken:.3f} |" for name, taken in warm.items() if name != "all"),
        f"| all | {warm['all']:.3f} |",
    ]
    return [*lines, "", f"Kept: cold {word(found['cold']['compiled'] <= MOST_COLD)}, warm {word(warm['all'] <= MOST_WARM)}."]


if __name__ == "__main__":
    print(json.dumps(compiled() if sys.argv[1] == "cold" else steps(float(sys.argv[1]))))
