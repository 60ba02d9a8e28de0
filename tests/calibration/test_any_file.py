"""Whatever a file holds, it is read or refused in words; nothing else happens."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from calibration.cohorts.read import read_cohorts
from calibration.cohorts.sheets import read_sheets
from calibration.cohorts.words import COLUMNS
from scenarios.errors import Faults, ScenarioError
from tests.calibration.county import vastmanland

HEADERS = [list(columns) for columns in COLUMNS.values()]
CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "..",
            "<6",
            "1–5",
            "19",
            "1980",
            "Sala",
            "received",
            "in_plan",
            "sfi_half_year",
            "2014",
            "2014-2015",
            "2016-12",
            "45,5",
            "1 200",
            "ja",
        ]
    ),
    st.sampled_from(
        ["asylum.applied", "placement.received", "work.ended", "kvinna", "anvisad", "1", "1985-01-01", "31/12 2015", "2A", "850101-1234"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=12),
)
TABLES = st.sampled_from(HEADERS).flatmap(
    lambda header: st.tuples(st.just(header), st.lists(st.lists(CELLS, max_size=len(header)), max_size=8))
)
BUSY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_or_refused(path: Path) -> None:
    """The file is read, or every fault names it and says something."""
    try:
        assert read_cohorts([path], [], vastmanland()).observations
    except ScenarioError as error:
        assert all(problem.file.startswith(str(path)) and problem.message for problem in error.problems)
        assert "850101-1234" not in str(error).replace(str(path), "")


@BUSY
@given(TABLES, st.sampled_from([";", "\t", ","]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_table_as_csv(tmp_path: Path, table: tuple[list[str], list[list[str]]], separator: str, encoding: str) -> None:
    header, rows = table
    path = tmp_path / "egna.csv"
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [header, *rows]]
    path.write_bytes("\r\n".join(quoted).encode(encoding))
    read_or_refused(path)


@BUSY
@given(
    st.sampled_from(HEADERS),
    st.lists(
        st.lists(
            st.one_of(
                st.none(), st.booleans(), st.integers(), st.floats(-1e9, 1e9), st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1))
            ),
            max_size=9,
        ),
        max_size=6,
    ),
)
def test_any_cells_of_a_workbook(tmp_path: Path, header: list[str], rows: list[list[Any]]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(header)
    for row in rows:
        sheet.append(row)
    path = tmp_path / "egna.xlsx"
    book.save(path)
    read_or_refused(path)


@BUSY
@given(st.binary(max_size=400), st.sampled_from([".csv", ".xlsx"]))
def test_any_bytes(tmp_path: Path, content: bytes, ending: str) -> None:
    path = tmp_path / f"egna{ending}"
    path.write_bytes(content)
    faults = Faults()
    sheets = read_sheets(path, faults)
    assert sheets or len(faults)
    read_or_refused(path)
