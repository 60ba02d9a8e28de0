"""What each package does for each goal: the parts of the ways that it closes, side by side, and with the indicators behind them."""

from __future__ import annotations

from results.indicators.catalogue import full_name
from results.priorities.found import Range
from results.priorities.report.matter import Matter, Named, estimate
from results.priorities.report.wording import aim_name, narrow_words, percent, unclear_note
from results.report.words import broken, decimals, interval_words, unit_word
from results.tables import Column, Table, Value
from scenarios.language import translate as _


def start_table(matter: Matter) -> Table:
    """Where the county is at each goal with nothing more done, and how far it is to the goal."""
    columns = (
        Column("goal", _("Goal"), share=34),
        Column("indicator", _("Indicator that stands closest"), share=36),
        Column("start", _("With nothing more done"), share=18),
        Column("way", _("Way left"), share=12),
    )
    full = (
        Column("goal", _("Goal")),
        Column("indicator", _("Indicator that stands closest")),
        Column("unit", _("Unit")),
        *_three("start", _("With nothing more done"), 1),
        Column("way", _("Way left"), 1),
        Column("weight", _("Weight, percent"), 1),
    )
    rows, cells = list[tuple[Value, ...]](), list[tuple[Value, ...]]()
    objective = matter.found.objective
    for aim, weight in zip(objective.aims, objective.parts(), strict=True):
        found = matter.start(aim.indicator) or Range(aim.start, float("nan"), float("nan"))
        unit, places = unit_word(aim.indicator), decimals(aim.indicator)
        goal, indicator = aim_name(matter.county, aim), full_name(aim.indicator)
        way = Range(aim.way, aim.way, aim.way)
        level = broken(interval_words(estimate(found), places))
        rows.append((goal, f"{indicator}, {unit}", level, interval_words(estimate(way), places).split("\N{NO-BREAK SPACE}(")[0]))
        cells.append((goal, indicator, unit, found.mean, found.low, found.high, aim.way, 100.0 * float(weight)))
    title = _("The goals that can be computed, and how far it is to them")
    note = _("The whole county, the reported years together. Of shares the goal is 100 percent; of waits and gaps it is none.")
    numbers = Table("malen", title, full, tuple(cells), note, sheet=_("Way to the goals"))
    return Table("malen", title, columns, tuple(rows), note, numbers=numbers)


def _three(key: str, label: str, places: int, *, signed: bool = False) -> tuple[Column, ...]:
    return (
        Column(key, label, places, signed),
        Column(f"{key}_low", _("Interval, lower"), places, signed),
        Column(f"{key}_high", _("Interval, upper"), places, signed),
    )


def closed_table(matter: Matter) -> Table:
    """The part of the way to each goal that each package closes: what is needed to weigh the goals by hand."""
    shown, objective = matter.named, matter.found.objective
    columns = (Column("goal", _("Goal")), *(Column(each.letter.lower(), each.letter) for each in matter.front))
    full = (
        Column("package", _("Package")),
        Column("goal", _("Goal")),
        Column("weight", _("Weight, percent"), 1),
        *_three("closed", _("Part of the way, percent"), 1, signed=True),
    )
    rows = tuple(
        (aim_name(matter.county, aim), *(narrow_words(percent(each.found.closed[k])) for each in matter.front))
        for k, aim in enumerate(objective.aims)
    )
    cells = list[tuple[Value, ...]]()
    for each in shown:
        for k, (aim, weight) in enumerate(zip(objective.aims, objective.parts(), strict=True)):
            part = percent(each.found.closed[k])
            cells.append((each.letter, aim_name(matter.county, aim), 100.0 * float(weight), part.mean, part.low, part.high))
    title = _("Part of the way to each goal that each package closes, percent")
    note = unclear_note() + " " + _("Minus leads away from the goal. All packages are in the workbook.")
    numbers = Table("del-av-vagen", title, full, tuple(cells), note, sheet=_("Part of the way"))
    return Table("del-av-vagen", title, columns, rows, note, numbers=numbers)


def package_goals_table(matter: Matter, named: Named) -> Table:
    """What one package does for each goal: the change in the indicator, and the part of the way."""
    columns = (
        Column("goal", _("Goal, indicator and unit"), share=52),
        Column("start", _("With nothing more done"), share=16),
        Column("change", _("Change"), share=16),
        Column("closed", _("Part of the way, percent"), share=16),
    )
    full = (
        Column("goal", _("Goal")),
        Column("indicator", _("Indicator")),
        Column("unit", _("Unit")),
        *_three("start", _("With nothing more done"), 1),
        *_three("change", _("Change"), 1, signed=True),
        *_three("closed", _("Part of the way, percent"), 1, signed=True),
    )
    rows, cells = list[tuple[Value, ...]](), list[tuple[Value, ...]]()
    for aim, closed in zip(matter.found.objective.aims, named.found.closed, strict=True):
        key, part = aim.indicator, percent(closed)
        start, change = matter.start(key), matter.change(named, key)
        level = broken(interval_words(estimate(start), decimals(key))) if start is not None else ".."
        goal, unit = aim_name(matter.county, aim), unit_word(key, difference=True)
        moves = None if change is None else Range(change.value, change.low, change.high)
        rows.append((f"{aim.goal} {full_name(key)}, {unit}".strip(), level, narrow_words(moves, decimals(key)), narrow_words(part)))
        levels = (start.mean, start.low, start.high) if start is not None else (None,) * 3
        moved = (change.value, change.low, change.high) if change is not None else (None,) * 3
        cells.append((goal, full_name(key), unit, *levels, *moved, part.mean, part.low, part.high))
    letter = named.letter
    title = _("Package {letter}: each goal").format(letter=letter)
    note = _("The whole county.") + " " + unclear_note()
    key = f"mal-{letter.lower()}"
    numbers = Table(key, title, full, tuple(cells), note, sheet=_("{letter}: goals").format(letter=letter))
    return Table(key, title, columns, tuple(rows), note, numbers=numbers)
