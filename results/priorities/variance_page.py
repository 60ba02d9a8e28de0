"""docs/variance.md, made of the numbers in docs/variance.json alone; a county that was not looked at anew keeps its numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from scenarios.documentation import markdown
from scenarios.files import ROOT

STORE, PAGE = (ROOT.parent / "docs" / name for name in ("variance.json", "variance.md"))

WANTED = 5.0
"""The median factor that was to be shown."""

LEAST_SHOWN = 12
"""How many of the lowest factors the page names."""

PARAMETERS = (("point", "the county's own values"), ("posterior", "drawn from the posterior"))

SAME = "same"
"""Stands for the factor of a number whose paired difference does not vary at all: nearly always one that a measure does not change."""

Factor = float | str | None
"""A factor, `SAME`, or None where the number is undefined in some observation."""

Seen = dict[str, dict[str, Factor]]
"""Factors by priority and indicator."""


def stored() -> dict[str, Any]:
    """What was seen before, by county and kind of parameters: replications, seed, and factors by priority and indicator."""
    found: dict[str, Any] = json.loads(STORE.read_text(encoding="utf-8")) if STORE.exists() else {}
    return found


def keep(county: str, parameters: str, replications: int, seed: int, seen: Seen, meant: dict[str, list[str]]) -> None:
    """Store what was seen of a county, at "point" or "posterior" parameters; `meant` are the indicators that each is meant to move."""
    everything = stored()
    everything.setdefault(county, {})[parameters] = {"replications": replications, "seed": seed, "factors": seen, "meant": meant}
    STORE.write_text(json.dumps(everything, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def numbers(factors: Iterable[Factor]) -> list[float]:
    """The factors of what differs at all."""
    return [each for each in factors if isinstance(each, float)]


def median(factors: Iterable[Factor], *, same_too: bool = False) -> float:
    """The middle factor of what differs; with `same_too` what is the same counts as reduced beyond any number. nan where there is none."""
    every = list(factors)
    own = [*numbers(every), *([float("inf")] * every.count(SAME) if same_too else [])]
    # Of an even number the lower of the two in the middle: a mean with infinity says nothing, and the lower one promises less.
    return sorted(own)[(len(own) - 1) // 2] if own else float("nan")


def said(factors: Iterable[Factor]) -> str:
    """Factors in a line."""
    every = list(factors)
    own = numbers(every)
    middle = f"median {median(own):.1f}, least {min(own):.2f}" if own else "none"
    return f"{len(own)} differ ({middle}), {every.count(SAME)} are the same, {every.count(None)} are undefined"


def write(counties: Sequence[str]) -> Path:
    """Write the page; gives its path in the project."""
    PAGE.write_text(page({name: seen for name, seen in stored().items() if name in counties}), encoding="utf-8")
    return PAGE.relative_to(ROOT.parent)


def page(seen: dict[str, Any]) -> str:
    """The page's text."""
    parts = [INTRODUCTION, _verdict(seen), "\n", markdown(_HEADER, _rows(seen)), LEAST]
    parts.append(markdown(("parameters", "county", "priority", "indicator", "factor"), _least(seen)))
    for county, kinds in seen.items():
        parts += [f"\n## {county}\n\n", markdown(_COUNTY_HEADER, _county_rows(kinds))]
    return "".join(parts)


INTRODUCTION = """# What the same luck in every scenario is worth

Written by `make variance` from `variance.json`; `python -m results.priorities.variance NAME…` looks at single counties anew, `--page`
writes the page alone. Every shipped priority is run beside its county without it, with the same people and the same luck. The factor of a
headline indicator (the county, everyone, all reported years) is (var A + var B) / var(A − B): by what the variance of the difference is
divided because luck is shared; as many times more replications would be needed for the same interval if each scenario had luck of its own.
With parameters drawn an observation is the mean of the two replications that share a draw, and the draws are shared too.

A number that a priority changes in no observation has a difference that does not vary at all. Such numbers are left out of the median
that counts, and stand beside; where an indicator is undefined in some observation there is no factor. Of an even number of factors the
median is the lower of the two in the middle. A large factor often belongs to a small effect: what a priority hardly touches hardly varies.
So the medians stand once more for the indicators that each priority is meant to move, where its effect is largest.

Counties and parameters that do not stand here have not been looked at.

"""

