"""Aggregated cohorts: each row an indicator's number for an area, a group and a period, with how many persons stand behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import hypot, isnan

from calibration.cohorts.areas import Areas
from calibration.cohorts.numbers import is_held_back, number_in
from calibration.cohorts.observation import FEWEST, Observation, rounding_error, sampling_error
from calibration.cohorts.periods import period_of
from calibration.cohorts.personnummer import MASKED
from calibration.cohorts.sheets import Percent
from calibration.cohorts.tables import Row, Table
from calibration.cohorts.words import GROUP_WORDS, NOTHING, folded
from results.indicators.catalogue import CATALOGUE
from results.indicators.groups import LABELS
from results.indicators.indicator import Indicator
from results.indicators.layout import Layout
from scenarios.errors import did_you_mean, listed
from scenarios.language import translate as _

MOST_PERSONS = 1e7

SHARES_TO_DOUBT = 3
"""So many percentages of at most 1, and none above, are taken for shares that were written as 0.45."""


@dataclass
class Aggregated:
    """What the rows of aggregated cohorts said: observations, and the rows that say nothing with the reason."""

    observations: list[Observation] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)


def read_aggregated(tables: Iterable[Table], areas: Areas, layout: Layout) -> Aggregated:
    """Read every row of the tables; the faults are added to them.

    Two rows on the same number are a fault, also where they stand in different files.
    """
    found = Aggregated()
    keys, seen = frozenset(layout.keys), dict[tuple[str, ...], Row]()
    for table in tables:
        read = list[tuple[Row, Observation, int]]()
        for row in table.rows():
            told = _read(row, areas, layout, keys, found)
            if told is not None:
                read.append((row, *told))
        rows = _rounded(read)
        for row, one in rows:
            what = (one.indicator, one.per, one.area, one.group, one.first, one.last)
            if what in seen:
                row.fault("indicator", _("The same number stands twice; first in {place}.").format(place=seen[what].place))
            seen.setdefault(what, row)
            found.observations.append(one)
        _check_percentages(rows)
    return found


def _rounded(read: Sequence[tuple[Row, Observation, int]]) -> list[tuple[Row, Observation]]:
    """The observations with the standard error of rounding: numbers of one unit have the decimals of the one that has most.

    A zero at the end of a number is lost in a workbook, and often in a CSV.
    """
    finest: dict[str, int] = {}
    for _row, one, decimals in read:
        finest[one.unit] = max(decimals, finest.get(one.unit, 0))
    return [(row, one if decimals < 0 else replace(one, se=hypot(one.se, rounding_error(finest[one.unit])))) for row, one, decimals in read]


def _check_percentages(rows: Sequence[tuple[Row, Observation]]) -> None:
    """Percentages that were written as shares of one."""
    percents = [(row, one.value) for row, one in rows if one.unit == "percent" and not one.censored]
    percents = [(row, value) for row, value in percents if not isinstance(row.value("value"), Percent)]
    if len(percents) >= SHARES_TO_DOUBT and all(value <= 1.0 for _row, value in percents) and any(value > 0.0 for _row, value in percents):
        message = _("All percentages are at most 1: they seem to be written as shares of one.")
        percents[0][0].fault("value", message, "0–100", _("Write 45 for 45 percent."))


def _read(
    row: Row, areas: Areas, layout: Layout, keys: frozenset[tuple[str, str, str, str]], found: Aggregated
) -> tuple[Observation, int] | None:
    """The observation of a row and its decimals; None where it has faults, or says nothing."""
    before = len(row.table.faults)
    indicator, per = _indicator(row, "indicator"), _per(row)
    area = areas.of(row, "area")
    group = _group(row, indicator) if indicator else None
    period = period_of(row, indicator, layout.grid) if indicator else None
    if indicator and area and group and period:
        _check_shown(row, (indicator.key, *filter(None, [per])), (area, group), period, keys)
    number = number_in(row, indicator, per) if indicator else None
    persons = _persons(row)
    stated = row.number("se", 0.0, 1e6)
    _check_unit(row, indicator, per)
    if len(row.table.faults) > before or MASKED in row.cells:
        return None
    assert indicator and area and group and period and persons is not None
    if number is None or 0.0 < persons < FEWEST:
        found.silent.append(row.place)
        return None
    sampled = sampling_error(indicator, number.high if isnan(number.value) else number.value, persons, per)
    if stated is not None and stated.value > 0.0:
        sampled = stated.value
    if sampled is None:
        row.fault("persons", _("How sure is the number? Give the persons behind it, or its standard error (se)."))
        return None
    one = Observation(
        indicator=indicator.key,
        per=per,
        area=area,
        group=group,
        first=period[0],
        last=period[1],
        value=number.value,
        low=number.low,
        high=number.high,
        unit="percent" if per else indicator.unit,
        persons=persons,
        se=sampled,
        source=": ".join(filter(None, [row.place, row.text("source")])),
        note=row.text("note"),
    )
    return one, number.decimals


def _indicator(row: Row, column: str) -> Indicator | None:
    """The indicator that a cell means by its key or its name."""
    text = row.text(column)
    if not text:
        row.fault(column, _("The value is missing."))
        return None
    found = CATALOGUE.get(text) or next((each for each in CATALOGUE.values() if folded(text) in (folded(each.sv), folded(each.en))), None)
    if found is None:
        hint = did_you_mean(text, CATALOGUE) or _("The keys stand in the column indicator of indicators.csv.")
        row.fault(column, _("There is no indicator with this key."), suggestion=hint)
    return found


def _per(row: Row) -> str:
    """The key of the count that the number is taken in percent of; empty where it is not."""
    if not row.text("per"):
        return ""
    whole = _indicator(row, "per")
    if whole is not None and whole.statistic != "count":
        row.fault("per", _("A number can be taken in percent of a count only."))
    own = CATALOGUE.get(row.text("indicator"))
    if own is not None and own.statistic != "count":
        row.fault("per", _("Only a count can be taken in percent of another."))
    return whole.key if whole is not None else ""


def _group(row: Row, indicator: Indicator) -> str | None:
    """The group that a cell means; everyone where the file has no groups."""
    text = row.text("group")
    word = folded(text)
    names = {folded(name): key for key, labels in LABELS.items() for name in labels}
    key = text if text in indicator.groups else GROUP_WORDS.get(word) or names.get(word, "")
    if key in indicator.groups:
        return key
    allowed = listed(indicator.groups, 24)
    row.fault("group", _("The indicator is not split by this group."), allowed, did_you_mean(word, indicator.groups))
    return None


def _check_shown(
    row: Row, indicators: Iterable[str], where: tuple[str, str], period: tuple[str, str], keys: frozenset[tuple[str, str, str, str]]
) -> None:
    """A fault where the run has no number to hold the row against."""
    area, group = where
    months = len(period[0]) > 4
    wanted = [period[0]] if months else [str(year) for year in range(int(period[0]), int(period[1]) + 1)]
    for key in indicators:
        if all((key, area, group, one) in keys for one in wanted):
            continue
        held = sorted(time for i, a, g, time in keys if (i, a, g) == (key, area, group) and (months or len(time) == 4))
        allowed = f"{held[0]}–{held[-1]}" if held else ""
        message = _("The run has no number for this indicator, area, group and period to hold it against.")
        row.fault("period", message, allowed, _("Give the number for the whole county instead.") if area != row.text("area")[:2] else "")
        return


def _persons(row: Row) -> float | None:
    """Persons behind the number: 0 where it is not known, 1 where it is held back; None after a fault."""
    text = folded(row.text("persons"))
    if is_held_back(text):
        return 1.0
    if text in NOTHING or not text:
        return 0.0
    found = row.number("persons", 0.0, MOST_PERSONS)
    if found is not None and not found.value.is_integer():
        row.fault("persons", _("Persons are counted in whole numbers."), suggestion=_("Write no sign but spaces between thousands."))
        return None
    return None if found is None else found.value


def _check_unit(row: Row, indicator: Indicator | None, per: str) -> None:
    """A fault where the file states another unit than the indicator's."""
    words = {"percent": ("percent", "procent", "%"), "days": ("days", "dagar"), "persons": ("persons", "personer", "antal")}
    words |= {
        "percentage_points": ("percentage points", "procentenheter"),
        "per_1000": ("per 1000", "per 1 000"),
        "number": ("number", "antal"),
    }
    text = folded(row.text("unit"))
    if indicator is None or not text:
        return
    unit = "percent" if per else indicator.unit
    if text != folded(unit) and text not in words[unit]:
        row.fault("unit", _("The indicator has another unit."), listed(words[unit]))
