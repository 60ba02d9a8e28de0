"""What must hold, as people ask for it: read with all faults at once, and the verdict on what a package does to it.

`self_support_gap<=5`, `sfi_in_time_plan>=90`: an indicator of the catalogue, of the whole county and everyone over the reported years, and
a number in its unit. A number between 0 and 1 for an indicator in percent or percentage points is a fraction: 0.05 is 5 percentage points.
`sfi_in_time_plan:women@Sala>=80` is of one group and one municipality or sub-area, each where it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Literal

from results.areas import area_named, listed_below, names_in
from results.indicators.catalogue import CATALOGUE, full_name
from results.priorities.found import Held, Range, Requirement, Verdict
from results.report.words import group_name, places_of, unit_name
from scenarios.county import County
from scenarios.errors import Problem, did_you_mean
from scenarios.language import number
from scenarios.language import translate as _

ALIASES: Mapping[str, str] = {
    "gap_women_men": "self_support_gap",
    "longest_wait_sfi_days": "wait_sfi_p90",
    "share_sfi_within_30_days": "sfi_in_time_plan",
}
"""Other names of indicators. The longest wait of all rests on one person; nine in ten wait at most as long as the 90th percentile."""

FRACTIONS = frozenset({"percent", "percentage_points"})
"""Units in which a number between 0 and 1 is a fraction."""

OPTION = "--require"

_SHAPE = re.compile(
    r"\s*([a-z0-9_]+)\s*(?::\s*([a-z0-9_]+)\s*)?(?:@\s*([^<>≤≥=@]+?)\s*)?(<=|>=|≤|≥)\s*([-+]?[0-9.,]+(?:e[-+]?\d+)?)\s*(%?)\s*",
    re.IGNORECASE,
)


def read(texts: Iterable[str]) -> tuple[tuple[Requirement, ...], tuple[Problem, ...]]:
    """Requirements as they were asked for, and a fault for each that cannot be read."""
    found, faults = list[Requirement](), list[Problem]()
    for text in texts:
        one = _read(text)
        if isinstance(one, Problem):
            faults.append(one)
        else:
            found.append(one)
    return tuple(dict.fromkeys(found)), tuple(faults)


def _read(text: str) -> Requirement | Problem:
    match = _SHAPE.fullmatch(text)
    if match is None:
        allowed = "sfi_in_time_plan>=90, self_support_gap<=5"
        return _fault(text, _("A requirement is an indicator, <= or >=, and a number."), allowed=allowed)
    key, group, area, sense, amount, percent = match.groups()
    indicator = ALIASES.get(key, key)
    if indicator not in CATALOGUE or CATALOGUE[indicator].statistic == "series":
        known = [each for each, known in CATALOGUE.items() if known.statistic != "series"]
        message = _("There is no indicator with this key that has one value for the whole period.")
        return _fault(text, message, suggestion=did_you_mean(key, [*known, *ALIASES]))
    groups = CATALOGUE[indicator].groups
    if group and group not in groups:
        return _fault(
            text, _("The indicator is not split by this group."), allowed=", ".join(groups), suggestion=did_you_mean(group, groups)
        )
    try:
        value = float(amount.replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        return _fault(text, _("This is not a number."))
    if CATALOGUE[indicator].unit in FRACTIONS and not percent and 0.0 < abs(value) < 1.0:
        value *= 100.0
    direction: Literal["<=", ">="] = "<=" if sense in {"<=", "≤"} else ">="
    return Requirement(indicator, direction, round(value, 9), area or "", group or "all")


def placed(asked: Iterable[Requirement], county: County) -> tuple[tuple[Requirement, ...], tuple[Problem, ...]]:
    """Requirements with their areas by key and by name, and a fault for each place that the county does not have."""
    names = names_in(county)
    found, faults = list[Requirement](), list[Problem]()
    for each in asked:
        area = area_named(county, each.area)
        if area is None:
            message = _("{county} has no such area.").format(county=county.name)
            faults.append(_fault(each.text, message, suggestion=did_you_mean(each.area, listed_below(county))))
        elif area and CATALOGUE[each.indicator].county_only:
            faults.append(_fault(each.text, _("The indicator has no meaning below the county.")))
        else:
            found.append(replace(each, area=area, place=names[area] if area else ""))
    return tuple(found), tuple(faults)


def _fault(text: str, message: str, *, allowed: str = "", suggestion: str = "") -> Problem:
    return Problem(OPTION, 0, 0, "", message, text, allowed, suggestion)


def in_words(requirement: Requirement) -> str:
    """What a requirement is read as: the indicator's name, at least or at most, and the number with its unit."""
    unit = CATALOGUE[requirement.indicator].unit
    words = {
        "name": of_whom(full_name(requirement.indicator), requirement),
        "value": number(requirement.value, places_of(unit)),
        "unit": unit_name(unit),
    }
    text = _("{name}: at most {value} {unit}") if requirement.sense == "<=" else _("{name}: at least {value} {unit}")
    return text.format(**words)


def of_whom(name: str, requirement: Requirement) -> str:
    """An indicator's name with the group and the place that a requirement is about, where it is not everyone in the county."""
    group = "" if requirement.group == "all" else group_name(requirement.group).lower()
    return ", ".join(filter(None, (name, group, requirement.place)))


def verdict(requirement: Requirement, value: Range) -> Verdict:
    """Whether a requirement is met, by the whole interval; without an interval it is unclear."""
    low, high = (value.low, value.high) if requirement.sense == "<=" else (-value.high, -value.low)
    limit = requirement.value if requirement.sense == "<=" else -requirement.value
    if high <= limit:
        return "met"
    return "not_met" if low > limit else "unclear"


def held(requirement: Requirement, value: Range) -> Held:
    """A requirement with the value that it is judged by."""
    return Held(requirement, value, verdict(requirement, value))


def shortfall(requirement: Requirement, value: float) -> float:
    """How far a value is from meeting a requirement, in the indicator's unit; 0 or less where it does."""
    return value - requirement.value if requirement.sense == "<=" else requirement.value - value


def standing(verdicts: Sequence[Held]) -> int:
    """How a package stands to all requirements: 0 where all are told to be met, 1 where all may be, 2 where one is told not to be.

    Requirements are as hard as budgets: only what stands best can be prioritised first.
    """
    return max(({"met": 0, "unclear": 1, "not_met": 2}[each.verdict] for each in verdicts), default=0)
