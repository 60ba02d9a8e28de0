"""Tables people read: one form for the report, the workbook and the data beside each chart.

A table keeps real numbers; how many decimals are shown is the column's matter. The workbook is made with XlsxWriter: a first sheet that
explains, then one sheet a table with its definition and source on top.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from scenarios.language import language, number
from scenarios.language import translate as _

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

Value = str | float | int | None
"""What a cell holds; None is "not available or too few people"."""

MISSING = ".."
"""The sign of a value that is not available or rests on too few people."""


@dataclass(frozen=True)
class Column:
    """One column: the key written in files, the heading people read, and how many decimals are shown.

    Attributes
    ----------
    decimals
        Digits after the decimal comma; None for words.
    signed
        True for differences: a plus or minus always stands before the number.
    share
        Share of the table's width on the page, percent; 0 leaves it to the browser.
    """

    key: str
    label: str
    decimals: int | None = None
    signed: bool = False
    share: int = 0


@dataclass(frozen=True)
class Table:
    """A table with its title, what its numbers mean and where they come from; the first column names the rows.

    Attributes
    ----------
    sheet
        Name of its sheet in the workbook, where the title is too long for one.
    numbers
        The same with every number in a cell of its own, for the workbook; None where the table already is that.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    definition: str = ""
    source: str = ""
    sheet: str = ""
    numbers: Table | None = None

    def __post_init__(self) -> None:
        """Refuse a row that does not fit the columns."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.key}: a row has {len(row)} values for {len(self.columns)} columns")


def shown(value: Value, column: Column) -> str:
    """A cell as people read it: Swedish numbers, a sign where the column asks for one, `..` for what is missing."""
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return MISSING
    if isinstance(value, str):
        return value
    text = number(value, column.decimals or 0)
    # A difference that rounds to nothing carries no sign.
    zero = number(0, column.decimals or 0)
    if text.lstrip("−-") == zero:
        return zero
    return f"+{text}" if column.signed and value > 0 else text


def as_csv(table: Table) -> str:
    """The table for machines: column keys, comma, decimal point, an empty field for what is missing."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([_plain(value) for value in row])
    return out.getvalue()


def _plain(value: Value) -> str:
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return ""
    return format(value, ".6g") if isinstance(value, float) else str(value)


