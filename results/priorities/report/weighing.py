"""The goals weighed anew: what the page's form and the workbook's formulas start from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from results.intervals import Floats
from results.priorities.found import Candidate
from results.priorities.report.matter import Matter
from results.priorities.report.wording import aim_name, shelf_name
from results.report.page import Weighing
from results.tables import Column, Table, Value
from scenarios.language import translate as _

HEAVIER = 2.0
"""How many times as much a goal weighs where it is asked what a heavier weight would change."""


def weighing(matter: Matter) -> Weighing | None:
    """The goals with their weights and what each package closes of each way, percent; None where there is one goal alone."""
    objective = matter.found.objective
    if objective.is_single or len(objective.aims) < 2 or not matter.named:
        return None
    return Weighing(
        aims=tuple(aim_name(matter.county, aim) for aim in objective.aims),
        weights=tuple(float(objective.weights.get(aim.goal, 1.0)) for aim in objective.aims),
        courses=tuple(each.label for each in matter.everything),
        shelves=tuple(shelf_name(each.found.shelf) for each in matter.everything),
        closed=tuple(
            tuple((100.0 * part.mean, 100.0 * part.low, 100.0 * part.high) for part in each.found.closed) for each in matter.everything
        ),
    )


def scores(found: Sequence[Candidate], weights: Floats) -> Floats:
    """The means of packages with other weights, shape (packages,): what is closed is weighed, as the objective does it."""
    closed = np.array([[part.mean for part in candidate.closed] for candidate in found]).reshape(len(found), -1)
    return np.asarray(closed @ (weights / weights.sum()))


def weights_table(matter: Matter) -> Table:
    """Which package has the highest mean where one goal weighs twice as much, and where it is the only one."""
    columns = (
        Column("goal", _("Goal"), share=46),
        Column("heavier", _("Highest mean if the goal weighs twice as much"), share=27),
        Column("alone", _("Highest mean if the goal is the only one"), share=27),
    )
    objective = matter.found.objective
    found = [each.found for each in matter.everything]
    rows = list[tuple[Value, ...]]()
    for k, aim in enumerate(objective.aims):
        one = np.eye(len(objective.aims))[k]
        heavier = scores(found, objective.parts() * (1.0 + (HEAVIER - 1.0) * one))
        rows.append((aim_name(matter.county, aim), _highest(matter, heavier), _highest(matter, scores(found, one))))
    now = _highest(matter, scores(found, objective.parts()))
    note = _("With the weights of the calculation: {now}. Means only: whether packages are told apart is not tested.").format(now=now)
    return Table("andra-vikter", _("What other weights would change"), columns, tuple(rows), note, sheet=_("Other weights"))


def _highest(matter: Matter, found: Floats) -> str:
    """The package with the highest mean; all of those that share it."""
    best = found.max()
    return ", ".join(each.label for each, score in zip(matter.everything, found, strict=True) if best - score <= 1e-9)
