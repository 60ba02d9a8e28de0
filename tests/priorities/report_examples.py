"""A search in Västmanland with numbers made by a formula, so that nothing needs to be simulated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations
from zlib import crc32

import numpy as np

from results.indicators.catalogue import CATALOGUE
from results.priorities.choices.budget import PAYERS, Budgets, planned
from results.priorities.choices.frozen import Factor
from results.priorities.choices.goals import GOALS, Objective, objective
from results.priorities.choices.packages import Choice, Menu, Package, menu
from results.priorities.found import (
    Attribution,
    Candidate,
    Doubt,
    Held,
    Marginal,
    Pair,
    Price,
    Prioritisation,
    Range,
    Requirement,
    Share,
    Shelf,
    Unmet,
    Verdict,
    Worth,
)
from results.priorities.simulated.evaluate import PLANNED, Question
from results.priorities.simulated.wanted import wanted
from results.study import Key
from scenarios.load import load

MEASURES = ("mer-sfi", "gemensam-so", "fler-bostader", "praktik-lika", "halsa-alla", "tidiga-samtal")

PACKAGES: tuple[tuple[Shelf, tuple[Choice, ...]], ...] = (
    ("alike", (Choice("mer-sfi", 2.0), Choice("gemensam-so"), Choice("praktik-lika"), Choice("tidiga-samtal", 2.0))),
    ("alike", (Choice("mer-sfi"), Choice("gemensam-so"), Choice("praktik-lika"), Choice("tidiga-samtal", 2.0))),
    ("alike", (Choice("mer-sfi", 0.5), Choice("praktik-lika", 0.5), Choice("halsa-alla"), Choice("tidiga-samtal"))),
    ("later", (Choice("mer-sfi", 2.0, "norra"), Choice("tidiga-samtal"))),
    ("later", (Choice("gemensam-so"), Choice("halsa-alla"))),
    ("later", (Choice("fler-bostader", 0.5),)),
    ("later", ()),
)
"""The packages of the example with their shelves, the highest mean first."""

REQUIREMENTS = (Requirement("sfi_in_time_plan", ">=", 90.0), Requirement("self_support_gap", "<=", 5.0))
MILLION = 1e6

SILENT = "fler-bostader"
"""A measure that changes nothing of what is judged."""


@cache
def county_menu() -> Menu:
    """What can be chosen in Västmanland of six measures."""
    return menu([load("vastmanland"), *(load(f"vastmanland/{name}") for name in MEASURES)])


@cache
def columns(name: str) -> tuple[Key, ...]:
    """Every number that is kept, of one municipality alone."""
    found = county_menu()
    county = found.base.county
    left = {municipality.area for municipality in county.municipalities} - {"1980"}
    return tuple(key for key in Question(found, {PLANNED: found.base}, wanted(found, name), "compiled").columns if key[1] not in left)


def noise(*key: str) -> float:
    """A number between 0 and 1 that depends on its key alone."""
    return crc32("/".join(key).encode()) / 2.0**32


def start(key: Key) -> Range:
    """A level of an indicator by its unit."""
    scale = {"percent": 55.0, "days": 90.0, "persons": 200.0, "number": 6.0, "percentage_points": 7.0, "per_1000": 6.0}
    mean = scale[CATALOGUE[key[0]].unit] * (0.7 + 0.5 * noise(*key))
    half = mean * (0.01 + 0.03 * noise("half", *key))
    return Range(mean, mean - half, mean + half)


def change(package: Package, key: Key, level: float) -> Range:
    """A change: mostly in the better direction, more for more measures, sometimes not told from zero."""
    if not package:
        return Range(0.0, 0.0, 0.0)
    sign = -1.0 if CATALOGUE[key[0]].better == "less" else 1.0
    size = 0.03 * level * sum(choice.level for choice in package)
    name = str(package)
    mean = sign * size * (noise(name, *key) - 0.3)
    half = size * (0.1 + 0.3 * noise("half", name, *key))
    return Range(mean, mean - half, mean + half)


def aims(name: str) -> Objective:
    """The objective from the example's own levels."""
    found = county_menu()
    county = found.base.county
    starts = {key[0]: start(key).mean for key in columns(name) if key[1:3] == (county.code, "all")}
    return objective(name, county, starts, {"3.4": 2.0} if name == GOALS else None)


def candidate(package: Package, shelf: Shelf, wanted_by: Objective) -> Candidate:
    """A package whose score follows from its changes as the objective says."""
    found = county_menu()
    keys = columns(wanted_by.name)
    levels = {key: start(key) for key in keys}
    changes = {key: change(package, key, levels[key].mean) for key in keys}
    county = {key[0]: changes[key] for key in keys if key[1:3] == (found.base.county.code, "all")}
    closed = tuple(_closed(aim.closed, county[aim.indicator]) for aim in wanted_by.aims)
    mean = float(wanted_by.score(np.array([county[aim.indicator].mean for aim in wanted_by.aims])))
    half = float(np.array([0.5 * (part.high - part.low) for part in closed]) @ wanted_by.parts()) * 0.5
    running = {payer: Range(k * MILLION, (k - 0.5) * MILLION, (k + 0.5) * MILLION) for k, payer in enumerate(PAYERS[:3], 1)}
    return Candidate(
        package=package,
        shelf=shelf,
        cost=planned(found, package),
        running=running if package else {},
        score=Range(mean, mean - half, mean + half),
        closed=closed,
        changes=changes,
        held=tuple(held(requirement, county, levels, found.base.county.code) for requirement in REQUIREMENTS),
        observations=12,
    )


