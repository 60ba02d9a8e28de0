"""The screen: all packages looked at and integer programming find the same, within what can be paid."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from results.priorities.choices.budget import PAYERS, Budgets, planned
from results.priorities.choices.bundles import bundled
from results.priorities.choices.packages import Choice, Package, menu
from results.priorities.search.screen import Effect, Screen
from scenarios.load import load
from tests.priorities.menus import small_menu

MENU = small_menu()
YEARS = planned(MENU, ()).shape[1]
CHOICES = MENU.every()


def effects(values: list[float], needs: list[float]) -> dict[Choice, Effect]:
    """Effects of the small county's choices."""
    none = np.zeros((len(PAYERS), YEARS))
    return {choice: Effect(value, none, np.array([need])) for choice, value, need in zip(CHOICES, values, needs, strict=True)}


def value_of(found: dict[Choice, Effect], package: Package) -> float:
    """Sum of what the choices bring."""
    return sum(found[choice].value for choice in package)


numbers = st.lists(st.floats(-1.0, 1.0).map(lambda x: round(x, 3)), min_size=len(CHOICES), max_size=len(CHOICES))


@settings(max_examples=25, deadline=None)
@given(numbers, numbers, st.lists(st.floats(0.0, 3e6), min_size=3, max_size=3), st.floats(-0.5, 2.0))
def test_looking_at_all_and_programming_find_the_same_within_what_can_be_paid(
    values: list[float], needs: list[float], sums: list[float], limit: float
) -> None:
    found = effects(values, needs)
    budgets = Budgets(dict(zip(PAYERS[:3], sums, strict=True)))
    screen = Screen(MENU, found, budgets, np.array([max(limit, 0.0)]))
    one, other = screen.best(8), screen.best(8, enumerated=0)
    assert len(one) == len(other) == min(8, screen.within)
    np.testing.assert_allclose([value_of(found, p) for p in one], [value_of(found, p) for p in other], atol=1e-4)
    for package in {*one, *other}:
        assert budgets.fit(planned(MENU, package))
        assert sum(float(found[choice].needs[0]) for choice in package) <= max(limit, 0.0) + 1e-6


def test_the_screen_is_the_same_as_looking_at_every_package_of_the_menu() -> None:
    rng = np.random.Generator(np.random.Philox(3))
    found = effects(list(rng.normal(size=len(CHOICES))), [0.0] * len(CHOICES))
    budgets = Budgets({"kommun": 700_000.0, "region": 400_000.0, "stat": 60_000.0})
    allowed = [package for package in MENU.packages() if budgets.fit(planned(MENU, package))]
    screen = Screen(MENU, found, budgets, np.zeros(1))
    assert screen.within == len(allowed)
    best = sorted(allowed, key=lambda package: -value_of(found, package))[:5]
    assert list(screen.best(5)) == best


def test_of_packages_that_bring_the_same_the_cheaper_comes_first() -> None:
    found = effects([1.0] * len(CHOICES), [0.0] * len(CHOICES))
    first = Screen(MENU, found, Budgets({}), np.zeros(1)).best(1)[0]
    whole = [package for package in MENU.packages() if len(package) == len(MENU.measures)]
    assert planned(MENU, first).sum() == pytest.approx(min(planned(MENU, package).sum() for package in whole))


def test_what_is_paid_by_the_event_counts_against_the_budget() -> None:
    found = effects([1.0] * len(CHOICES), [0.0] * len(CHOICES))
    dear = {c: Effect(e.value, np.full((len(PAYERS), YEARS), 1e9), e.needs) if c.measure == "health" else e for c, e in found.items()}
    best = Screen(MENU, dear, Budgets(dict.fromkeys(PAYERS, 100000000.0)), np.zeros(1)).best(3)
    assert best and all(choice.measure != "health" for package in best for choice in package)


@pytest.mark.parametrize("county", ["vastmanland"])
def test_the_cost_of_a_package_is_the_sum_over_its_bundles(county: str) -> None:
    names = ("halsa-alla", "mobila-team", "mer-sfi", "praktik-lika")
    full = menu([load(f"{county}/{name}") for name in names], subareas=False)
    groups = bundled(full.measures)
    assert len(groups) < len(full.measures)
    for package in islice(full.packages(), 0, None, 37):
        own = [tuple(choice for choice in package if choice.measure in group) for group in groups]
        np.testing.assert_allclose(planned(full, package), sum(planned(full, part) for part in own), atol=1e-3)
