"""Writing a report: gather, compose, check, then charts, workbook and page into one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from results.charts import write_all
from results.report.compose import compose
from results.report.county_report import county_table
from results.report.html import render
from results.report.lint import lint
from results.report.local import FOLDER, local_pages
from results.report.material import Material
from results.report.page import Page
from results.tables import About, Sheet, Table
from results.tables import write as write_workbook
from scenarios.language import translate as _

if TYPE_CHECKING:
    from results.comparison import Comparison
    from results.follow_up import FollowUp
    from results.readiness import Readiness
    from results.study import Study


COUNTY_REPORT = "lansrapport.xlsx"
"""File of the county report."""


class ReportFaultError(Exception):
    """The report does not keep its own promises (see `results.report.lint`); nothing was written."""


def write(
    folder: Path,
    base: Study,
    comparisons: Sequence[Comparison] = (),
    ready: Sequence[Readiness] = (),
    follow_up: FollowUp | None = None,
) -> Path:
    """Write report.html, tables.xlsx, lansrapport.xlsx and the folders charts/ and local/ (a page each municipality) into `folder`.

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
    follow_up
        Of last year's priorities, where there is one.

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

    material = gather(base, comparisons, ready, follow_up)
    path = write_page(folder, compose(material))
    write_local(folder, material)
    write_county_report(folder, material)
    return path


def write_county_report(folder: Path, material: Material) -> None:
    """Write lansrapport.xlsx, where the county's agreement asks for anything: one sheet, with cells for what the county states itself."""
    table = county_table(material)
    if table is None:
        return
    lines = (
        _("Numbers are means of {n} calculations, seed {seed}; intervals are 95 % confidence intervals for the expected value.").format(
            n=material.replications, seed=material.seed
        ),
        _("Rows marked “stated by the county” have empty cells: fill them in."),
        _("Signs in the tables: .. not available or resting on too few people; 0 less than half the unit."),
    )
    title = _("County report by priority area and sex") + f" – {material.base.county.name}"
    write_workbook(folder / COUNTY_REPORT, (table,), About(title, lines))


def write_local(folder: Path, material: Material) -> None:
    """Write a page for each municipality into the folder `local/`."""
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    for local in local_pages(material):
        (place / local.file).write_text(checked(local.page), encoding="utf-8")


def checked(page: Page) -> str:
    """The page's HTML, if it keeps the promises of a report.

    Raises
    ------
    ReportFaultError
        It does not.
    """
    html = render(page)
    faults = lint(html)
    if faults:
        raise ReportFaultError("; ".join(faults))
    return html


def write_page(folder: Path, page: Page, more: Sequence[Sheet] = ()) -> Path:
    """Check a composed report and write it with its charts and its workbook, which may have more sheets than the page has tables."""
    html = checked(page)
    write_all(folder / "charts", page.charts())
    write_workbook(folder / "tables.xlsx", workbook_tables(page), about(page), more)
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
            *([page.warning] if page.warning else []),
            page.lead,
            page.notice,
            _("Numbers are means of the calculations; intervals are 95 % confidence intervals for the expected value."),
            _("Signs in the tables: .. not available or resting on too few people; 0 less than half the unit."),
            _("Each sheet has its title, its definition and its source on top. The sheets last in the row hold the numbers of the charts."),
            page.colophon,
        ),
    )
