"""A sheet with its header understood: rows whose cells are read by column name, every fault with file, sheet, row and column."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from calibration.cohorts.personnummer import MASKED
from calibration.cohorts.sheets import HEADER_WITHIN, Line, Percent, Sheet, Value, cell_name
from calibration.cohorts.words import COLUMNS, NEEDED, Kind, columns_of, folded, header_words
from calibration.cohorts.written import Written, day_of, number_of
from scenarios.errors import Faults, Problem, did_you_mean, listed, shown
from scenarios.language import translate as _

_FIRST_SERIAL, _LAST_SERIAL = 18_000.0, 60_000.0
"""Numbers by which Excel keeps days from 1949 to 2064."""

LEAST_HEADER_WORDS = 2
"""A row with so many words of a header is one."""


@dataclass
class Table:
    """A sheet of one kind.

    Attributes
    ----------
    sheet
        The sheet.
    kind
        What it holds.
    columns
        Place of each column by its name.
    headers
        Each column's header as it stands in the file.
    lines
        The rows below the header.
    faults
        Where faults are added.
    """

    sheet: Sheet
    kind: Kind
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    lines: tuple[Line, ...]
    faults: Faults
    _conventions: dict[str, tuple[str, int]] = field(default_factory=dict)
    _mixed: set[str] = field(default_factory=set)

    def rows(self) -> Iterator[Row]:
        """The rows, in their order."""
        return (Row(self, line.number, line.cells) for line in self.lines)

    def follow(self, row: Row, column: str, convention: str) -> None:
        """Note how a column's cell was written; one fault a column where it differs from a cell before."""
        if not convention or column in self._mixed:
            return
        first, line = self._conventions.setdefault(column, (convention, row.line))
        if first != convention:
            self._mixed.add(column)
            message = _("The column mixes two ways of writing: {first} in row {line}, {second} here.")
            told = message.format(first=_CONVENTIONS[first](), line=line, second=_CONVENTIONS[convention]())
            row.fault(column, told, suggestion=_("Write the whole column in one way."))


_CONVENTIONS = {
    "decimal comma": lambda: _("decimal comma"),
    "decimal point": lambda: _("decimal point"),
    "year-month-day": lambda: _("year-month-day"),
    "day/month": lambda: _("day/month"),
}


@dataclass(frozen=True)
class Row:
    """One row of a table; its readers add a fault and return None where a cell cannot be used."""

    table: Table
    line: int
    cells: tuple[Value, ...]

    @property
    def place(self) -> str:
        """The row as results name it: file, sheet and row."""
        return f"{self.table.sheet.source}:{self.line}"

    def value(self, column: str) -> Value:
        """What stands in a column; empty where the table has no such column."""
        at = self.table.columns.get(column, -1)
        return self.cells[at] if 0 <= at < len(self.cells) else ""

    def fault(self, column: str, message: str, allowed: str = "", suggestion: str = "", given: str | None = None) -> None:
        """Add a fault about a cell; none about a masked one, of which enough is said."""
        value = self.value(column)
        if value == MASKED:
            return
        at = self.table.columns.get(column, 0)
        key = self.table.headers.get(column, column)
        if self.table.sheet.name:
            key = f"{key} ({cell_name(at, self.line)})"
        told = (shown(_plain(value)) if value != "" else "") if given is None else given
        self.table.faults.add(Problem(self.table.sheet.shown, self.line, at + 1, key, message, told, allowed, suggestion))

    def text(self, column: str) -> str:
        """A cell's text; a number without decimals as digits, a date as year-month-day."""
        return _plain(self.value(column))

    def word(self, column: str, words: Mapping[str, int] | Mapping[str, bool], default: int | None = None) -> int | None:
        """The number of a word; `default` where the cell is empty, a fault where there is none."""
        text = folded(self.text(column))
        if not text:
            if default is None:
                self.fault(column, _("The value is missing."), listed(words))
            return default
        if text not in words:
            self.fault(column, _("This word is not known here."), listed(words, 20), did_you_mean(text, words))
            return None
        return int(words[text])

    def number(self, column: str, low: float, high: float) -> Written | None:
        """A cell's number within bounds; None where the cell is empty or cannot be used."""
        value = self.value(column)
        if value in ("", MASKED):
            return None
        found = self._as_number(column, value)
        if found is not None and not low <= found.value <= high:
            self.fault(column, _("The number is outside what is allowed."), f"{low:g}–{high:g}")
            return None
        return found

    def _as_number(self, column: str, value: Value) -> Written | None:
        if isinstance(value, float):
            return Written(float(value), len(repr(float(value)).partition(".")[2].rstrip("0")))
        if isinstance(value, datetime):
            message = _("Excel has made a date of what was written here.")
            self.fault(column, message, suggestion=_("Format the column as text or numbers and write it again."))
            return None
        found = number_of(value.removesuffix("%").rstrip())
        if found is None:
            both = "," in value and "." in value
            hint = _("Write no sign but spaces between thousands.") if both else ""
            self.fault(column, _("A number was expected."), _("digits with a decimal comma or a decimal point"), hint)
            return None
        self.table.follow(self, column, found.convention)
        return found

    def day(self, column: str, *, years: bool = False) -> datetime | None:
        """A cell's date and time of day; with `years` a year alone is its middle. None where it is empty or cannot be used."""
        value = self.value(column)
        if isinstance(value, datetime):
            return value
        text = _plain(value)
        if text in ("", MASKED):
            return None
        if years and len(text) == 4 and text.isascii() and text.isdigit() and 1900 <= int(text) <= 2100:
            return datetime(int(text), 7, 1)
        found = day_of(text)
        if found is None:
            serial = isinstance(value, float) and _FIRST_SERIAL <= value <= _LAST_SERIAL
            hint = _("Format the column as dates in Excel.") if serial else ""
            self.fault(column, _("A date was expected."), _("YYYY-MM-DD"), hint)
            return None
        self.table.follow(self, column, found[1])
        return found[0]


