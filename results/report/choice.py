"""Which indicators stand where: those that a measure is meant to move, and those that every alternative answers for."""

from __future__ import annotations

from collections import Counter

from results.indicators.catalogue import CATALOGUE
from results.report.material import Material
from scenarios.county import County
from scenarios.schema.scenario import Scenario

OUTCOMES = ("self_support", "work_two_years")
"""What establishment is for; reached through assumptions about how activities lead to work."""

MAIN = (
    "self_support",
    "work_two_years",
    "reception_wait_median",
    "reception_in_time",
    "plan_wait_median",
    "plan_in_time",
    "sfi_in_time_plan",
    "sfi_in_time_others",
    "sfi_course_passed",
    "sfi_d_passed",
    "so_in_time",
    "practice_6_months",
    "practice_12_months",
    "health_in_time",
    "active_share",
    "idle_longest",
    "in_county_3_years",
    "preschool_in_time",
    "school_in_time",
)
"""Headline indicators of the overview, in their order."""

MOST_UNITS = 2
"""Units in the first page's chart."""

FEW = 3
"""Most alternatives for which the first page can show several indicators in its chart."""

CHILDREN = ("preschool_in_time", "school_in_time", "health_in_time", "reception_in_time", "in_municipality_3_years")
"""Indicators shown for girls and boys."""

WAITS = ("reception_wait_median", "plan_wait_median", "sfi_wait_median", "practice_wait_median", "idle_longest")
"""Waits in days, for the question who gets to wait longer."""

LOCAL = ("self_support", "plan_in_time", "sfi_in_time_plan", "so_in_time", "practice_12_months")
"""Indicators shown for sub-areas and municipalities."""


def own_goals(scenario: Scenario) -> tuple[str, ...]:
    """Indicators that an alternative's measures are meant to move: their own, or the one that stands closest to each goal; each once."""
    found = [key for measure in scenario.measures for key in measure.indicators or _closest(scenario.county, measure.goals)]
    return tuple(dict.fromkeys(key for key in found if key in CATALOGUE))


def _closest(county: County, goals: tuple[str, ...]) -> list[str]:
    """The indicator that stands closest to each goal."""
    return [goal.indicators[0] for goal in map(county.goal, goals) if goal is not None and goal.indicators]


def front_indicators(material: Material) -> tuple[str, ...]:
    """Indicators of the first page: the outcomes, and for each alternative that of its own goal; fewer with many alternatives."""
    most = 5 if len(material.alternatives) <= FEW else 4
    own = [own_goals(s) for s in material.alternatives]
    wanted = [
        *OUTCOMES,
        *(key for goals in own for key in goals[:1]),
        *(key for goals in own for key in goals[1:]),
        "active_share",
        "plan_wait_median",
        "sfi_in_time_plan",
    ]
    present = [key for key in dict.fromkeys(wanted) if has(material, key)]
    chosen = set(present[:most])
    return tuple(key for key in CATALOGUE if key in chosen)


def chart_indicators(material: Material) -> tuple[str, ...]:
    """Indicators of the first page's chart: those of its table in its two commonest units, or the first two where alternatives are many.

    Each unit has an axis of its own, and more than two are too small to read where the page is printed.
    """
    chosen = front_indicators(material)
    if len(material.alternatives) > FEW:
        return chosen[:2]
    units = [unit for unit, _count in Counter(CATALOGUE[key].unit for key in chosen).most_common(MOST_UNITS)]
    return tuple(key for key in chosen if CATALOGUE[key].unit in units)


def has(material: Material, indicator: str, group: str = "all") -> bool:
    """Whether the unchanged course has the indicator for the county in its longest period."""
    period = material.period(indicator, group=group)
    return indicator in CATALOGUE and material.estimate(material.base.name, indicator, material.county, group, period) is not None
