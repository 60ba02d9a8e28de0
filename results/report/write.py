"""Writing a report: gather, compose, check, then charts, workbook and page into one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from results.charts import write_all
from results.report.compose import compose
from results.report.html import render
from results.report.lint import lint
from results.report.page import Page
from results.tables import About, Table
from results.tables import write as write_workbook
from scenarios.language import translate as _

if TYPE_CHECKING:
    from results.comparison import Comparison
    from results.readiness import Readiness
    from results.study import Study


class ReportFaultError(Exception):
    """The report does not keep its own promises (see `results.report.lint`); nothing was written."""


def write(folder: Path, base: Study, comparisons: Sequence[Comparison] = (), ready: Sequence[Readiness] = ()) -> Path:
    """Write report.html, tables.xlsx and the folder charts/ into `folder`.

    Parameters
    ----------
    folder
        Where to write; it exists.
    base
        The unchanged course, or the only scenario.
    comparisons
        Each alternative against `base`, in the order of their letters; empty for a report on one scenario.
    ready
        What the county can take in a surge, where that was asked; said of the situation in the county.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    ReportFaultError
        The report fails its own checks.
    """
    from results.report.gather import gather

    return write_page(folder, compose(gather(base, comparisons, ready)))


def write_page(folder: Path, page: Page) -> Path:
    """Check a composed report and write it with its charts and its workbook."""
    html = render(page)
    faults = lint(html)
    if faults:
        raise ReportFaultError("; ".join(faults))
    write_all(folder / "charts", page.charts())
    write_workbook(folder / "tables.xlsx", workbook_tables(page), about(page))
    path = folder / "report.html"
    path.write_text(html, encoding="utf-8")
    return path


def workbook_tables(page: Page) -> tuple[Table, ...]:
    """The report's tables, then the numbers behind its charts."""
    return (*page.tables(), *(chart.data for chart in page.charts()))


def about(page: Page) -> About:
    """What the workbook's first sheet says."""
    return About(
        page.title,
        (
            page.lead,
            page.notice,
            _("Numbers are means of the calculations; intervals are 95 % confidence intervals for the expected value."),
            _("Signs in the tables: .. not available or resting on too few people; 0 less than half the unit."),
            _("Each sheet has its title, its definition and its source on top. The sheets last in the row hold the numbers of the charts."),
            page.colophon,
        ),
    )
