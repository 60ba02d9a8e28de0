"""The register of a scenario: every assumption and every source, and the scenario as plain data with its hash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from scenarios.language import N_, number, text_of, translate
from scenarios.measures import Cost, UnitCost
from scenarios.origins import Origin
from scenarios.schema.field import Meta, meta_of
from scenarios.schema.scenario import PARAMETERS, Scenario
from scenarios.values import Parameter
from scenarios.vocabulary import SERVICES, unit_label

_LABELS = {
    "municipality.population": N_("Population"),
    "municipality.unemployment": N_("Unemployment"),
    "municipality.position": N_("Position"),
    "municipality.weight": N_("Weights"),
    "municipality.weight_asylum": N_("Weight, asylum seekers"),
    "municipality.weight_assigned": N_("Weight, assigned"),
    "municipality.weight_self_settled": N_("Weight, settled by themselves"),
    "municipality.share_moves_3_years": N_("Share who move within three years"),
    "link": N_("Journeys between municipalities"),
    "arrivals.asylum": N_("Asylum applicants in the nation"),
    "arrivals.quota": N_("Quota refugees in the nation"),
}

_MOST_AREAS = 3
"""How many areas are named in a label; more are counted."""


@dataclass(frozen=True)
class RegisterRow:
    """One number of the scenario, or several of one kind, as people read it.

    `key` is section.field; `value` and `since` are texts; `source` is empty for an assumption.
    """

    key: str
    label: str
    value: str
    unit: str
    since: str
    source: str
    note: str


def register(scenario: Scenario) -> tuple[RegisterRow, ...]:
    """Every number of the scenario with its source, or marked as an assumption: parameters, county, arrivals, costs."""
    origins = (*scenario.county.origins, *scenario.arrivals.origins)
    return (*_parameter_rows(scenario), *_origin_rows(origins), *_cost_rows(scenario))


def assumptions(scenario: Scenario) -> tuple[RegisterRow, ...]:
    """What the scenario assumes: every number without a source."""
    return tuple(row for row in register(scenario) if not row.source)


def sources(scenario: Scenario) -> tuple[RegisterRow, ...]:
    """What the scenario took from somewhere: every number that has a source, measures' settings left out."""
    return tuple(row for row in register(scenario) if row.source and not row.source.startswith("measure: "))


def value_text(value: float | tuple[float, ...] | str) -> str:
    """A parameter's value as people write it in the chosen language."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " · ".join(value_text(part) for part in value)
    plain = f"{value:.10g}"
    decimals = len(plain.partition(".")[2]) if "e" not in plain else 6
    return number(value, decimals)


def _parameter_rows(scenario: Scenario) -> Iterator[RegisterRow]:
    """Every dated value of every parameter; the values of one series with the same origin as one row."""
    for section, kind in PARAMETERS.items():
        for name in kind.model_fields:
            yield from _dated_rows(f"{section}.{name}", scenario.parameter(f"{section}.{name}"), meta_of(kind, name))


def _dated_rows(key: str, parameter: Parameter, meta: Meta) -> Iterator[RegisterRow]:
    """The dated values of one parameter, neighbours with the same origin together."""
    groups: list[list[Any]] = []
    for step in parameter.steps:
        origin = (step.source or "", step.note)
        if groups and groups[-1][0] == origin:
            groups[-1][1].append(step)
        else:
            groups.append([origin, [step]])
    for (source, note), steps in groups:
        first, last = steps[0], steps[-1]
        value = value_text(first.value) if len(steps) == 1 else f"{value_text(first.value)} → {value_text(last.value)}"
        yield RegisterRow(key, text_of(meta.sv, meta.en), value, unit_label(meta.unit), _since(step.since for step in steps), source, note)


def _since(dates: Iterable[date | None]) -> str:
    """The dates from which values hold, first and last."""
    known = [when.isoformat() for when in dates if when is not None]
    return known[0] if len(known) == 1 else f"{known[0]} … {known[-1]}" if known else ""


def _origin_rows(origins: Iterable[Origin]) -> Iterator[RegisterRow]:
    """Rows of the county's tables and the national series, those of one kind and origin together."""
    groups: dict[tuple[str, str, str], list[Origin]] = {}
    for origin in origins:
        groups.setdefault((origin.key, origin.source or "", origin.note), []).append(origin)
    for (key, source, note), members in groups.items():
        areas = list(dict.fromkeys(member.area for member in members if member.area != "00"))
        numbers = sorted((member.value for member in members), key=_as_number)
        value = "–".join(_as_text(text) for text in dict.fromkeys((numbers[0], numbers[-1])))
        dates = sorted(member.since for member in members if member.since is not None)
        where = ", ".join(areas) if len(areas) <= _MOST_AREAS else translate("{count} areas").format(count=len(areas))
        label = f"{_label(key)} ({where})" if areas else _label(key)
        yield RegisterRow(key, label, value, unit_label(members[0].unit), _since(dates), source, note)


