"""Tables of assumptions and sources, from the scenario's own register."""

from __future__ import annotations

from results.report.material import Material
from results.report.words import alphabetical
from results.tables import Column, Table
from scenarios.language import translate as _
from scenarios.registry import RegisterRow, assumptions, sources


def assumptions_table(material: Material) -> Table:
    """Every number without a source: of the unchanged course, and what the alternatives add."""
    rows = _once([row for s in (material.base, *material.alternatives) for row in assumptions(s)])
    full = (
        Column("what", _("What is assumed")),
        Column("value", _("Value")),
        Column("unit", _("Unit")),
        Column("since", _("From")),
        Column("why", _("Why, and what would replace it")),
        Column("key", _("Key in the scenario file")),
    )
    found = tuple((r.label, r.value, r.unit, r.since or "–", r.note or "–", r.key) for r in rows)
    definition = _("{n} assumptions. Each can be changed in the scenario file under its key, which the workbook gives.").format(
        n=len(found)
    )
    title = _("Register of assumptions")
    workbook = Table("antaganden", title, full, found, definition, sheet=_("Assumptions"))
    columns = (
        Column("what", _("What is assumed"), share=27),
        Column("value", _("Value and unit"), share=24),
        Column("since", _("From"), share=11),
        Column("why", _("Why, and what would replace it"), share=38),
    )
    short = tuple((r.label, f"{r.value} {r.unit}".strip(), r.since or "–", r.note or "–") for r in rows)
    return Table("antaganden", title, columns, short, definition, numbers=workbook)


def sources_table(material: Material) -> Table:
    """Published sources, each once, with what was taken from it."""
    by_source: dict[str, list[str]] = {}
    for row in _once([row for s in (material.base, *material.alternatives) for row in sources(s)]):
        labels = by_source.setdefault(row.source, [])
        if row.label not in labels:
            labels.append(row.label)
    columns = (Column("source", _("Source"), share=60), Column("used", _("What was taken from it"), share=40))
    rows = tuple((source, "; ".join(by_source[source])) for source in sorted(by_source, key=alphabetical))
    return Table("kallor", _("Published sources"), columns, rows, sheet=_("Sources"))


def _once(rows: list[RegisterRow]) -> list[RegisterRow]:
    return list(dict.fromkeys(rows))