def _plain(value: Value) -> str:
    """What a cell holds as text."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ", "seconds")
    if isinstance(value, Percent):
        return f"{float(value):g} %"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value


def understood(sheet: Sheet, faults: Faults, *, only: Collection[Kind] = tuple(COLUMNS), alone: bool) -> Table | None:
    """The table that a sheet holds; None where it holds none.

    Parameters
    ----------
    only
        The kinds that are asked for.
    alone
        Whether the file has this sheet only: then that it holds no table is a fault; among several it may be a page of text.
    """
    at, kind = _header(sheet, only)
    if kind is None:
        if alone or at is not None:
            _tell_missing(sheet, at, faults, only)
        return None
    assert at is not None
    header = sheet.lines[at]
    columns = columns_of(kind, header.cells)
    _check_header(sheet, header, kind, columns, faults)
    headers = {name: str(header.cells[place]) for name, place in columns.items()}
    return Table(sheet, kind, columns, headers, sheet.lines[at + 1 :], faults)


def _header(sheet: Sheet, only: Collection[Kind]) -> tuple[int | None, Kind | None]:
    """Which row is the header and of what kind; the row that is nearest to one where none is."""
    first = sheet.lines[:HEADER_WITHIN]
    for at, line in enumerate(first):
        for kind in (kind for kind in COLUMNS if kind in only):
            columns = columns_of(kind, line.cells)
            if all(any(name in columns for name in names) for names in NEEDED[kind]):
                return at, kind
    counts = [header_words(line.cells) for line in first]
    best = max(counts, default=0)
    return (counts.index(best) if best >= LEAST_HEADER_WORDS else None), None


def _tell_missing(sheet: Sheet, at: int | None, faults: Faults, only: Collection[Kind]) -> None:
    """Say which columns are missing for the kind that the header is nearest to."""
    if at is None:
        message = _("No header was found in the first rows.")
        allowed = " | ".join(", ".join("/".join(names) for names in NEEDED[kind]) for kind in COLUMNS if kind in only)
        faults.add(Problem(sheet.shown, sheet.lines[0].number if sheet.lines else 1, 1, "", message, allowed=allowed))
        return
    header = sheet.lines[at]

    def lacking(kind: Kind) -> list[str]:
        columns = columns_of(kind, header.cells)
        return ["/".join(names) for names in NEEDED[kind] if not any(name in columns for name in names)]

    kind = min((kind for kind in COLUMNS if kind in only), key=lambda kind: len(lacking(kind)))
    for name in lacking(kind):
        given = shown(listed(cell for cell in header.cells if cell != ""))
        allowed = listed((word for each in name.split("/") for word in COLUMNS[kind][each]), 20)
        faults.add(Problem(sheet.shown, header.number, 1, name, _("A required column is missing."), given, allowed))


def _check_header(sheet: Sheet, header: Line, kind: Kind, columns: Mapping[str, int], faults: Faults) -> None:
    """No column that nothing reads, and none twice."""
    known = [word for name, words in COLUMNS[kind].items() for word in (name, *words)]
    for place, cell in enumerate(header.cells):
        if place in columns.values() or cell in ("", MASKED):
            continue
        key = cell_name(place, header.number)
        name = _plain(cell)
        if columns_of(kind, [name]):
            faults.add(Problem(sheet.shown, header.number, place + 1, key, _("The same column stands twice."), shown(name)))
        else:
            hint = did_you_mean(folded(name), known) or _("Take the column away.")
            faults.add(
                Problem(
                    sheet.shown,
                    header.number,
                    place + 1,
                    key,
                    _("Nothing reads this column."),
                    shown(name),
                    listed(COLUMNS[kind], 24),
                    hint,
                )
            )