LEAST = """
## Where it helps least

A factor near 1 says that the priority has mixed up who is served when, so that one person's luck no longer meets the same
circumstances; below 1 sharing luck does harm. Factors are estimates from few observations: one of 16 pairs may be off by half.

"""

_HEADER = (
    "parameters",
    "county",
    "priorities",
    "replications",
    "differ",
    "median",
    "at least 5",
    "below 1",
    "least",
    "same",
    "median with same",
)
_COUNTY_HEADER = ("indicator", *(f"{which}: {what}" for which, _ in PARAMETERS for what in ("differ", "median", "least", "same")))


def _verdict(seen: dict[str, Any]) -> str:
    lines = []
    for key, words in PARAMETERS:
        kinds = [county[key] for county in seen.values() if key in county]
        every = [factor for kind in kinds for factor in _all(kind)]
        near = [kind["factors"][name].get(indicator) for kind in kinds for name, keys in kind["meant"].items() for indicator in keys]
        if not numbers(every):
            lines.append(f"- Parameters {words}: nothing looked at yet.")
            continue
        verdict = "shown" if median(every) >= WANTED else "not shown"
        told = f"median factor {median(every):.1f} over {len(numbers(every))} differences; at least {WANTED:g}: {verdict}"
        own = f"Of the indicators that a priority is meant to move: median {_told(median(near))} over {len(numbers(near))}"
        lines.append(f"- Parameters {words}: {told}. {own}.")
    return "\n".join(lines) + "\n"


def _all(kind: dict[str, Any]) -> list[Factor]:
    return [factor for of_priority in kind["factors"].values() for factor in of_priority.values()]


def _rows(seen: dict[str, Any]) -> Iterator[Sequence[str]]:
    for key, _ in PARAMETERS:
        looked_at = {county: kinds[key] for county, kinds in seen.items() if key in kinds}
        for county, kind in looked_at.items():
            yield key, county, str(len(kind["factors"])), str(kind["replications"]), *_summary(_all(kind))
        if looked_at:
            together = [factor for kind in looked_at.values() for factor in _all(kind)]
            yield key, "all", str(sum(len(kind["factors"]) for kind in looked_at.values())), "", *_summary(together)


def _summary(factors: list[Factor]) -> tuple[str, ...]:
    own = np.array(numbers(factors))
    if not len(own):
        return "0", "–", "–", "–", "–", str(factors.count(SAME)), _told(median(factors, same_too=True))
    shares = (f"{100.0 * float(np.mean(own >= WANTED)):.0f} %", f"{100.0 * float(np.mean(own < 1.0)):.0f} %")
    same = str(factors.count(SAME)), _told(median(factors, same_too=True))
    return str(len(own)), _told(median(factors)), *shares, f"{own.min():.2f}", *same


def _told(factor: float) -> str:
    if np.isnan(factor):
        return "–"
    return "∞" if np.isinf(factor) else f"{factor:.1f}"


def _least(seen: dict[str, Any]) -> Iterator[Sequence[str]]:
    every = [
        (factor, key, county, priority.partition("/")[2], indicator)
        for county, kinds in seen.items()
        for key, kind in kinds.items()
        for priority, factors in kind["factors"].items()
        for indicator, factor in factors.items()
        if isinstance(factor, float)
    ]
    for factor, key, county, priority, indicator in sorted(every)[:LEAST_SHOWN]:
        yield key, county, priority, f"`{indicator}`", f"{factor:.2f}"


def _county_rows(kinds: dict[str, Any]) -> Iterator[Sequence[str]]:
    indicators = dict.fromkeys(key for kind in kinds.values() for factors in kind["factors"].values() for key in factors)
    for indicator in indicators:
        cells: list[str] = []
        for key, _ in PARAMETERS:
            factors = [of[indicator] for of in kinds[key]["factors"].values()] if key in kinds else []
            own = numbers(factors)
            cells += [str(len(own)), _told(median(own)), f"{min(own):.1f}" if own else "–", str(factors.count(SAME))]
        yield f"`{indicator}`", *cells
