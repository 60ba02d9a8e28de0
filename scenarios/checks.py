"""Checks that need more than one field: dates in order, shares that belong together, measures that touch what exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scenarios.calendar import day
from scenarios.county import County
from scenarios.errors import Faults, Problem, did_you_mean, listed, shown
from scenarios.language import translate
from scenarios.measures import CapacityChange, Cost, Measure, Setting, UnitCost
from scenarios.overlay import Layers
from scenarios.parameters import TOLERANCE, Given, check_value
from scenarios.schema.field import meta_of
from scenarios.schema.scenario import PARAMETERS, Period
from scenarios.toml_scan import Path
from scenarios.values import Parameter
from scenarios.vocabulary import EVENTS, SERVICES

Parameters = Mapping[str, Mapping[str, Parameter]]
"""The parameters that could be read, by section and field."""

Part = TypeVar("Part", bound=BaseModel)

_ORDERED = (
    ("law", "plan_age_from", "plan_age_to"),
    ("law", "so_age_from", "so_age_to"),
    ("so", "group_least", "group_most"),
    ("so", "group_least_late", "group_least"),
)
"""Fields of which the first may not exceed the second."""

_PARTS = (
    ("sfi", "pass_share", "drop_share"),
    ("people", "path_1_by_schooling", "path_3_by_schooling"),
)
"""Vectors of shares that are parts of one whole: entry by entry they may not sum to more than 1."""


@dataclass(frozen=True)
class Checker:
    """What the checks look at: the layers (for places in files) and the list that gets the faults."""

    layers: Layers
    faults: Faults

    def latest(self, section: str, *keys: str) -> str:
        """The one of several keys that was given in the latest file; the last of them where they stand in the same."""
        files = [document.found for document in self.layers.documents]
        given = self.layers.sections[section]
        return max(reversed(keys), key=lambda key: files.index(given[key].document.found) if key in given else -1)

    def tell(self, section: str, key: str, message: str, given: str, allowed: str) -> None:
        """Add a fault about a key of a section, where it was given."""
        place = self.layers.sections[section].get(key)
        document, path = (place.document, place.path) if place else self.layers.home(section)
        self.faults.add(document.problem(path, message, given=given, allowed=allowed))


def check_period(period: Period, checker: Checker) -> None:
    """The decision lies between start and end, and the years reported within the run."""
    if not period.start < period.decision:
        allowed = translate("after {date}").format(date=period.start)
        checker.tell("period", "decision", translate("The dates are in the wrong order."), given=str(period.decision), allowed=allowed)
    if not period.decision < period.end:
        allowed = translate("after {date}").format(date=period.decision)
        checker.tell("period", "end", translate("The dates are in the wrong order."), given=str(period.end), allowed=allowed)
    if not period.report_from <= period.report_to:
        allowed = f"≥ {period.report_from}"
        checker.tell("period", "report_to", translate("The years are in the wrong order."), given=str(period.report_to), allowed=allowed)
    for key, year in (("report_from", period.report_from), ("report_to", period.report_to)):
        if not period.start.year <= year <= period.end.year and period.start < period.end:
            allowed = f"{period.start.year}–{period.end.year}"
            checker.tell("period", key, translate("The year lies outside the run."), given=str(year), allowed=allowed)


def check_parameters(parameters: Parameters, county: County | None, checker: Checker) -> None:
    """Parameters that must agree with each other, and with the county's list of languages."""
    for section, low, high in _ORDERED:
        for when, first, second in _together(parameters, section, low, high):
            if first > second:
                message = translate("{low} may not exceed {high}.").format(low=low, high=high)
                checker.tell(section, checker.latest(section, high, low), message, given=f"{first:g}", allowed=f"≤ {second:g} {when}")
                break
    for section, one, other in _PARTS:
        for when, first, second in _together(parameters, section, one, other):
            sums = [a + b for a, b in zip(first, second, strict=False)]
            names = meta_of(PARAMETERS[section], one).entries
            over = [name for name, value in zip(names, sums, strict=False) if value > 1 + TOLERANCE]
            if over:
                message = translate("{one} and {other} may together be at most 1.").format(one=one, other=other)
                checker.tell(section, checker.latest(section, one, other), message, given=f"{listed(over)} {when}", allowed="≤ 1")
                break
    if county is not None:
        _check_languages(parameters, county, checker)


def _check_languages(parameters: Parameters, county: County, checker: Checker) -> None:
    """One share, and four shares by schooling, for each of the county's languages."""
    keys = [language.key for language in county.languages]
    for name, size in (("language_shares", 1), ("schooling_by_language", 4)):
        parameter: Any = parameters.get("people", {}).get(name)
        for step in parameter.steps if parameter is not None else ():
            shares: Sequence[float] = step.value
            if len(shares) != size * len(keys):
                message = translate("The list must have {count} numbers.").format(count=size * len(keys))
                checker.tell("people", name, message, given=str(len(shares)), allowed=listed(keys))
                continue
            for index, key in enumerate(keys if size > 1 else ()):
                total = sum(shares[size * index : size * (index + 1)])
                if abs(total - 1) > TOLERANCE:
                    message = translate("The shares must sum to 1.")
                    checker.tell("people", name, message, given=f"{key}: {total:.6g}", allowed="1")


