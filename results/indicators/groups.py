"""The groups every indicator is split by: sex and age, schooling, SFI path, in the plan or outside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from results.indicators.cohort import Cohort
from results.indicators.history import ADULT, History

SEXES = ("women", "men")
CHILDREN = ("girls", "boys")
SCHOOLING = ("schooling_0_6", "schooling_7_9", "schooling_10_12", "schooling_13")
PATHS = ("path_1", "path_2", "path_3")
IN_PLAN = ("in_plan", "outside_plan")
DOORS = ("assigned", "self_settled", "quota", "relatives")

LABELS: dict[str, tuple[str, str]] = {
    "all": ("alla", "all"),
    "women": ("kvinnor", "women"),
    "men": ("män", "men"),
    "girls": ("flickor", "girls"),
    "boys": ("pojkar", "boys"),
    "schooling_0_6": ("0–6 skolår", "0–6 years of school"),
    "schooling_7_9": ("7–9 skolår", "7–9 years of school"),
    "schooling_10_12": ("10–12 skolår", "10–12 years of school"),
    "schooling_13": ("13 skolår eller fler", "13 years of school or more"),
    "path_1": ("studieväg 1", "study path 1"),
    "path_2": ("studieväg 2", "study path 2"),
    "path_3": ("studieväg 3", "study path 3"),
    "in_plan": ("med etableringsplan", "with an establishment plan"),
    "outside_plan": ("utan etableringsplan", "without an establishment plan"),
    "assigned": ("anvisade", "assigned"),
    "self_settled": ("självbosatta", "self-settled"),
    "quota": ("kvotflyktingar", "quota refugees"),
    "relatives": ("anhöriga", "relatives"),
    "special_need": ("särskilda behov", "special needs"),
    "aged_65": ("65 år och äldre", "65 and older"),
}
"""Swedish and English names of the groups."""


def mask(group: str, groups: tuple[str, ...], cohort: Cohort, history: History) -> NDArray[np.bool_]:
    """Which observations belong to a group.

    `groups` are all groups of the indicator: where girls and boys are among them, women and men are adults; elsewhere they are all of
    their sex.
    """
    person = cohort.person
    if group == "all":
        return np.ones(len(person), bool)
    if group in SEXES or group in CHILDREN:
        of_sex = history.people.sex[person] == (1 if group in {"women", "girls"} else 0)
        if "girls" not in groups:
            return np.asarray(of_sex)
        adult = history.age_at(person, cohort.when) >= ADULT
        return np.asarray(of_sex & (adult if group in SEXES else ~adult))
    return _other(group, cohort, history)


def _other(group: str, cohort: Cohort, history: History) -> NDArray[np.bool_]:
    person = cohort.person
    if group in SCHOOLING:
        return np.asarray(history.people.schooling[person] == SCHOOLING.index(group))
    if group in PATHS:
        return np.asarray(history.people.path[person] == PATHS.index(group) + 1)
    if group in DOORS:
        return np.asarray(history.door[person] == DOORS.index(group))
    if group in IN_PLAN:
        in_plan = history.in_plan_at(person, cohort.when)
        return in_plan if group == "in_plan" else ~in_plan
    if group == "special_need":
        return np.asarray(history.people.special_need[person])
    if group == "aged_65":
        return np.asarray(history.age_at(person, cohort.when) >= 65.0)
    raise ValueError(f"no such group: {group}")
