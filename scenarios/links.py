"""Journeys between a county's municipalities: given in its table of links, else worked out from where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scenarios.county import Municipality, area_of
from scenarios.errors import Faults
from scenarios.files import Found
from scenarios.language import translate
from scenarios.origins import Origin
from scenarios.tables import Row, read_table
from scenarios.travel import kilometres

LONGEST_MINUTES = 600.0
"""The longest journey that a table may give, and that is worked out."""

Links = Mapping[tuple[int, int], float]
"""Minutes of travel, one way, by the codes of two municipalities."""

_COLUMNS = ("from", "to", "minutes", "source", "assumption")


def read_links(found: Found, codes: Iterable[int], faults: Faults) -> tuple[dict[tuple[int, int], float], tuple[Origin, ...]]:
    """The links of a table, and where they come from; a journey holds in both directions unless the other one stands there too."""
    table = read_table(found, faults, _COLUMNS, ("note",))
    known = tuple(area_of(code) for code in codes)
    given: dict[tuple[int, int], float] = {}
    origins = []
    for row in table.rows if table else ():
        link, origin = _link(row, known)
        if link is None:
            continue
        if link[:2] in given:
            row.fault("to", translate("The same journey stands twice."))
        given[link[0], link[1]] = link[2]
        origins.append(origin)
    return {(b, a): minutes for (a, b), minutes in given.items()} | given, tuple(origins)


def _link(row: Row, known: tuple[str, ...]) -> tuple[tuple[int, int, float] | None, Origin]:
    start, end, minutes = row.text("from", known), row.text("to", known), row.number("minutes", 0, LONGEST_MINUTES)
    source, note = row.origin()
    origin = Origin("link", f"{start}-{end}", None, "" if minutes is None else f"{minutes:g}", "minutes", source, note)
    if start is None or end is None or minutes is None:
        return None, origin
    if start == end:
        row.fault("to", translate("A journey leads to another municipality."))
        return None, origin
    return (int(start), int(end), minutes), origin


def complete(
    given: Links, municipalities: tuple[Municipality, ...], speed_kmh: float, fixed_minutes: float
) -> dict[tuple[int, int], float]:
    """Minutes between any two municipalities: as given, else a fixed part and the way at a speed, at most `LONGEST_MINUTES`."""
    found = {}
    for one in municipalities:
        for other in municipalities:
            if one.code != other.code:
                minutes = fixed_minutes + kilometres(one, other) / speed_kmh * 60.0
                found[one.code, other.code] = given.get((one.code, other.code), min(minutes, LONGEST_MINUTES))
    return found
