"""The groups every indicator is split by: sex and age, schooling, SFI path, in the plan or outside it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from results.indicators.cohort import Occasions
from results.indicators.dates import Flags, Floats, Ints
from results.indicators.history import ADULT, History

SEXES = ("women", "men")
CHILDREN = ("girls", "boys")
SCHOOLING = ("schooling_0_6", "schooling_7_9", "schooling_10_12", "schooling_13")
PATHS = ("path_1", "path_2", "path_3")
IN_PLAN = ("in_plan", "outside_plan")
EVER_IN_PLAN = ("ever_in_plan", "never_in_plan")
"""Whether a person gets a plan at any time before the horizon: for what happens before a plan can be there."""

OLD_GROUP = ("aged_65",)
DOORS = ("assigned", "self_settled", "quota", "relatives", "unaccompanied")

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
    "ever_in_plan": ("som får etableringsplan", "who get an establishment plan"),
    "never_in_plan": ("som inte får etableringsplan", "who get no establishment plan"),
    "assigned": ("anvisade", "assigned"),
    "self_settled": ("självbosatta", "self-settled"),
    "quota": ("kvotflyktingar", "quota refugees"),
    "relatives": ("anhöriga", "relatives"),
    "unaccompanied": ("ensamkommande barn", "unaccompanied children"),
    "special_need": ("särskilda behov", "special needs"),
    "aged_65": ("65 år och äldre", "65 and older"),
}
"""Swedish and English names of the groups."""


_CRITERIA: dict[str, tuple[tuple[str, int], ...]] = {
    "all": (),
    **{group: (("schooling", k),) for k, group in enumerate(SCHOOLING)},
    **{group: (("path", k + 1),) for k, group in enumerate(PATHS)},
    **{group: (("door", k),) for k, group in enumerate(DOORS)},
    "in_plan": (("in_plan", 1),),
    "outside_plan": (("in_plan", 0),),
    "ever_in_plan": (("planned", 1),),
    "never_in_plan": (("planned", 0),),
    "special_need": (("special_need", 1),),
    "aged_65": (("aged_65", 1),),
}
"""What makes an observation belong to a group, apart from the groups by sex: traits and their numbers."""

_SIZES = {"sex": 2, "schooling": 4, "path": 4, "door": 5, "special_need": 2, "planned": 2, "adult": 2, "in_plan": 2, "aged_65": 2}
"""Numbers that each trait can have, from 0 on; one more number is kept for whatever else."""

OLD = 65.0
"""Age from which persons count as old, years."""


def criteria(group: str, groups: tuple[str, ...]) -> dict[str, int]:
    """The traits that a group's observations have.

    `groups` are all groups of the indicator: where girls and boys are among them, women and men are adults; elsewhere they are all of
    their sex.
    """
    if group not in SEXES and group not in CHILDREN:
        return dict(_CRITERIA[group])
    sex = {"sex": 1 if group in {"women", "girls"} else 0}
    return {**sex, "adult": int(group in SEXES)} if "girls" in groups else sex


@dataclass(frozen=True)
class Kinds:
    """All groups of an indicator at once: each observation is of one kind, and each group is made of kinds.

    Attributes
    ----------
    traits
        What tells the kinds apart.
    member
        1 where a kind belongs to a group, shape (groups, kinds).
    """

    traits: tuple[str, ...]
    member: Floats

    def of(self, occasions: Occasions, history: History) -> Ints:
        """The kind of each occasion."""
        lasting = tuple(trait for trait in self.traits if trait in _LASTING)
        found: Ints = history.kept.get(("kind", lasting), lambda: _lasting_kind(lasting, history)).take(occasions.person)
        for trait in self.traits[len(lasting) :]:
            found *= _SIZES[trait] + 1
            found += _passing(trait, occasions, history)
        return found


@cache
def kinds_of(groups: tuple[str, ...]) -> Kinds:
    """The kinds that an indicator's groups are made of."""
    wanted = [criteria(group, groups) for group in groups]
    traits = tuple(trait for trait in _SIZES if any(trait in each for each in wanted))
    sizes = [_SIZES[trait] + 1 for trait in traits]
    number = dict(zip(traits, np.indices(sizes).reshape(len(sizes), math.prod(sizes)), strict=True))
    every = np.ones(math.prod(sizes), bool)
    member = [every & np.all([every, *(number[trait] == k for trait, k in each.items())], axis=0) for each in wanted]
    return Kinds(traits, np.array(member, dtype=np.float64))


def _lasting_kind(traits: tuple[str, ...], history: History) -> Ints:
    """Number of each person by the traits that never change, shape (n,)."""
    found = np.zeros(history.n, np.int64)
    for trait in traits:
        found *= _SIZES[trait] + 1
        # As numbers without a sign those below zero are greater than all.
        found += np.minimum(np.asarray(_LASTING[trait](history)).astype(np.uint64), _SIZES[trait]).view(np.int64)
    return found


def _passing(trait: str, occasions: Occasions, history: History) -> Flags:
    if trait == "in_plan":
        return history.in_plan_at(occasions.person, occasions.when)
    return history.age_at(occasions.person, occasions.when) >= (ADULT if trait == "adult" else OLD)


_LASTING: dict[str, Callable[[History], NDArray[Any]]] = {
    "sex": lambda history: history.people.sex,
    "schooling": lambda history: history.people.schooling,
    "path": lambda history: history.people.path,
    "door": lambda history: history.door,
    "special_need": lambda history: history.people.special_need,
    "planned": lambda history: np.isfinite(history.plan_start),
}
