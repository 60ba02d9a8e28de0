"""Tables: how cells are shown, what the files beside charts hold, and what Excel gets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from results.tables import About, Column, Table, as_csv, sheet_names, shown, write
from scenarios.language import set_language

SIGNED = Column("difference", "Skillnad", 1, signed=True)
PLAIN = Column("persons", "Personer", 0)
TABLE = Table(
    "exempel",
    "Exempel: väntan/dagar",
    (Column("area", "Område"), PLAIN, SIGNED),
    (("Köping", 1234.0, 2.25), ("=1+1", None, -0.5), ("Sala", float("nan"), 0.0)),
    definition="Vad talen betyder",
    source="SCB 2017",
)


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Swedish, whatever ran before."""
    set_language("sv")


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (1234.0, PLAIN, "1\N{NO-BREAK SPACE}234"),
        (2.25, SIGNED, "+2,2"),
        (-2.31, SIGNED, "\N{MINUS SIGN}2,3"),
        (0.01, SIGNED, "0,0"),
        (-0.01, SIGNED, "0,0"),
        (None, PLAIN, ".."),
        (float("nan"), PLAIN, ".."),
        ("Köping", PLAIN, "Köping"),
    ],
)
def test_cells_are_written_as_in_swedish(value: float | str | None, column: Column, text: str) -> None:
    assert shown(value, column) == text


def test_csv_is_for_machines() -> None:
    assert as_csv(TABLE) == "area,persons,difference\nKöping,1234,2.25\n=1+1,,-0.5\nSala,,0\n"


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="3 columns"):
        Table("fel", "Fel", TABLE.columns, (("Sala", 1.0),))


def test_sheet_names_are_those_excel_accepts() -> None:
    long = Table("a", "Självförsörjande 90 dagar efter avslutad etablering [alla]", TABLE.columns, TABLE.rows)
    names = sheet_names([long, long, Table("b", "LÄS MIG", TABLE.columns, TABLE.rows), TABLE])
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert len({name.casefold() for name in [*names, "läs mig"]}) == len(names) + 1


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A written workbook."""
    return write(tmp_path / "tables.xlsx", [TABLE, Table("tom", "Tom", TABLE.columns, ())], About("Rubrik", ("Första raden",)))


def test_first_sheet_explains(workbook: Path) -> None:
    book = load_workbook(workbook)
    assert book.sheetnames == ["Läs mig", "Exempel- väntan-dagar"]
    cells = [str(cell.value) for row in book["Läs mig"].iter_rows() for cell in row if cell.value is not None]
    assert cells[:2] == ["Rubrik", "Första raden"]
    assert "Exempel: väntan/dagar" in cells


def test_numbers_are_numbers_and_texts_are_texts(workbook: Path) -> None:
    sheet = load_workbook(workbook).worksheets[1]
    assert [cell.value for cell in sheet[5]] == ["Område", "Personer", "Skillnad"]
    assert [cell.value for cell in sheet[6]] == ["Köping", 1234, 2.25]
    assert [cell.value for cell in sheet[7]] == ["=1+1", "..", -0.5]
    assert sheet["A7"].data_type == "s"
    assert sheet["C6"].number_format.startswith("+#,##0.0")


def test_sheets_have_title_definition_source_and_frozen_heading(workbook: Path) -> None:
    sheet = load_workbook(workbook).worksheets[1]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["Exempel: väntan/dagar", "Vad talen betyder", "Källa: SCB 2017"]
    assert sheet.freeze_panes == "B6"
    assert not sheet.merged_cells.ranges
    assert (sheet.column_dimensions["A"].width or 0) >= 9


def test_workbook_names_its_title_and_language(workbook: Path) -> None:
    book = load_workbook(workbook)
    assert book.properties.title == "Rubrik"
    assert book.properties.created == datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    with ZipFile(workbook) as parts:
        assert "sv-SE" in parts.read("docProps/custom.xml").decode()


def test_the_same_tables_give_the_same_file(tmp_path: Path) -> None:
    first, second = (write(tmp_path / name, [TABLE], About("Rubrik", ())).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert first == second
