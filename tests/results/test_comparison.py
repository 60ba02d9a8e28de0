"""Paired differences: exact where nothing changes, and silent where nothing can be told."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from results.bottleneck import bottlenecks, next_bottleneck
from results.comparison import compare
from results.cost_effect import cost_effect
from results.ledger import Line
from results.study import Study, run_study
from tests.small_county.county import small_county


@cache
def base() -> Study:
    return run_study(small_county(), 7, replications=2, workers=1)


def changed(key: tuple[str, str, str, str], by: tuple[float, ...], start: float = 50.0) -> tuple[Study, Study]:
    """Two studies of as many replications as `by` has, which differ in one number only."""
    size = len(by)
    values = np.repeat(base().values[:1], size, axis=0)
    column = base().place_of[key]
    values[:, column] = start + np.arange(size)
    people = base().people.copy()
    people[column] = 100.0
    costs = np.repeat(base().costs[:1], size, axis=0)
    one = replace(base(), values=values, people=people, costs=costs, replications=tuple(range(size)))
    other = values.copy()
    other[:, column] += by
    return one, replace(one, values=other)


def test_a_study_differs_from_itself_by_exactly_zero() -> None:
    found = compare(base(), base())
    assert (found.frame()["difference"] == 0.0).all()
    assert not found.told_apart_frame()["told_apart"].any()
    assert all(each.with_sign == 2 for each in found.headline())


def test_a_difference_is_paired_by_replication() -> None:
    # The levels spread by one from replication to replication; the differences do not, and are told from zero.
    one, other = changed(("self_support", "99", "all", "2014-2017"), (1.0, 1.2, 0.8, 1.0))
    found = compare(one, other).difference("self_support")
    assert found is not None
    assert found.mean == pytest.approx(1.0)
    # sd 0.1633, t with three degrees of freedom 3.1824: half = 3.1824 * 0.1633 / 2.
    assert found.high - found.mean == pytest.approx(0.2598, rel=1e-3)
    assert (found.told_apart, found.better, found.up, found.down, found.share_with_sign) == (True, True, 4, 0, 1.0)


def test_what_cannot_be_told_apart_is_neither_better_nor_worse() -> None:
    one, other = changed(("self_support", "99", "all", "2014-2017"), (1.0, -1.0, 2.0))
    found = compare(one, other).difference("self_support")
    assert found is not None
    assert (found.told_apart, found.better) == (False, None)
    assert (found.up, found.down, found.with_sign) == (2, 1, 2)


def test_shares_differ_in_percentage_points_and_only_from_the_decision_on() -> None:
    frame = compare(base(), base()).frame()
    assert set(frame.loc[frame.indicator == "self_support", "unit"]) == {"percentage_points"}
    assert frame.period.str[-4:].where(~frame.period.str.contains(r"^\d{4}-\d{2}$"), frame.period.str[:4]).astype(int).min() == 2016


def test_who_waits_longer_is_told_group_by_group() -> None:
    one, other = changed(("wait_sfi_median", "99", "women", "2014-2017"), (5.0, 6.0, 5.0))
    found = compare(one, other)
    assert [each.key[2] for each in found.waits_longer()] == ["women"]
    assert found.waits_shorter() == ()
    assert found.waits_longer()[0].better is False


def test_studies_of_other_people_are_not_compared() -> None:
    with pytest.raises(ValueError, match="seeds"):
        compare(base(), replace(base(), seed=8))
    with pytest.raises(ValueError, match="in common"):
        compare(base(), replace(base(), replications=(5, 6)))


def test_only_replications_that_both_have_are_compared() -> None:
    other = replace(base(), replications=(1,), values=base().values[1:])
    assert compare(base(), other).replications == (1,)


def test_the_next_bottleneck_is_the_queue_that_grows() -> None:
    size = 4
    values = np.repeat(base().values[:1], size, axis=0)
    other = values.copy()
    for month, more in (("2016-10", 8.0), ("2016-11", 10.0), ("2016-12", 9.0)):
        for area in ("99", "9902"):
            other[:, base().place_of["queue_practice", area, "all", month]] += more + np.array([0.0, 0.1, -0.1, 0.0])
    one = replace(base(), values=values, replications=tuple(range(size)))
    found = compare(one, replace(one, values=other))
    first = bottlenecks(found)[0]
    assert (first.track, first.service, first.month) == ("practice", "practice_places", "2016-11")
    assert first.persons == pytest.approx(9.0)
    assert first.low > 0.0
    place = next_bottleneck(found)
    assert place is not None
    assert place.area == "9902"


def test_without_a_growing_queue_there_is_no_bottleneck() -> None:
    assert bottlenecks(compare(base(), base())) == ()
    assert next_bottleneck(compare(base(), base())) is None


def costing(one: Study, sek: tuple[float, ...]) -> Study:
    """A study with one cost line, so many SEK in the first reported year of each replication."""
    line = Line("measure", "kommun", "sfi_seats", 1.0, "seat_year", 2016, "", True, "")
    costs = np.zeros((len(sek), 1, len(one.layout.grid.years)))
    costs[:, 0, one.layout.grid.years.index(2014)] = sek
    return replace(one, lines=(line,), costs=costs)


def test_one_more_self_supporting_person_has_a_price_only_when_the_effect_is_told_from_zero() -> None:
    key = ("self_supporting_persons", "99", "all", base().whole("self_supporting_persons"))
    one, other = changed(key, (10.0, 11.0, 9.0, 10.0))
    found = cost_effect(compare(costing(one, (0.0,) * 4), costing(other, (1000.0, 1010.0, 990.0, 1000.0))))
    assert found.per_person == pytest.approx(100.0)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 100.0 < found.high
    one, other = changed(key, (10.0, -11.0, 9.0, -10.0))
    found = cost_effect(compare(costing(one, (0.0,) * 4), costing(other, (1000.0,) * 4)))
    assert found.cost == pytest.approx(1000.0)
    assert found.per_person is None
