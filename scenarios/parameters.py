"""From what a file says to a dated parameter: forms, types, bounds, sources; every fault with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import isfinite
from typing import Any

from scenarios.errors import Faults, did_you_mean, listed, shown
from scenarios.files import beside_file
from scenarios.language import translate
from scenarios.schema.field import Meta, Section, meta_of
from scenarios.tables import Row, read_table
from scenarios.toml import Document
from scenarios.toml_scan import Path
from scenarios.values import DatedNumber, DatedText, DatedVector, Number, Parameter, Text, Vector
from scenarios.vocabulary import unit_label

STEP_KEYS = ("from", "value", "source", "assumption", "note", "known", "low", "high")
"""The keys of one dated value in a scenario file."""

SERIES_COLUMNS = ("from", "value", "known", "source", "assumption", "note")
"""The columns of a series in a CSV file."""

SWITCH = "0/1"
"""The unit of parameters that are either off or on."""

TOLERANCE = 1e-6
"""How far a sum of shares may be from 1."""

_CLASSES: dict[Any, tuple[type[Any], type[Any]]] = {Number: (Number, DatedNumber), Vector: (Vector, DatedVector), Text: (Text, DatedText)}

Tell = Callable[..., None]
"""Adds a fault about one key of a dated value: tell(key, message, given=…, allowed=…, suggestion=…)."""


@dataclass(frozen=True)
class Given:
    """A value as a file gave it, with the file and the path in it."""

    raw: Any
    document: Document
    path: Path


@dataclass(frozen=True)
class _Step:
    """One dated value as given: plain values by key, how to tell a fault about one of them, and the keys lost to a fault of form."""

    values: dict[str, Any]
    tell: Tell
    lost: frozenset[str] = frozenset()


def read_parameter(section: type[Section], name: str, given: Given, faults: Faults) -> Parameter | None:
    """The parameter that a file gives for a field of a section; None, and faults, where it cannot be used."""
    kind = section.model_fields[name].annotation
    meta = meta_of(section, name)
    before = len(faults)
    steps = list(_steps(given, kind, meta, faults))
    for step in steps:
        _check_step(step, kind, meta)
    for earlier, later in pairwise(steps):
        _check_order(earlier, later)
    if len(faults) > before or not steps or any(step.lost for step in steps):
        return None
    whole, single = _CLASSES[kind]
    built: Parameter = whole(steps=tuple(single.model_validate(step.values) for step in steps))
    return built


def check_value(value: Any, kind: Any, meta: Meta, tell: Tell, key: str = "value") -> bool:
    """Whether a value is of the field's kind and within its bounds; faults are told under `key`."""
    if kind is Text:
        return _check_word(value, meta, tell, key)
    if kind is Number:
        return _check_number(value, meta, tell, key)
    if not isinstance(value, list | tuple):
        tell(key, translate("A list of numbers was expected."), given=shown(value), allowed=_entries(meta))
        return False
    told = [_check_number(number, meta, tell, key) for number in value]
    if meta.entries and len(value) != len(meta.entries):
        message = translate("The list must have {count} numbers.").format(count=len(meta.entries))
        twice = len(value) == 2 * len(meta.entries)
        hint = translate("Numbers take a decimal point.") if twice else ""
        tell(key, message, given=str(len(value)), allowed=_entries(meta), suggestion=hint)
        return False
    if all(told) and meta.sums_to_one and abs(sum(value) - 1) > TOLERANCE:
        tell(key, translate("The shares must sum to 1."), given=f"{sum(value):.6g}", allowed="1")
        return False
    return all(told)


def _check_word(value: Any, meta: Meta, tell: Tell, key: str) -> bool:
    """One of the words that the field may be."""
    if isinstance(value, str) and (not meta.choices or value in meta.choices):
        return True
    hint = did_you_mean(value, meta.choices) if isinstance(value, str) else ""
    tell(key, translate("This word is not known here."), given=shown(value), allowed=listed(meta.choices), suggestion=hint)
    return False


def _check_number(value: Any, meta: Meta, tell: Tell, key: str) -> bool:
    """A finite number within the field's bounds."""
    allowed = "0, 1" if meta.unit == SWITCH else f"{meta.low:g}–{meta.high:g} {unit_label(meta.unit)}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        tell(key, translate("A number was expected."), given=shown(value), allowed=allowed)
        return False
    if isinstance(value, float) and not isfinite(value):
        tell(key, translate("The number must be finite."), given=shown(value), allowed=allowed)
        return False
    if not meta.low <= value <= meta.high or (meta.unit == SWITCH and value not in (0, 1)):
        tell(key, translate("The number is outside what is allowed."), given=shown(value), allowed=allowed)
        return False
    return True


def _entries(meta: Meta) -> str:
    """The names of a vector's numbers, in one line."""
    return listed(meta.entries)


