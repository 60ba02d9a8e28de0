"""Small words of the report: names of areas, groups and units, lists, numbers with their units."""

from __future__ import annotations

from collections.abc import Sequence

from results.areas import names_in
from results.charts.flow import STEPS
from results.indicators.beside import STEPS as ADULT_STEPS
from results.indicators.beside import TRACK_NAMES
from results.indicators.catalogue import CATALOGUE, full_name
from results.indicators.groups import LABELS
from results.report.material import Change, Estimate, Material
from scenarios.county import County
from scenarios.language import language, number, text_of
from scenarios.language import translate as _

PAYERS = ("kommun", "region", "stat", "projekt")


def unit_word(indicator: str, difference: bool = False) -> str:
    """The indicator's unit in words; a difference of percentages is in percentage points."""
    return unit_name(CATALOGUE[indicator].unit, difference)


def unit_name(unit: str, difference: bool = False) -> str:
    """A unit in words."""
    if unit == "percent":
        return _("percentage points") if difference else _("percent")
    named = {
        "days": _("days"),
        "persons": _("persons"),
        "percentage_points": _("percentage points"),
        "per_1000": _("per 1,000 inhabitants and year"),
    }
    return named.get(unit, _("number"))


def decimals(indicator: str) -> int:
    """How many decimals the indicator deserves: one for shares, none for days and persons."""
    return places_of(CATALOGUE[indicator].unit)


def places_of(unit: str) -> int:
    """How many decimals a unit deserves."""
    return 1 if unit in {"percent", "percentage_points", "per_1000"} else 0


def area_names(material: Material) -> dict[str, str]:
    """Names of the county, its sub-areas and its municipalities, by area key."""
    return names_in(material.base.county)


def goal_names(county: County, keys: Sequence[str]) -> list[str]:
    """Goals as the agreement numbers and names them: "3.4 Vuxenutbildning och sfi"; the name alone where it has no numbers."""
    found = [(key, county.goal(key)) for key in keys]
    return [key if goal is None else f"{key} {goal.label}" if key[:1].isdigit() else goal.label for key, goal in found]


def group_name(group: str) -> str:
    """A group's name as it stands first in a line."""
    sv, en = LABELS.get(group, (group, group))
    return capital(text_of(sv, en))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def flow_order(tracks: Sequence[str]) -> tuple[str, ...]:
    """Tracks in the order in which people meet them; those without a place in it last."""
    order = (
        *("health", "activity", "assignment", "dwelling", "childcare", "talk", "sfi", "so"),
        *("preparation", "practice", "preschool", "school"),
    )
    return (*(track for track in order if track in tracks), *(track for track in tracks if track not in order))


def step_names() -> dict[str, str]:
    """Names of the steps that adults wait for, in the order of the flow; those without a name of their own are called by their track."""
    named = {step: _(label) for step, label in STEPS}
    return named | {step: capital(text_of(*TRACK_NAMES.get(step, (step, step)))) for step in ADULT_STEPS if step not in named}


def quoted(indicator: str) -> str:
    """The indicator's name in quotation marks, for running text."""
    return f"”{full_name(indicator)}”" if language() == "sv" else f"“{full_name(indicator)}”"


def listed(words: Sequence[str]) -> str:
    """A, B and C."""
    if len(words) < 2:
        return "".join(words)
    return _("{most} and {last}").format(most=", ".join(words[:-1]), last=words[-1])


def between(change: Change) -> str:
    """The interval of a change without its sign: "between 12 and 25 days"."""
    low, high = sorted((abs(change.low), abs(change.high)))
    places = _needed((low, high), decimals(change.indicator))
    return _("between {low} and {high} {unit}").format(
        low=number(low, places), high=number(high, places), unit=unit_word(change.indicator, difference=True)
    )


def _needed(ends: Sequence[float], least: int) -> int:
    """As many decimals as keep the lower end from being written as zero, at most two."""
    low, high = min(map(abs, ends)), max(map(abs, ends))
    places = least
    while places < 2 and round(low, places) == 0 and low != high:
        places += 1
    return places


def with_interval(estimate: Estimate | None, indicator: str) -> str:
    """A level as "41,2 (39,8–42,6)"; two dots where there is none."""
    return ".." if estimate is None else interval_words(estimate, decimals(indicator))


def interval_words(estimate: Estimate, places: int) -> str:
    """A level with its interval, with so many decimals."""
    return unbroken(f"{number(estimate.mean, places)} ({number(estimate.low, places)}–{number(estimate.high, places)})")


def unbroken(text: str) -> str:
    """The text in one line: no break at its spaces, nor after its dashes."""
    return text.replace(" ", "\N{NO-BREAK SPACE}").replace("–", "\N{WORD JOINER}–\N{WORD JOINER}")


def broken(text: str) -> str:
    """Let a number with its interval take two lines: the break is before the bracket."""
    return text.replace("\N{NO-BREAK SPACE}(", " (")


def short_change(change: Change | None) -> str:
    """A difference in a narrow cell: signed mean and interval where told apart, otherwise only that it is not."""
    if change is None or change.told_apart or change.exactly_none:
        return change_words(change)
    return _("cannot be told apart from zero")


def change_words(change: Change | None) -> str:
    """A difference in a table cell: signed mean and interval, or that it cannot be told apart from zero."""
    if change is None:
        return ".."
    return signed_words(change.value, change.low, change.high, decimals(change.indicator))


def signed_words(mean: float, low: float, high: float, least: int) -> str:
    """A difference with its sign and interval, with so many decimals or more, and that it cannot be told apart from zero where so."""
    if mean == low == high == 0:
        return _("no difference")
    told_apart = low > 0 or high < 0
    places = _needed((low, high), least) if told_apart else least
    signed = [("+" if v > 0 else "") + number(v, places) for v in (mean, low, high)]
    interval = unbroken(_("{mean} ({low} to {high})").format(mean=signed[0], low=signed[1], high=signed[2]))
    return interval if told_apart else _("{interval}, cannot be told apart from zero").format(interval=interval)


def reading(change: Change) -> str:
    """How a difference is to be read."""
    if change.exactly_none:
        return _("no difference")
    return _("told apart from zero") if change.told_apart else _("cannot be told apart from zero")


def alphabetical(text: str) -> str:
    """A key that sorts in Swedish order: å, ä and ö last."""
    return text.casefold().translate(str.maketrans("åäö", "{|}"))
