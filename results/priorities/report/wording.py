"""Small words of the report on priorities: how much, where, what it costs, how often, how far towards the goals."""

from __future__ import annotations

from collections.abc import Sequence

from results.indicators.catalogue import CATALOGUE
from results.priorities.choices.goals import Aim, Objective
from results.priorities.choices.packages import Choice, Menu, Package
from results.priorities.found import Range, Requirement, Shelf, Verdict
from results.priorities.simulated.requirements import of_whom
from results.report.evidence import WEAK
from results.report.words import broken, goal_names, listed, places_of, quoted, signed_words, unbroken, unit_name
from scenarios.county import County
from scenarios.language import number, text_of
from scenarios.language import translate as _

MILLION = 1e6
MOST_LETTERS = 3
"""Letters in a row that are said one by one."""


def shelf_name(shelf: Shelf) -> str:
    """What a shelf is called."""
    return {"first": _("To be prioritised first"), "alike": _("Equal"), "later": _("Later")}[shelf]


def verdict_name(verdict: Verdict) -> str:
    """Whether a requirement is met, in words."""
    return {"met": _("is met"), "not_met": _("is not met"), "unclear": _("cannot be told")}[verdict]


def future_name(future: str) -> str:
    """A forecast of arrivals in words."""
    named = {
        "low": _("low arrivals"),
        "planned": _("planned arrivals"),
        "high": _("high arrivals"),
        "surge": _("a surge as in the autumn of 2015"),
    }
    return named.get(future, future)


def level_words(level: float) -> str:
    """How much of a measure."""
    named = {0.5: _("half as much as proposed"), 1.0: _("as proposed"), 2.0: _("twice as much as proposed")}
    return named.get(level) or _("{n} times what is proposed").format(n=number(level, 2))


def where_words(county: County, choice: Choice) -> str:
    """Where a measure is done: the sub-area's name, or the whole county."""
    return county.subareas[choice.subarea].name_sv if choice.subarea else _("the whole county")


def measure_title(menu: Menu, choice: Choice) -> str:
    """The measure's title."""
    measure = menu.measures[choice.measure]
    return text_of(measure.title_sv, measure.title_en)


def short_level(level: float) -> str:
    """How much of a measure, in a narrow cell."""
    named = {0.5: _("half as much"), 1.0: _("as proposed"), 2.0: _("twice as much")}
    return named.get(level) or _("{n} times").format(n=number(level, 2))


def extent_words(county: County, choice: Choice) -> str:
    """How much, and where if it is not everywhere."""
    words = level_words(choice.level)
    return f"{words}, {where_words(county, choice)}" if choice.subarea else words


def choice_words(menu: Menu, choice: Choice) -> str:
    """What, how much and where."""
    return f"{measure_title(menu, choice)} ({extent_words(menu.base.county, choice)})"


def package_words(menu: Menu, package: Package) -> str:
    """Everything that a package is made of."""
    return "; ".join(choice_words(menu, choice) for choice in package) or _("nothing more than what is decided")


def brief_words(package: Package, sek: float) -> str:
    """A package where a heading has room for little: how many measures, and what they cost all together."""
    form = _("{n} measures, {sum} millions of SEK in all") if len(package) != 1 else _("{n} measure, {sum} millions of SEK in all")
    return form.format(n=len(package), sum=millions(sek))


def weak_grades(menu: Menu, package: Package) -> tuple[str, ...]:
    """The grades C and D among a package's measures."""
    return tuple(sorted({menu.measures[choice.measure].evidence for choice in package} & set(WEAK)))


def millions(sek: float) -> str:
    """A sum of money in millions of SEK, without the unit: one decimal, two below a million."""
    found = sek / MILLION
    return number(found, 1 if abs(found) >= 1.0 or found == 0.0 else 2)


