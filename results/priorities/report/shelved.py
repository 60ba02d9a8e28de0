"""The packages on their shelves: in a few lines, beside each other, and all of them in one table."""

from __future__ import annotations

from dataclasses import replace

from results.intervals import Floats
from results.priorities.choices.budget import PAYERS
from results.priorities.choices.packages import Choice
from results.priorities.found import Shelf
from results.priorities.report.matter import Matter, Named, dearest
from results.priorities.report.wording import (
    lettered,
    measure_title,
    narrow_words,
    of_budget,
    often,
    outcome_name,
    package_words,
    places,
    range_words,
    scaled,
    shelf_name,
    short_level,
    where_words,
)
from results.priorities.search.shelves import goals_beyond, measures_beyond
from results.report.overviews import payer_name
from results.report.words import capital, goal_names
from results.tables import Column, Table, Value
from scenarios.language import translate as _
from scenarios.vocabulary import Payer

MOST_NAMED = 5
"""Measures and goals that the first page names one by one."""


def shelf_lines(matter: Matter) -> tuple[str, ...]:
    """One line a shelf, and one for what cannot be judged; the same shelves in every report."""
    return (*(_shelf_line(matter, shelf) for shelf in ("first", "alike", "later")), _not_judged(matter))


def _shelf_line(matter: Matter, shelf: Shelf) -> str:
    on = [each for each in matter.everything if each.found.shelf == shelf]
    name = shelf_name(shelf)
    if not on:
        none = {
            "first": _("no package can be told from all others: choose among the equal ones"),
            "alike": _("no other package"),
            "later": _("no package"),
        }[shelf]
        return f"{name}: {none}."
    if len(on) == len(matter.everything) == 1:
        return _("{shelf}: {package}; nothing else was within the budgets.").format(shelf=name, package=_in_running_text(on)[0])
    asked = bool(matter.found.requirements)
    form = {
        "first": _("{packages}. It is told apart from all the others that were compared, or keeps more to the requirements.")
        if asked
        else _("{packages}. It is told apart from all the others that were compared."),
        "alike": _("{packages}. They cannot be told apart from the one with the highest mean."),
        "later": _("{packages}. They come after, or keep less to the requirements.") if asked else _("{packages}. They come after."),
    }[shelf]
    return f"{name}: {form.format(packages=lettered(_in_running_text(on)))}"


def _in_running_text(on: list[Named]) -> list[str]:
    """Letters, and last what is decided already."""
    with_letters = [each.letter for each in on if each.letter]
    nothing = [_("nothing more than what is decided")] if len(with_letters) < len(on) else []
    return [*([lettered(with_letters)] if nothing and with_letters else with_letters), *nothing]


def _not_judged(matter: Matter) -> str:
    """Measures and goals that the calculation cannot judge: they stay on the page."""
    beyond = [each.label for each in measures_beyond(matter.found)] + goal_names(matter.county, [g.key for g in goals_beyond(matter.found)])
    named = "; ".join(beyond[:MOST_NAMED])
    more = _(" and {n} more").format(n=len(beyond) - MOST_NAMED) if len(beyond) > MOST_NAMED else ""
    asked = _("what the agreement asks for that no calculation can say: see “Goals that the calculation cannot judge”")
    return f"{_('Cannot be judged')}: {'; '.join(filter(None, (f'{named}{more}', asked)))}."


