"""Tables of a municipality's page: received, in time, queues, what is asked for, and room."""

from __future__ import annotations

from collections.abc import Sequence

from results.charts.flow import DOORS
from results.indicators.beside import QUEUES, TRACK_NAMES
from results.indicators.catalogue import name
from results.report.choice import has
from results.report.dates import month_before
from results.report.material import Estimate, Material
from results.report.overviews import interval_note
from results.report.place import Place
from results.report.words import area_names, capital, flow_order, group_name, unbroken, unit_word, with_interval
from results.study import LEAST_PEOPLE
from results.tables import Column, Table, Value
from scenarios.calendar import day
from scenarios.language import number, text_of
from scenarios.language import translate as _
from scenarios.vocabulary import SERVICES

IN_TIME = (
    "reception_in_time",
    "plan_in_time",
    "sfi_in_time_plan",
    "sfi_in_time_others",
    "so_in_time",
    "health_in_time",
    "first_activity_30_days",
    "practice_12_months",
    "preschool_in_time",
    "school_in_time",
    "reception_wait_median",
    "plan_wait_median",
    "sfi_wait_median",
    "sfi_course_passed",
    "active_share",
    "self_support",
    "work_two_years",
    "in_municipality_3_years",
)
"""Indicators of a municipality's page: limits first, then waits, then what becomes of it."""

MOST_SHORT = 3
"""Services named in short as being full for the longest time."""

PARTS = (tuple(door for door, _name in DOORS), ("women", "men", "girls", "boys"))
"""Groups of the received that add up to all of them."""


def received_table(material: Material, place: Place) -> Table:
    """All reported years together, by way of arrival and by sex and age; nothing on fewer than 20 people."""
    columns = (Column("who", _("Received")), *(Column(key, label) for key, label in place.areas))
    names = {door: _(label) for door, label in DOORS}
    hidden = {area: hidden_groups(material, place, area) for area, _label in place.areas}
    rows = tuple(
        (names.get(group, group_name(group)), *(received_cell(material, place, area, group, hidden[area]) for area, _label in place.areas))
        for group in ("all", *(group for part in PARTS for group in part))
    )
    note = _("Persons of all ages {first}–{last}, unchanged course: mean and 95 % confidence interval for the expected value.").format(
        first=material.years[0], last=material.years[1]
    )
    return Table("mottagna-kommun", _("Received, all reported years"), columns, rows, note)


def hidden_groups(material: Material, place: Place, area: str) -> frozenset[str]:
    """Groups that are not shown: those of fewer than 20, and the next smallest where one alone could be told from the sum."""
    found: set[str] = set()
    for part in PARTS:
        sizes = {group: each.mean for group in part if (each := place.whole(material, "received", area, group)) is not None}
        small = [group for group, size in sizes.items() if size < LEAST_PEOPLE]
        rest = [group for group in sizes if group not in small]
        # Nobody at all is no secret: a group that is empty hides nothing.
        if len([group for group in small if sizes[group] > 0]) == 1 and rest:
            small.append(min(rest, key=lambda group: sizes[group]))
        found.update(small)
    return frozenset(found)


def received_cell(material: Material, place: Place, area: str, group: str, hidden: frozenset[str]) -> str:
    """Received of a group in an area, in whole persons with the interval; or why they are not shown."""
    found = place.whole(material, "received", area, group)
    if found is None:
        return ".."
    if group in hidden:
        return _("fewer than 20") if found.mean < LEAST_PEOPLE else _("not shown")
    return unbroken(f"{number(found.mean, 0)} ({number(found.low, 0)}–{number(found.high, 0)})")


def in_time_table(material: Material, place: Place) -> Table:
    """Limits, waits and outcomes of the municipality beside its sub-area and the county."""
    columns = (Column("indicator", _("Indicator")), Column("unit", _("Unit")), *(Column(key, label) for key, label in place.areas))
    rows = [
        (name(key), unit_word(key), *(_level(material, place, key, area) for area, _label in place.areas))
        for key in IN_TIME
        if has(material, key)
    ]
    return Table("i-tid-tabell", _("The municipality beside the county, unchanged course"), columns, tuple(rows), interval_note(material))


def _level(material: Material, place: Place, key: str, area: str) -> str:
    period = material.period(key, area)
    whole = period == material.period(key)
    return with_interval(place.whole(material, key, area), key) + ("" if whole else f" {unbroken(period.replace('-', '–'))}")


def queues_table(material: Material, place: Place) -> Table:
    """People in each queue: before the decision, and in the month of each year when they are most."""
    years = range(material.years[0], material.years[1] + 1)
    before = month_before(material.base)
    columns = (
        Column("queue", _("Queue")),
        Column("before", _("End of {month}").format(month=before), 0),
        *(Column(str(y), _("Most in {year} (month)").format(year=y)) for y in years),
    )
    rows: list[tuple[Value, ...]] = []
    for track in flow_order(QUEUES):
        found = [_most(material, track, place.area, year) for year in years]
        if any(each is not None and round(each[0].mean) > 0 for each in found):
            now = material.estimate(material.base.name, f"queue_{track}", place.area, "all", before)
            label = capital(text_of(*TRACK_NAMES.get(track, (track, track))))
            rows.append((label, now.mean if now is not None else None, *(_peak(each) for each in found)))
    note = _("Persons waiting on the last day of the month, mean of {n} calculations, unchanged course.").format(n=material.replications)
    return Table("koer-kommun", _("People waiting in the municipality"), columns, tuple(rows), note)


