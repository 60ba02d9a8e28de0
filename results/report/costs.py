"""Cost by payer over the reported years, and cost per additional self-supporting person where it may be shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from results.comparison import Comparison
from results.cost_effect import cost_effect
from results.intervals import Floats, Intervals
from results.report.material import Material
from results.report.overviews import payer_name
from results.report.words import unbroken
from results.study import Study
from results.tables import Column, Table, Value, shown
from scenarios.language import translate as _
from scenarios.vocabulary import Payer

PAYERS: tuple[Payer, ...] = ("kommun", "region", "stat", "projekt")
THOUSAND = 1000.0


def costs_table(base: Study, comparisons: Sequence[Comparison], material: Material) -> Table:
    """Each payer's cost in the unchanged course and what each alternative adds, thousands of SEK over the reported years."""
    rows = [_row(payer_name(p), base, comparisons, p, transfers=False) for p in PAYERS]
    rows.append(_row(_("lump sums from the state to municipalities (money that changes hands)"), base, comparisons, "stat", transfers=True))
    columns = [Column("payer", _("Payer"), share=19), *_three("unchanged", _("Unchanged"), signed=False)]
    for s in material.series[1:]:
        columns += _three(s.letter.lower(), _("Difference {letter}").format(letter=s.letter), signed=True)
    first, last = material.years
    title = _("Cost by payer {first}–{last}, thousands of SEK").format(first=first, last=last)
    note = _("Running services by use, and the measures' costs whether what they add is used or not. Mean and 95 % confidence interval.")
    kept = tuple(row for row in rows if any(isinstance(v, float) and v != 0 for v in row[1:]))
    numbers = Table("kostnader", title, tuple(columns), kept, note, sheet=_("Cost by payer"))
    names = (_("Unchanged"), *(_("Difference {letter}").format(letter=s.letter) for s in material.series[1:]))
    brief = (columns[0], *(Column(f"course_{k}", label, share=81 // len(names)) for k, label in enumerate(names)))
    return Table("kostnader", title, brief, tuple(_in_words(row, columns) for row in kept), note, numbers=numbers)


def _in_words(row: tuple[Value, ...], columns: list[Column]) -> tuple[Value, ...]:
    """Three numbers as one text: mean, and the interval in brackets."""
    texts = [shown(value, column) for value, column in zip(row, columns, strict=True)]
    return (texts[0], *(f"{unbroken(texts[k])} ({unbroken(texts[k + 1])}; {unbroken(texts[k + 2])})" for k in range(1, len(texts), 3)))


def _three(key: str, label: str, signed: bool) -> list[Column]:
    return [
        Column(key, label, 0, signed),
        Column(f"{key}_low", _("Interval, lower"), 0, signed),
        Column(f"{key}_high", _("Interval, upper"), 0, signed),
    ]


def _row(label: str, base: Study, comparisons: Sequence[Comparison], payer: Payer, transfers: bool) -> tuple[Value, ...]:
    cells: list[Value] = [label, *_cells(base.over(_spent(base, payer, transfers, base.replications) / THOUSAND))]
    for c in comparisons:
        extra = _spent(c.scenario, payer, transfers, c.replications) - _spent(base, payer, transfers, c.replications)
        cells += _cells(c.over(extra / THOUSAND))
    return tuple(cells)


def _cells(found: Intervals) -> list[Value]:
    return [float(found.mean), float(found.low), float(found.high)]


def _spent(study: Study, payer: Payer, transfers: bool, replications: Sequence[int]) -> Floats:
    """SEK of one payer over the reported years in each replication, shape (replications,)."""
    grid = study.layout.grid
    rows = [study.replications.index(number) for number in replications]
    lines = np.array(
        [line.payer == payer and (line.kind == "transfer" if transfers else line.in_total) for line in study.lines], dtype=bool
    )
    years = np.array([year in grid.report for year in grid.years], dtype=bool)
    total: Floats = study.costs[rows][:, lines][:, :, years].sum(axis=(1, 2))
    return total


def cost_per_person_table(comparisons: Sequence[Comparison], material: Material) -> Table | None:
    """SEK for each additional self-supporting person; only alternatives whose effect and cost are told from zero."""
    rows: list[tuple[Value, ...]] = []
    for s, comparison in zip(material.series[1:], comparisons, strict=True):
        found = cost_effect(comparison)
        if found.per_person is not None:
            rows.append((s.full, found.persons, found.persons_low, found.persons_high, found.per_person, found.low, found.high))
    if not rows:
        return None
    columns = (
        Column("alternative", _("Alternative")),
        Column("persons", _("More self-supporting persons"), 0, signed=True),
        Column("persons_low", _("Interval, lower"), 0, signed=True),
        Column("persons_high", _("Interval, upper"), 0, signed=True),
        Column("sek", _("SEK per additional person"), 0),
        Column("low", _("Interval, lower"), 0),
        Column("high", _("Interval, upper"), 0),
    )
    note = _("All payers together, reported years. Only alternatives whose cost and effect can be told apart from zero.")
    return Table(
        "kostnad-per-person", _("Cost per additional self-supporting person"), columns, tuple(rows), note, sheet=_("Cost per person")
    )