def _together(parameters: Parameters, section: str, one: str, other: str) -> Iterator[tuple[str, Any, Any]]:
    """The values of two fields at every date at which either changes, each with the date in words."""
    first, second = parameters.get(section, {}).get(one), parameters.get(section, {}).get(other)
    if first is None or second is None:
        return
    dates = sorted({step.since for step in (*first.steps, *second.steps) if step.since is not None})
    for when in (None, *dates):
        days = float("-inf") if when is None else day(when)
        yield (f"({when})" if when else "", first.at(days), second.at(days))


def check_measure(given: Given, measure: Measure | None, county: County | None, period: Period | None, checker: Checker) -> None:
    """A measure touches what exists and comes into force within the run; its sound parts are checked also where it is faulty."""
    if measure is not None and period is not None and measure.in_force > period.end:
        message = translate("The measure comes into force after the end of the run.")
        _tell(given, ("decided",), message, checker, given=str(measure.in_force), allowed=f"≤ {period.end}")
    if measure is not None and county is not None and county.goals:
        _check_goals(measure, given, county, checker)
    for index, change in _sound(given, "capacity", CapacityChange):
        _check_capacity(change, given, ("capacity", index), county, checker)
    for index, setting in _sound(given, "settings", Setting):
        _check_setting(setting.parameter, setting.value, given, ("settings", index), checker)
    for index, cost in _sound(given, "costs", Cost):
        check_cost(cost, given, ("costs", index), checker)


def _check_goals(measure: Measure, given: Given, county: County, checker: Checker) -> None:
    """A measure serves goals of the agreement, and parties to it answer for it."""
    goals = [goal.key for goal in county.goals]
    for key in measure.goals:
        if key not in goals:
            message, hint = translate("There is no goal with this key."), did_you_mean(key, goals)
            _tell(given, ("goal",), message, checker, given=shown(key), allowed=listed(goals), suggestion=hint)
    for index, party in enumerate(measure.responsible):
        if party not in county.parties:
            message, hint = translate("There is no party with this key."), did_you_mean(party, county.parties)
            path = ("responsible", index)
            _tell(given, path, message, checker, given=shown(party), allowed=listed(county.parties), suggestion=hint)


def _sound(given: Given, key: str, kind: type[Part]) -> Iterator[tuple[int, Part]]:
    """The tables of a measure's list, each with its position, and without the keys that are at fault in themselves."""
    tables = given.raw.get(key)
    for index, table in enumerate(tables if isinstance(tables, list) else ()):
        try:
            yield index, kind.model_validate(table)
        except ValidationError as error:
            faulty = {fault["loc"][0] for fault in error.errors() if fault["loc"]}
            rest = {key: value for key, value in table.items() if key in kind.model_fields and key not in faulty}
            if all(key in rest for key, field in kind.model_fields.items() if field.is_required()):
                yield index, kind.model_construct(**rest)


def _check_capacity(change: CapacityChange, given: Given, path: Path, county: County | None, checker: Checker) -> None:
    """A capacity change names a service, and areas and languages that have it."""
    if change.service not in SERVICES:
        _unknown(change.service, SERVICES, given, (*path, "service"), checker)
        return
    if county is None:
        return
    areas = county.areas(change.service)
    for index, area in enumerate(change.areas):
        if area not in areas:
            message, hint = translate("The county has no area with this code that has the service."), did_you_mean(area, areas)
            _tell(given, (*path, "areas", index), message, checker, given=shown(area), allowed=listed(areas), suggestion=hint)
    languages = [c.language for c in county.capacities if c.service == change.service and c.language]
    for index, language in enumerate(change.languages):
        if language not in languages:
            _unknown(language, dict.fromkeys(languages), given, (*path, "languages", index), checker)


def _check_setting(parameter: str, value: Any, given: Given, path: Path, checker: Checker) -> None:
    """A setting names a parameter that a council can change, and a value that it may have."""
    section, _, name = parameter.partition(".")
    known = [f"{key}.{field}" for key, cls in PARAMETERS.items() if key != "law" for field in cls.model_fields]
    if parameter not in known:
        _unknown(parameter, known, given, (*path, "parameter"), checker)
        return

    def tell(key: str, message: str, **told: Any) -> None:
        _tell(given, (*path, key), message, checker, **told)

    check_value(value, PARAMETERS[section].model_fields[name].annotation, meta_of(PARAMETERS[section], name), tell)


def check_cost(cost: Cost | UnitCost, given: Given, path: Path, checker: Checker) -> None:
    """A cost names a service or an event that exists."""
    if cost.service is not None and cost.service not in SERVICES:
        _unknown(cost.service, SERVICES, given, (*path, "service"), checker)
    if cost.event is not None and cost.event not in EVENTS:
        _unknown(cost.event, EVENTS, given, (*path, "event"), checker)


def _unknown(word: str, known: Any, given: Given, path: Path, checker: Checker) -> None:
    """Add a fault about a word that names nothing."""
    message, hint = translate("This word is not known here."), did_you_mean(word, known)
    _tell(given, path, message, checker, given=shown(word), allowed=listed(known), suggestion=hint)


def _tell(table: Given, path: Path, message: str, checker: Checker, **told: Any) -> None:
    """Add a fault within a measure's table."""
    problem: Problem = table.document.problem((*table.path, *path), message, **told)
    checker.faults.add(problem)
