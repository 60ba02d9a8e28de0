"""What was found, in sentences: what was asked, whether it is reached, where places are missing, and what the numbers rest on."""

from __future__ import annotations

import numpy as np

from results.indicators.catalogue import CATALOGUE
from results.priorities.required.found import MOST_ADDED, Required
from results.priorities.required.rows import row_name
from results.priorities.required.tables import area_name, digits, month_names, range_words, service_name, shown_months, stretches, unit_name
from results.report.words import decimals, listed, quoted, unit_word
from scenarios.language import number, text_of
from scenarios.language import translate as _
from scenarios.vocabulary import SERVICES

MUCH = 3.0
"""So many times what is decided, and more, is told: is it plausible?"""


def in_short(found: Required) -> tuple[str, ...]:
    """What a coordinator takes along."""
    return (_asked(found), *_reached(found), *_missing(found), *_implausible(found))


def level(found: Required, value: float) -> str:
    """A value of the indicator with its unit."""
    key = found.asked.indicator
    places = 0 if float(value).is_integer() else decimals(key)
    return f"{number(value, places)} {unit_word(key)}"


def _asked(found: Required) -> str:
    asked, report = found.asked, found.asked.grid.report
    first = _("{indicator} is to be {sense} {value} in {area}, {first}–{last} taken together{each}.").format(
        indicator=quoted(asked.indicator),
        sense=_("at least") if asked.more_is_better else _("at most"),
        value=level(found, asked.value),
        area=area_name(found),
        first=report[0],
        last=report[-1],
        each=_(", and in each part of it where at least 20 people stand behind the number") if len(asked.judged) > 1 else "",
    )
    if found.start[0] is None:
        return first
    return f"{first} " + _("With what is decided it is {start}.").format(
        start=_with_unit(found, range_words(found.start[0], asked.indicator))
    )


def _with_unit(found: Required, text: str) -> str:
    return f"{text} {unit_word(found.asked.indicator)}"


def _reached(found: Required) -> list[str]:
    said = [] if found.reachable else [_unreachable(found), *_past(found), *_held_back(found)]
    check = found.checks[-1]
    if check.values[0] is None:
        return [*said, _("With the places in the table the number is not defined when it is checked: too few people stand behind it.")]
    numbers = {
        "value": _with_unit(found, range_words(check.values[0], found.asked.indicator)),
        "reached": check.reached,
        "calculations": check.calculations,
    }
    if found.verdict == "met" or not found.reachable:
        said.append(_("With the places in the table it is {value}, checked anew with other chance.").format(**numbers))
    elif found.met_on_average:
        text = _(
            "With the places in the table it is {value}, checked anew with other chance: reached on average and in {reached} of "
            "{calculations} calculations, but the interval goes beyond the value."
        )
        said.append(text.format(**numbers))
    else:
        text = _(
            "With the places in the table it is {value}, checked anew with other chance: reached in {reached} of {calculations} "
            "calculations, but not on average."
        )
        said.append(text.format(**numbers))
    if len(found.checks) > 1:
        text = _("A first check did not reach it; more places were added and it was checked again, {times} of at most {most} times.")
        said.append(text.format(times=len(found.checks) - 1, most=MOST_ADDED))
    return said


def _unreachable(found: Required) -> str:
    service = service_name(found).lower()
    near = _("one day") if CATALOGUE[found.asked.indicator].unit == "days" else _("one percentage point")
    if found.family.is_bound:
        text = _(
            "It is not reached within what is taken for plausible ({times} times what is decided of {service}): there it is {highest}, and "
            "{unbounded} with as many as anyone can use. The tables show what comes within {near} of the former."
        )
    else:
        text = _(
            "It cannot be reached with {service} alone: with as many as anyone can use it is {highest}. The tables show what comes within "
            "{near} of that."
        )
    highest, unbounded = (_plain(found, float(values[0])) for values in (found.highest, found.unbounded))
    return text.format(times=number(found.asked.most_times), service=service, highest=highest, unbounded=unbounded, near=near)


def _past(found: Required) -> list[str]:
    """What comes before the first month of the plan cannot be changed, but counts."""
    asked = found.asked
    decided = asked.scenario.decision.year
    past = [str(year) for year in asked.grid.report if year < decided]
    said = (
        [_("The years before the decision count too, and no places can change them: {years}.").format(years=listed(past))] if past else []
    )
    if asked.lead:
        first = asked.grid.month_names[asked.months[0]]
        text = _("It takes {months} months from the decision before places can change: from {first} on. The months before count too.")
        said.append(text.format(months=asked.lead, first=first))
    return said