def _as_number(text: str) -> float:
    """The number that a cell held, for sorting; cells with several numbers by their first."""
    try:
        return float(text.partition(",")[0])
    except ValueError:
        return 0.0


def _as_text(cell: str) -> str:
    """A cell's number, or several, as people write them in the chosen language."""
    try:
        return " · ".join(value_text(float(part)) for part in cell.split(","))
    except ValueError:
        return cell


def _label(key: str) -> str:
    """What a kind of number is called."""
    kind, _, name = key.partition(".")
    if kind == "capacity":
        return text_of(SERVICES[name].sv, SERVICES[name].en)
    return translate(_LABELS.get(key, key))


def _cost_rows(scenario: Scenario) -> Iterator[RegisterRow]:
    """Unit costs and the measures' costs."""
    for cost in scenario.unit_costs:
        yield _cost_row("unit_cost", translate("Unit cost"), cost)
    for measure in scenario.measures:
        for own in measure.costs:
            yield _cost_row(f"measure.{measure.id}", text_of(measure.title_sv, measure.title_en), own)


def _cost_row(key: str, label: str, cost: Cost | UnitCost) -> RegisterRow:
    """One cost."""
    subject = cost.service or cost.event or ""
    name = f"{key}.{subject}".rstrip(".")
    value = f"{value_text(cost.sek)} ({cost.payer})"
    return RegisterRow(name, label, value, unit_label(f"SEK/{cost.per}"), str(cost.year), cost.source or "", cost.note)


def resolved(scenario: Scenario) -> dict[str, Any]:
    """The whole scenario as plain data for JSON: keys sorted, dates as text, no paths; equal scenarios give equal data.

    Of a posterior stands what identifies it, not its numbers; nothing where there is none.
    """
    told = [name for name in type(scenario).model_fields if name not in ("unmeasured", "posterior")]
    plain = {name: _plain(getattr(scenario, name)) for name in told}
    drawn = {} if scenario.posterior is None else {"posterior": scenario.posterior.told()}
    return dict(sorted({**plain, **drawn}.items()))


def scenario_hash(scenario: Scenario) -> str:
    """SHA-256 of the resolved scenario: the same for the same question, whatever the files are called."""
    content = {key: value for key, value in resolved(scenario).items() if key != "name"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Any value of a scenario as JSON has it; what is not given is left out."""
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    elif is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        kept = {str(key): _plain(item) for key, item in value.items() if item is not None and item != "" and item is not False}
        return dict(sorted(kept.items()))
    if isinstance(value, list | tuple):
        if value and all(isinstance(item, Origin) for item in value):
            return _plain_origins(value)
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _plain_origins(origins: Iterable[Origin]) -> list[dict[str, str]]:
    """Each kind of number with its origin once: the numbers themselves stand elsewhere in the scenario."""
    kinds = dict.fromkeys((origin.key, origin.source or "", origin.note) for origin in origins)
    return [{"key": key, "note": note, "source": source} for key, source, note in sorted(kinds)]
