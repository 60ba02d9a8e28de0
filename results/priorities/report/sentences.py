"""The first page's three sentences: the order, how far the packages reach, and who gets to wait longer."""

from __future__ import annotations

from results.priorities.report.matter import Matter, Named
from results.priorities.report.shelved import best_words
from results.priorities.report.wording import (
    ends,
    future_name,
    lettered,
    outcome_unit,
    places,
    scaled,
    weak_grades,
)
from results.report.sentences import longer_waits_sentence
from scenarios.language import translate as _


def front_sentences(matter: Matter) -> tuple[str, ...]:
    """Three sentences made only from what is tested."""
    if not matter.named:
        return (_("No package is within what each party can pay: nothing more than what is decided is left."),)
    return (order_sentence(matter), reach_sentence(matter), longer_waits_sentence(matter.material))


def leading(matter: Matter) -> tuple[Named, ...]:
    """The packages on the first shelf that holds any; what is decided already is none."""
    shelves = [each.found.shelf for each in matter.named]
    found = "first" if "first" in shelves else "alike" if "alike" in shelves else "later"
    return tuple(each for each in matter.named if each.found.shelf == found)


def order_sentence(matter: Matter) -> str:
    """Which packages come first, which are equal, which come after; and how often the first are best."""
    first = [each for each in matter.named if each.found.shelf == "first"]
    alike = [each.letter for each in matter.named if each.found.shelf == "alike"]
    later = [each.letter for each in matter.named if each.found.shelf == "later"]
    if first:
        said = _("Package {letter} comes first: it is told apart from the others.").format(letter=first[0].letter)
    elif matter.nothing is not None and matter.nothing.found.shelf == "first":
        said = _("Nothing more than what is decided comes first: every package is told to be worse.")
    elif len(alike) == 1:
        said = _("Package {letter} cannot be told apart from nothing more than what is decided.").format(letter=alike[0])
    else:
        form = _("Packages {letters} are equal: none of them can be told apart from the one with the highest mean.")
        said = form.format(letters=lettered(alike))
    if matter.nothing is not None and matter.nothing.found.shelf == "alike" and len(alike) > 1:
        said += " " + _("Nor can doing nothing more than what is decided.")
    if later:
        after = _("{letters} come after.") if len(later) > 1 else _("{letters} comes after.")
        said += " " + after.format(letters=lettered(later))
    if not matter.found.decided:
        said += " " + _("The search came to its end before all were told apart.")
    return f"{said} {frequency_sentence(matter)}".strip()


def frequency_sentence(matter: Matter) -> str:
    """In how many calculations the leading packages are best; and the future in which the first of them does worst."""
    doubt = matter.found.doubt
    known = [each for each in leading(matter)[:3] if doubt is not None and each.package in doubt.packages]
    if doubt is None or not known:
        return ""
    parts = [_("{letter} in {often}").format(letter=each.letter, often=best_words(matter, each)) for each in known]
    said = _("Best, all futures together: {parts} calculations").format(parts=lettered(parts))
    worst = doubt.worst[doubt.packages.index(known[0].package)]
    if len(doubt.futures) < 2 or not worst:
        return f"{said}."
    return said + _("; {letter} loses most against the best with {future}.").format(letter=known[0].letter, future=future_name(worst))


def reach_sentence(matter: Matter) -> str:
    """How far the leading packages reach, each with its interval; on which assumption where the evidence is weak."""
    objective = matter.found.objective
    parts, unsure = [], []
    for each in leading(matter)[:3]:
        score = scaled(objective, each.found.score)
        if score.told_apart:
            form = _("{letter} {between} {unit}")
            parts.append(form.format(letter=each.letter, between=ends(score, places(objective)), unit=outcome_unit(objective)))
        else:
            unsure.append(each.letter)
    said = _("Expected against nothing more done: {parts}.").format(parts="; ".join(parts)) if parts else ""
    if unsure:
        said += " " + _("For {letters} the difference cannot be told apart from zero.").format(letters=lettered(unsure))
    grades = sorted({grade for each in leading(matter)[:3] for grade in weak_grades(matter.found.menu, each.package)})
    if not grades:
        return said.strip()
    return _("Assuming that measures with evidence {grade} do what their notes say: {said}").format(
        grade=lettered(grades), said=said.strip()[:1].lower() + said.strip()[1:]
    )
