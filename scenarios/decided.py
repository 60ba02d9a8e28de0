"""A county or a scenario as it was known on 1 January of another year: the same files, read on another day.

Nothing here knows a parameter or a county: a year is a file laid over the others in memory, and goes the way of every file. What was
known then follows from the days of knowledge that laws, series, capacities and forecasts carry (`docs/decisions/0006`, `0041`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scenarios.calendar import shift_months
from scenarios.errors import Faults, Problem
from scenarios.files import Found, find
from scenarios.language import translate
from scenarios.load import resolve
from scenarios.overlay import Layers, lay, read_layers
from scenarios.parameters import Given
from scenarios.schema.scenario import Scenario
from scenarios.toml import Document
from scenarios.vocabulary import FUTURES, Future, Reading

FIRST_YEAR = 2014
"""The first 1 January for which forecasts of arrivals ship, and from which later law, series and capacities say when they became known."""

MONTHS_A_YEAR = 12


def decided(
    name_or_path: str, year: int | None = None, *, reading: Reading | None = None, future: Future | None = None, years: int | None = None
) -> Scenario:
    """A shipped name, or the path of a TOML file, as decided on 1 January of a year; measures are decided then too, lead times kept.

    Decided in its own year and with nothing else asked for it is the scenario that `scenarios.load.load` gives.

    Parameters
    ----------
    name_or_path
        What `load` takes.
    year
        The year of the decision; the scenario's own by default. Years are reported from it on, as many as the scenario reports and its
        data allow, and the run ends as long after the last of them as the scenario's does.
    reading, future
        As known at the decision or as it turned out, and which forecast of arrivals; the scenario's own by default.
    years
        How many years to report, where it is to be another number.

    Raises
    ------
    ScenarioError
        With every fault of every file, or where nothing is known of the year.
    """
    faults = Faults()
    found = find(name_or_path, faults)
    layers = read_layers(found, faults) if found else None
    if layers is None or found is None:
        return resolve(layers, name_or_path, faults)
    own = _Own.of(layers)
    if own is None:
        return resolve(layers, found.name, faults)
    asked = own.decision.year if year is None else year
    _check_year(asked, years, own, found, faults)
    if not len(faults):
        _lay_year(_Asked(asked, reading, future, years), own, layers, found, faults)
    return resolve(layers, _name(found.name, asked if asked != own.decision.year else None, reading, future), faults)


def futures(name_or_path: str, year: int | None = None, *, years: int | None = None) -> Mapping[Future, Scenario]:
    """The same scenario, as known at the decision, in each future: low, planned, high and surge."""
    return {future: decided(name_or_path, year, reading="decision", future=future, years=years) for future in FUTURES}


def uses_later_data(scenario: Scenario) -> bool:
    """Whether the scenario's posterior was fitted with what became known only after its decision: then it was not known then."""
    posterior = scenario.posterior
    known_on = posterior.facts.known_on if posterior is not None else None
    return known_on is not None and known_on > scenario.decision


@dataclass(frozen=True)
class _Own:
    """What a scenario's files say of its own period."""

    start: date
    decision: date
    end: date
    report_from: int
    report_to: int

    @classmethod
    def of(cls, layers: Layers) -> _Own | None:
        """None where a key is missing or no date or year: the loader tells it."""
        kinds: dict[str, type] = {"start": date, "decision": date, "end": date, "report_from": int, "report_to": int}
        raw = {key: given.raw for key, given in layers.sections["period"].items() if key in kinds}
        return cls(**raw) if len(raw) == len(kinds) and all(type(raw[key]) is kind for key, kind in kinds.items()) else None


@dataclass(frozen=True)
class _Asked:
    """What is asked of a scenario: the year of the decision, and what is to differ from its own."""

    year: int
    reading: Reading | None
    future: Future | None
    years: int | None


def _check_year(year: int, years: int | None, own: _Own, found: Found, faults: Faults) -> None:
    """Something is known of the year, and the scenario's data reach past it."""
    first, last = max(FIRST_YEAR, own.start.year + 1), own.report_to
    if year != own.decision.year and not first <= year <= last:
        message = translate("The scenario cannot be read as decided in this year.")
        span = [f"{first}–{last}"] if first <= last else []
        faults.add(Problem(found.shown, 0, 0, "year", message, str(year), ", ".join([str(own.decision.year), *span])))
    if years is not None and years < 1:
        faults.add(Problem(found.shown, 0, 0, "years", translate("The number is outside what is allowed."), str(years), "≥ 1"))


def _lay_year(asked: _Asked, own: _Own, layers: Layers, found: Found, faults: Faults) -> None:
    """Lay what is asked over the files of a scenario."""
    later = asked.year - own.decision.year
    count = asked.years or own.report_to - own.report_from + 1
    # The series end with the scenario's own run: no year after its last can be reported.
    report_to = min(own.report_from + later + count - 1, own.report_to)
    period = {
        "decision": own.decision if not later else date(asked.year, 1, 1),
        "end": shift_months(own.end, MONTHS_A_YEAR * (report_to - own.report_to)),
        "report_from": own.report_from + later,
        "report_to": report_to,
        **{key: value for key, value in (("reading", asked.reading), ("future", asked.future)) if value is not None},
    }
    about = _about(layers.sections["about"], own.decision, asked.year) if later else {}
    told_as = translate("{file}, as decided in {year}").format(file=found.shown, year=asked.year)
    lay(Document(replace(found, shown=told_as), {"period": period, "about": about}), layers, faults)
    layers.lists["measure"] = [_moved(given, later) for given in layers.lists["measure"]]


def _moved(given: Given, years: int) -> Given:
    """A measure decided, and ended, as many years later."""
    if not years or not isinstance(given.raw, dict):
        return given
    dates = {key: shift_months(given.raw[key], MONTHS_A_YEAR * years) for key in ("decided", "until") if type(given.raw.get(key)) is date}
    return replace(given, raw={**given.raw, **dates})


def _about(about: Mapping[str, Given], before: date, year: int) -> dict[str, Any]:
    """Titles that name the year, and questions that ask about it."""
    titles = {"title_sv": " – beslut den 1 januari {year}", "title_en": " – decided on 1 January {year}"}
    dates = {"question_sv": "1 januari {year}", "question_en": "1 January {year}"}
    texts = {key: given.raw for key, given in about.items() if isinstance(given.raw, str)}
    return {
        **{key: texts[key] + text.format(year=year) for key, text in titles.items() if key in texts},
        **{key: texts[key].replace(text.format(year=before.year), text.format(year=year)) for key, text in dates.items() if key in texts},
    }


def _name(name: str, year: int | None, reading: Reading | None, future: Future | None) -> str:
    """A name that tells the scenario from the one that ships."""
    told = [
        str(year) if year is not None else "",
        "utfall" if reading == "outcome" else "",
        future if future not in (None, "planned") else "",
    ]
    return "-".join([name, *(part for part in told if part)])