def _check_step(step: _Step, kind: Any, meta: Meta) -> None:
    """One dated value: known keys, right types, one origin."""
    values = step.values
    for key in [key for key in values if key not in STEP_KEYS]:
        hint = did_you_mean(key, STEP_KEYS)
        step.tell(key, translate("Nothing reads this key."), allowed=listed(STEP_KEYS), suggestion=hint, value=False)
        del values[key]
    if "value" not in {*values, *step.lost}:
        step.tell("value", translate("The value is missing."))
    # Low and high are ranges of each number: a vector's need not sum to 1.
    range_meta = replace(meta, sums_to_one=False)
    sound = [check_value(values[key], kind, range_meta, step.tell, key) for key in ("low", "high") if key in values]
    if "value" in values and check_value(values["value"], kind, meta, step.tell) and all(sound):
        _check_range(values, step.tell)
    for key in ("from", "known"):
        if key in values and type(values[key]) is not date:
            step.tell(key, translate("A date was expected."), given=shown(values.pop(key)), allowed=translate("YYYY-MM-DD"))
    for key, wanted in (("source", str), ("note", str), ("assumption", bool)):
        if key in values and not isinstance(values[key], wanted):
            message = translate("true or false was expected.") if wanted is bool else translate("A text in quotes was expected.")
            step.tell(key, message, given=shown(values.pop(key)))
    if not step.lost & {"source", "assumption"} and bool(str(values.get("source", "")).strip()) == bool(values.get("assumption", False)):
        message = translate("A number needs either a source or the mark of an assumption.")
        step.tell("source" if values.get("source") else "value", message, allowed=translate("source, or assumption = true"))


def _check_range(values: dict[str, Any], tell: Tell) -> None:
    """The range of a value, where it has one, holds the value."""
    for key, sign in (("low", 1), ("high", -1)):
        bound, value = values.get(key), values["value"]
        if bound is None or isinstance(value, str):
            continue
        pairs = zip(bound, value, strict=True) if isinstance(value, list | tuple) else ((bound, value),)
        if any(sign * limit > sign * number for limit, number in pairs):
            tell(key, translate("The range must hold the value."), given=shown(bound), allowed=("≤ " if sign > 0 else "≥ ") + str(value))


def _check_order(earlier: _Step, later: _Step) -> None:
    """Dates rise from one value to the next; the same date may stand again where its value was revised later."""
    first, second = earlier.values.get("from"), later.values.get("from")
    if second is None:
        later.tell(
            "value", translate("Every value after the first needs the date from which it holds."), allowed=translate("from = YYYY-MM-DD")
        )
    elif first is not None and first >= second:
        known, revised = earlier.values.get("known", date.min), later.values.get("known", date.min)
        if first > second or revised <= known:
            message = translate("The dates must rise from one value to the next.")
            later.tell("from", message, given=str(second), allowed=translate("after {date}").format(date=first))


def _steps(given: Given, kind: Any, meta: Meta, faults: Faults) -> Iterator[_Step]:
    """The dated values of any of the forms: a table, a list of tables, or the name of a series."""
    raw, document, path = given.raw, given.document, given.path
    if isinstance(raw, dict) and "series" in raw:
        yield from _series(given, kind, meta, faults)
    elif isinstance(raw, dict):
        yield _toml_step(raw, document, path, faults)
    elif isinstance(raw, list) and raw and all(isinstance(item, dict) for item in raw):
        for index, item in enumerate(raw):
            yield _toml_step(item, document, (*path, index), faults)
    else:
        written = f'{{ value = {shown(raw)}, source = "…" }}' if not isinstance(raw, list) or raw else ""
        hint = translate("Write {text}.").format(text=written) if written else ""
        message = translate("A value must stand with its source, or be marked as an assumption.")
        faults.add(document.problem(path, message, given=shown(raw), suggestion=hint))


def _toml_step(raw: dict[str, Any], document: Document, path: Path, faults: Faults) -> _Step:
    """One dated value of a TOML file."""

    def tell(key: str, message: str, *, value: bool = True, **told: str) -> None:
        faults.add(document.problem((*path, key), message, value=value, **told))

    lost = frozenset(str(lost[-1]) for lost in document.damaged if lost[:-1] == path)
    return _Step(dict(raw), tell, lost)


def _series(given: Given, kind: Any, meta: Meta, faults: Faults) -> Iterator[_Step]:
    """The dated values of a series in a CSV file, named relative to this file or to what ships for all counties."""
    document, path = given.document, given.path
    for key in given.raw.keys() - {"series"}:
        faults.add(document.problem((*path, key), translate("Nothing reads this key."), value=False, allowed="series"))
    told = document.problem((*path, "series"), "")
    name = given.raw["series"]
    if not isinstance(name, str):
        faults.add(document.problem((*path, "series"), translate("A text in quotes was expected."), given=shown(name)))
        return
    found = beside_file(name, document.found, faults, told, shared=True)
    table = read_table(found, faults, ("value",), SERIES_COLUMNS) if found else None
    for row in table.rows if table else ():
        values = _row_values(row, kind, meta)
        if values is not None:
            yield _Step(values, _row_teller(row))


def _row_values(row: Row, kind: Any, meta: Meta) -> dict[str, Any] | None:
    """One row of a series as the values of a dated value; None where its number cannot be read."""
    values: dict[str, Any] = {}
    texts = (row.text("value") or "").split("|")
    if kind is Text:
        values["value"] = texts[0]
    else:
        numbers = [row.as_number("value", text.strip(), meta.low, meta.high) for text in texts if text]
        if not numbers or None in numbers:
            return None
        values["value"] = numbers if kind is Vector else numbers[0]
    for key in ("from", "known"):
        if (when := row.day(key)) is not None:
            values[key] = when
    source, values["note"] = row.origin()
    values.update({"source": source} if source else {"assumption": True})
    return values


def _row_teller(row: Row) -> Tell:
    """How to tell a fault about a cell of a series."""

    def tell(key: str, message: str, **told: Any) -> None:
        row.fault(key, message, told.get("allowed", ""), told.get("suggestion", ""), told.get("given"))

    return tell
