"""The words of a planner's file: headers, sexes, groups, ways of reception and signs of statistics, Swedish and English, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

Kind = Literal["aggregated", "events", "persons"]
"""What a sheet holds: numbers of cohorts, events of persons, or the persons."""

_PERSON = {
    "sex": ("kön", "sex"),
    "birth": ("birth", "född", "födelseår", "födelsedatum", "födelsetid", "born"),
    "arrival": ("arrival", "arrival date", "ankomst", "ankomstdatum", "ansökningsdatum"),
    "door": ("door", "väg", "mottagen som", "ingång"),
    "household": ("household", "hushåll", "hushållsid"),
    "schooling": ("schooling", "skolår", "utbildning", "utbildningsår", "years of school"),
    "path": ("path", "studieväg", "study path"),
    "special_need": ("special need", "särskilda behov", "särskilt behov"),
    "stays": ("stays", "bor i länet under asyltiden"),
}
_IDENTITY = ("person", "personid", "person id", "id", "löpnummer", "löpnr")
_NOTE = ("note", "anmärkning", "kommentar")

COLUMNS: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    "events": {
        "person": _IDENTITY,
        "time": ("time", "dagnummer"),
        "date": ("date", "datum", "händelsedatum", "tidpunkt", "timestamp"),
        "event": ("event", "händelse", "aktivitet", "activity"),
        "municipality": ("municipality", "kommun", "kommunkod"),
        "detail": ("detail", "detalj"),
        "replication": ("replication", "replikering"),
        **_PERSON,
        "note": _NOTE,
    },
    "aggregated": {
        "indicator": ("indicator", "indikator", "mått", "nyckeltal"),
        "area": ("area", "område", "kommun", "kommunkod", "län", "länskod", "municipality"),
        "group": ("group", "grupp", "kön", "sex"),
        "period": ("period", "år", "årtal", "year", "månad", "month"),
        "value": ("value", "värde", "andel", "resultat"),
        "per": ("per", "i procent av", "per cent of"),
        "persons": ("persons", "personer", "antal personer", "antal bakom", "n"),
        "se": ("se", "medelfel", "standardfel", "standard error"),
        "unit": ("unit", "enhet"),
        "source": ("source", "källa"),
        "note": _NOTE,
    },
    "persons": {"person": _IDENTITY, **_PERSON, "note": _NOTE},
}
"""Columns of each kind of sheet with the headers that mean them."""

NEEDED: Mapping[Kind, tuple[tuple[str, ...], ...]] = {
    "events": (("person",), ("event",), ("date", "time"), ("municipality",)),
    "aggregated": (("indicator",), ("area",), ("period",), ("value",)),
    "persons": (("person",), ("sex",), ("birth",)),
}
"""Columns that a sheet of each kind must have; of several in one pair of brackets, one is enough."""

SEXES = {"man": 0, "m": 0, "män": 0, "men": 0, "male": 0, "pojke": 0, "kvinna": 1, "k": 1, "kvinnor": 1, "woman": 1, "women": 1}
SEXES |= {"w": 1, "f": 1, "female": 1, "flicka": 1, "0": 0, "1": 1}
"""Words of a person's sex: 0 man, 1 woman."""

YES_NO = {"ja": True, "yes": True, "true": True, "1": True, "nej": False, "no": False, "false": False, "0": False}

GROUP_WORDS = {"": "all", "totalt": "all", "samtliga": "all", "båda könen": "all", "total": "all", "båda": "all"}
GROUP_WORDS |= {"kvinna": "women", "k": "women", "woman": "women", "man": "men", "m": "men"}
"""Words of groups beside their keys and names."""

DOORS = ("assigned", "self_settled", "quota", "relatives", "unaccompanied")
DOOR_WORDS = {"anvisad": 0, "assigned": 0, "självbosatt": 1, "self-settled": 1, "ebo": 1, "kvot": 2, "kvotflykting": 2, "quota": 2}
DOOR_WORDS |= {
    "quota refugee": 2,
    "anhörig": 3,
    "anknytning": 3,
    "relative": 3,
    "relatives": 3,
    "ensamkommande": 4,
    "ensamkommande barn": 4,
}
DOOR_WORDS |= {"unaccompanied": 4, "unaccompanied child": 4, "anvisade": 0, "självbosatta": 1, "kvotflyktingar": 2, "anhöriga": 3}
"""How a person was received, by the number in the log's detail."""

SCHOOLING_WORDS = {"0-6": 0, "7-9": 1, "10-12": 2, "13-": 3, "13+": 3, "13 eller fler": 3}
"""Bands of years of school beside a number of years."""

WORK_WORDS = {"arbete": 0, "ordinary work": 0, "osubventionerat": 0, "subventionerat arbete": 1, "subventionerad": 1, "subsidised work": 1}
WORK_WORDS |= {"eget företag": 2, "own business": 2, "studier": 3, "reguljära studier": 3, "regular studies": 3}
"""Kinds of work by the number in the log's detail."""

SUPPRESSED = frozenset({"..", "…", "...", "x", "*", "u", "sekretess", "undertryckt"})
"""Signs of a cell that the statistics hold back because few persons stand behind it."""

NOTHING = frozenset({"-", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}"})
"""Signs of a cell with nothing to count, as official statistics in Sweden use them: the number is 0."""


def folded(text: str) -> str:
    """A word as it is compared: small letters, one space between words, underscores as spaces."""
    return re.sub(r"[\s_]+", " ", text).strip().casefold()


def columns_of(kind: Kind, cells: Iterable[object]) -> dict[str, int]:
    """Which columns of a kind a header has, by their place in it; the first of two with one meaning."""
    known = {folded(word): name for name, words in COLUMNS[kind].items() for word in (name, *words)}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = known.get(folded(cell)) if isinstance(cell, str) else None
        if name is not None:
            found.setdefault(name, place)
    return found


def header_words(cells: Iterable[object]) -> int:
    """How many words of a header a row holds, of the kind that has most of them."""
    row = list(cells)
    return max(len(columns_of(kind, row)) for kind in COLUMNS)
