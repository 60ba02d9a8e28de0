"""Reading CSV tables that a stranger wrote: separator, encoding, and every faulty cell with its line and column.

A table has one header line. Cells are separated by comma (or semicolon, or tab, whichever the header has); a cell in double
quotes may hold the separator, but no line end. Numbers are plain: digits, a decimal point, no separator between thousands.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from math import isfinite

from scenarios.errors import Faults, Problem, did_you_mean, listed, shown
from scenarios.files import Found, read_bytes
from scenarios.language import translate
from scenarios.toml import decode

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")
_CELL = re.compile(r'\s*"((?:[^"]|"")*)"\s*')


@dataclass(frozen=True)
class Cell:
    """A cell's text and where it stands: line and column from 1."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Row:
    """One line of a table; its readers add a fault and return None where a cell cannot be used."""

    found: Found
    line: int
    cells: dict[str, Cell]
    faults: Faults

    def fault(self, column: str, message: str, allowed: str = "", suggestion: str = "", given: str | None = None) -> None:
        """Add a fault about a cell."""
        cell = self.cells.get(column, Cell("", self.line, 1))
        told = shown(cell.text) if given is None else given
        self.faults.add(Problem(self.found.shown, cell.line, cell.column, column, message, told, allowed, suggestion))

    def text(self, column: str, allowed: Collection[str] = (), default: str | None = None) -> str | None:
        """The cell's text; `allowed` are the words it may be, `default` what an empty cell means."""
        text = self.cells[column].text if column in self.cells else ""
        if not text:
            if default is None:
                self.fault(column, translate("The value is missing."), listed(allowed), given="")
            return default
        if allowed and text not in allowed:
            self.fault(column, translate("This word is not known here."), listed(allowed), did_you_mean(text, allowed))
            return None
        return text

    def number(self, column: str, low: float, high: float, default: float | None = None) -> float | None:
        """The cell's number, within bounds."""
        text = self.text(column, default=None if default is None else "")
        return default if not text else self.as_number(column, text, low, high)

    def as_number(self, column: str, text: str, low: float, high: float) -> float | None:
        """The number that a text means."""
        allowed = f"{low:g}–{high:g}"
        if not _NUMBER.fullmatch(text):
            point = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
            meant = bool(_NUMBER.fullmatch(point))
            hint = translate("Write {text}.").format(text=point) if meant else ""
            message = translate("Numbers take a decimal point.") if meant and "," in text else translate("A number was expected.")
            self.fault(column, message, allowed, hint)
            return None
        value = float(text)
        if not isfinite(value) or not low <= value <= high:
            self.fault(column, translate("The number is outside what is allowed."), allowed)
            return None
        return value

    def day(self, column: str, *, needed: bool = False) -> date | None:
        """The cell's date (YYYY-MM-DD, or YYYY-MM for the first of a month, or YYYY); None where the cell is empty."""
        text = self.text(column, default=None if needed else "")
        if not text:
            return None
        parts = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
        try:
            if parts:
                return date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
        except ValueError:
            pass
        self.fault(column, translate("A date was expected."), translate("YYYY-MM-DD"))
        return None

    def origin(self, suffix: str = "") -> tuple[str | None, str]:
        """Source (None for an assumption) and note; a fault where a row has both or neither."""
        source = self.text("source" + suffix, default="") or None
        assumed = self.text("assumption" + suffix, ("true", "false"), default="") == "true"
        if (source is None) != assumed:
            message = translate("A number needs either a source or the mark of an assumption.")
            self.fault("source" + suffix, message, translate("source, or assumption = true"))
        return source, self.text("note" + suffix, default="") or ""


@dataclass(frozen=True)
class Table:
    """A table that was read: the cells of its header in order, and its rows."""

    header: tuple[Cell, ...]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(cell.text for cell in self.header)


def read_table(
    found: Found, faults: Faults, needed: Collection[str], also: Collection[str] = (), prefixes: tuple[str, ...] = ()
) -> Table | None:
    """Read a table; columns are `needed`, `also` allowed, or begin with one of `prefixes`.

    None where the file cannot be read or has no usable header.
    """
    raw = read_bytes(found, faults)
    if raw is None:
        return None
    lines = decode(found, raw, faults, mark_allowed=True).split("\n")
    separator = max(",;\t", key=lines[0].count)
    header = _split(lines[0], 1, separator, found, faults)
    columns = [cell.text for cell in header]
    _check_header(found, header, faults, needed, also, prefixes)
    rows = []
    for line, text in enumerate(lines[1:], start=2):
        if not text.strip():
            continue
        cells = _split(text, line, separator, found, faults)
        if len(cells) != len(columns):
            message = translate("The row has {cells} cells; the header has {columns}.").format(cells=len(cells), columns=len(columns))
            hint = translate("Put a text that holds “{separator}” in double quotes.").format(separator=separator)
            faults.add(Problem(found.shown, line, cells[-1].column, "", message, suggestion=hint))
            continue
        rows.append(Row(found, line, dict(zip(columns, cells, strict=True)), faults))
    return Table(tuple(header), tuple(rows)) if set(needed) <= set(columns) else None


def _check_header(
    found: Found, header: list[Cell], faults: Faults, needed: Collection[str], also: Collection[str], prefixes: tuple[str, ...]
) -> None:
    """Every needed column once, and none that nothing reads."""
    known = [*needed, *also]
    seen: set[str] = set()
    for cell in header:
        if cell.text in seen:
            faults.add(Problem(found.shown, 1, cell.column, cell.text, translate("The same column stands twice.")))
        elif cell.text not in known and not cell.text.startswith(prefixes or ("\0",)):
            message, hint = translate("Nothing reads this column."), did_you_mean(cell.text, known)
            faults.add(Problem(found.shown, 1, cell.column, cell.text, message, allowed=listed(known, 20), suggestion=hint))
        seen.add(cell.text)
    for name in needed:
        if name not in seen:
            faults.add(Problem(found.shown, 1, 1, name, translate("A required column is missing.")))


def _split(text: str, line: int, separator: str, found: Found, faults: Faults) -> list[Cell]:
    """The cells of one line with their columns."""
    cells, at = list[Cell](), 0
    while True:
        quoted = _CELL.match(text, at) if text[at:].lstrip(" ").startswith('"') else None
        end = quoted.end() if quoted else text.find(separator, at)
        end = len(text) if end < 0 else end
        content = quoted[1].replace('""', '"') if quoted else text[at:end].strip()
        if not quoted and content.startswith('"'):
            faults.add(Problem(found.shown, line, at + 1, "", translate("The text's last quotation mark is missing."), shown(content)))
        cells.append(Cell(content.strip(), line, at + 1))
        if end >= len(text):
            return cells
        if text[end] != separator:
            faults.add(Problem(found.shown, line, end + 1, "", translate("After a text in quotes the next cell was expected.")))
            end = text.find(separator, end)
            if end < 0:
                return cells
        at = end + 1
