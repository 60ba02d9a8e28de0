"""Which county or municipality a cell means: SCB code or name, and what is said of one that is not the county's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from calibration.cohorts.tables import Row
from calibration.cohorts.words import folded
from scenarios.county import County
from scenarios.errors import did_you_mean, listed
from scenarios.files import COUNTIES
from scenarios.language import translate as _

COUNTY_NAMES = {
    "01": "Stockholm", "03": "Uppsala", "04": "Södermanland", "05": "Östergötland", "06": "Jönköping", "07": "Kronoberg", "08": "Kalmar",
    "09": "Gotland", "10": "Blekinge", "12": "Skåne", "13": "Halland", "14": "Västra Götaland", "17": "Värmland", "18": "Örebro",
    "19": "Västmanland", "20": "Dalarna", "21": "Gävleborg", "22": "Västernorrland", "23": "Jämtland", "24": "Västerbotten",
    "25": "Norrbotten",
}  # fmt: skip
"""Names of Sweden's counties by SCB's code, which begins each municipality's."""

_CODE = re.compile(r"(\d{3,4})(?:\s+\D.*)?")
_ENDINGS = re.compile(r" (kommun|stad|län)$")


@dataclass(frozen=True)
class Areas:
    """The areas of one county, by every way of writing them.

    Attributes
    ----------
    county
        The county.
    known
        Code by folded name or code: the county's ("19") and its municipalities' ("1980").
    elsewhere
        Names of municipalities of other counties that ship, with their county's code.
    """

    county: County
    known: dict[str, str]
    elsewhere: dict[str, str]

    def of(self, row: Row, column: str, *, outside: bool = False) -> str | None:
        """The code of the area that a cell means; None, and a fault, for one that is not the county's.

        With `outside`, an empty cell or 0 means outside the county and gives "0".
        """
        text = row.text(column)
        if outside and text in ("", "0"):
            return "0"
        word = folded(text)
        code = _CODE.fullmatch(word)
        bare = _ENDINGS.sub("", word)
        # A number cell of Excel has lost the zero that 01 and 0180 begin with.
        county = word.zfill(2) if word.isascii() and word.isdigit() and len(word) <= 2 else word
        for key in (word, county, code[1].zfill(4) if code else "", bare, bare.removesuffix("s")):
            if key in self.known:
                return self.known[key]
        self._refuse(row, column, word, code[1].zfill(4) if code else "", outside=outside)
        return None

    def _refuse(self, row: Row, column: str, word: str, code: str, *, outside: bool) -> None:
        allowed = listed([f"{m.area} {m.name}" for m in self.county.municipalities], 30)
        if not word:
            row.fault(column, _("The value is missing."), allowed)
            return
        county = (
            COUNTY_NAMES.get(code[:2], "")
            if code
            else self.elsewhere.get(_ENDINGS.sub("", word)) or self.elsewhere.get(_ENDINGS.sub("", word).removesuffix("s"), "")
        )
        if county and county != COUNTY_NAMES.get(self.county.code):
            message = _("The municipality lies in another county: {county}.").format(county=county)
            hint = _("Leave the cell empty for what happened outside the county.") if outside else _("Take the row away.")
            row.fault(column, message, allowed, hint)
            return
        hint = did_you_mean(word, [m.name for m in self.county.municipalities])
        row.fault(column, _("There is no municipality with this code or name in the county."), allowed, hint)


def areas_of(county: County) -> Areas:
    """The areas of a county."""
    known = {folded(m.name): m.area for m in county.municipalities} | {m.area: m.area for m in county.municipalities}
    # Stockholm alone is the municipality; a county that is called like none of its own may be written without "län".
    bare = _ENDINGS.sub("", folded(county.name))
    known = {bare.removesuffix("s"): county.code, bare: county.code} | known | {county.code: county.code, folded(county.name): county.code}
    return Areas(county, known, _elsewhere(county.code))


def _elsewhere(county: str) -> dict[str, str]:
    """Municipalities of the other counties that ship, by folded name, with the name of their county."""
    import csv

    found = {}
    for path in sorted(COUNTIES.glob("*/municipalities.csv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                code = row["code"].zfill(4)
                if code[:2] != county:
                    found[folded(row["name"])] = COUNTY_NAMES.get(code[:2], code[:2])
    return found
