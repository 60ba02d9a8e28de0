"""A study whose replications draw their parameters: in pairs, alike in every scenario, for any number of workers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from results.comparison import compare
from results.cost_effect import cost_effect
from results.intervals import intervals
from results.precision import widest
from results.readiness import Limit, Readiness, readiness
from results.study import DEFAULT_WITH_DRAWS, Study, default_replications, headline, run_study
from scenarios.posterior import Posterior, at_point, drawn
from scenarios.schema.scenario import Scenario
from tests.results.draws import COUNT, DRAWS, FACTS, base, county
from tests.small_county.county import measure, small_county, with_measure


def without_effect() -> Scenario:
    """The county with a measure that adds no place to anything."""
    scenario = county()
    price = {"payer": "stat", "sek": 1000.0, "per": "year", "year": 2016, "assumption": True}
    changed = with_measure(scenario, measure(capacity=({"service": "caseworkers", "add": 0.0},), costs=(price,)))
    return changed.model_copy(update={"name": "none"})


def test_each_replication_is_that_of_its_draws_scenario() -> None:
    assert base().draws == (0, 0, 1, 1, 2, 2)
    for number in (1, 2, 5):
        alone = run_study(drawn(county(), number), 7, replications=COUNT, workers=1).values[number]
        assert np.array_equal(base().values[number], alone, equal_nan=True)
    point = run_study(at_point(county()), 7, replications=COUNT, workers=1)
    assert not np.array_equal(base().values, point.values, equal_nan=True)
    assert np.array_equal(base().values[4:], point.values[4:], equal_nan=True) == (DRAWS[2]["sfi.apply_days_mean"] == _own())


@cache
def measured() -> Study:
    return run_study(without_effect(), 7, replications=COUNT, workers=1)


def _own() -> float:
    return small_county().sfi.apply_days_mean.at(0.0)


def test_any_number_of_workers_gives_the_same() -> None:
    both = run_study(county(), 7, replications=COUNT, workers=2)
    assert np.array_equal(base().values, both.values, equal_nan=True)
    assert np.array_equal(base().costs, both.costs)


def test_a_measure_without_effect_differs_by_exactly_zero() -> None:
    found = compare(base(), measured())
    assert (found.frame()["difference"] == 0.0).all()
    assert (found.frame()["high"] == 0.0).all()
    assert not found.told_apart_frame()["told_apart"].any()


def test_a_studys_intervals_hold_both_parts() -> None:
    column = base().place_of[base().key("sfi_wait_median")]
    found, chance_alone = base().intervals, intervals(base().values)
    assert found.half[column] ** 2 == pytest.approx(found.chance[column] ** 2 + found.parameters[column] ** 2)
    assert found.half[column] > chance_alone.half[column]
    assert np.array_equal(found.mean, chance_alone.mean, equal_nan=True)


def test_precision_is_about_chance_alone() -> None:
    chosen = headline(base().layout)
    assert base().reached == widest(base().values, chosen, base().draws)
    column = base().place_of[base().key("received")]
    one = np.zeros(len(chosen), dtype=bool)
    one[column] = True
    relative = base().intervals.chance[column] / base().intervals.mean[column]
    assert widest(base().values, one, base().draws) == pytest.approx(relative)


def test_studies_of_different_draws_are_not_compared() -> None:
    plain = replace(base(), scenario=at_point(county()))
    with pytest.raises(ValueError, match="different draws"):
        compare(base(), plain)


def test_the_usual_number_of_replications_has_eight_draws() -> None:
    assert DEFAULT_WITH_DRAWS == 16
    assert (default_replications(county()), default_replications(at_point(county()))) == (16, 10)


def test_readiness_counts_the_seekers_of_each_draw() -> None:
    draws = tuple({"people.share_nation_stays": share} for share in (0.01, 0.02))
    asked = county(Posterior(draws, FACTS))

    def found(*limits: float) -> tuple[Readiness, ...]:
        given = [Limit("received", limit) for limit in limits]
        return readiness(asked, *given, replications=3, engine="simpy", workers=1, steps=(0.0, 0.5), seed=7)

    (first,) = found(0.0)
    assert (first.draws, first.seekers) == ((0, 0, 1), (0.0, 0.0, 0.0))
    # A limit half way between the two steps is passed at half of the additional seekers: 2.5 a month, twice as many in the other draw.
    halfway = first.values.mean(axis=1)
    one, other = found(halfway[0], halfway[2])
    assert (one.found[0], other.found[2]) == (pytest.approx(1.25), pytest.approx(2.5))


def test_a_cost_for_each_person_holds_both_parts() -> None:
    values = np.repeat(measured().values[:1], 16, axis=0)
    costs = np.repeat(measured().costs[:1], 16, axis=0)
    one = replace(measured(), values=values, replications=tuple(range(16)), costs=costs)
    draw, chance = np.arange(16) // 2, np.arange(16) % 2
    more, dearer = values.copy(), costs.copy()
    more[:, base().place_of[base().key("self_supporting_persons")]] += 20.0 + draw % 3 + chance / 10.0
    dearer[:, [line.in_total for line in measured().lines]] += 1000.0 + chance[:, None, None]
    found = cost_effect(compare(one, replace(one, values=more, costs=dearer)))
    assert found.persons == pytest.approx(20.925)
    assert found.per_person == pytest.approx(found.cost / 20.925)
    # Next to nothing is unsure of the cost: the ends are the cost over the ends of the effect.
    assert found.low == pytest.approx(found.cost / found.persons_high, rel=1e-2)
    assert found.high == pytest.approx(found.cost / found.persons_low, rel=1e-2)
    assert found.persons_high - found.persons > float(
        intervals((more - values)[:, base().place_of[base().key("self_supporting_persons")]]).half
    )
