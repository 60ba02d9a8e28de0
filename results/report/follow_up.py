"""The section on last year's priorities: planned, done, and the outcome beside the interval that was expected."""

from __future__ import annotations

from results.follow_up import Followed, FollowUp
from results.indicators.catalogue import CATALOGUE, name
from results.report.material import Material
from results.report.page import Lines, Section, Shown, Words
from results.report.words import area_names, broken, group_name, places_of, quoted, unbroken, unit_word
from results.tables import Column, Table, Value
from scenarios.language import number
from scenarios.language import translate as _


def follow_up(material: Material) -> Section | None:
    """Last year's priorities; None where no follow-up was given."""
    given = material.extras.follow_up
    if given is None:
        return None
    words = (_by_both() if given.drawn else _by_chance()).format(group=material.base.county.preparers_sv, run=given.run)
    note = _(
        "An outcome within the interval does not prove that the measure worked, and one outside it does not prove the opposite: arrivals, "
        "rules and much else may have differed from the calculation."
    )
    items = (Words(words), Lines(tuple(sentence(material, row) for row in given.rows)), Shown(follow_up_table(material, given)))
    return Section("forra-aret", _("How last year's priorities went"), (*items, Words(note, "note")))


def _by_chance() -> str:
    return _(
        "What {group} planned is set beside what was done and what became. The expected interval is that of the earlier calculation "
        "({run}) for a single outcome, by chance alone: 95 of 100 outcomes would lie within it if people, rules and assumptions were as "
        "in that calculation."
    )


def _by_both() -> str:
    return _(
        "What {group} planned is set beside what was done and what became. The expected interval is that of the earlier calculation "
        "({run}) for a single outcome, by chance and by parameters that are not known exactly: 95 of 100 outcomes would lie within it if "
        "people, rules and the calibration were as in that calculation."
    )


def sentence(material: Material, row: Followed) -> str:
    """One row in plain words."""
    what = f"{quoted(row.cell[0])}{_whose(material, row)} {unbroken(row.cell[3].replace('-', '–'))}"
    done = _("as planned") if row.as_planned else _("planned {planned}, done {done}").format(planned=row.planned, done=row.done)
    return f"{row.title} ({done}): {_outcome(row, what)}{_caution(row)}"


def _outcome(row: Followed, what: str) -> str:
    low, high = (number(end, _places(row)) for end in (row.low, row.high))
    unit = unit_word(row.cell[0])
    if row.reading == "not_stated":
        return _("the outcome for {what} is not stated; expected was {low}–{high} {unit}.").format(what=what, low=low, high=high, unit=unit)
    became = number(row.outcome or 0.0, _places(row))
    if row.reading == "not_known":
        return _("{what} became {became} {unit}; the earlier calculation gives no interval.").format(what=what, became=became, unit=unit)
    form = {
        "within": _("{what} became {became} {unit}, within the expected {low}–{high}."),
        "above": _("{what} became {became} {unit}, above the expected {low}–{high}."),
        "below": _("{what} became {became} {unit}, below the expected {low}–{high}."),
    }[row.reading]
    return form.format(what=what, became=became, unit=unit, low=low, high=high)


def _caution(row: Followed) -> str:
    """Where the measure was not carried out as planned, its outcome says little about the measure."""
    if row.as_planned or row.reading in {"not_stated", "not_known"}:
        return ""
    return " " + _("As it was not carried out as planned, the outcome says little about the measure itself.")


def _places(row: Followed) -> int:
    return places_of(CATALOGUE[row.cell[0]].unit)


def _whose(material: Material, row: Followed) -> str:
    names = area_names(material)
    parts = [] if row.cell[2] == "all" else [group_name(row.cell[2]).lower()]
    parts += [] if row.cell[1] == material.county else [names.get(row.cell[1], row.cell[1])]
    return f" ({', '.join(parts)})" if parts else ""


def follow_up_table(material: Material, given: FollowUp) -> Table:
    """Planned, done, expected and outcome, a row a number."""
    readings = {
        "within": _("within the expected"),
        "above": _("above the expected"),
        "below": _("below the expected"),
        "not_stated": _("not stated"),
        "not_known": _("no interval"),
    }
    columns = (
        Column("measure", _("Measure"), share=15),
        Column("planned", _("Planned"), share=10),
        Column("done", _("Done"), share=12),
        Column("indicator", _("Indicator"), share=18),
        Column("expected", _("Expected interval"), share=12),
        Column("change", _("Expected difference"), share=15),
        Column("outcome", _("Outcome"), share=8),
        Column("reading", _("Reading"), share=10),
    )
    rows = tuple((r.title, r.planned, r.done, _named(material, r), *_numbers(r), readings[r.reading]) for r in given.rows)
    full = (
        *columns[:4],
        Column("unit", _("Unit")),
        Column("low", _("Expected, lower"), 1),
        Column("high", _("Expected, upper"), 1),
        Column("change", _("Expected difference"), 1, signed=True),
        Column("change_low", _("Interval, lower"), 1, signed=True),
        Column("change_high", _("Interval, upper"), 1, signed=True),
        Column("outcome", _("Outcome"), 1),
        Column("reading", _("Reading")),
    )
    cells: tuple[tuple[Value, ...], ...] = tuple(
        (
            *(r.title, r.planned, r.done, _named(material, r), unit_word(r.cell[0]), r.low, r.high),
            *(r.change or (None, None, None)),
            *(r.outcome, readings[r.reading]),
        )
        for r in given.rows
    )
    title, source = _("Last year's priorities: planned, done, outcome"), _("the county's follow-up and the run {run}").format(run=given.run)
    numbers = Table("forra-aret-tabell", title, full, cells, source=source, sheet=_("Last year's priorities"))
    return Table("forra-aret-tabell", title, columns, rows, source=source, numbers=numbers)


def _named(material: Material, row: Followed) -> str:
    return f"{name(row.cell[0])}{_whose(material, row)}, {unit_word(row.cell[0])}, {row.cell[3].replace('-', '–')}"


def _numbers(row: Followed) -> tuple[str, str, str]:
    places = _places(row)
    expected = ".." if row.low != row.low else unbroken(f"{number(row.low, places)}–{number(row.high, places)}")
    outcome = "–" if row.outcome is None else number(row.outcome, places)
    if row.change is None:
        return expected, "..", outcome
    signed = [("+" if v > 0 else "") + number(v, places) for v in row.change]
    change = unbroken(_("{mean} ({low} to {high})").format(mean=signed[0], low=signed[1], high=signed[2]))
    return expected, broken(change), outcome
