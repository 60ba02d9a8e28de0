"""What sharing luck is worth: factors that can be worked out, and a page that says what was measured."""

from __future__ import annotations

import json
from math import isnan

import numpy as np
import pytest

from results.priorities.variance import factors, main, observed, priorities
from results.priorities.variance_page import PAGE, SAME, median, page, stored
from results.study import headline, run_study
from scenarios.shipped import shipped
from tests.results.draws import base, county
from tests.small_county.county import measure, small_county, with_measure

COUNTIES = [each.name for each in shipped() if each.is_county]


def column(*values: float) -> np.ndarray:
    return np.array(values)[:, None]


def test_the_factor_is_the_variance_of_independent_over_that_of_paired_differences() -> None:
    a = column(0.0, 2.0, 4.0, 6.0)
    assert factors(a, a + column(0.0, 1.0, 0.0, 1.0)) == [pytest.approx((a.var() + (a + column(0, 1, 0, 1)).var()) / 0.25)]
    assert factors(column(1, -1, 1, -1), column(1, 1, -1, -1)) == [pytest.approx(1.0)]
    assert factors(a, -a) == [pytest.approx(0.5)]


def test_what_does_not_differ_and_what_is_undefined_has_no_factor() -> None:
    a = column(0.0, 2.0, 4.0)
    assert factors(a, a) == [SAME]
    assert factors(a, column(1.0, np.nan, 2.0)) == [None]


def test_the_median_is_told_without_and_with_what_is_the_same() -> None:
    assert median([1.0, 9.0, SAME, SAME, SAME, None]) == 1.0
    assert median([1.0, 9.0, 5.0]) == 5.0
    assert median([1.0, 9.0, SAME], same_too=True) == 9.0
    assert median([1.0, SAME, SAME], same_too=True) == float("inf")
    assert isnan(median([SAME, None]))


def test_what_is_observed_are_the_headline_indicators_of_a_study() -> None:
    study = run_study(small_county(), 7, replications=2, workers=1)
    keys, values = observed(small_county(), 7, 2)
    places = np.flatnonzero(headline(study.layout))
    assert keys == tuple(study.keys[place][0] for place in places)
    assert np.array_equal(values, study.values[:, places], equal_nan=True)


def test_with_drawn_parameters_an_observation_is_the_mean_over_those_that_share_a_draw() -> None:
    study = base()
    _keys, values = observed(county(), 7, len(study.replications))
    pairs = study.values[:, headline(study.layout)].reshape(len(study.replications) // 2, 2, -1).mean(axis=1)
    assert np.array_equal(values, pairs, equal_nan=True)


def test_a_measure_without_effect_has_the_same_numbers() -> None:
    nothing = with_measure(small_county(), measure(capacity=({"service": "caseworkers", "add": 0.0},)))
    found = factors(observed(small_county(), 7, 2)[1], observed(nothing, 7, 2)[1])
    assert set(found) <= {SAME, None}
    assert SAME in found


def test_every_shipped_priority_is_held_against_what_it_builds_on() -> None:
    pairs = [pair for name in COUNTIES for pair in priorities(name)]
    assert [name for name, _ in pairs] == [each.name for each in shipped() if each.measures]
    plain = {each.name for each in shipped() if not each.measures}
    assert {against for _, against in pairs} <= plain
    assert dict(pairs)["stockholm/remiss-2008-praktik"] == "stockholm/remiss-2008"
    assert dict(pairs)["vastmanland/mer-sfi"] == "vastmanland"


def test_an_unknown_county_and_an_odd_number_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, word in ((["atlantis"], "atlantis"), (["--replications", "5"], "even")):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
        assert word in capsys.readouterr().err


def test_the_page_says_what_was_measured_and_whether_it_is_enough() -> None:
    seen = {
        "x": {
            "point": {
                "replications": 4,
                "seed": 1,
                "factors": {"x/a": {"one": 2.0, "two": 8.0, "three": SAME, "four": None}},
                "meant": {"x/a": ["two"]},
            }
        }
    }
    text = page(seen)
    assert "median factor 2.0 over 2 differences; at least 5: not shown" in text
    assert "| point | x | 1 | 4 | 2 | 2.0 | 50 % | 0 % | 2.00 | 1 | 8.0 |" in text
    assert "meant to move: median 8.0 over 1." in text
    assert "drawn from the posterior: nothing looked at yet" in text
    seen["x"]["point"]["factors"]["x/a"]["one"] = 6.0  # type: ignore[index]
    assert "median factor 6.0 over 2 differences; at least 5: shown" in page(seen)


def test_the_page_is_fresh() -> None:
    """`python -m results.priorities.variance --page` writes it anew."""
    seen = {name: found for name, found in stored().items() if name in COUNTIES}
    assert PAGE.read_text(encoding="utf-8") == page(seen)
    json.dumps(seen, allow_nan=False)
