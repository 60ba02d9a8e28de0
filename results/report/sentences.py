"""Sentences made only from tested differences: what is told apart is said with its interval, what is not is said not to be."""

from __future__ import annotations

from collections.abc import Sequence

from results.charts.series import Series
from results.indicators.catalogue import CATALOGUE
from results.report.choice import MAIN, OUTCOMES, has, own_goals
from results.report.evidence import WEAK
from results.report.figures import who_waits
from results.report.material import Change, Material
from results.report.words import between, decimals, group_name, listed, quoted, unit_word
from scenarios.language import number
from scenarios.language import translate as _
from scenarios.schema.scenario import Scenario

MOST_EXAMPLES = 2


def change_sentence(material: Material, change: Change) -> str:
    """One difference in words: "I 7 av 8 beräkningar minskar …"; or that it cannot be told apart from zero."""
    letter = next(s.letter for s in material.series if s.name == change.scenario)
    whose = "" if change.group == "all" else _(" for {group}").format(group=group_name(change.group).lower())
    what = quoted(change.indicator) + whose
    if change.exactly_none:
        return _("{what} is the same with alternative {letter} in every calculation.").format(what=what, letter=letter)
    if not change.told_apart:
        return _("With alternative {letter} the difference in {what} cannot be told apart from zero.").format(what=what, letter=letter)
    form = (
        _("In {k} of {n} calculations {what} rises with alternative {letter}; the expected rise is {between}.")
        if change.value > 0
        else _("In {k} of {n} calculations {what} falls with alternative {letter}; the expected fall is {between}.")
    )
    said = form.format(k=change.same_sign, n=material.replications, what=what, letter=letter, between=between(change))
    return _given(material, change, said)


def _given(material: Material, change: Change, said: str) -> str:
    """Put the assumption first where an outcome rests on weak evidence."""
    grades = sorted({m.evidence for s in material.alternatives if s.name == change.scenario for m in s.measures} & set(WEAK))
    if change.indicator.removesuffix("_gap") not in OUTCOMES or not grades:
        return said
    return _("Assuming that activities lead to work as the model has it (evidence {grade}): {said}").format(
        grade=grades[-1], said=said[:1].lower() + said[1:]
    )


def front_sentences(material: Material) -> tuple[str, ...]:
    """The first page's three sentences: what each alternative does for its own goal, for self-support, and at whose cost."""
    if not material.alternatives:
        return level_sentences(material)
    return (_own_goal_sentence(material), _outcome_sentence(material), longer_waits_sentence(material))


def _own_goal_sentence(material: Material) -> str:
    """What is told apart at the goals the alternatives are tied to, each with its interval; then what is not, and what has no indicator."""
    parts: list[str] = []
    unsure: list[str] = []
    untied: list[str] = []
    for scenario, s in zip(material.alternatives, material.series[1:], strict=True):
        found = [_county_change(material, s, key) for key in own_goals(scenario)[:1]]
        change = found[0] if found else None
        if change is None or not change.told_apart:
            (unsure if found else untied).append(s.letter)
            continue
        form = _("{what} rises by {between} with {letter} ({k} of {n} calculations)")
        if change.value < 0:
            form = _("{what} falls by {between} with {letter} ({k} of {n} calculations)")
        parts.append(
            form.format(
                what=quoted(change.indicator), between=between(change), letter=s.letter, k=change.same_sign, n=material.replications
            )
        )
    if unsure:
        parts.append(_("for {letters} the difference at its own goal cannot be told apart from zero").format(letters=listed(unsure)))
    if untied:
        parts.append(_("for {letters} no indicator is tied to the goal").format(letters=listed(untied)))
    text = "; ".join(parts)
    return _("The goals of the alternatives: {text}.").format(text=text)


def _outcome_sentence(material: Material) -> str:
    """Whether self-support differs, for which alternatives; equal ones are said to be equal."""
    key = OUTCOMES[0]
    changes = {s.letter: _county_change(material, s, key) for s in material.series[1:]}
    sure = [c for c in changes.values() if c is not None and c.told_apart]
    unsure = [letter for letter, c in changes.items() if c is None or not c.told_apart]
    if not sure:
        told = _("The difference in {what} cannot be told apart from zero for {letters}.").format(
            what=quoted(key), letters=listed([_("alternative {letter}").format(letter=x) for x in unsure])
        )
    else:
        told = " ".join(change_sentence(material, c) for c in sure)
        told += " " + _("For {letters} it cannot be told apart from zero.").format(letters=listed(unsure)) if unsure else ""
    return f"{told} {material.extras.alike}".strip()


def longer_waits_sentence(material: Material) -> str:
    """Who gets to wait longer, told apart from zero; the county's groups and sub-areas."""
    worse = [(c, label) for c, label in who_waits(material) if c.direction == "worse"]
    if not worse:
        return _("No tested group or sub-area gets a longer wait that can be told apart from zero.")
    worse.sort(key=lambda pair: -pair[0].value)
    letters = {s.name: s.letter for s in material.series}
    parts = [
        _("{who} ({what}, {between} longer, {letter})").format(
            who=_who(c, label), what=quoted(c.indicator), between=between(c), letter=letters[c.scenario]
        )
        for c, label in worse[:MOST_EXAMPLES]
    ]
    more = len(worse) - len(parts)
    return _("Longer waits fall on {who}.").format(who=listed(parts)) + (
        " " + _("{n} more are listed under “Who gets to wait longer”.").format(n=more) if more else ""
    )


def _who(change: Change, label: str) -> str:
    """Whom a change concerns, as it stands inside a sentence."""
    if change.group.startswith("schooling"):
        return _("people with {years}").format(years=label.lower())
    return label if change.group == "all" else label.lower()


def level_sentences(material: Material) -> tuple[str, ...]:
    """For a report on one scenario: three levels with their intervals."""
    keys = [key for key in (OUTCOMES[0], "plan_wait_median", "sfi_in_time_plan", *MAIN) if has(material, key)]
    said = []
    for key in list(dict.fromkeys(keys))[:3]:
        period = material.period(key)
        found = material.estimate(material.base.name, key, material.county, "all", period)
        if found is not None:
            places = decimals(key)
            said.append(
                _("{what} {period}: expected value between {low} and {high} {unit}.").format(
                    what=quoted(key),
                    period=period.replace("-", "–"),
                    low=number(found.low, places),
                    high=number(found.high, places),
                    unit=unit_word(key),
                )
            )
    return tuple(said)


def headline_sentences(material: Material, s: Series) -> tuple[str, ...]:
    """Every main indicator that is told apart for one alternative, then one line with those that are not."""
    changes = [c for key in MAIN if (c := _county_change(material, s, key)) is not None]
    sure = [change_sentence(material, c) for c in changes if c.told_apart]
    unsure = [quoted(c.indicator) for c in changes if not c.told_apart]
    if not unsure:
        return tuple(sure)
    return (*sure, _("The difference in the following cannot be told apart from zero: {names}.").format(names=", ".join(unsure)))


def _county_change(material: Material, s: Series, key: str) -> Change | None:
    if key not in CATALOGUE:
        return None
    return material.change(s.name, key, material.county, "all", material.period(key))


def measure_grades(scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """Grades of evidence that occur among the alternatives' measures."""
    return tuple(sorted({m.evidence for s in scenarios for m in s.measures}))
