"""From a file to sheets of cells: CSV in the encodings and with the separators of Swedish Excel, and .xlsx with its numbers and dates.

Nothing is interpreted here but what the file itself says: a cell of a workbook may be a number or a date, one of a CSV is text. A
personnummer is masked before anything else sees it.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from calibration.cohorts.personnummer import MASKED, has_personnummer
from calibration.cohorts.words import header_words
from scenarios.errors import Faults, Problem, shown
from scenarios.files import Found, check_file
from scenarios.language import translate as _

LARGEST_FILE = 200_000_000
"""Largest file that is read, bytes."""

LARGEST_UNPACKED = 1_000_000_000
"""Largest workbook when unpacked, bytes: a small file can hold a very large one."""

MOST_COLUMNS = 200
"""Columns of a sheet that are read."""

HEADER_WITHIN = 20
"""The header is looked for in so many first rows: a title or empty rows may stand above it."""

WORKBOOK, TABLE = ".xlsx", (".csv", ".txt", ".tsv")

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BLANK = " \t\r\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"


class Percent(float):
    """A number of a workbook that is shown with a percent sign there: 0.45 shown as 45 % is 45."""


Value = str | float | datetime
"""What a cell holds: text (empty where nothing stands), a number, or a date with its time of day."""


@dataclass(frozen=True)
class Line:
    """One row of a sheet that is not empty: its number as people count it, from 1, and its cells."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a whole CSV.

    Attributes
    ----------
    file
        The file as messages name it.
    name
        Name of the sheet; empty for a CSV.
    lines
        The rows that hold anything.
    """

    file: str
    name: str
    lines: tuple[Line, ...]

    @property
    def shown(self) -> str:
        """File and sheet as messages name them."""
        return f"{self.file}[{self.name}]" if self.name else self.file

    @property
    def source(self) -> str:
        """File and sheet as results name them: without the folder."""
        name = Path(self.file).name
        return f"{name}[{self.name}]" if self.name else name


def read_sheets(path: Path, faults: Faults) -> tuple[Sheet, ...]:
    """The sheets of a file; faults are added for what cannot be read and for every personnummer."""
    found = check_file(Found(path, str(path), path.stem), path.parent, faults, None, largest=LARGEST_FILE)
    if found is None:
        return ()
    ending = path.suffix.lower()
    if ending == WORKBOOK:
        return tuple(_without_personnummer(sheet, faults) for sheet in _workbook(found, faults))
    if ending in TABLE:
        sheet = _table(found, faults)
        return () if sheet is None else (_without_personnummer(sheet, faults),)
    hint = _("Save it in Excel as .xlsx or as CSV.")
    faults.add(Problem(found.shown, 0, 0, "", _("This kind of file is not read."), shown(ending), ".csv, .xlsx", hint))
    return ()


def _without_personnummer(sheet: Sheet, faults: Faults) -> Sheet:
    """The sheet with every personnummer masked, and a fault for each that does not repeat it."""
    lines = []
    for line in sheet.lines:
        places = [place for place, value in enumerate(line.cells) if has_personnummer(value)]
        for place in places:
            message = _("A personnummer stands here. Files with personnummer are not read.")
            hint = _("Replace it with a number of your own that leads to nobody.")
            faults.add(Problem(sheet.shown, line.number, place + 1, cell_name(place, line.number), message, suggestion=hint))
        lines.append(Line(line.number, tuple(MASKED if k in places else v for k, v in enumerate(line.cells))) if places else line)
    return Sheet(sheet.file, sheet.name, tuple(lines))


def cell_name(place: int, row: int) -> str:
    """A cell as Excel calls it: C7 for the third column of row 7."""
    name, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return f"{name}{row}"


def _table(found: Found, faults: Faults) -> Sheet | None:
    """A CSV as one sheet; None where it cannot be read."""
    text = _decoded(found, faults)
    if text is None:
        return None
    skipped = 0
    if text[:4].lower() == "sep=":
        text, skipped = text.partition("\n")[2], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    lines, first = [], 1
    try:
        for cells in reader:
            values = tuple(cell.strip(_BLANK) for cell in cells)
            if any(values):
                lines.append(Line(first + skipped, values))
            first = reader.line_num + 1
    except csv.Error:
        message = _("The row cannot be split into cells: a quotation mark is missing, or a sign that no table holds.")
        faults.add(Problem(found.shown, first + skipped, 1, "", message, suggestion=_("Save the file again from Excel as CSV.")))
        return None
    return Sheet(found.shown, "", tuple(lines))


def _decoded(found: Found, faults: Faults) -> str | None:
    """The text of a CSV: by its byte order mark, else UTF-8, else what Windows in Sweden writes (cp1252)."""
    raw = found.path.read_bytes()
    encodings = [encoding for mark, encoding in _MARKS if raw.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    hint = _("Save it in Excel as “CSV UTF-8”, or as .xlsx.")
    faults.add(
        Problem(found.shown, 1, 1, "", _("The letters of the file cannot be read."), allowed="UTF-8, UTF-16, cp1252", suggestion=hint)
    )
    return None


def _separator(text: str) -> str:
    """The separator under which some first row holds most words of a header; a semicolon where none does."""
    start = text.split("\n", HEADER_WITHIN)[:HEADER_WITHIN]

    def most(separator: str) -> int:
        try:
            return max((header_words(cells) for cells in csv.reader(start, delimiter=separator)), default=0)
        except csv.Error:
            return 0

    return max(";\t,", key=most)


def _workbook(found: Found, faults: Faults) -> Iterator[Sheet]:
    """The sheets of a workbook, read as a stream; formulas by the value that Excel kept of them."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    hint = _("Open it in Excel, remove its password if it has one, and save it as .xlsx.")
    try:
        with ZipFile(found.path) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNPACKED:
                faults.add(Problem(found.shown, 0, 0, "", _("The file is too large.")))
                return
        book = load_workbook(found.path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        faults.add(Problem(found.shown, 0, 0, "", _("The file cannot be read as a workbook."), suggestion=hint))
        return
    try:
        for number, sheet in enumerate(book.worksheets, 1):
            sheet.reset_dimensions()
            name = f"{number}" if has_personnummer(sheet.title) else sheet.title
            yield Sheet(found.shown, name, tuple(_rows(sheet.iter_rows(max_col=MOST_COLUMNS))))
    finally:
        book.close()


def _rows(rows: Iterable[Iterable[object]]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        cells = [_value(cell) for cell in row]
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            yield Line(number, tuple(cells))


def _value(cell: object) -> Value:
    """What a cell of a workbook holds."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return Percent(round(value * 100.0, 10)) if "%" in str(getattr(cell, "number_format", "")) else float(value)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return str(value).strip(_BLANK)
