"""How near packages are to the best that any allocation of the same places could have reached, in a table; where it was asked for."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from results.indicators.catalogue import full_name
from results.priorities.found import Range, Reach
from results.priorities.report.matter import Matter, estimate
from results.report.words import broken, interval_words
from results.tables import Column, Table, Value
from scenarios.language import translate as _


def reach_tables(matter: Matter) -> tuple[Table, ...]:
    """The table, or none."""
    found = [each for each in matter.found.reaches if np.isfinite(each.kept.mean)]
    if not found:
        return ()
    columns = (
        Column("indicator", _("Indicator"), share=32),
        Column("package", _("Package"), share=14),
        Column("reached", _("Reached, percent"), share=18),
        Column("kept", _("At most, percent"), share=18),
        Column("share", _("Part of it, percent"), share=18),
    )
    title = _("The best that could have been reached in hindsight")
    note = _(
        "At most: what any division of the same places between people and municipalities could have reached, by somebody who had known "
        "everything beforehand, while everybody else keeps what they had. Where much of it is reached already, only more places help, "
        "not another order."
    )
    numbers = Table("basta-mojliga", title, _full_columns(), tuple(_cells(matter, found)), note, sheet=_("Best possible"))
    rows = tuple((full_name(r.indicator), _label(matter, r), _words(r.reached), _words(r.kept), _words(r.share)) for r in found)
    return (Table("basta-mojliga", title, columns, rows, note, numbers=numbers),)


def _words(found: Range) -> str:
    return broken(interval_words(estimate(found), 0))


def _label(matter: Matter, reach: Reach) -> str:
    return next((each.label for each in matter.everything if each.package == reach.package), _("Unchanged"))


def _full_columns() -> tuple[Column, ...]:
    parts = (_("Reached, percent"), _("At most with any allocation, percent"), _("At most, percent"), _("Part of it, percent"))
    ends = [(part, _("Interval, lower"), _("Interval, upper")) for part in parts]
    named = [Column(f"c{k}{n}", label, 1) for k, labels in enumerate(ends) for n, label in enumerate(labels)]
    return (Column("indicator", _("Indicator")), Column("package", _("Package")), Column("people", _("Persons"), 0), *named)


def _cells(matter: Matter, found: Iterable[Reach]) -> Iterable[tuple[Value, ...]]:
    for each in found:
        parts = (each.reached, each.bound, each.kept, each.share)
        numbers = [number for part in parts for number in (part.mean, part.low, part.high)]
        yield (full_name(each.indicator), _label(matter, each), each.people, *numbers)
