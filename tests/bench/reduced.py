"""The reduced scenario four times: with either engine's clock and seats, in plain SimPy and in Ciw; the same people, equal waits."""

from __future__ import annotations

from statistics import median
from time import process_time

import numpy as np

from scenarios.calendar import day
from scenarios.load import load
from sim.luck import Floats
from sim.people import sample
from tests.bench.network import FEWER_PLACES, MORE_PLACES, PLACES, SFI_SEATS, People, ours, people_of, plain
from tests.bench.network_ciw import in_ciw
from tests.bench.network_compiled import as_arrays, compiled
from tests.bench.part import Demand, Found, in_turns, must_equal, ratio, word

LEAST_OURS, LEAST_PLAIN, AIM_PLAIN, LEAST_CIW = 2.0, 100.0, 200.0, 1_000.0
ROUNDS, OFTEN = 3, 9
TITLE = "A reduced scenario against plain SimPy and Ciw"


def measure() -> Found:
    """All ways at three numbers of places; Ciw, which takes long, once where the wait is as it was."""
    scenario = load("vastmanland")
    people, start = people_of(scenario, sample(scenario, 1, 0)), day(scenario.start)
    found = [_compared(people, start, places) for places in (MORE_PLACES, PLACES, FEWER_PLACES)]
    return {"people": len(people.arrival), "networks": found, "ciw": _against_ciw(people, start)}


def _close(waits: Floats, others: Floats, what: str) -> None:
    """Means agree to a millionth: the others sum up times in another order."""
    near = np.allclose(waits.mean(axis=0), others.mean(axis=0), rtol=1e-6, atol=1e-6)
    must_equal(near or others.mean(axis=0).tolist(), True, what)


def _compared(people: People, start: float, places: int) -> Found:
    arrays = as_arrays(people)
    waits, log = compiled(arrays, start, places)
    must_equal(np.array_equal(waits, ours(people, start, places)), True, "waits of the compiled network and the project's in SimPy")
    _close(waits, plain(people, start, places), "mean waits in plain SimPy")
    works = (
        (lambda: compiled(arrays, start, places), OFTEN),
        (lambda: ours(people, start, places), 1),
        (lambda: plain(people, start, places), 1),
    )
    times = in_turns(works, ROUNDS)
    return {
        "places": places,
        "waits": waits.mean(axis=0).tolist(),
        "rows": len(log),
        "compiled": median(times[0]),
        "ours": median(times[1]),
        "plain": median(times[2]),
        "ours ratio": ratio(times[2], times[1]),
        "compiled ratio": ratio(times[2], times[0]),
    }


def _against_ciw(people: People, start: float) -> Found:
    arrays = as_arrays(people)
    before = in_turns([(lambda: compiled(arrays, start, PLACES), OFTEN)], ROUNDS)[0]
    since = process_time()
    waits = in_ciw(people, start, PLACES, SFI_SEATS)
    taken = process_time() - since
    after = in_turns([(lambda: compiled(arrays, start, PLACES), OFTEN)], ROUNDS)[0]
    _close(compiled(arrays, start, PLACES)[0], waits, "mean waits in Ciw")
    fast = median([*before, *after])
    return {"places": PLACES, "compiled": fast, "seconds": taken, "ratio": taken / fast}


def demands(found: Found) -> list[Demand]:
    """Against plain SimPy and against Ciw, where the wait is as it was."""
    here, ciw = found["networks"][1], found["ciw"]
    how = f"{found['people']} people, {PLACES} places; waits equal first; CPU time, in turns"
    values = (
        ("the compiled engine against plain SimPy", here["compiled ratio"], LEAST_PLAIN, f" (aim {AIM_PLAIN:.0f})"),
        ("the compiled engine against Ciw", ciw["ratio"], LEAST_CIW, ""),
        ("the SimPy engine against plain SimPy", here["ours ratio"], LEAST_OURS, ""),
    )
    return [
        Demand(
            f"Reduced scenario, {what}",
            f"{value:.0f} times" if value >= 10.0 else f"{value:.1f} times",
            f"at least {least:.0f}{aim}",
            value >= least,
            how,
        )
        for what, value, least, aim in values
    ]


def section(found: Found) -> list[str]:
    """The networks at three numbers of places, and Ciw."""
    lines = [
        "The placement queue (families first), then SFI courses to D (first come), nothing else; the same people and durations, and",
        "equal waits, checked first. The compiled network has the compiled engine's agenda, seats, queues and log, the building of its",
        "memory included; ours is the project's clock and seats in SimPy; plain is `simpy.PriorityResource` and `simpy.Resource`. With",
        f"{PLACES} places the wait for a placement is as in 2014-2015 (152 days). The gain grows with the queue: a `PriorityResource`",
        "sorts all of it at each request.",
        "",
        "| places | people | days to placement | days to SFI | plain SimPy, s | ours, s | times | kept | compiled, ms | times | kept |",
        "|---:|---:|---:|---:|---:|---:|---:|---|---:|---:|---|",
    ]
    for each in found["networks"]:
        held = each["places"] == PLACES
        words = [word(each[name] >= least) if held else "" for name, least in (("ours ratio", LEAST_OURS), ("compiled ratio", LEAST_PLAIN))]
        lines.append(
            f"| {each['places']} | {found['people']} | {each['waits'][0]:.1f} | {each['waits'][1]:.1f} | {each['plain']:.2f} "
            f"| {each['ours']:.2f} | {each['ours ratio']:.1f} | {words[0]} "
            f"| {each['compiled'] * 1e3:.1f} | {each['compiled ratio']:.0f} | {words[1]} |"
        )
    ciw = found["ciw"]
    return [
        *lines,
        "",
        f"Ciw takes {ciw['seconds']:.1f} s with {ciw['places']} places, the compiled engine {ciw['compiled'] * 1e3:.1f} ms: "
        f"{ciw['ratio']:.0f} times. Ciw looks through everyone at a node, and through its servers, at each event.",
    ]
