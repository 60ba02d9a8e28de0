"""The charts of a report, drawn from its material."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from results.charts.capacity import capacity_use
from results.charts.chart import Chart
from results.charts.cohort import cohort
from results.charts.differences import Difference, Look, differences, sexes
from results.charts.flow import DOORS
from results.charts.received import received
from results.charts.series import Series, pages
from results.charts.steps import steps
from results.charts.waiting import waiting
from results.indicators.beside import QUEUES, TRACK_NAMES
from results.indicators.catalogue import CATALOGUE, full_name, name
from results.report.choice import CHILDREN, MAIN, WAITS, chart_indicators, has
from results.report.dates import marks
from results.report.material import Change, Material
from results.report.words import area_names, capital, flow_order, group_name, step_names, unit_word
from scenarios.activities import ACTIVITIES
from scenarios.language import text_of
from scenarios.language import translate as _

YEARS_BEFORE = 2
"""Years before the reported ones that the waiting chart shows: how the queues came about."""

WHO = ("women", "men", "schooling_0_6", "schooling_7_9", "schooling_10_12", "schooling_13", "special_need")
MOST_WAITS = 2
MOST_QUEUES = 12
"""Queues that the chart of waiting can show on a page; the others are in the tables."""


def waiting_charts(material: Material) -> tuple[Chart, ...]:
    """Waiting by queue and month; several charts where there are more alternatives than one can hold."""
    first, last = material.years[0] - YEARS_BEFORE, material.years[1]
    f = material.indicators
    months = f["period"].str.len().eq(7) & f["period"].str[:4].between(str(first), str(last))
    kept = f[f.indicator.str.startswith("queue_") & (f.area == material.county) & (f.group == "all") & months]
    frame = kept.assign(queue=kept.indicator.str.removeprefix("queue_"), month=kept.period)
    names = {q: capital(text_of(*TRACK_NAMES.get(q, (q, q)))) for q in _most_telling(material, frame)}
    dates = marks(material.base, date(first, 1, 1), date(last, 12, 31))
    parts = pages(material.series)
    keys = ["vantande" if k == 0 else f"vantande-{k + 1}" for k in range(len(parts))]
    if not names:
        return ()
    return tuple(waiting(frame, part, names, dates, material.replications, key) for part, key in zip(parts, keys, strict=True))


def _most_telling(material: Material, frame: pd.DataFrame) -> list[str]:
    """As many queues as a page has room for, in the order of the flow: those that an alternative moves first, then the longest."""
    present = _in_flow_order(frame)
    own = frame[frame.scenario == material.base.name]
    longest = own.groupby("queue")["mean"].max()
    d = material.differences
    told = d[d.indicator.str.startswith("queue_") & (d.area == material.county) & (d.group == "all") & ((d.low > 0) | (d.high < 0))]
    moved = set(told.indicator.str.removeprefix("queue_"))
    chosen = sorted(present, key=lambda queue: (queue not in moved, -float(longest.get(queue, 0.0))))[:MOST_QUEUES]
    return [queue for queue in present if queue in chosen]


def _in_flow_order(frame: pd.DataFrame) -> list[str]:
    """The queues in the order of the flow; activities and programmes that nobody waits for in any scenario are left out."""
    most = frame.groupby("queue")["mean"].max()
    unused = {kind.name for kind in ACTIVITIES if most.get(kind.name, 0.0) == 0.0}
    present = set(frame["queue"]) - unused
    return [q for q in flow_order(QUEUES) if q in present]


def received_chart(material: Material) -> Chart | None:
    """Received by door and year, from four years before the reported ones."""
    first, last = material.years[0] - 4, material.years[1]
    rows = []
    for year in range(first, last + 1):
        for door in ("all", *(d for d, _n in DOORS)):
            found = material.estimate(material.base.name, "received", material.county, door, str(year))
            if found is not None:
                rows.append((door, year, found.mean, found.low, found.high))
    frame = pd.DataFrame(rows, columns=["door", "year", "mean", "low", "high"])
    return received(frame, {door: _(label) for door, label in DOORS}, material.replications) if len(frame) else None


def steps_chart(material: Material) -> Chart | None:
    """Waiting against activity in each step, reported years pooled."""
    rows = []
    for step in step_names():
        for part, kind in (("waiting", "wait"), ("activity", "stay")):
            key = f"{kind}_{step}_median"
            if key not in CATALOGUE:
                continue
            period = material.period(key)
            middle = material.estimate(material.base.name, key, material.county, "all", period)
            far = material.estimate(material.base.name, f"{kind}_{step}_p90", material.county, "all", period)
            if middle is not None:
                rows.append((step, part, middle.mean, middle.low, middle.high, far.mean if far else float("nan")))
    frame = pd.DataFrame(rows, columns=["step", "part", "median", "low", "high", "p90"])
    return steps(frame, step_names(), "–".join(map(str, material.years)), material.replications) if len(frame) else None


def cohort_chart(material: Material) -> Chart | None:
    """From permit to work for those received in the first reported year; needs the event log of one calculation."""
    frame = material.extras.cohort
    return cohort(frame, material.years[0]) if frame is not None and float(frame["persons"].max()) > 0 else None


def capacity_chart(material: Material) -> Chart | None:
    """Use of capacity by service and area in the unchanged course."""
    frame = material.extras.capacity
    if frame is None or frame.empty:
        return None
    names = {s: name(f"use_{s}").split(": ", 1)[-1] for s in dict.fromkeys(frame["service"]) if f"use_{s}" in CATALOGUE}
    labels = {key: label for key, label in area_names(material).items() if key in set(frame["area"])}
    return capacity_use(frame, {k: capital(v) for k, v in names.items()}, labels, material.replications, *material.years)


def overview_chart(material: Material) -> Chart | None:
    """The first page's chart: a few headline indicators, every alternative, everybody."""
    rows = [
        _row(material, change, s.letter, full_name(key))
        for key in chart_indicators(material)
        for s in material.series[1:]
        if (change := material.change(s.name, key, material.county, "all", material.period(key))) is not None
    ]
    if not rows:
        return None
    title = _("Difference from the unchanged course")
    alt = _("Dots with intervals: difference from the unchanged course in the headline indicators.")
    return differences(
        rows, letters(material.series), key="oversikt", title=title, alt=alt, replications=material.replications, sheet=_("Overview")
    )


