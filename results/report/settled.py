"""Who settles where: the received of each municipality by way of arrival, and how evenly they are spread."""

from __future__ import annotations

from results.charts.flow import DOORS
from results.indicators.catalogue import name
from results.report.local_tables import hidden_groups, received_cell
from results.report.material import Material
from results.report.overviews import interval_note
from results.report.place import Place
from results.report.words import alphabetical, broken, unit_word, with_interval
from results.tables import Column, Table, Value
from scenarios.language import translate as _

GROUPS = ("all", *(door for door, _label in DOORS))


def settled_table(material: Material) -> Table:
    """All reported years together on the page; each year, in whole persons, in the workbook."""
    places = sorted((Place.of(material, m) for m in material.base.county.municipalities), key=lambda place: alphabetical(place.name))
    labels = {"all": _("All"), **{door: _(label) for door, label in DOORS}}
    rate = "received_per_1000"
    columns = (
        Column("area", _("Municipality")),
        *(Column(group, labels[group]) for group in GROUPS),
        Column("rate", _("Per 1,000 inhabitants and year")),
    )
    hidden = {place.area: hidden_groups(material, place, place.area) for place in places}
    rows = tuple(
        (
            place.name,
            *(broken(received_cell(material, place, place.area, group, hidden[place.area])) for group in GROUPS),
            broken(with_interval(place.whole(material, rate), rate)),
        )
        for place in places
    )
    title = _("Received by municipality and way of arrival, {first}–{last}").format(first=material.years[0], last=material.years[1])
    note = f"{interval_note(material)} " + _("Unchanged course, persons of all ages. The order is alphabetical.")
    return Table("mottagna-kommuner", title, columns, rows, note, numbers=_in_numbers(material, places, labels, title, note))


def _in_numbers(material: Material, places: list[Place], labels: dict[str, str], title: str, note: str) -> Table:
    years = range(material.years[0], material.years[1] + 1)
    columns = (
        Column("area", _("Municipality")),
        Column("way", _("Way of arrival")),
        *(Column(str(year), str(year), 0) for year in years),
    )
    rows: list[tuple[Value, ...]] = []
    for place in places:
        hidden = hidden_groups(material, place, place.area)
        for group in (g for g in GROUPS if g not in hidden):
            found = [material.estimate(material.base.name, "received", place.area, group, str(year)) for year in years]
            rows.append((place.name, labels[group], *(None if each is None else round(each.mean) for each in found)))
    return Table("mottagna-kommuner", title, columns, tuple(rows), note, sheet=_("Received by municipality"))


def spread_sentence(material: Material) -> str:
    """How much municipalities differ in those received per 1,000 inhabitants; empty where it is not known."""
    key = "received_spread"
    found = material.estimate(material.base.name, key, material.county, "all", material.period(key))
    if found is None:
        return ""
    return _("{what}: {value} {unit} (standard deviation, what chance gives taken off).").format(
        what=name(key), value=with_interval(found, key), unit=unit_word(key)
    )
