"""Why two years differ: what stays as it was, what has exactly nothing in it, and parts that add up."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from results.priorities.choices.frozen import FACTORS, changed, factor_of, frozen
from results.priorities.choices.packages import Menu
from results.priorities.found import Attribution, Range
from results.priorities.simulated.evaluate import Evaluator, Question
from results.priorities.why.years_apart import explain
from results.study import run_study
from scenarios.calendar import day
from scenarios.measured import parameters_of
from sim.envelope import envelope
from tests.priorities.menus import seats
from tests.small_county.county import small_county, with_measure

BASE = small_county()


def evaluator() -> Evaluator:
    """One that simulates the small county."""
    return Evaluator(Question(Menu(BASE, {}, {}), {"planned": BASE}, (), "simpy"))


def test_every_dated_value_belongs_to_one_of_the_three() -> None:
    assert factor_of("people", "language_shares") == "arrivals"
    assert factor_of("asylum", "handling_days_mean") == "arrivals"
    assert factor_of("unaccompanied", "share_granted") == "arrivals"
    assert factor_of("unaccompanied", "form_shares") == "law"
    assert factor_of("placement", "draw_assigned") == "law"
    assert factor_of("law", "so_hours") == "law"


def test_with_all_three_frozen_nothing_changes_any_more() -> None:
    found, after = frozen(BASE, 2015, FACTORS), date(2016, 1, 1)
    for fields in parameters_of(found).values():
        for value in fields.values():
            assert all(step.since is None or step.since < after for step in value.steps)
    assert all(step.since < day(after) for row in found.county.capacities for step in row.steps[1:])
    assert found.law.relatives_years.at(day(date(2018, 1, 1))) == BASE.law.relatives_years.at(day(date(2015, 12, 31))) == 6.0
    assert found.county.capacity("sfi_seats", "9901").at(day(date(2017, 1, 1))) == 16.0


def test_arrivals_come_again_month_by_month() -> None:
    found = frozen(BASE, 2015, FACTORS[:1]).arrivals
    by_month = dict(zip(found.months, found.asylum, strict=True))
    assert (by_month[date(2017, 6, 1)], by_month[date(2017, 9, 1)]) == (1_500.0, 7_500.0)
    assert found.asylum[:36] == BASE.arrivals.asylum[:36]
    assert BASE.arrivals.asylum[-1] == 500.0


def test_what_is_frozen_changes_nothing_up_to_its_year_and_draws_from_the_same_people() -> None:
    free, held = frozen(BASE, 2015, ()), frozen(BASE, 2015, FACTORS)
    until = np.linspace(day(BASE.start), day(date(2016, 1, 1)) - 1.0, 40)
    for section, fields in parameters_of(BASE).items():
        for name, value in fields.items():
            kept = parameters_of(held)[section][name]
            assert [kept.at(when) for when in until] == [value.at(when) for when in until]
    here, there = envelope(free), envelope(held)
    np.testing.assert_array_equal(here.size, there.size)
    np.testing.assert_array_equal(here.present[:36], there.present[:36])
    assert there.present[45:].sum() > here.present[45:].sum()


def test_what_does_not_change_is_known() -> None:
    """From 2016 to 2017 the small county gets as many newcomers of the same kind; a measure is none of the three."""
    assert changed(BASE, 2016) == ("law", "capacity")
    assert changed(BASE, 2015) == FACTORS
    assert changed(BASE, 2018) == ()
    assert frozen(with_measure(BASE, seats()), 2015, ()) == frozen(BASE, 2015, ())


@pytest.mark.guarantee
def test_parts_add_up_and_what_does_not_change_has_exactly_nothing_in_it() -> None:
    with evaluator() as one:
        found = explain(one, ["active_share", "received"], 2016, 2017, observations=range(2))
        assert one.done == one.planned == 8
    assert [(each.indicator, each.group) for each in found[:3]] == [("active_share", group) for group in ("all", "women", "men")]
    for each in found:
        assert each.factors["arrivals"] == Range(0.0, 0.0, 0.0)
        assert _sum(each) == pytest.approx(each.change.mean, abs=1e-9)
        assert each.change.mean == pytest.approx(each.after.mean - each.before.mean, abs=1e-9)
    study = run_study(frozen(BASE, 2016, ()), 1, replications=2, engine="simpy", workers=1)
    for year, part in ((2016, found[0].before), (2017, found[0].after)):
        estimate = study.estimate("active_share", period=str(year))
        assert estimate is not None
        assert part.mean == pytest.approx(estimate.mean)
    assert found[0].factors["capacity"].mean != 0.0


@pytest.mark.parametrize(("first", "last"), [(2017, 2016), (2016, 2016), (2012, 2016), (2016, 2019)])
def test_years_that_cannot_be_meant_are_refused(first: int, last: int) -> None:
    with evaluator() as one, pytest.raises(ValueError, match="2013–2018"):
        explain(one, ["received"], first, last)


def test_an_indicator_without_a_number_by_year_is_refused() -> None:
    with evaluator() as one, pytest.raises(ValueError, match="queue_sfi"):
        explain(one, ["queue_sfi"], 2016, 2017)


def _sum(found: Attribution) -> float:
    return found.under_way.mean + sum(part.mean for part in found.factors.values())