def front_table(matter: Matter) -> Table:
    """The packages beside each other, one a column: shelf, measures, cost against budget, outcome, how often best, requirements."""
    shown = matter.front
    columns = (
        Column("row", _("Package"), share=40),
        *(Column(each.letter.lower(), f"{each.letter}: {shelf_name(each.found.shelf)}", share=60 // max(1, len(shown))) for each in shown),
    )
    rows = (
        *_measure_rows(matter, shown),
        *_money_rows(matter, shown),
        (outcome_name(matter.found.objective), *(_narrow(matter, each) for each in shown)),
        *_doubt_row(matter, shown),
        *_requirement_rows(matter, shown),
    )
    note = _("The letter is a name, not a rank; equal packages stand by their cost. Unclear: cannot be told apart from zero.")
    if len(matter.named) > len(shown):
        note += " " + _("{n} of {all} compared packages; the others stand under “The alternatives” and on pages of their own.").format(
            n=len(shown), all=len(matter.named)
        )
    numbers = replace(all_table(matter).numbers or all_table(matter), key="hyllor-siffror")
    return Table("hyllor", _("The packages beside each other"), columns, rows, note, numbers=numbers)


def _measure_rows(matter: Matter, shown: tuple[Named, ...]) -> tuple[tuple[Value, ...], ...]:
    menu = matter.found.menu
    chosen = [{choice.measure: choice for choice in each.package} for each in shown]
    used = [key for key in menu.measures if any(key in each for each in chosen)]
    rows = []
    for key in used:
        cells = [_short(matter, each[key]) if key in each else "–" for each in chosen]
        first = next(each[key] for each in chosen if key in each)
        rows.append((measure_title(menu, first), *cells))
    return tuple(rows)


def _short(matter: Matter, choice: Choice) -> str:
    words = short_level(choice.level)
    return capital(f"{words}, {where_words(matter.county, choice)}" if choice.subarea else words)


def paying(matter: Matter) -> tuple[Payer, ...]:
    """The payers that some package costs anything, in the order of all tables."""
    most = [dearest(each.found.cost) for each in matter.named]
    return tuple(payer for k, payer in enumerate(PAYERS) if any(cost[k] != 0.0 for cost in most))


def _money_rows(matter: Matter, shown: tuple[Named, ...]) -> tuple[tuple[Value, ...], ...]:
    budgets = matter.found.budgets
    rows = []
    for payer in paying(matter):
        row = PAYERS.index(payer)
        title = _("Cost in the dearest year, {payer}, of budget (MSEK)").format(payer=payer_name(payer))
        rows.append((title, *(of_budget(float(dearest(each.found.cost)[row]), budgets.of(payer)) for each in shown)))
    return tuple(rows)


def _score(matter: Matter, each: Named) -> str:
    objective = matter.found.objective
    return range_words(scaled(objective, each.found.score), places(objective))


def _narrow(matter: Matter, each: Named) -> str:
    return narrow_words(scaled(matter.found.objective, each.found.score), places(matter.found.objective))


def _doubt_row(matter: Matter, shown: tuple[Named, ...]) -> tuple[tuple[Value, ...], ...]:
    if matter.found.doubt is None:
        return ()
    return ((_("Best in so many calculations"), *(best_words(matter, each) for each in shown)),)


def best_words(matter: Matter, each: Named, future: str = "") -> str:
    """In how many calculations a package is best, in one future or in all: "7 av 10"; two dots where it was not looked at."""
    doubt = matter.found.doubt
    if doubt is None or each.package not in doubt.packages:
        return ".."
    counts: Floats = doubt.best_in[doubt.packages.index(each.package)]
    if future:
        return often(float(counts[doubt.futures.index(future)]), doubt.calculations)
    return often(*doubt.best_of_all(each.package))


def _requirement_rows(matter: Matter, shown: tuple[Named, ...]) -> tuple[tuple[Value, ...], ...]:
    asked = len(matter.found.requirements)
    if not asked:
        return ()
    return ((_("Requirements that are met"), *(often(sum(h.verdict == "met" for h in each.found.held), asked) for each in shown)),)


def all_table(matter: Matter) -> Table:
    """Every package that was simulated to the end: what it is, where it stands, what it costs and does."""
    objective, payers = matter.found.objective, paying(matter)
    columns = (
        Column("package", _("Package"), share=8),
        Column("shelf", _("Shelf"), share=13),
        Column("what", _("What, how much and where"), share=37),
        Column("cost", _("Cost in the dearest year by payer, of budget, millions of SEK"), share=22),
        Column("score", outcome_name(objective), share=20),
    )
    rows = tuple(
        (
            each.label,
            shelf_name(each.found.shelf),
            package_words(matter.found.menu, each.package),
            _costs(matter, each),
            _score(matter, each),
        )
        for each in matter.everything
    )
    note = _("Differences from nothing more than what is decided; mean and 95 % confidence interval.")
    title = _("All packages that were compared")
    return Table("alla-paket", title, columns, rows, note, numbers=_in_numbers(matter, payers, title, note), sheet=_("All packages"))


def _costs(matter: Matter, each: Named) -> str:
    budgets, most = matter.found.budgets, dearest(each.found.cost)
    parts = [f"{payer_name(p)} {of_budget(float(most[PAYERS.index(p)]), budgets.of(p))}" for p in paying(matter) if most[PAYERS.index(p)]]
    return "; ".join(parts) or "–"


def _in_numbers(matter: Matter, payers: tuple[Payer, ...], title: str, note: str) -> Table:
    objective = matter.found.objective
    decimals = places(objective)
    columns = (
        Column("package", _("Package")),
        Column("key", _("Name in the files")),
        Column("shelf", _("Shelf")),
        Column("what", _("What, how much and where")),
        *(Column(p, _("{payer}, dearest year, SEK").format(payer=capital(payer_name(p))), 0) for p in payers),
        Column("score", outcome_name(objective), decimals, signed=True),
        Column("low", _("Interval, lower"), decimals, signed=True),
        Column("high", _("Interval, upper"), decimals, signed=True),
        Column("observations", _("Calculations behind"), 0),
    )
    each_rests_on = matter.replications_each
    rows = []
    for each in matter.everything:
        score, most = scaled(objective, each.found.score), dearest(each.found.cost)
        money = [float(most[PAYERS.index(p)]) for p in payers]
        cells: tuple[Value, ...] = (*money, score.mean, score.low, score.high, each_rests_on * each.found.observations)
        rows.append((each.label, each.key, shelf_name(each.found.shelf), package_words(matter.found.menu, each.package), *cells))
    return Table("alla-paket", title, columns, tuple(rows), note, sheet=_("All packages"))