def rows_of(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Rows of a frame as plain Python values, some columns in the order asked for."""
    return list(zip(*(frame[column].tolist() for column in columns), strict=True))


@dataclass(frozen=True)
class About:
    """What the first sheet says about the workbook."""

    title: str
    lines: tuple[str, ...]


class Sheet(Protocol):
    """A sheet that is more than a table, such as one that calculates: its name, what it shows, and how it is filled."""

    @property
    def name(self) -> str:
        """Its name in the workbook."""

    @property
    def title(self) -> str:
        """What it shows."""

    def fill(self, sheet: Worksheet, formats: Formats) -> None:
        """Write the sheet's cells."""


@dataclass(frozen=True)
class Formats:
    """How cells look: headings, notes, column heads, words, and numbers by decimals and whether they are signed."""

    heading: Format
    note: Format
    column: Format
    text: Format
    numbers: dict[tuple[int, bool], Format]


def write(path: Path, tables: Sequence[Table], about: About, more: Sequence[Sheet] = ()) -> Path:
    """Write the workbook: "Läs mig" first, then a sheet for each table that has rows, then others.

    Parameters
    ----------
    path
        The .xlsx file to write; its folder exists.
    tables
        In the order of the sheets.
    about
        Title and explaining lines.
    more
        Sheets of other kinds.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        _describe(book, about.title)
        formats = _formats(book)
        kept = [full for table in tables if (full := table.numbers or table).rows]
        names = sheet_names(kept)
        shows = [*zip(names, (table.title for table in kept), strict=True), *((each.name, each.title) for each in more)]
        _read_me(book.add_worksheet(_("Read me")), about, shows, formats)
        for table, name in zip(kept, names, strict=True):
            _sheet(book.add_worksheet(name), table, formats)
        for each in more:
            each.fill(book.add_worksheet(each.name), formats)
    return path


def _describe(book: Workbook, title: str) -> None:
    from datetime import UTC, datetime

    # A fixed creation time: the same tables give the same file.
    book.set_properties({"title": title, "comments": "", "created": datetime(2000, 1, 1, tzinfo=UTC)})
    book.set_custom_property("Language", "sv-SE" if language() == "sv" else "en-GB")


def _formats(book: Workbook) -> Formats:
    def form(**given: Any) -> Format:
        return book.add_format({"font_name": "Calibri", "font_size": 11, "valign": "top", **given})

    numbers = {(decimals, signed): form(num_format=_pattern(decimals, signed)) for decimals in range(4) for signed in (False, True)}
    return Formats(
        heading=form(bold=True, font_size=14),
        note=form(font_color="#404040"),
        column=form(bold=True, text_wrap=True, bottom=1, bg_color="#E8EEF2"),
        text=form(text_wrap=True),
        numbers=numbers,
    )


def _pattern(decimals: int, signed: bool) -> str:
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f"+{digits};\u2212{digits};{digits}" if signed else f"{digits};\u2212{digits};{digits}"


def sheet_names(tables: Sequence[Table]) -> list[str]:
    r"""Names Excel accepts: at most 31 characters, none of `[]:*?/\`, no two alike whatever the case."""
    names: list[str] = []
    taken = {_("Read me").casefold()}
    for table in tables:
        clean = "".join("-" if c in "[]:*?/\\" else c for c in (table.sheet or table.title)).strip("' ")[:31].rstrip() or table.key[:31]
        name, k = clean, 2
        while name.casefold() in taken:
            name, k = f"{clean[:28].rstrip()} {k}", k + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _read_me(sheet: Worksheet, about: About, shows: Sequence[tuple[str, str]], formats: Formats) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, about.title, formats.heading)
    row = 2
    for line in about.lines:
        # No merged cells: a screen reader reads the line in the first column as it stands.
        sheet.write_string(row, 0, line, formats.note)
        row += 1
    row += 1
    sheet.write_string(row, 0, _("Sheet"), formats.column)
    sheet.write_string(row, 1, _("What it shows"), formats.column)
    for k, (name, title) in enumerate(shows, start=row + 1):
        sheet.write_string(k, 0, name, formats.text)
        sheet.write_string(k, 1, title, formats.text)


def _sheet(sheet: Worksheet, table: Table, formats: Formats) -> None:
    sheet.write_string(0, 0, table.title, formats.heading)
    sheet.write_string(1, 0, table.definition, formats.note)
    sheet.write_string(2, 0, _("Source: {source}").format(source=table.source) if table.source else "", formats.note)
    first = 4
    for c, column in enumerate(table.columns):
        sheet.write_string(first, c, column.label, formats.column)
        sheet.set_column(c, c, _width(table, c))
    for r, row in enumerate(table.rows, start=first + 1):
        for c, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            _cell(sheet, r, c, value, column, formats)
    sheet.freeze_panes(first + 1, 1)
    sheet.autofilter(first, 0, first + len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(first)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _cell(sheet: Worksheet, row: int, place: int, value: Value, column: Column, formats: Formats) -> None:
    if value is None or (isinstance(value, float) and not isfinite(value)):
        sheet.write_string(row, place, MISSING, formats.text)
    elif isinstance(value, str):
        sheet.write_string(row, place, value, formats.text)
    else:
        sheet.write_number(row, place, value, formats.numbers[min(column.decimals or 0, 3), column.signed])


def _width(table: Table, place: int) -> float:
    column = table.columns[place]
    longest = max((len(shown(row[place], column)) for row in table.rows), default=0)
    # Room for the heading on two lines and the filter's arrow.
    return float(min(60, max(longest, len(column.label) / 2 + 4, 9)) + 2)
