"""How the pages of the validation name and write things: figures, periods, numbers with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from results.indicators.catalogue import full_name
from results.indicators.groups import LABELS
from results.reading import Reading
from results.report.words import places_of
from scenarios.language import number, text_of
from scenarios.language import translate as _

Row = Mapping[str, Any]
"""A figure as `forecasts.described` writes it, with what was found."""

NONE = "–"

_NOTHING = 1e-9
"""What is smaller is rounding."""


def figure_name(row: Row) -> str:
    """What a figure tells of: "In work two years after reception, women"."""
    text = full_name(row["indicator"])
    if row["per"]:
        text = _("{part}, in percent of: {whole}").format(part=text, whole=_whole(row))
    return text if row["group"] == "all" else f"{text}, {_group(row['group'])}"


def _whole(row: Row) -> str:
    """What a figure is in percent of, with the group and the period where they are others than its own."""
    reading = Reading(row["indicator"], row["per"], row["area"], row["group"], row["first"], row["last"])
    whole = reading.whole
    assert whole is not None
    more = [_group(whole.group)] if whole.group != row["group"] else []
    more += [period(whole.first, whole.last)] if (whole.first, whole.last) != (row["first"], row["last"]) else []
    name = full_name(whole.indicator)
    return f"{name} ({', '.join(more)})" if more else name


def _group(group: str) -> str:
    return text_of(*LABELS.get(group, (group, group)))


def period(first: str, last: str) -> str:
    """A period as it is written: "2015", "2015–2017"."""
    return first if first == last else f"{first}–{last}"


def label(row: Row, area: str = "") -> str:
    """A figure in one line of a chart: its name, its period, and its place where that is not the page's area."""
    where = row["place"] if row["area"] != area else ""
    return f"{figure_name(row)}, {period(row['first'], row['last'])}{f' ({where})' if where else ''}"


def plain(value: float | None, places: int = 0) -> str:
    """A number, or a dash where there is none."""
    return number(value, places) if value is not None and isfinite(value) else NONE


def written(value: float | None, unit: str) -> str:
    """A number of a unit with the decimals it deserves: one for shares, none for days and persons."""
    return plain(value, places_of(unit))


def seen(row: Row) -> str:
    """What was observed: the number, or the bounds that it lies between."""
    low, high = row["bounds"]
    return written(low, row["unit"]) if low == high else f"{written(low, row['unit'])}–{written(high, row['unit'])}"


def spanned(middle: float | None, low: float | None, high: float | None, unit: str) -> str:
    """A number with its interval."""
    if low is None or high is None or middle is None:
        return NONE
    return f"{written(middle, unit)} ({written(low, unit)}–{written(high, unit)})"


def measured(values: Sequence[float | None]) -> str:
    """A middle with its interval, with three significant digits: values of parameters are of all sizes."""
    middle, low, high = (NONE if value is None else significant(value) for value in values)
    return f"{middle} ({low}–{high})"


def significant(value: float, digits: int = 3) -> str:
    """A number with so many significant digits, as people write it."""
    if abs(value) < _NOTHING:
        return "0"
    places = digits - len(str(int(abs(value)))) if abs(value) >= 1.0 else digits + _zeros(abs(value))
    return number(value, max(places, 0))


def _zeros(value: float) -> int:
    """Zeros after the decimal point of a number below 1."""
    return -1 - int(f"{value:e}".partition("e")[2])
