"""Packages: what a choice changes and costs."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from results.priorities.choices.budget import PAYERS, Budgets, planned, years_of
from results.priorities.choices.packages import Choice, package_key
from scenarios.calendar import day
from scenarios.load import load
from scenarios.measured import unmeasured
from scenarios.registry import scenario_hash
from tests.priorities.menus import small_menu

MENU = small_menu()


def test_each_measure_can_be_chosen_at_every_level_and_some_in_one_subarea_alone() -> None:
    levels = {key: [(c.level, c.subarea) for c in choices] for key, choices in MENU.choices.items()}
    whole = [(0.5, ""), (1.0, ""), (2.0, "")]
    assert levels["joint"] == levels["health"] == whole
    assert levels["seats"][:3] == whole
    assert all(level == 2.0 and area in MENU.base.county.subareas for level, area in levels["seats"][3:])
    assert MENU.size == len(list(MENU.packages())) == 4 * 4 * (1 + len(levels["seats"]))


def test_packages_hold_a_measure_once() -> None:
    assert package_key(MENU.ordered([Choice("health"), Choice("seats", 0.5)])) == "seats*0.5+health*1"
    with pytest.raises(ValueError, match="seats"):
        MENU.ordered([Choice("seats", 0.5), Choice("seats", 1.0)])


def test_a_package_of_one_measure_as_proposed_is_the_shipped_priority() -> None:
    from results.priorities.choices.packages import menu

    for name in ("mer-sfi", "halsa-alla", "tidiga-samtal"):
        shipped = load(f"vastmanland/{name}")
        found = menu([shipped]).scenario((Choice(shipped.measures[0].id),))
        same = {"name": shipped.name, "title_sv": "", "title_en": "", "question_sv": "", "question_en": ""}
        assert scenario_hash(found.model_copy(update=same)) == scenario_hash(shipped.model_copy(update=same))


def test_an_empty_package_is_the_county_as_it_is() -> None:
    assert scenario_hash(MENU.scenario(())) == scenario_hash(unmeasured(MENU.base))


def test_seats_and_parameters_rise_with_the_level() -> None:
    when = day(MENU.base.decision) + 400.0
    seats, called = [], []
    for level in (0.5, 1.0, 2.0):
        found = MENU.scenario((Choice("seats", level), Choice("health", level)))
        seats.append(sum(c.at(when) for c in found.county.capacities if c.service == "sfi_seats"))
        called.append(found.health.share_called.at(when))
    base = sum(c.at(when) for c in MENU.base.county.capacities if c.service == "sfi_seats")
    assert base < seats[0] < seats[1] < seats[2]
    assert seats[2] - base == pytest.approx(2.0 * (seats[1] - base), abs=2.0)
    old = MENU.base.health.share_called.at(when)
    assert called == pytest.approx([(old + 1.0) / 2.0, 1.0, 1.0])


def test_a_choice_in_one_subarea_leaves_the_others_as_they_are() -> None:
    subarea = next(iter(MENU.base.county.subareas))
    own = {subarea, *(f"{code:04d}" for code in MENU.base.county.subareas[subarea].codes)}
    found = MENU.scenario((Choice("seats", 2.0, subarea),))
    for before, after in zip(MENU.base.county.capacities, found.county.capacities, strict=True):
        changed = before.steps != after.steps
        assert changed == (before.service == "sfi_seats" and before.area in own)


def test_fixed_sums_are_the_same_at_every_level_and_others_follow_it() -> None:
    half, whole = (planned(MENU, (Choice("joint", level),)) for level in (0.5, 1.0))
    last = len(years_of(MENU.base)) - 1
    commune, state = PAYERS.index("kommun"), PAYERS.index("stat")
    assert half[commune, last] == whole[commune, last] > 0.0
    assert half[state, last] == pytest.approx(whole[state, last] / 2.0)


def test_the_cost_of_a_package_is_that_of_its_measures_where_they_do_not_meet() -> None:
    parts = [(Choice("seats"),), (Choice("joint"),), (Choice("health", 0.5),)]
    together = MENU.ordered([choice for part in parts for choice in part])
    assert planned(MENU, together) == pytest.approx(sum(planned(MENU, part) for part in parts))
    assert not planned(MENU, ()).any()


def test_nobody_pays_more_than_the_budget() -> None:
    budgets = Budgets({"kommun": 500_000.0, "region": 250_000.0})
    for package in islice(MENU.packages(), 0, None, 3):
        cost = planned(MENU, package)
        assert budgets.fit(cost) == (not budgets.over(cost))
        assert budgets.fit(cost) == bool(np.all(cost.max(axis=1) <= np.array([500_000.5, 250_000.5, 0.5, 0.5])))
    assert Budgets({}).fit(np.full((len(PAYERS), 1), 1e12))
