"""The county's table of capacities: what each service can take, by area and date, and who outside the flow takes a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.calendar import day
from scenarios.county import Capacity, CapacityStep, County, Municipality
from scenarios.errors import Faults, Problem, shown
from scenarios.files import Found
from scenarios.language import translate
from scenarios.origins import Origin
from scenarios.shares import divided, divided_whole
from scenarios.tables import Row, read_table
from scenarios.vocabulary import SERVICES

_COLUMNS = ("service", "area", "from", "value", "source", "assumption")
_ALSO = ("language", "background", "known", "note", "share_by")
_LARGEST = 100_000.0

SHARE_BY = ("population", "assigned", "self_settled", "asylum")
"""By what a row for the whole county may be divided between its municipalities."""


@dataclass(frozen=True)
class Served:
    """What the table may name: municipalities, keys of sub-areas, the county's code, keys of languages."""

    municipalities: tuple[Municipality, ...]
    subareas: tuple[str, ...]
    county: str
    languages: tuple[str, ...]

    @property
    def areas(self) -> tuple[str, ...]:
        """All areas."""
        return (*(m.area for m in self.municipalities), *self.subareas, self.county)


@dataclass(frozen=True)
class KnownRow:
    """One capacity of one area from a date on, with the day on which it became known and the row that says so."""

    key: tuple[str, str, str]
    since: date | None
    known: date | None
    step: CapacityStep
    origin: Origin
    row: Row


def read_capacities(found: Found, served: Served, faults: Faults) -> list[KnownRow]:
    """The rows of the capacity table that can be used; a row that is shared out stands once for each municipality."""
    table = read_table(found, faults, _COLUMNS, _ALSO)
    known = [item for row in (table.rows if table else ()) for item in _capacity_rows(row, served)]
    earlier: dict[tuple[tuple[str, str, str], date], date] = {}
    first: set[tuple[str, str, str]] = set()
    for item in known:
        when, became = item.since or date.min, item.known or date.min
        if item.key in first and item.since is None:
            item.row.fault("from", translate("Every value after the first needs the date from which it holds."))
        elif (item.key, when) in earlier and became <= earlier[item.key, when]:
            item.row.fault("from", translate("The same capacity stands twice from this date."))
        earlier[item.key, when] = became
        first.add(item.key)
    return known


def _capacity_rows(row: Row, served: Served) -> Iterator[KnownRow]:
    """What one row of the table says: nothing where a cell is faulty."""
    before = len(row.faults)
    service = row.text("service", tuple(SERVICES))
    area = row.text("area", served.areas)
    language = row.text("language", served.languages, default="") or ""
    share_by = row.text("share_by", SHARE_BY, default="") or ""
    since, known = row.day("from"), row.day("known")
    value = row.number("value", 0, _LARGEST)
    background = row.number("background", 0, _LARGEST, default=0.0)
    source, note = row.origin()
    if share_by and area is not None and area != served.county:
        row.fault("area", translate("Only what the whole county has is divided between its municipalities."), served.county)
    if len(row.faults) > before or service is None or area is None or value is None or background is None:
        return
    origin = Origin(f"capacity.{service}", area, since, f"{value:g}", SERVICES[service].unit, source, note)
    when = day(since) if since else 0.0
    if not share_by:
        yield KnownRow((service, area, language), since, known, CapacityStep(when, value, background), origin, row)
        return
    weights = [_weight(m, share_by, since) for m in served.municipalities]
    parts = zip(served.municipalities, _shared(service, value, weights), _shared(service, background, weights), strict=True)
    for municipality, own, taken in parts:
        yield KnownRow((service, municipality.area, language), since, known, CapacityStep(when, own, taken), origin, row)


def _weight(municipality: Municipality, share_by: str, since: date | None) -> float:
    """What a municipality weighs; inhabitants in the year nearest to the date."""
    if share_by == "population":
        year = since.year if since else min(municipality.population)
        return float(min(municipality.population.items(), key=lambda item: (abs(item[0] - year), item[0]))[1])
    return float(getattr(municipality, f"weight_{share_by}"))


def _shared(service: str, total: float, weights: Sequence[float]) -> list[float]:
    """Seats and persons stay whole; what is given by the month need not be."""
    if SERVICES[service].whole and total == int(total):
        return [float(part) for part in divided_whole(int(total), weights)]
    return divided(total, weights)


def is_known(row: KnownRow, on: date | None) -> bool:
    """Whether a row was known on a day (None: all rows are)."""
    return on is None or row.known is None or row.known <= on


def capacities_of(rows: Sequence[KnownRow], known_on: date | None, served: Served) -> tuple[Capacity, ...]:
    """Capacities in the order of the table; where one date stands twice, what became known last holds. Then what has no places."""
    by_key: dict[tuple[str, str, str], dict[float, tuple[date, CapacityStep]]] = {}
    for row in rows:
        if not is_known(row, known_on):
            continue
        steps = by_key.setdefault(row.key, {})
        became = row.known or date.min
        if row.step.since not in steps or steps[row.step.since][0] <= became:
            steps[row.step.since] = (became, row.step)
    given = tuple(
        Capacity(*key, steps=tuple(step for _, (_, step) in sorted(steps.items(), key=lambda item: item[0])))
        for key, steps in by_key.items()
    )
    return (*given, *_without_places(given, served))


def _without_places(given: Sequence[Capacity], served: Served) -> tuple[Capacity, ...]:
    """No places for the whole county, of optional services that some municipality has none of by the table."""
    areas = {service: {c.area for c in given if c.service == service} for service, item in SERVICES.items() if item.optional}
    return tuple(
        Capacity(service, served.county, "", (CapacityStep(0.0, 0.0, 0.0),))
        for service, having in areas.items()
        if any(not {m.area, m.subarea, served.county} & having for m in served.municipalities)
    )


def check_services(county: County, found: Found, faults: Faults) -> None:
    """Every service exists, and every municipality is served by it."""
    for service in SERVICES:
        if not county.areas(service):
            message = translate("The capacity table lacks this service.")
            faults.add(Problem(found.shown, 1, 1, service, message))
            continue
        for municipality in county.municipalities:
            try:
                county.served_by(service, municipality.code)
            except KeyError:
                message = translate("No area around the municipality has this service.")
                faults.add(Problem(found.shown, 1, 1, service, message, shown(municipality.name)))
