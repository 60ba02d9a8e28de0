"""Sections on what the calculation shows: the county, women and men, places, bottlenecks, who waits, children."""

from __future__ import annotations

from results.indicators.beside import QUEUES, TRACK_NAMES
from results.report.dates import month_before
from results.report.figures import (
    capacity_chart,
    cohort_chart,
    received_chart,
    sex_charts,
    waiting_charts,
    who_waits_chart,
)
from results.report.local import where_the_pages_are
from results.report.material import Material
from results.report.overviews import (
    alternatives_table,
    children_table,
    main_table,
    municipalities_table,
    received_table,
    sex_table,
    subareas_table,
    who_table,
)
from results.report.page import Drawn, Item, Lines, Section, Shown, Words
from results.report.sentences import headline_sentences
from results.report.settled import settled_table, spread_sentence
from results.report.words import capital, flow_order
from results.tables import Column, Table
from scenarios.county import County
from scenarios.language import number, text_of
from scenarios.language import translate as _


def situation(material: Material) -> Section:
    """The situation in the county: who was received by which way, the forecast, the queues at the decision."""
    futures = {"low": _("low"), "planned": _("planned"), "high": _("high"), "surge": _("surge")}
    readings = {"decision": _("as it looked at the decision"), "outcome": _("as it turned out")}
    base = material.base
    words = _("Arrivals follow the published series, and from {date} the {future} forecast; everything is read {reading}.").format(
        date=base.decision.isoformat(), future=futures[base.future], reading=readings[base.reading]
    )
    items: list[Item] = [Words(text) for text in (*agreement_words(base.county), words)]
    chart = received_chart(material)
    items += [Drawn(chart)] if chart is not None else [Shown(received_table(material))]
    queues = queues_table(material)
    items += [Shown(queues)] if queues.rows else []
    items += [Words(sentence) for sentence in material.extras.readiness]
    if not material.alternatives:
        items += [Drawn(c) for c in waiting_charts(material)]
    return Section("laget", _("The situation in the county"), tuple(items))


def agreement_words(county: County) -> tuple[str, ...]:
    """The agreement that the county follows, and what happens when in its year; nothing where it states none."""
    parts = (text_of(county.agreement_sv, county.agreement_en), text_of(county.cycle_sv, county.cycle_en))
    said = " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
    return (said,) if said else ()


def queues_table(material: Material) -> Table:
    """People in each queue on the last day of the month before the decision."""
    month = month_before(material.base)
    columns = (
        Column("queue", _("Queue")),
        Column("all", _("People waiting"), 0),
        Column("low", _("Interval, lower"), 0),
        Column("high", _("Interval, upper"), 0),
        Column("women", _("Of them women"), 0),
    )
    rows = []
    for track in flow_order(QUEUES):
        found = material.estimate(material.base.name, f"queue_{track}", material.county, "all", month)
        women = material.estimate(material.base.name, f"queue_{track}", material.county, "women", month)
        if found is not None and found.high > 0:
            rows.append(
                (
                    capital(text_of(*TRACK_NAMES.get(track, (track, track)))),
                    found.mean,
                    found.low,
                    found.high,
                    women.mean if women else None,
                )
            )
    return Table(
        "koer", _("Queues at the end of {month}").format(month=month), columns, tuple(rows), _("Unchanged course, the whole county.")
    )


def shows(material: Material) -> Section:
    """What the calculation shows for the county as a whole."""
    items: list[Item] = []
    if material.alternatives:
        items.append(Shown(alternatives_table(material)))
    for s in material.series[1:]:
        items += [Words(s.full, "heading"), Lines(headline_sentences(material, s))]
    if material.alternatives:
        items += [Drawn(c) for c in waiting_charts(material)]
    items += [Words(_("All headline indicators"), "heading"), Shown(main_table(material))]
    return Section("visar", _("What the calculation shows"), tuple(items))


def women_and_men(material: Material) -> Section:
    """Women and men, girls and boys."""
    items: list[Item] = [Drawn(c) for c in sex_charts(material)]
    items.append(Shown(sex_table(material)))
    return Section("kvinnor-och-man", _("Women and men (girls and boys)"), tuple(items))


def places(material: Material) -> Section:
    """Sub-areas and municipalities."""
    words = _(
        "Where few people stand behind a year, three years or more are taken together; where they are fewer than 20 even so, nothing is "
        "shown. The order is alphabetical: it is not a ranking, and differences between municipalities mirror who lives there."
    )
    tables = (subareas_table(material), municipalities_table(material))
    spread = spread_sentence(material)
    settled: tuple[Item, ...] = (Shown(settled_table(material)), *((Words(spread),) if spread else ()))
    own = Words(where_the_pages_are(material), "note")
    return Section("kommunerna", _("The municipalities (sub-areas)"), (Words(words), *(Shown(t) for t in tables if t.rows), *settled, own))


def bottleneck(material: Material) -> Section:
    """Where the next bottleneck arises."""
    items: list[Item] = []
    if material.extras.bottlenecks:
        items.append(Lines(material.extras.bottlenecks))
    charts = (capacity_chart(material), cohort_chart(material))
    items += [Drawn(c) for c in charts if c is not None]
    return Section("flaskhals", _("Where the next bottleneck arises"), tuple(items or [Words(_("No capacity is reported."))]))


def who_waits_longer(material: Material) -> Section | None:
    """Who gets to wait longer; only where there is something to compare with."""
    if not material.alternatives:
        return None
    items: list[Item] = []
    chart = who_waits_chart(material)
    items += [Drawn(chart)] if chart is not None else []
    table = who_table(material)
    if table.rows:
        items.append(Shown(table))
    else:
        items.append(Words(_("No group and no sub-area has a wait that can be told apart from that of the unchanged course.")))
    return Section("vem-far-vanta-langre", _("Who gets to wait longer"), tuple(items))


def children(material: Material) -> Section:
    """The best interests of the child."""
    received = material.estimate(material.base.name, "received", material.county, "girls", material.period("received", group="girls"))
    boys = material.estimate(material.base.name, "received", material.county, "boys", material.period("received", group="boys"))
    items: list[Item] = []
    if received is not None and boys is not None:
        items.append(
            Words(
                _("{girls} girls and {boys} boys are received {first}–{last} in the unchanged course.").format(
                    girls=number(received.mean, 0), boys=number(boys.mean, 0), first=material.years[0], last=material.years[1]
                )
            )
        )
    table = children_table(material)
    items += [Shown(table)] if table.rows else []
    items.append(Words(_("Places and waiting are counted. How children fare in school and at home is not: ask them."), "note"))
    return Section("barnets-basta", _("The best interests of the child"), tuple(items))
