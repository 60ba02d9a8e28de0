"""What forecasts of several series say together, on series small enough to score by hand."""

from __future__ import annotations

from typing import Any

import pytest

from calibration.validation.scored import county_totals, forecast, forecast_years, score, together


def series(seen: float, model: float, last: float | None, free: float, **changed: Any) -> dict[str, Any]:
    """A count of a county observed in 2015, each forecast almost sure."""
    row: dict[str, Any] = {
        "id": "a", "area": "19", "unit": "persons", "per": "", "observed": 2015, "bounds": [seen, seen], "se": 0.0,
        "discrepancy": 0.0, "members": [model] * 4, "chance": 0.0, "free": [free] * 3, "free_chance": 0.0, "unfitted": [free] * 3,
        "last_value": None if last is None else {"value": last, "sd": 0.0, "from": "b"},
    }  # fmt: skip
    return row | changed


def test_errors_are_averaged_in_parts_of_what_was_observed() -> None:
    found = together([series(100.0, 110.0, 120.0, 100.0), series(50.0, 45.0, 50.0, 75.0)])
    expected = {"model": 0.1, "last": 0.1, "free": 0.25, "unfitted": 0.25}
    assert found.relative == pytest.approx(expected)
    assert found.crps == pytest.approx(expected), "of sure forecasts the CRPS is the absolute error"


def test_who_comes_nearer_is_counted_and_ties_tell_nothing() -> None:
    rows = [series(100.0, 110.0, 120.0, 100.0), series(100.0, 90.0, 120.0, 110.0), series(100.0, 100.0, None, 130.0)]
    found = together(rows)
    assert (found.beaten["last"].won, found.beaten["last"].of) == (2, 2)
    assert (found.beaten["free"].won, found.beaten["free"].of) == (1, 2), "one lost, one as near, one won"


def test_within_bounds_both_are_as_near() -> None:
    found = together([series(0.0, 110.0, 150.0, 90.0, bounds=[100.0, 200.0])])
    assert found.beaten["last"].of == 0
    assert (found.beaten["free"].won, found.beaten["free"].of) == (1, 1)
    assert score(series(0.0, 110.0, None, 1.0, bounds=[100.0, 200.0]), "last") is None


def test_the_figures_own_doubt_widens_a_forecast_by_what_chance_does_not_hold() -> None:
    """Its standard error 5 holds the chance 3 of one history: 4 is left; with the discrepancy 3 stated, 5."""
    row = series(100.0, 100.0, 90.0, 100.0, se=5.0, chance=3.0, discrepancy=3.0)
    bare, stated, last = forecast(row, "model"), forecast(row, "model", with_discrepancy=True), forecast(row, "last")
    assert bare is not None
    assert stated is not None
    assert last is not None
    assert (bare.sd, stated.sd, last.sd) == pytest.approx((4.0, 5.0, 5.0))


def test_the_discrepancy_tells_in_coverage() -> None:
    """7 away with standard deviation 4 lies outside the 90 % interval (6.6); with 5 inside (8.2), and inside that of 95 % with 4 (7.8)."""
    found = together([series(107.0, 100.0, 90.0, 100.0, se=5.0, chance=3.0, discrepancy=3.0)])
    assert found.coverage_bare == {0.8: 0.0, 0.9: 0.0, 0.95: 1.0}
    assert found.coverage == {0.8: 0.0, 0.9: 1.0, 0.95: 1.0}


def test_a_series_that_the_model_lacks_is_not_scored() -> None:
    row = series(100.0, 100.0, 90.0, 100.0, members=[None, 3.0])
    assert forecast(row, "model") is None
    assert together([row]).series == 0


def test_which_series_are_forecast_and_which_are_counts_of_counties() -> None:
    rows = [series(1.0, 1.0, 1.0, 1.0), series(1.0, 1.0, 1.0, 1.0, observed=2017), series(1.0, 1.0, 1.0, 1.0, area="00")]
    rows += [series(1.0, 1.0, 1.0, 1.0, bounds=[1.0, 2.0]), series(1.0, 1.0, 1.0, 1.0, unit="percent")]
    assert len(forecast_years(rows)) == 4
    assert len(county_totals(rows)) == 2