def of_budget(sek: float, limit: float) -> str:
    """A sum of money beside what may be spent: "6,2 av 12,0"."""
    if limit == float("inf"):
        return unbroken(millions(sek))
    return unbroken(_("{sum} of {budget}").format(sum=millions(sek), budget=millions(limit)))


def often(k: float, n: int) -> str:
    """How often, as a count: "7 av 10"; halves where two share a calculation."""
    return unbroken(_("{k} of {n}").format(k=number(k, 0 if abs(k - round(k)) < 0.05 else 1), n=n))


def aim_name(county: County, aim: Aim) -> str:
    """A goal as the agreement names it, or the indicator where it is asked for by itself."""
    return goal_names(county, [aim.goal])[0] if aim.goal else quoted(aim.indicator)


def outcome_unit(objective: Objective) -> str:
    """The unit of a score in words."""
    if objective.is_single:
        indicator = CATALOGUE[objective.aims[0].indicator]
        return _("{unit} better").format(unit=unit_name(indicator.unit, difference=True))
    return _("percent of the way")


def outcome_name(objective: Objective) -> str:
    """What a score is, in words."""
    if objective.is_single:
        return _("Improvement of {what}, {unit}").format(
            what=quoted(objective.aims[0].indicator), unit=unit_name(CATALOGUE[objective.aims[0].indicator].unit, difference=True)
        )
    return _("Part of the way to the goals that is closed, percent")


def scaled(objective: Objective, score: Range) -> Range:
    """A score in percent of the way, or in the unit of its one indicator."""
    return Range(*(objective.in_unit(end) for end in (score.mean, score.low, score.high)))


def percent(part: Range) -> Range:
    """A part of a way in percent."""
    return Range(100.0 * part.mean, 100.0 * part.low, 100.0 * part.high)


def places(objective: Objective) -> int:
    """Decimals that a score deserves."""
    return places_of(CATALOGUE[objective.aims[0].indicator].unit) if objective.is_single else 1


def range_words(found: Range, decimals: int = 1) -> str:
    """A difference with its interval, and that it cannot be told apart from zero where so."""
    return signed_words(found.mean, found.low, found.high, decimals)


def narrow_words(found: Range | None, decimals: int = 1) -> str:
    """A difference in a narrow cell; one that cannot be told apart from zero is called unclear, with its interval."""
    if found is None:
        return "–"
    words = range_words(found, decimals)
    if found.told_apart or found == Range(0.0, 0.0, 0.0):
        return broken(words)
    low, high = (signed(end, decimals) for end in (found.low, found.high))
    return _("unclear {interval}").format(interval=unbroken(_("({low} to {high})").format(low=low, high=high)))


def signed(value: float, decimals: int) -> str:
    """A number with its sign."""
    return ("+" if value > 0 else "") + number(value, decimals)


def unclear_note() -> str:
    """What the narrow cells hold."""
    return _("Mean and 95 % confidence interval; unclear: cannot be told apart from zero.")


def ends(found: Range, decimals: int = 1) -> str:
    """The interval alone, in running text: "mellan 12 och 18"."""
    return _("between {low} and {high}").format(low=number(found.low, decimals), high=number(found.high, decimals))


def lettered(names: Sequence[str]) -> str:
    """Packages by their letters: "A, B och C"; many in a row by the first and the last of them: "E–L"."""
    return f"{names[0]}–{names[-1]}" if len(names) > MOST_LETTERS else listed(list(names))


def requirement_words(requirement: Requirement) -> str:
    """A requirement in words: the indicator, at most or at least, and the number in its unit."""
    form = _("{what} at most {value} {unit}") if requirement.sense == "<=" else _("{what} at least {value} {unit}")
    decimals = 0 if requirement.value == round(requirement.value) else places_of(CATALOGUE[requirement.indicator].unit)
    unit = unit_name(CATALOGUE[requirement.indicator].unit)
    return form.format(what=of_whom(quoted(requirement.indicator), requirement), value=number(requirement.value, decimals), unit=unit)
