"""The workbook's sheet of weights: cells to write in, and formulas that weigh the goals and order the packages anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from results.report.page import Weighing
from scenarios.language import translate as _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from results.tables import Formats

HEAD, WEIGHTS, FIRST = 4, 5, 6
"""Rows, from 0: the goals' names, their weights, the first package."""

BESIDE = 6
"""Columns before the goals: package, shelf, mean, the ends of its interval, order."""


@dataclass(frozen=True)
class WeightsSheet:
    """The sheet; its formulas hold the numbers that they come to with the weights of the calculation.

    Rows below the packages repeat the ends of the intervals, and below them stand the packages in the order of the weights.
    """

    weighing: Weighing

    @property
    def name(self) -> str:
        """Name of the sheet."""
        return _("Weigh anew")

    @property
    def title(self) -> str:
        """What it shows."""
        return _("Give the goals other weights and see the order change")

    def fill(self, sheet: Worksheet, formats: Formats) -> None:
        """Write names, weights, what is closed, formulas."""
        given = self.weighing
        sheet.write_string(0, 0, self.title, formats.heading)
        sheet.write_string(1, 0, _note(), formats.note)
        heads = (_("Package"), _("Shelf with the weights of the calculation"), _("Percent of the way"), _("Widest interval, lower"))
        for column, text in enumerate((*heads, _("Widest interval, upper"), _("Order"), *given.aims)):
            sheet.write_string(HEAD, column, text, formats.column)
        sheet.write_string(WEIGHTS, 0, _("Weight: change these"), formats.column)
        for k, weight in enumerate(given.weights):
            sheet.write_number(WEIGHTS, BESIDE + k, weight, formats.numbers[1, False])
        for part, label in enumerate(("", _("interval, lower"), _("interval, upper"))):
            self._parts(sheet, formats, part, label)
        self._weighed(sheet, formats)
        self._ordered(sheet, formats)
        sheet.set_column(0, BESIDE - 1, 16)
        sheet.set_column(BESIDE, BESIDE + len(given.aims), 18)
        sheet.freeze_panes(FIRST, 1)

    def _row(self, course: int, part: int) -> int:
        return FIRST + part * (len(self.weighing.courses) + 1) + course

    def _parts(self, sheet: Worksheet, formats: Formats, part: int, label: str) -> None:
        """One block of what is closed: means, lower ends or upper ends."""
        for course, name in enumerate(self.weighing.courses):
            row = self._row(course, part)
            sheet.write_string(row, 0, f"{name}, {label}" if label else name, formats.text)
            for k, ends in enumerate(self.weighing.closed[course]):
                sheet.write_number(row, BESIDE + k, ends[part], formats.numbers[1, True])

    def _weighed(self, sheet: Worksheet, formats: Formats) -> None:
        """Mean, ends and order of each package."""
        given = self.weighing
        first, last = self._row(0, 0), self._row(len(given.courses) - 1, 0)
        means = f"$C${first + 1}:$C${last + 1}"
        found = [given.weighed(course) for course in range(len(given.courses))]
        order = sorted(range(len(found)), key=lambda course: -found[course][0])
        for course, shelf in enumerate(given.shelves):
            row = self._row(course, 0)
            sheet.write_string(row, 1, shelf, formats.text)
            for part in range(3):
                formula = f"=SUMPRODUCT({self._weights},{self._cells(self._row(course, part))})/SUM({self._weights})"
                sheet.write_formula(row, 2 + part, formula, formats.numbers[1, True], found[course][part])
            # Of packages with the same mean the first in the table comes first.
            alike = f"+COUNTIF($C${first + 1}:$C{row + 1},$C{row + 1})-1"
            sheet.write_formula(row, 5, f"=RANK($C{row + 1},{means}){alike}", formats.numbers[0, False], order.index(course) + 1)

    @property
    def _weights(self) -> str:
        return self._cells(WEIGHTS)

    def _cells(self, row: int) -> str:
        from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]

        return str(xl_range_abs(row, BESIDE, row, BESIDE + len(self.weighing.aims) - 1))

    def _ordered(self, sheet: Worksheet, formats: Formats) -> None:
        """The packages in the order of the weights."""
        given = self.weighing
        top = self._row(0, 3)
        first, last = self._row(0, 0) + 1, self._row(len(given.courses) - 1, 0) + 1
        for column, text in enumerate((_("Package, in the order of the weights"), _("Percent of the way"))):
            sheet.write_string(top, column, text, formats.column)
        for k, (name, _shelf, ends) in enumerate(given.ordered, start=1):
            place = f"MATCH({k},$F${first}:$F${last},0)"
            sheet.write_formula(top + k, 0, f"=INDEX($A${first}:$A${last},{place})", formats.text, name)
            sheet.write_formula(top + k, 1, f"=INDEX($C${first}:$C${last},{place})", formats.numbers[1, True], ends[0])


def _note() -> str:
    return _(
        "Percent of the way to the goals. The interval is the widest that those of the goals allow; the true one is mostly narrower. "
        "The shelves hold for the weights of the calculation and are not tested anew."
    )