def letters(series: Sequence[Series]) -> dict[str, Look]:
    """How the alternatives look where each is a dot."""
    return {s.letter: Look(s.full, s.colour, s.marker, s.letter) for s in series[1:]}


def _row(material: Material, change: Change, kind: str, label: str) -> Difference:
    unit = capital(unit_word(change.indicator, difference=True))
    return Difference(label, kind, unit, change.value, change.low, change.high, change.told_apart)


def sex_charts(material: Material) -> tuple[Chart, ...]:
    """One chart an alternative: difference per headline indicator, women and men (girls and boys) paired."""
    made = [_sex_chart(material, s) for s in material.series[1:]]
    return tuple(chart for chart in made if chart is not None)


def _sex_chart(material: Material, s: Series) -> Chart | None:
    rows = []
    for key in MAIN:
        young = "girls" in CATALOGUE[key].groups and "schooling_0_6" not in CATALOGUE[key].groups and not has(material, key, "women")
        for kind, group in (("women", "girls" if young else "women"), ("men", "boys" if young else "men")):
            change = material.change(s.name, key, material.county, group, material.period(key, group=group))
            if change is not None:
                rows.append(_row(material, change, kind, name(key)))
    if not rows:
        return None
    rows.sort(key=lambda row: row.unit, reverse=True)
    return differences(
        rows,
        sexes(),
        key=f"skillnad-{s.letter.lower()}",
        title=_("{alternative}: difference for women and men").format(alternative=s.full),
        alt=_("Dots with intervals: difference per indicator for women and men, alternative {letter}.").format(letter=s.letter),
        replications=material.replications,
        sheet=_("Women and men, {letter}").format(letter=s.letter),
    )


def who_waits_chart(material: Material) -> Chart | None:
    """Who gets to wait longer or shorter: groups and sub-areas, for the waits that move most."""
    changes = who_waits(material)
    moved = {key: max((abs(c.value) for c, _l in changes if c.indicator == key and c.told_apart), default=0.0) for key in WAITS}
    chosen = sorted((k for k in WAITS if any(c.indicator == k for c, _l in changes)), key=lambda k: -moved[k])
    chosen = [key for k, key in enumerate(chosen) if k == 0 or moved[key] > 0][:MOST_WAITS]
    series = {s.name: s.letter for s in material.series}
    rows = [
        Difference(
            label, series[c.scenario], _("{indicator}, days").format(indicator=name(c.indicator)), c.value, c.low, c.high, c.told_apart
        )
        for key in chosen
        for c, label in changes
        if c.indicator == key
    ]
    if not rows:
        return None
    return differences(
        rows,
        letters(material.series),
        key="vem-far-vanta",
        title=_("Who gets to wait longer, and who shorter?"),
        alt=_("Dots with intervals: longer or shorter waiting by group and sub-area."),
        replications=material.replications,
        ends=(_("← shorter wait"), _("longer wait →")),
        sheet=_("Longer or shorter wait"),
    )


def who_waits(material: Material) -> list[tuple[Change, str]]:
    """Changes in waiting by group and by sub-area with the name of each; alternatives together for each row."""
    names = area_names(material)
    subareas = [area for area in names if ":" in area]
    places = [(material.county, g, group_name(g)) for g in WHO] + [(area, "all", names[area]) for area in subareas]
    found = []
    for key in WAITS:
        for area, group, label in places:
            period = material.period(key, area, group)
            for s in material.series[1:]:
                change = material.change(s.name, key, area, group, period)
                if change is not None:
                    found.append((change, label))
    return found


def children_indicators(material: Material) -> tuple[str, ...]:
    """Indicators that exist for girls or boys."""
    return tuple(key for key in CHILDREN if key in CATALOGUE and (has(material, key, "girls") or has(material, key, "boys")))
