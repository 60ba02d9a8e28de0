"""Time per log row from one county to the five counties' size."""

from __future__ import annotations

from functools import partial
from statistics import median

from sim.engines.compiled import play
from sim.people import sample
from tests.bench.counties import five_counties, one_large_county
from tests.bench.part import Demand, Found, in_turns, ratio, word

MOST_RATIO = 1.3
ROUNDS, OFTEN = 5, 3
TITLE = "From one county to five"


def measure() -> Found:
    """Engine calls for each of the five counties (the first has ten municipalities), and for all municipalities on one agenda."""
    scenarios = [*five_counties(), one_large_county()]
    drawn = [(scenario, sample(scenario, 1, 0)) for scenario in scenarios]
    rows = [len(play(*each)) for each in drawn]
    times = in_turns([(partial(play, *each), OFTEN) for each in drawn], ROUNDS)
    groups = (slice(0, 1), slice(0, -1), slice(-1, None))
    taken = [[sum(each) for each in zip(*times[group], strict=True)] for group in groups]
    per_row = [[t / sum(rows[group]) for t in of_group] for of_group, group in zip(taken, groups, strict=True)]
    return {
        "municipalities": [sum(len(s.county.municipalities) for s in scenarios[group]) for group in groups],
        "people": [sum(people.n for _, people in drawn[group]) for group in groups],
        "rows": [sum(rows[group]) for group in groups],
        "seconds": [median(of_group) for of_group in taken],
        "ratio": ratio(per_row[1], per_row[0]),
        "coupled ratio": ratio(per_row[2], per_row[0]),
        "by county": [
            {"municipalities": len(s.county.municipalities), "people": p.n, "ns": median(taken) / n * 1e9}
            for (s, p), n, taken in zip(drawn, rows, times, strict=True)
        ],
    }


def demands(found: Found) -> list[Demand]:
    """Time per row, five counties against one."""
    value = found["ratio"]
    how = f"engine calls in turns, {ROUNDS} rounds, median of the ratios; five counties one by one, as studies run them"
    return [Demand("Time per log row, five counties against one", f"{value:.2f} times", f"at most {MOST_RATIO}", value <= MOST_RATIO, how)]


def section(found: Found) -> list[str]:
    """One county, five, and all on one agenda."""
    lines = [
        "Made-up counties in memory, copied from Västmanland with capacities in proportion to their people. Counties are simulated one by",
        "one, since nothing couples them; all municipalities on one agenda are measured for information.",
        "",
        "| | municipalities | people | log rows | engine call, s | ns a row | times one county | kept |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    names = ("one county", "five counties, one by one", "all as one county on one agenda")
    against = (1.0, found["ratio"], found["coupled ratio"])
    held = (None, found["ratio"] <= MOST_RATIO, None)
    columns = zip(names, found["municipalities"], found["people"], found["rows"], found["seconds"], against, held, strict=True)
    for name, towns, people, rows, taken, times, kept in columns:
        lines.append(f"| {name} | {towns} | {people} | {rows} | {taken:.3f} | {taken / rows * 1e9:.0f} | {times:.2f} | {word(kept)} |")
    counties = "; ".join(
        f"{c['municipalities']} municipalities, {c['people']} people: {c['ns']:.0f} ns a row" for c in found["by county"][:-1]
    )
    return [*lines, "", f"The five: {counties}."]
