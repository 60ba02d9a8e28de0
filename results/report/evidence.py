"""What the measures' effects rest on, in words and as a table."""

from __future__ import annotations

from results.report.material import Material
from results.tables import Column, Table
from scenarios.language import text_of
from scenarios.language import translate as _
from scenarios.measures import Measure

WEAK = ("C", "D")
"""Grades of evidence whose effects are assumptions: said with "under antagandet att"."""


def evidence_table(material: Material) -> Table:
    """What each measure's effect rests on, in words."""
    rows = tuple(
        (f"{s.letter}: {text_of(m.title_sv, m.title_en)}", *evidence_words(m))
        for s, scenario in zip(material.series[1:], material.alternatives, strict=True)
        for m in scenario.measures
    )
    return Table("belagg", _("Evidence by measure"), evidence_columns(), rows)


def evidence_columns() -> tuple[Column, ...]:
    """Columns of a table of evidence: the measure, its grade, what it rests on."""
    return (
        Column("measure", _("Measure"), share=24),
        Column("evidence", _("Evidence"), share=28),
        Column("rests", _("What it rests on"), share=48),
    )


def evidence_words(measure: Measure) -> tuple[str, str]:
    """A measure's grade of evidence in words, and what its effect rests on."""
    words = {
        "A": _("A: randomised or natural experiment in Sweden"),
        "B": _("B: other comparison with a control group"),
        "C": _("C: association – said with “assuming that”"),
        "D": _("D: assumption – no effect on work by default, said with “assuming that”"),
        "M": _("M: works through waiting and capacity alone, which the calculation follows step by step"),
    }
    note = measure.evidence_note_sv
    return words[measure.evidence], _("Assuming that the effect is as stated: {note}").format(
        note=note
    ) if measure.evidence in WEAK else note
