"""The compiled engine against the project's SimPy engine: the whole engine call, with state building, loop and log."""

from __future__ import annotations

from statistics import median

from scenarios.load import load
from sim.engines.compiled import play as play_compiled
from sim.people import sample
from sim.run import play
from tests.bench import timings
from tests.bench.part import Demand, Found, digest, fresh_cache, in_turns, must_equal, ratio

LEAST_GAIN = 60.0
ROUNDS, OFTEN = 5, 5
TITLE = "The compiled engine against the SimPy engine"


def measure() -> Found:
    """Engine calls in turns on the same people, logs compared first; then where the compiled engine's time goes."""
    scenario = load("vastmanland")
    people = sample(scenario, 1, 0)
    events = play_compiled(scenario, people)
    must_equal(digest(events), digest(play(scenario, people, "simpy")), "log of the compiled engine")
    fast, slow = in_turns([(lambda: play_compiled(scenario, people), OFTEN), (lambda: play(scenario, people, "simpy"), 1)], ROUNDS)
    return {
        "people": people.n,
        "rows": len(events),
        "digest": digest(events),
        "compiled": median(fast),
        "simpy": median(slow),
        "least compiled": min(fast),
        "least simpy": min(slow),
        "ratio": ratio(slow, fast),
        "profile": fresh_cache("timings"),
    }


def demands(found: Found) -> list[Demand]:
    """How many times as fast."""
    value = found["ratio"]
    how = f"{OFTEN} compiled and 1 SimPy in turns, {ROUNDS} rounds, CPU time; median of the rounds' ratios; logs equal byte for byte"
    what = "Västmanland base, engine call with event log, compiled against the SimPy engine"
    return [Demand(what, f"{value:.0f} times", f"at least {LEAST_GAIN:.0f}", value >= LEAST_GAIN, how)]


def section(found: Found) -> list[str]:
    """Both engines, and the profile."""
    lines = [
        f"{found['people']} people, {found['rows']} log rows; both logs have the digest `{found['digest']}`.",
        "",
        "| | median, s | least, s | ns a row |",
        "|---|---:|---:|---:|",
    ]
    for name in ("compiled", "simpy"):
        lines.append(f"| {name} | {found[name]:.3f} | {found[f'least {name}']:.3f} | {found[name] / found['rows'] * 1e9:.0f} |")
    return [*lines, "", *timings.section(found["profile"])]