def _closed(closes: object, found: Range) -> Range:
    assert callable(closes)
    ends = [float(closes(np.array(end))) for end in (found.mean, found.low, found.high)]
    return Range(ends[0], min(ends[1:]), max(ends[1:]))


def held(requirement: Requirement, changes: Mapping[str, Range], levels: Mapping[Key, Range], county: str) -> Held:
    """A requirement against the level after the change."""
    level = next(found for key, found in levels.items() if key[:3] == (requirement.indicator, county, "all"))
    moved = changes[requirement.indicator]
    value = Range(level.mean + moved.mean, level.mean + moved.low, level.mean + moved.high)
    sign = 1.0 if requirement.sense == ">=" else -1.0
    margins = sorted(sign * (end - requirement.value) for end in (value.low, value.high))
    verdict: Verdict = "met" if margins[0] >= 0.0 else "not_met" if margins[1] < 0.0 else "unclear"
    return Held(requirement, value, verdict)


def singles(wanted_by: Objective) -> Mapping[Choice, Candidate]:
    """Each measure alone, as proposed; of one, which no study knows the effect of, nothing changes."""
    each = {Choice(key): candidate((Choice(key),), "later", wanted_by) for key in MEASURES}
    nothing = candidate((), "later", wanted_by)
    return each | {Choice(SILENT): replace(nothing, package=(Choice(SILENT),))}


@cache
def found(name: str = GOALS, *, whole: bool = True) -> Prioritisation:
    """The example; without its optional parts where it is not whole."""
    offered, wanted_by = county_menu(), aims(name)
    candidates = tuple(candidate(package, shelf, wanted_by) for shelf, package in PACKAGES)
    base = Prioritisation(
        menu=offered,
        objective=wanted_by,
        budgets=Budgets({"kommun": 60.0 * MILLION, "region": 5.0 * MILLION, "stat": 30.0 * MILLION}),
        requirements=REQUIREMENTS if whole else (),
        seed=1,
        year=offered.base.decision.year,
        confidence=0.95,
        indifference=0.005,
        starts={key: start(key) for key in columns(name)},
        singles=singles(wanted_by) if whole else {},
        candidates=candidates if whole else candidates[:2],
        screened=(812, 3120),
        simulations=740,
    )
    return _with_parts(base) if whole else base


def _with_parts(base: Prioritisation) -> Prioritisation:
    first = base.candidates[0].package
    packages = (*(each.package for each in base.candidates[:3]), ())
    some = Range(0.02, 0.01, 0.03)
    closed = tuple(Range(0.03 * k, 0.03 * k - 0.02, 0.03 * k + 0.02) for k in range(len(base.objective.aims)))
    return replace(
        base,
        doubt=Doubt(
            packages=packages,
            futures=("low", "planned", "high", "surge"),
            best_in=np.array([[4.0, 5.0, 6.0, 7.0], [4.0, 3.0, 3.0, 1.0], [2.0, 2.0, 1.0, 2.0], [0.0, 0.0, 0.0, 0.0]]),
            calculations=10,
            regret=np.outer([1.0, 2.0, 3.0, 20.0], [0.004, 0.003, 0.002, 0.006]),
            worst=("low", "surge", "surge", "surge"),
            variance=np.array([[0.2, 0.5, 0.3], [0.3, 0.4, 0.3], [0.1, 0.2, 0.7], [0.0, 0.0, 0.0]]),
            worth={_parameter(): Worth(0.002, 0.3, 0.01)},
            worth_draws=10,
            score=tuple((some,) * 4 for _package in packages),
            against=tuple((Range(-0.01 * k, -0.02 * k, 0.002 - 0.01 * k),) * 4 for k in range(len(packages))),
        ),
        shares={first: tuple(Share(choice, some, closed) for choice in first)},
        pairs={first: tuple(Pair(a, b, some) for a, b in combinations(first, 2))},
        marginals=(
            Marginal("sfi_seats", "1980", 20.0, some, closed, "practice", indicator="sfi_wait_median", closest=Range(-1.0, -2.0, -0.5)),
            Marginal("so_leaders", "19", 0.0, Range(0.0, 0.0, 0.0), closed, language="somali"),
        ),
        years=tuple(_apart(aim.indicator, group) for aim in base.objective.aims[:2] for group in ("all", "women", "men")),
        unmet=(Unmet(REQUIREMENTS[0], first, Range(84.0, 82.0, 86.0)),),
        prices=(Price(REQUIREMENTS[1], first, base.candidates[1].package, Range(-0.01, -0.02, -0.002), {"kommun": -3.0 * MILLION}),),
    )


def _apart(indicator: str, group: str) -> Attribution:
    """The difference between two years: the law has nothing in it."""
    factors: Mapping[Factor, Range] = {
        "arrivals": Range(-7.0, -9.0, -5.0),
        "law": Range(0.0, 0.0, 0.0),
        "capacity": Range(4.0, -1.0, 9.0),
    }
    change, rest = Range(-5.0, -8.0, -2.0), Range(-2.0, -4.0, 0.5)
    return Attribution(indicator, group, 2018, 2020, Range(61.0, 55.0, 67.0), Range(56.0, 49.0, 63.0), change, factors, rest)


def _parameter() -> str:
    """The address of a value that the calibration draws."""
    posterior = county_menu().base.posterior
    assert posterior is not None
    return next(iter(posterior.draws[0]))
