"""Sampling and indicators of one replication beside the engine's own time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time
from typing import Any

from results.indicators.compute import THEMES, compute
from results.indicators.history import History
from results.ledger import costs
from results.replication import Given, prepare
from scenarios.load import load
from sim.engines.compiled import play
from sim.people import sample
from sim.run import Run
from tests.bench.part import Demand, Found, word

ROUNDS = 7
PARTS = ("sampling", "engine", "history", "indicators", "costs")
TITLE = "Sampling and indicators beside the engine"


def measure() -> Found:
    """Replications of Västmanland one after the other, each part on its own; the first, which warms everything up, is left out."""
    scenario = load("vastmanland")
    prepared = prepare(Given(scenario, 1, 0, "compiled"))
    times: dict[str, list[float]] = {name: [] for name in PARTS}
    themes: dict[str, list[float]] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        since = process_time()
        result = work()
        times[name].append(process_time() - since)
        return result

    for number in range(ROUNDS + 1):
        people = timed("sampling", partial(sample, scenario, 1, number))
        events = timed("engine", partial(play, scenario, people))
        history = timed("history", partial(History, Run(people, events), scenario))
        timed("indicators", partial(compute, history, prepared.layout))
        timed("costs", partial(costs, history, prepared.layout.grid, prepared.lines))
        for theme, taken in _observed(History(Run(people, events), scenario)).items():
            themes.setdefault(theme, []).append(taken)
    seconds = {name: median(taken[1:]) for name, taken in times.items()}
    ratios = [sum(times[name][k] for name in PARTS if name != "engine") / times["engine"][k] for k in range(1, ROUNDS + 1)]
    return {"seconds": seconds, "ratio": median(ratios), "themes": {name: median(taken[1:]) for name, taken in themes.items()}}


def _observed(history: History) -> dict[str, float]:
    """Seconds in which each theme of the indicators finds its cohorts; the first also pays for what all of them use."""
    found = {}
    for theme in THEMES:
        since = process_time()
        theme.observe(history)
        found[theme.__name__.rpartition(".")[2]] = process_time() - since
    return found


def demands(found: Found) -> list[Demand]:
    """Everything but the engine, against the engine."""
    value = found["ratio"]
    how = f"CPU time of the same {ROUNDS} replications, median of the ratios; warm, no charts"
    what = "Sampling plus indicators of one Västmanland replication, against the engine"
    return [Demand(what, f"{value:.2f} times", "at most 1", value <= 1.0, how)]


def section(found: Found) -> list[str]:
    """Seconds by part."""
    seconds = found["seconds"]
    lines = [
        "The compiled engine works out the luck of a decision when it is taken, so that belongs to the engine's time; sampling is who",
        "comes, when and with whom.",
        "",
        "| part | ms | against the engine |",
        "|---|---:|---:|",
    ]
    lines += [f"| {name} | {taken * 1e3:.0f} | {taken / seconds['engine']:.2f} |" for name, taken in seconds.items()]
    themes = ", ".join(f"{name} {taken * 1e3:.0f}" for name, taken in sorted(found["themes"].items(), key=lambda item: -item[1]))
    return [
        *lines,
        f"| all but the engine | {(sum(seconds.values()) - seconds['engine']) * 1e3:.0f} | {found['ratio']:.2f} |",
        "",
        f"Kept: {word(found['ratio'] <= 1.0)}. Of the indicators, ms: {themes}; the rest is tables and series.",
    ]
