"""What a calibration must show, and whether it does: the first lines of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from calibration.validation.scored import Together, county_totals, forecast_years, together
from scenarios.language import number
from scenarios.language import translate as _

Data = Mapping[str, Any]
"""A file of `docs/validation`."""

MOST_RMS = 1.5
"""Largest root-mean-square z of a county."""

MOST_RELATIVE = 0.15
"""Largest averaged relative difference of county totals in the years held back."""

LEAST_BEATEN = 2.0 / 3.0
"""Least part of the series on which the model comes nearer than a forecast without a model."""

WITHIN = (0.80, 0.98)
"""Least and greatest part of true values within 90 % intervals."""

MOST_WIDTH = 0.60
"""Largest median width of an interval in parts of the prior's, of parameters declared identifiable."""

MOST_SECONDS = 600.0
"""Longest calibration of a county on two cores."""


@dataclass(frozen=True)
class Verdict:
    """One demand: what is asked, what was found, whether it is met (None where nothing was measured)."""

    what: str
    asked: str
    found: str
    met: bool | None

    @property
    def answer(self) -> str:
        """Yes, no, or not measured."""
        return _("not measured") if self.met is None else _("yes") if self.met else _("no")


def rms(figures: Sequence[Mapping[str, Any]], key: str = "z") -> float:
    """Root mean square of z over figures; nan of none."""
    told = [float(figure[key]) for figure in figures if figure[key] is not None]
    return float(np.sqrt(np.mean(np.square(told)))) if told else float("nan")


def verdicts(found: Mapping[str, Data], codes: Sequence[str]) -> list[Verdict]:
    """All demands.

    Parameters
    ----------
    found
        The files by name without ending; one that is missing was not measured.
    codes
        The counties.
    """
    return [*_fit(found, codes), *_held_back(found.get("held-back")), *_recovery(found.get("recovery")), *_speed(found.get("speed"))]


def _fit(found: Mapping[str, Data], codes: Sequence[str]) -> list[Verdict]:
    told = {found[code]["name"]: rms(found[code]["figures"]) for code in codes if code in found}
    bare = {found[code]["name"]: rms(found[code]["figures"], "z_bare") for code in codes if code in found}
    if not told:
        return []
    each = "; ".join(f"{name} {number(value, 2)} ({number(bare[name], 1)})" for name, value in told.items())
    return [
        Verdict(
            _("Root-mean-square z of each county against its figures, with the stated discrepancy (without it in brackets)"),
            _("at most {n} in every county").format(n=number(MOST_RMS, 1)),
            each,
            max(told.values()) <= MOST_RMS,
        )
    ]


def _held_back(data: Data | None) -> list[Verdict]:
    if data is None:
        return []
    rows = forecast_years(data["series"])
    everything, totals = together(rows), together(county_totals(rows))
    difference = Verdict(
        _("Averaged relative difference of county totals in 2015–2016"),
        _("at most {n}").format(n=number(MOST_RELATIVE, 2)),
        _("{n} over {series} series").format(n=number(totals.relative["model"], 2), series=totals.series),
        totals.relative["model"] <= MOST_RELATIVE,
    )
    covered = " / ".join(number(100.0 * part) for part in everything.coverage.values())
    bare = " / ".join(number(100.0 * part) for part in everything.coverage_bare.values())
    coverage = Verdict(
        _("Figures of 2015–2016 within intervals of 80 / 90 / 95 percent, with the stated discrepancy (without it in brackets)"),
        _("near 80 / 90 / 95 percent (90: within ten points)"),
        f"{covered} ({bare})",
        bool(abs(everything.coverage[0.9] - 0.9) <= 0.1),
    )
    return [
        difference,
        _beaten(_("Nearer than last year's value"), everything, "last"),
        _beaten(_("Nearer than survival curves without capacity, fitted to the same figures"), everything, "free"),
        coverage,
    ]


def _beaten(what: str, found: Together, kind: Any) -> Verdict:
    by_error, by_crps = found.beaten[kind], found.beaten_crps[kind]
    return Verdict(
        what,
        _("on at least two thirds of the series"),
        _("{won} of {of} by absolute error, {ranked} of {scored} by CRPS").format(
            won=by_error.won, of=by_error.of, ranked=by_crps.won, scored=by_crps.of
        ),
        by_error.part >= LEAST_BEATEN and by_crps.part >= LEAST_BEATEN,
    )


def _recovery(data: Data | None) -> list[Verdict]:
    if data is None:
        return []
    least, most = WITHIN
    width = data["width_identified"]
    return [
        Verdict(
            _("True values within 90 percent intervals, {n} made-up histories").format(n=data["sets"]),
            _("{low}–{high} percent").format(low=number(100 * least), high=number(100 * most)),
            _("{n} percent").format(n=number(100 * data["within"], 1)),
            least <= data["within"] <= most,
        ),
        Verdict(
            _("Ranks of the truth among posterior draws are not told from uniform"),
            _("p at least {n} in every test").format(n=number(0.05, 2)),
            _("p = {pooled} for all together, {least} for the least of the parameters").format(
                pooled=number(data["rank_pooled"], 3), least=number(data["rank_least"], 3)
            ),
            data["uniform"],
        ),
        Verdict(
            _("Median interval width in parts of the prior's, of parameters declared identifiable"),
            _("at most {n} percent").format(n=number(100 * MOST_WIDTH)),
            "–" if width is None else _("{n} percent").format(n=number(100 * width)),
            None if width is None else width <= MOST_WIDTH,
        ),
    ]


def _speed(data: Data | None) -> list[Verdict]:
    if data is None:
        return []
    return [
        Verdict(
            _("A calibration of {county} on two cores").format(county=data["name"]),
            _("at most {n} minutes").format(n=number(MOST_SECONDS / 60)),
            _("{n} minutes, {simulations} simulations").format(n=number(data["seconds"] / 60, 1), simulations=number(data["simulations"])),
            data["seconds"] <= MOST_SECONDS,
        ),
        Verdict(
            _("Stopped halfway and taken up again"), _("the same posterior"), _("the same") if data["same"] else _("another"), data["same"]
        ),
    ]
