"""Old decisions tried: packages within the budgets, ranked by one reading and scored by the other, with losses that add up."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from results.priorities.backtest.candidates import NOTHING, candidates, evenly, fullest
from results.priorities.backtest.decision import Backtest, Trial, interval, tried
from results.priorities.backtest.page import DECISIONS, PAGE, STORE, page, told
from results.priorities.choices.budget import PAYERS, Budgets, planned
from results.priorities.choices.packages import Choice, Menu, Package, menu
from scenarios.drawn import with_values
from tests.priorities.menus import scenarios

TRIAL = Trial(seed=1, replications=2, workers=1, engine="simpy", objective="so_in_time")


@cache
def choices() -> Menu:
    """The small county's measures, half or whole."""
    return menu(scenarios(), (0.5, 1.0), subareas=False)


def dearest(package: Package) -> dict[str, float]:
    """What a package costs each payer in its dearest year."""
    return dict(zip(PAYERS, planned(choices(), package).max(axis=1).tolist(), strict=True))


WHOLE = tuple(Choice(key) for key in ("seats", "joint", "health"))
JOINT, HEALTH = ((choice,) for choice in WHOLE[1:])
TOO_DEAR = WHOLE
SCARCE = Budgets({"kommun": 0.6 * dearest(WHOLE)["kommun"], "region": 505_000.0, "stat": 101_000.0})


@cache
def found() -> Backtest:
    """A decision in a county where afterwards a third of the leaders turn out to be there."""
    return tried(choices(), with_values(choices().base, {"capacity.so_leaders": 0.34}), SCARCE, TRIAL, (JOINT, (*JOINT, *HEALTH), TOO_DEAR))


def test_every_candidate_is_within_the_budgets_and_stands_once() -> None:
    packages = candidates(choices(), SCARCE)
    assert packages[0] == NOTHING
    assert len(set(packages)) == len(packages) > 2
    assert all(SCARCE.fit(planned(choices(), package)) for package in packages)


def test_nothing_can_be_added_to_a_full_package() -> None:
    packages = fullest(choices(), SCARCE)
    assert packages
    for package in packages:
        has = {choice.measure: choice.level for choice in package}
        for choice in choices().every():
            if choice.level > has.get(choice.measure, 0.0):
                more = choices().ordered([*(c for c in package if c.measure != choice.measure), choice])
                assert not SCARCE.fit(planned(choices(), more)), (package, choice)


def test_with_money_for_everything_the_full_package_is_everything() -> None:
    rich = Budgets(dearest(WHOLE))  # type: ignore[arg-type]
    assert fullest(choices(), rich) == (WHOLE,)


def test_an_even_spread_gives_each_measure_its_share_of_each_payer() -> None:
    package = evenly(choices(), SCARCE)
    assert SCARCE.fit(planned(choices(), package))
    for choice in package:
        cost, more = (dearest((replace(choice, level=choice.level + extra),)) for extra in (0.0, 0.02))
        # Two measures are paid by the municipality, one each by region and state.
        share = {"kommun": SCARCE.of("kommun") / 2, "region": SCARCE.of("region"), "stat": SCARCE.of("stat"), "projekt": 0.0}
        assert all(cost[payer] <= share[payer] + 1.0 for payer in PAYERS)
        assert choice.level == 1.0 or any(more[payer] > share[payer] for payer in PAYERS), "no more would fit"


def test_what_is_too_dear_is_not_spread_at_all() -> None:
    poor = Budgets({"kommun": 250_000.0, "region": 505_000.0, "stat": 101_000.0})
    assert "joint" not in {choice.measure for choice in evenly(choices(), poor)}, "its fixed cost alone is more than half the budget"


def test_the_choice_is_the_best_then_and_the_best_is_the_best_since() -> None:
    one = found()
    assert one.tested[one.nothing].package == NOTHING
    assert one.tested[one.nothing].then == one.tested[one.nothing].since == replace(one.tested[0].then, mean=0.0, low=0.0, high=0.0)
    assert one.tested[one.chosen].then.mean == max(each.then.mean for each in one.tested) > 0.0
    assert one.tested[one.best].since.mean == max(each.since.mean for each in one.tested)
    assert one.tested[one.even].package == evenly(choices(), SCARCE)


def test_losses_are_the_differences_of_what_happened() -> None:
    one = found()
    best = one.tested[one.best].since.mean
    for name, place in (("nothing", one.nothing), ("even", one.even), ("chosen", one.chosen)):
        assert one.regret[name].mean == pytest.approx(best - one.tested[place].since.mean)
        assert one.regret[name].mean >= 0.0
    assert -1.0 <= one.agreement <= 1.0


def test_what_happened_is_another_county_and_other_luck() -> None:
    one = found()
    assert any(each.then.mean != each.since.mean for each in one.tested)
    same = tried(choices(), choices().base, SCARCE, TRIAL, (JOINT,))
    then = {each.package: each.then for each in one.tested}
    assert all(each.then == then[each.package] for each in same.tested)
    assert any(each.then.mean != each.since.mean for each in same.tested), "the same county, in other calculations"


def test_what_is_over_a_budget_is_not_tried() -> None:
    packages = [each.package for each in found().tested]
    assert TOO_DEAR not in packages
    assert {NOTHING, JOINT, (*JOINT, *HEALTH), evenly(choices(), SCARCE)} == set(packages)


def test_an_interval_is_students_over_observations() -> None:
    whole = interval(np.array([1.0, 2.0, 3.0, 4.0]))
    assert whole.mean == 2.5
    assert whole.high - whole.mean == pytest.approx(3.182446 * np.std([1, 2, 3, 4], ddof=1) / 2, rel=1e-6)


def test_the_page_says_what_the_scores_are_and_names_the_choice() -> None:
    row = json.loads(json.dumps(told(found())))
    text = page([row])
    for words in ("Both the ranking and the score are the model's", "No parameter was fitted with what became known after"):
        assert words in text
    assert "The parameters were fitted with what became known up to 2017" in page([{**row, "uses_later_data": True}])
    chosen = row["packages"][row["chosen"]]["package"]
    assert f"`{chosen}`" in text.split("## The measures")[0]


def test_the_page_follows_its_numbers() -> None:
    assert page(json.loads(STORE.read_text(encoding="utf-8"))) == PAGE.read_text(encoding="utf-8")


def test_the_stored_backtest_is_within_its_budgets_and_its_best_is_the_best() -> None:
    rows = json.loads(STORE.read_text(encoding="utf-8"))
    years = [row["year"] for row in rows]
    assert years
    assert years == [year for year in DECISIONS if year in years]
    for row in rows:
        assert row["uses_later_data"] is True
        limits = {payer: row["budgets"].get(payer, 0.0) for payer in PAYERS}
        assert all(each["sek"][payer] <= limits[payer] + 1.0 for each in row["packages"] for payer in PAYERS)
        assert row["packages"][row["nothing"]]["package"] == "-"
        assert row["packages"][row["best"]]["since"][0] == max(each["since"][0] for each in row["packages"])
