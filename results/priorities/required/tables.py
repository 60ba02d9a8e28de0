"""The tables of a required capacity: by municipality and stretch of months, what is missing, what the check said, and every month."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from results.indicators.catalogue import CATALOGUE, name
from results.intervals import Floats
from results.priorities.found import Range
from results.priorities.required.found import Required
from results.priorities.required.rows import row_name, unit_of
from results.report.words import decimals, unbroken, unit_word
from results.tables import Column, Table, Value
from scenarios.language import number, text_of
from scenarios.language import translate as _
from scenarios.vocabulary import SERVICES, unit_label

MOST_COLUMNS = 12
"""Stretches that stand side by side on a page; where there are more, years do."""


def shown_months(found: Required) -> list[int]:
    """Positions of the plan's months that are told: those of the reported years."""
    names, last = found.asked.grid.month_names, found.asked.grid.report[-1]
    return [k for k, month in enumerate(found.asked.months) if int(names[month][:4]) <= last]


def month_names(found: Required) -> list[str]:
    """Names of the plan's months."""
    return [found.asked.grid.month_names[month] for month in found.asked.months]


def digits(found: Required) -> int:
    """Decimals that a number of places deserves."""
    return 0 if unit_of(found.asked.service) >= 1.0 else 1


def service_name(found: Required) -> str:
    """What the places are called."""
    service = SERVICES[found.asked.service]
    return text_of(service.sv, service.en)


def unit_name(found: Required) -> str:
    """In what they are counted."""
    return unit_label(SERVICES[found.asked.service].unit)


def stretches(found: Required) -> list[tuple[str, list[int]]]:
    """The told months in the stretches that stand side by side, with their names: a plan's own, or years where those are too many."""
    shown = set(shown_months(found))
    kept = [[k for k in block if k in shown] for block in found.family.blocks]
    parts = [block for block in kept if block]
    names = month_names(found)
    if len(parts) > MOST_COLUMNS:
        years = groupby(sorted(shown), key=lambda k: names[k][:4])
        return [(year, list(months)) for year, months in years]
    return [(_stretch_name(names, block), block) for block in parts]


def _stretch_name(names: Sequence[str], block: Sequence[int]) -> str:
    first, last = names[block[0]], names[block[-1]]
    return f"{first}–{last[5:]}" if first[:4] == last[:4] else f"{first}–{last}"


def needed_table(found: Required) -> Table:
    """Places needed by row and stretch, what is decided beside them, and the sum."""
    plan = np.array(found.family.plan(found.positions))
    now = ("today", _("Decided now"), found.family.today[:, 0])
    return _by_stretch(found, plan, "behov", _("{service} that are needed").format(service=service_name(found)), now)


def missing_table(found: Required) -> Table:
    """Places missing by row and stretch, and the sum."""
    return _by_stretch(
        found, found.missing(), "saknas", _("{service} that are missing against what is decided").format(service=service_name(found))
    )


def _by_stretch(found: Required, values: Floats, key: str, title: str, beside: tuple[str, str, Floats] | None = None) -> Table:
    parts, places = stretches(found), digits(found)
    columns = [Column("row", _("Area")), *([Column(beside[0], beside[1], places)] if beside else [])]
    columns += [Column(label, unbroken(label), places) for label, _months in parts]
    county = found.asked.scenario.county
    rows: list[tuple[Value, ...]] = []
    for k, row in enumerate(found.asked.rows):
        own = [float(values[k, months].max()) for _label, months in parts]
        rows.append((row_name(county, found.asked.service, row), *([float(beside[2][k])] if beside else []), *own))
    if len(rows) > 1:
        total = [float(values[:, months].sum(axis=0).max()) for _label, months in parts]
        rows.append((_("All together"), *([float(beside[2].sum())] if beside else []), *total))
    note = _(
        "{unit}, for the newcomers of the calculation; what others use comes on top (the workbook shows it). Highest within each stretch."
    )
    return Table(key, title, tuple(columns), tuple(rows), note.format(unit=unit_name(found).capitalize()))


def check_table(found: Required) -> Table:
    """The indicator as it is and with the places, in each area that is judged by itself."""
    asked, check = found.asked, found.checks[-1]
    columns = (
        Column("area", _("Area")),
        Column("start", _("As decided")),
        Column("value", _("With the places, checked anew")),
        Column("goal", _("Reaches the value")),
    )
    rows = tuple(
        (
            _area_name(found, area),
            _cell(found.start[k], asked.indicator),
            _cell(check.values[k], asked.indicator),
            _reaches(found, check.values[k]),
        )
        for k, area in enumerate(asked.judged)
    )
    note = _("{indicator}, {unit}: mean and 95 % interval. Two dots where fewer than 20 people stand behind.").format(
        indicator=name(asked.indicator), unit=unit_word(asked.indicator)
    )
    return Table("provning", _("Checked anew with other chance"), columns, rows, note)


def _area_name(found: Required, area: str) -> str:
    county = found.asked.scenario.county
    names = {county.code: county.name} | {f"{county.code}:{key}": part.name_sv for key, part in county.subareas.items()}
    return (names | {m.area: m.name for m in county.municipalities})[area]


def area_name(found: Required) -> str:
    """What the place is called where the value is to be reached."""
    return _area_name(found, found.asked.judged[0])


def _cell(value: Range | None, indicator: str) -> str:
    return ".." if value is None else range_words(value, indicator)


def range_words(value: Range, indicator: str) -> str:
    """A value with its interval, cut where the indicator cannot go."""
    places, cut = decimals(indicator), value.within(CATALOGUE[indicator].possible)
    return unbroken(f"{number(cut.mean, places)} ({number(cut.low, places)}–{number(cut.high, places)})")


def _reaches(found: Required, value: Range | None) -> str:
    if value is None:
        return ".."
    worst = value.low if found.asked.more_is_better else value.high
    if bool(found.asked.reached(np.array(worst))):
        return _("yes")
    return _("on average") if bool(found.asked.reached(np.array(value.mean))) else _("no")


def months_table(found: Required) -> Table:
    """Every row and month: needed in steps and by the month, decided, missing, and what others use."""
    asked, places = found.asked, digits(found)
    plan, curve = np.array(found.family.plan(found.positions)), found.family.curve(found.positions)
    missing, now, names = found.missing(), found.family.today, month_names(found)
    county = asked.scenario.county
    columns = (
        Column("name", _("Area")),
        Column("service", _("Service")),
        Column("area", _("Code")),
        Column("language", _("Language")),
        Column("month", _("Month")),
        Column("needed", _("Needed, in steps"), places),
        Column("needed_by_month", _("Needed, month by month"), places),
        Column("decided", _("Decided"), places),
        Column("missing", _("Missing"), places),
        Column("others", _("Used by others"), places),
    )
    rows: list[tuple[Value, ...]] = []
    for r, row in enumerate(asked.rows):
        capacity = county.capacity(asked.service, row.area, row.language)
        for k in shown_months(found):
            numbers = [float(each[r, k]) for each in (plan, curve, now, missing)]
            others = float(capacity.step(asked.days[k]).background)
            rows.append((row_name(county, found.asked.service, row), asked.service, row.area, row.language, names[k], *numbers, others))
    note = _("In {unit}, for the newcomers of the calculation; what others use comes on top.").format(unit=unit_name(found))
    return Table("manader", _("Needed, decided and missing by month"), columns, tuple(rows), note)
