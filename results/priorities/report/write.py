"""Writing the report: page, charts and workbook into one folder."""

from __future__ import annotations

from pathlib import Path

from results.priorities.found import Prioritisation
from results.priorities.report.compose import composed
from results.priorities.report.matter import Matter
from results.priorities.report.weighing import weighing
from results.priorities.report.workbook import WeightsSheet
from results.report.page import Page
from results.report.write import write_page


def write(folder: Path, found: Prioritisation) -> Path:
    """Write report.html, tables.xlsx and the folder charts/ into `folder`.

    Parameters
    ----------
    folder
        Where to write; it exists.
    found
        What the search found. Parts that it does not hold are said not to have been calculated.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    results.report.write.ReportFaultError
        The report fails its own checks; nothing was written.
    """
    matter = Matter(found)
    return write_composed(folder, matter, composed(matter))


def write_composed(folder: Path, matter: Matter, page: Page) -> Path:
    """The same of a report that is composed already."""
    form = weighing(matter)
    more = [] if form is None else [WeightsSheet(form)]
    return write_page(folder, page, more)