def _plain(found: Required, value: float) -> str:
    key = found.asked.indicator
    return f"{number(value, decimals(key))} {unit_word(key)}"


def _held_back(found: Required) -> list[str]:
    if not found.held_back:
        return [_("No other queue that was tried holds it back: what is left is law, leave, pauses and people's own time.")]
    each = [
        _("{service} (enough of them too: {gain} {unit} better)").format(
            service=text_of(SERVICES[held.service].sv, SERVICES[held.service].en).lower(),
            gain=range_words(held.gain, found.asked.indicator),
            unit=unit_word(found.asked.indicator, difference=True),
        )
        for held in found.held_back
    ]
    return [_("What else holds it back: {services}.").format(services=listed(each))]


def _missing(found: Required) -> list[str]:
    missing, places = found.missing(), digits(found)
    parts = [(label, missing[:, months].sum(axis=0).max(), missing[:, months].max(axis=1)) for label, months in stretches(found)]
    label, total, by_row = max(parts, key=lambda part: float(part[1]))
    if total <= 0.0:
        return [_("Nowhere are more needed than what is decided.")]
    most = int(np.argmax(by_row))
    said = [
        _("Most are missing in {stretch}: {total} {unit}, of them {part} in {area}.").format(
            stretch=label,
            total=number(float(total), places),
            unit=unit_name(found),
            part=number(float(by_row[most]), places),
            area=row_name(found.asked.scenario.county, found.asked.service, found.asked.rows[most]),
        )
        if len(found.asked.rows) > 1
        else _("Most are missing in {stretch}: {total} {unit}.").format(
            stretch=label, total=number(float(total), places), unit=unit_name(found)
        )
    ]
    return [*said, *_enough_from(found)]


def _enough_from(found: Required) -> list[str]:
    """From when on what is decided is enough everywhere."""
    shown = shown_months(found)
    short = [k for k in shown if (found.missing()[:, k] > 0.0).any()]
    if not short or short[-1] == shown[-1]:
        return []
    return [_("From {month} on what is decided is enough everywhere.").format(month=month_names(found)[short[-1] + 1])]


def _implausible(found: Required) -> list[str]:
    plan, now = np.array(found.family.plan(found.positions)), found.family.today
    county = found.asked.scenario.county
    rows = [row for k, row in enumerate(found.asked.rows) if (plan[k] >= MUCH * np.maximum(now[k], 1e-9)).any() and plan[k].max() > 0.0]
    if not rows:
        return []
    text = _("More than {times} times what is decided is needed in {areas}: ask whether that is plausible.")
    return [text.format(times=number(MUCH), areas=listed([row_name(county, found.asked.service, row) for row in rows]))]


def how_it_was_done(found: Required) -> tuple[str, ...]:
    """What the numbers rest on."""
    first = month_names(found)[0]
    return (
        _(
            "The places are what is used where nobody has to wait, taken down as far as the value still holds: first all areas alike, then "
            "each by itself. None gets more than the most that was used at a time in any calculation."
        ),
        _(
            "The same people with the same luck were simulated with each number of places ({search} calculations); the check has {check} "
            "others, with other draws of what is uncertain."
        ).format(search=found.replications, check=2 * found.replications),
        _(
            "The value is reached on average over the calculations, not in each. In a part where fewer than 20 people stand behind the "
            "number it is not judged by itself."
        ),
        _("The places are there from {month} on; those who wait already are served first. Arrivals are those of the scenario.").format(
            month=first
        ),
        *([] if found.asked.lead else [_("No time is counted for staff, premises or notice.")]),
        _("What is decided is what is left for these newcomers when others have theirs, as the calibration has it.")
        if found.asked.scenario.posterior is not None
        else _("What is decided is what is left for these newcomers when others have theirs."),
        *_steady(found),
    )


def _steady(found: Required) -> list[str]:
    if not found.unsteady:
        return [_("In what was tried more places never made the number worse.")]
    each = [_("{fewer} to {more}").format(fewer=number(a, digits(found)), more=number(b, digits(found))) for a, b in found.unsteady]
    return [_("More places made the number worse between these numbers of them: {steps}.").format(steps=listed(each))]
