"""A calibration as people open it: a workbook with the fit beside what was observed, the parameters, and what cannot be told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calibration.parameters import FARTHEST, Prior, Space
from calibration.saved import Saved
from calibration.targets import Target
from results.indicators.catalogue import full_name
from results.report.words import unit_name
from results.tables import About, Column, Table, Value, as_csv, write
from scenarios.language import translate as _
from scenarios.schema.scenario import Scenario
from scenarios.vocabulary import unit_label

Floats = NDArray[np.float64]

WORKBOOK, FIT_CSV = "kalibrering.xlsx", "fit.csv"

REACH = 1.6448536269514722
"""Standard deviations from the middle to the end of a 90 percent interval."""

LITTLE = 0.9
"""Where more than this part of the prior's doubt is left, history says next to nothing."""


def write_tables(folder: Path, scenario: Scenario, space: Space, fit: Saved, targets: tuple[Target, ...]) -> None:
    """Write `kalibrering.xlsx` and `fit.csv` to a folder that exists."""
    against, told = fit_table(fit, targets), parameter_table(space, fit)
    title = _("Calibration of {county}").format(county=scenario.county.name)
    write(folder / WORKBOOK, (against, told), About(title, _explained(fit)))
    (folder / FIT_CSV).write_text(as_csv(against), encoding="utf-8")


def _explained(fit: Saved) -> tuple[str, ...]:
    doubted = sum(fit.disagrees)
    return (
        _("Each figure is held against the simulation at the values that fit best. z says how many standard deviations lie between them."),
        _("The doubt about a figure is what was measured, or chance where that is larger, and what the model is stated to miss."),
        _("What history says little of keeps the range that was assumed before; runs draw it from that range."),
        _("The second way of computing (regression-adjusted ABC) disagrees about {n} of {all} parameters.").format(
            n=doubted, all=len(fit.parameters)
        ),
    )


def fit_table(fit: Saved, targets: tuple[Target, ...]) -> Table:
    """Every target: observed, simulated, the parts of its doubt, and how far apart they are with and without discrepancy."""
    columns = (
        Column("id", _("Name")),
        Column("indicator", _("Indicator")),
        Column("area", _("Area")),
        Column("period", _("Period")),
        Column("unit", _("Unit")),
        Column("low", _("Observed, from"), 1),
        Column("high", _("to"), 1),
        Column("simulated", _("Simulated"), 1),
        Column("measured", _("Doubt: measured"), 1),
        Column("chance", _("Doubt: chance"), 1),
        Column("discrepancy", _("Doubt: the model"), 1),
        Column("z", "z", 1, signed=True),
        Column("z_bare", _("z without discrepancy"), 1, signed=True),
        Column("source", _("Source")),
    )
    by_id = {target.id: target for target in targets}
    rows: list[tuple[Value, ...]] = []
    for each in fit.targets:
        target = by_id[each.id]
        low, high = target.bounds
        own = max(each.measured, each.chance)
        far = None if each.simulated is None else each.simulated - min(max(each.simulated, low), high)
        rows.append(
            (
                each.id, full_name(target.indicator), target.area, target.reading().period, unit_name(target.unit), low, high,
                each.simulated, each.measured, each.chance, each.discrepancy,
                None if far is None else far / max(float(np.hypot(own, each.discrepancy)), 1e-9),
                None if far is None else far / max(own, 1e-9), target.source,
            )
        )  # fmt: skip
    return Table("passning", _("Fitted against observed"), columns, tuple(rows), sheet=_("Fit"))


def parameter_table(space: Space, fit: Saved) -> Table:
    """Every parameter: its range before and after, how much doubt is left, and whether history tells of it."""
    columns = (
        Column("name", _("Name")),
        Column("parameter", _("Parameter")),
        Column("unit", _("Unit")),
        Column("before_low", _("Before, from"), 3),
        Column("before_high", _("to"), 3),
        Column("value", _("After"), 3),
        Column("after_low", _("After, from"), 3),
        Column("after_high", _("to"), 3),
        Column("left", _("Doubt left, percent"), 0),
        Column("said", _("What history says")),
    )
    before, after = _ends(space, _first_prior(fit)), _ends(space, fit.posterior)
    left = np.sqrt(np.diag(fit.posterior.covariance) / np.diag(_first_prior(fit).covariance))
    rows: list[tuple[Value, ...]] = []
    for k, parameter in enumerate(space.parameters):
        numbers = (before[0][k], before[2][k], after[1][k], after[0][k], after[2][k], 100.0 * min(left[k], 1.0))
        rows.append(
            (parameter.name, parameter.label, unit_label(parameter.unit), *map(float, numbers), _said(float(left[k]), fit.disagrees[k]))
        )
    note = _("Ranges hold 90 percent. Where a parameter stands for several numbers, the first is shown.")
    return Table("parametrar", _("Parameters before and after"), columns, tuple(rows), definition=note, sheet=_("Parameters"))


def _first_prior(fit: Saved) -> Prior:
    """What the ranges alone say."""
    size = len(fit.parameters)
    return Prior(np.zeros(size), np.eye(size))


def _ends(space: Space, of: Prior) -> tuple[Floats, Floats, Floats]:
    """Low end, middle and high end of each 90 percent interval, in the parameters' units."""
    sd = np.sqrt(np.diag(of.covariance))
    low, middle, high = (space.shown(np.clip(of.mean + side * REACH * sd, -FARTHEST, FARTHEST)) for side in (-1.0, 0.0, 1.0))
    return low, middle, high


def _said(left: float, doubted: bool) -> str:
    if left > LITTLE:
        return _("next to nothing")
    return _("something; the two ways of computing disagree") if doubted else _("something")
