"""What common random numbers are worth: how much less paired differences vary than differences between runs with luck of their own.

`python -m results.priorities.variance` compares every shipped priority with its county as it is, in the headline indicators, and writes
docs/variance.json and docs/variance.md. `--page` writes the page anew from the numbers that are there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from results.indicators.catalogue import CATALOGUE
from results.indicators.compute import compute
from results.indicators.grid import grid_of
from results.indicators.history import History
from results.indicators.layout import Layout, layout_of
from results.intervals import Floats
from results.priorities.variance_page import PARAMETERS, SAME, Factor, Seen, keep, said, write
from results.replicate import Task, replicate
from results.report.choice import own_goals
from results.study import headline
from scenarios.load import load
from scenarios.posterior import REPLICATIONS_PER_DRAW, at_point, drawn
from scenarios.schema.scenario import Scenario
from scenarios.shipped import Shipped, shipped
from sim.engines.choice import Engine, choose, make_ready
from sim.run import simulate

REPLICATIONS = 32
"""Of each scenario, at point parameters and with the posterior's draws (half as many draws)."""

SEED = 1


@dataclass(frozen=True)
class Given:
    """What travels to the workers."""

    scenario: Scenario
    seed: int
    engine: Engine

    @cached_property
    def layout(self) -> Layout:
        """The headline indicators and no others."""
        return layout_of(grid_of(self.scenario), tuple(each.key for each in CATALOGUE.values() if each.headline))

    @cached_property
    def kept(self) -> NDArray[np.intp]:
        """Places of what is compared: the county, everyone, all reported years together."""
        return np.flatnonzero(headline(self.layout))

    @property
    def indicators(self) -> tuple[str, ...]:
        """Keys of the indicators compared."""
        return tuple(self.layout.keys[place][0] for place in self.kept)


def observed(scenario: Scenario, seed: int, replications: int, workers: int = 1) -> tuple[tuple[str, ...], Floats]:
    """The headline indicators of a county: their keys, and their values by observation, shape (observations, indicators).

    An observation is a replication; where parameters are drawn it is the mean over those that share a draw.

    Raises
    ------
    RuntimeError
        A replication was given up because its process died each time.
    """
    engine = choose("auto", scenario, replications)
    make_ready(engine)
    given = Given(scenario, seed, engine)
    done = dict(replicate(Task(_prepare, _one, given), range(replications), workers))
    if any(each is None for each in done.values()):
        raise RuntimeError("a replication could not be computed: its process died each time")
    values = np.array([done[number] for number in range(replications)])
    each = 1 if scenario.posterior is None else REPLICATIONS_PER_DRAW
    return given.indicators, values.reshape(replications // each, each, -1).mean(axis=1)


def _prepare(given: Given) -> Given:
    return given


def _one(given: Given, number: int) -> Floats:
    scenario = drawn(given.scenario, number)
    history = History(simulate(scenario, given.seed, number, given.engine), scenario)
    return compute(history, given.layout)[0][given.kept]


def factors(base: Floats, other: Floats) -> list[Factor]:
    """By what each number's variance of the difference is divided when both have the same luck.

    (var A + var B) / var(A - B), where A and B are of one number; var A + var B is what the difference would vary by if each had luck of
    its own. `SAME` where the difference does not vary, None where either is undefined in some observation.

    Parameters
    ----------
    base, other
        Values with the same people and luck, shape (observations, numbers).
    """
    apart = base.var(axis=0, ddof=1) + other.var(axis=0, ddof=1)
    paired = (other - base).var(axis=0, ddof=1)
    known = np.isfinite(apart) & np.isfinite(paired)
    return [_factor(float(a), float(p)) if k else None for a, p, k in zip(apart, paired, known, strict=True)]


def _factor(apart: float, paired: float) -> Factor:
    return apart / paired if paired > 0.0 else SAME


def priorities(county: str) -> list[tuple[str, str]]:
    """Every shipped priority of a county by name, with the scenario that it is compared with."""
    found = [each for each in shipped() if each.measures and each.name.startswith(f"{county}/")]
    return [(each.name, _compared_with(each)) for each in found]


def _compared_with(priority: Shipped) -> str:
    """The scenario without measures on which a priority builds: the longest name that begins its own, else the county."""
    plain = [each.name for each in shipped() if not each.measures and (priority.name.startswith((f"{each.name}/", f"{each.name}-")))]
    return max(plain, key=len)


def meant(name: str) -> list[str]:
    """The indicators that a priority is meant to move: its own, else the first of each of its goals; those that are headline indicators."""
    scenario = load(name)
    return [key for key in own_goals(scenario) if CATALOGUE[key].headline]


def look_at(county: str, replications: int, workers: int, *, point: bool) -> Seen:
    """The factors of every priority of a county."""
    done: dict[str, Floats] = {}
    found: Seen = {}
    for name, base in priorities(county):
        for each in (base, name):
            if each not in done:
                scenario = load(each)
                keys, done[each] = observed(at_point(scenario) if point else scenario, SEED, replications, workers)
        found[name] = dict(zip(keys, factors(done[base], done.pop(name)), strict=True))
        print(f"{name}: {said(found[name].values())}", file=sys.stderr, flush=True)
    return found


def main(arguments: Sequence[str]) -> int:
    """Look at the counties named, or all, and write the page."""
    counties = [each.name for each in shipped() if each.is_county]
    parser = argparse.ArgumentParser(prog="python -m results.priorities.variance", description=__doc__)
    parser.add_argument("county", nargs="*", help="counties to look at; all by default, the others keep their numbers")
    parser.add_argument("--page", action="store_true", help="the page alone")
    parser.add_argument("--replications", type=int, default=REPLICATIONS, help="even, of each scenario")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.county if name not in counties]
    if unknown or asked.replications < 4 or asked.replications % 2:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(counties)}" if unknown else "an even number from 4 on is needed")
    for county in [] if asked.page else asked.county or counties:
        for parameters, _words in PARAMETERS:
            seen = look_at(county, asked.replications, asked.workers, point=parameters == "point")
            keep(county, parameters, asked.replications, SEED, seen, {name: meant(name) for name in seen})
    print(write(counties))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