def _most(material: Material, track: str, area: str, year: int) -> tuple[Estimate, int] | None:
    months = [(material.estimate(material.base.name, f"queue_{track}", area, "all", f"{year}-{m:02d}"), m) for m in range(1, 13)]
    known = [(found, month) for found, month in months if found is not None]
    return max(known, key=lambda pair: pair[0].mean) if known else None


def _peak(found: tuple[Estimate, int] | None) -> str:
    if found is None:
        return ".."
    return "0" if round(found[0].mean) == 0 else f"{number(found[0].mean, 0)} ({found[1]})"


def wanted_table(material: Material, place: Place) -> Table:
    """What is asked for each year: places for children, dwellings."""
    years = range(material.years[0], material.years[1] + 1)
    columns = (Column("what", _("Asked for")), *(Column(str(y), str(y), 0) for y in years))
    rows = []
    for key in ("preschool_wanted", "school_wanted", "dwellings_wanted"):
        found = [material.estimate(material.base.name, key, place.area, "all", str(y)) for y in years]
        rows.append((name(key), *(each.mean if each is not None else None for each in found)))
    note = _("Mean of {n} calculations, unchanged course.").format(n=material.replications)
    return Table("onskade", _("Places and dwellings asked for each year"), columns, tuple(rows), note)


def capacity_table(material: Material, place: Place) -> Table:
    """Use of each capacity that serves the municipality and is used, and months of shortage, without and with each alternative."""
    frame = material.extras.local_capacity
    columns = (
        Column("service", _("Capacity")),
        Column("where", _("Serves")),
        Column("amount", _("For newcomers at the decision")),
        Column("use", _("Use, percent")),
        Column("short", _("Months of shortage")),
        *(Column(s.letter.lower(), _("with {letter}").format(letter=s.letter), 0) for s in material.series[1:]),
    )
    names, rows = area_names(material), list[tuple[Value, ...]]()
    for service, area in serving(material, place):
        found = {key: frame.get((key, service, area)) for key in (s.name for s in material.series)} if frame else {}
        base = found.get(material.base.name)
        if base is None or (not base.short_months and round(base.mean) == 0):
            continue
        use = unbroken(f"{number(base.mean, 0)} ({number(base.low, 0)}–{number(base.high, 0)})")
        own = _("the municipality") if area == place.area else names.get(area, area)
        changed = [None if (each := found.get(s.name)) is None else each.short_months for s in material.series[1:]]
        rows.append(
            (
                service_name(service),
                own,
                _amount(material, service, area),
                use,
                _short_months(base.short_months, base.first_short),
                *changed,
            )
        )
    months = 12 * (material.years[1] - material.years[0] + 1)
    note = _(
        "A month is short when at least 95 % is in use, of {n} months. What people outside the calculation take is not counted; of monthly "
        "supplies more than 100 % is used where what was left from before is taken too."
    ).format(n=months)
    return Table("kapacitet-kommun", _("Capacity that serves the municipality"), columns, tuple(rows), note)


def _short_months(months: int, first: str) -> str:
    return _("{n}, first {month}").format(n=months, month=first) if months else "0"


def shortages(material: Material, place: Place) -> tuple[str, ...]:
    """The services that are full for the longest time, at most three, with their months of shortage."""
    frame = material.extras.local_capacity or {}
    found = [(service, each) for service, area in serving(material, place) if (each := frame.get((material.base.name, service, area)))]
    short = sorted((pair for pair in found if pair[1].short_months), key=lambda pair: -pair[1].short_months)[:MOST_SHORT]
    return tuple(_("{service} ({n} months)").format(service=service_name(service).lower(), n=each.short_months) for service, each in short)


def serving(material: Material, place: Place) -> Sequence[tuple[str, str]]:
    """Services and the area whose capacity serves the municipality."""
    county, found = material.base.county, []
    for service in SERVICES:
        try:
            found.append((service, county.served_by(service, place.code)))
        except KeyError:
            continue
    return found


def service_name(service: str) -> str:
    """The service's name in the language of the reader."""
    return text_of(SERVICES[service].sv, SERVICES[service].en)


def _amount(material: Material, service: str, area: str) -> str:
    decided = day(material.base.decision)
    total = sum(c.effective(decided) for c in material.base.county.capacities if c.service == service and c.area == area)
    per = {"year": _("a year"), "month": _("a month")}.get(SERVICES[service].unit.rpartition("/")[2], "")
    return f"{number(total, 0 if total >= 10 else 1)} {per}".strip()
