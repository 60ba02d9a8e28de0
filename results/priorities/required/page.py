"""The page on a required capacity, for the one who coordinates integration in a municipality: two printed sheets."""

from __future__ import annotations

from datetime import date

import numpy as np

from results.charts.chart import Chart
from results.charts.required import Panel, places_needed
from results.priorities.required.found import Required
from results.priorities.required.rows import row_name
from results.priorities.required.sentences import how_it_was_done, in_short
from results.priorities.required.tables import (
    area_name,
    check_table,
    missing_table,
    month_names,
    months_table,
    needed_table,
    service_name,
    shown_months,
    stretches,
)
from results.report.page import Drawn, Item, Lines, Page, Section, Shown, Words
from scenarios.language import translate as _

MOST_PANELS = 30
"""More small panels than this are not readable on a page."""


def page_of(found: Required) -> Page:
    """Put what was found into words, tables and a chart."""
    report = found.asked.grid.report
    return Page(
        title=_("How many are needed? {service}, {area}, {first}–{last}").format(
            service=service_name(found), area=area_name(found), first=report[0], last=report[-1]
        ),
        lead=_("For those who plan places in the municipalities, and for the local agreement."),
        notice=_(
            "The people in this report are simulated – none is real. The model describes groups and is not made for decisions about "
            "individuals."
        ),
        front=(Section("i-korthet", _("In short"), (Lines(in_short(found)),)),),
        sections=(
            Section("behovs", _("So many are needed"), _needed(found)),
            Section("provat", _("Does it hold?"), (Shown(check_table(found)),)),
            *([Section("manad", _("Month by month"), (Drawn(_chart(found)),))] if len(found.asked.rows) <= MOST_PANELS else []),
            Section("sa-gjordes", _("What the numbers rest on"), (Lines(how_it_was_done(found)),)),
        ),
        colophon=_("{n} calculations in all, seed {seed}, checked with seed {check}.").format(
            n=found.simulations, seed=found.seed, check=found.checks[-1].seed
        ),
        brief=True,
    )


def _needed(found: Required) -> tuple[Item, ...]:
    items: list[Item] = [Shown(needed_table(found)), Shown(missing_table(found))]
    if len(stretches(found)) != len({tuple(b) for b in found.family.blocks if set(b) & set(shown_months(found))}):
        items.append(Words(_("Each year's highest number; the workbook has every month."), "note"))
    return tuple(items)


def _chart(found: Required) -> Chart:
    shown, names = shown_months(found), month_names(found)
    plan, curve = np.array(found.family.plan(found.positions)), found.family.curve(found.positions)
    county = found.asked.scenario.county
    panels = [
        Panel(row_name(county, found.asked.service, row), plan[k, shown], curve[k, shown], found.family.today[k, shown])
        for k, row in enumerate(found.asked.rows)
    ]
    months = [date.fromisoformat(f"{names[k]}-01") for k in shown]
    return places_needed(panels, months, service_name(found), months_table(found), missing_table(found))
