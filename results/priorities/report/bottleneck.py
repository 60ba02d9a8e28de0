"""What one more place brings where, and which queue grows then."""

from __future__ import annotations

from results.indicators.beside import TRACK_NAMES
from results.indicators.catalogue import name
from results.priorities.found import Marginal, Range
from results.priorities.report.matter import Matter
from results.priorities.report.reach import reach_tables
from results.priorities.report.wording import narrow_words, outcome_unit, scaled, unclear_note
from results.report.page import Item, Section, Shown, Words
from results.report.words import area_names, capital, decimals, listed, unit_word
from results.tables import Column, Table, Value
from scenarios.language import text_of
from scenarios.language import translate as _
from scenarios.vocabulary import SERVICES

SMALL = 3
"""Decimals of what a single place brings: it is little in a whole county."""


def section(matter: Matter) -> Section:
    """The table, and the places where nobody waits."""
    table, idle = marginals_table(matter), [each for each in matter.found.marginals if not each.unit]
    items: list[Item] = [Shown(table)] if table.rows else []
    if idle:
        where = listed([_place(matter, each) for each in idle])
        items.append(Words(_("Nobody waits there, and one more would bring nothing: {where}.").format(where=where), "note"))
    items += [Shown(table) for table in reach_tables(matter)]
    none = Words(_("What one more place brings in each area was not calculated."))
    return Section("flaskhals", _("Where the next bottleneck arises"), tuple(items or [none]))


def marginals_table(matter: Matter) -> Table:
    """What one more unit of each service brings, area by area, in the order of their means."""
    unit = outcome_unit(matter.found.objective)
    columns = (
        Column("where", _("Service and area"), share=32),
        Column("score", _("Each more, a year, {unit}").format(unit=unit), share=20),
        Column("closest", _("In the indicator that stands closest, there"), share=30),
        Column("queue", _("Queue that grows then"), share=18),
    )
    full = (
        Column("where", _("Service and area")),
        Column("tried", _("More tried"), 1),
        Column("score", _("Each more, a year, {unit}").format(unit=unit), SMALL, signed=True),
        Column("low", _("Interval, lower"), SMALL, signed=True),
        Column("high", _("Interval, upper"), SMALL, signed=True),
    )
    rows, cells = list[tuple[Value, ...]](), list[tuple[Value, ...]]()
    for each in sorted((each for each in matter.found.marginals if each.unit), key=lambda each: -each.score.mean):
        score = scaled(matter.found.objective, each.score)
        rows.append((_place(matter, each), narrow_words(score, SMALL), _closest(each), _queue(each)))
        cells.append((_place(matter, each), each.unit, score.mean, score.low, score.high))
    title = _("What one more place brings")
    note = _("Added to what is decided, from the decision on.") + " " + unclear_note()
    numbers = Table("en-plats-till", title, full, tuple(cells), note, sheet=_("One more place"))
    return Table("en-plats-till", title, columns, tuple(rows), note, numbers=numbers)


def _place(matter: Matter, each: Marginal) -> str:
    """The service, its language and its area."""
    service = text_of(SERVICES[each.service].sv, SERVICES[each.service].en)
    languages = {language.key: language.label for language in matter.county.languages}
    language = [languages.get(each.language, each.language)] if each.language else []
    names = area_names(matter.material) | {key: area.name_sv for key, area in matter.county.subareas.items()}
    return ", ".join((capital(service), *language, names.get(each.area, each.area)))


def _closest(each: Marginal) -> str:
    if each.closest is None or not each.indicator:
        return "–"
    words = narrow_words(Range(each.closest.mean, each.closest.low, each.closest.high), decimals(each.indicator) + 1)
    return f"{name(each.indicator)}: {words} {unit_word(each.indicator, difference=True)}"


def _queue(each: Marginal) -> str:
    found = TRACK_NAMES.get(each.queue_moves_to, (each.queue_moves_to, each.queue_moves_to))
    return capital(text_of(*found)) if each.queue_moves_to else _("none that is told")
