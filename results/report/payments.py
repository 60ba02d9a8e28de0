"""Who paid whom: what municipalities pay each other for seats across borders."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from results.charts.series import Series
from results.comparison import Comparison
from results.intervals import Floats, Intervals
from results.payments import PAID
from results.report.material import Estimate, Material
from results.report.words import interval_words
from results.study import Study
from results.tables import Column, Table, Value
from scenarios.language import text_of
from scenarios.language import translate as _

THOUSAND = 1000.0


def payments_table(base: Study, comparisons: Sequence[Comparison], material: Material) -> Table | None:
    """What each municipality pays and is paid over the reported years; who paid whom, by service and year, in the workbook.

    None where nobody pays anybody.
    """
    studies = [base, *(c.scenario for c in comparisons)]
    paying = [(study, series) for study, series in zip(studies, material.series, strict=True) if study.payments.any()]
    if not paying:
        return None
    first, last = material.years
    years = list(range(first, last + 1))
    title = _("What municipalities pay each other {first}–{last}, thousands of SEK").format(first=first, last=last)
    note = _(
        "The home municipality pays the one that gives the seat, by the scenario's price a month. Money that changes hands: the seat's "
        "cost stands in the table of costs. Mean and 95 % confidence interval."
    )
    pairs = (*_parties(), Column("scenario", _("Scenario")), Column("year", _("Year")), *_three("sek", _("Thousands of SEK")))
    numbers = Table("betalningar", title, pairs, _rows_by_year(paying, years), note, sheet=_("Payments"))
    columns = [Column("municipality", _("Municipality"))]
    for _study, series in paying:
        letter = series.letter or _("Unchanged")
        columns.append(Column(f"{letter.lower()}_pays", _("{letter}: pays").format(letter=letter)))
        columns.append(Column(f"{letter.lower()}_is_paid", _("{letter}: is paid").format(letter=letter)))
    return Table("betalningar", title, tuple(columns), _rows([study for study, _s in paying], years), note, numbers=numbers)


def _parties() -> tuple[Column, ...]:
    return (
        Column("payer", _("Home municipality, pays")),
        Column("receiver", _("Gives the seat, is paid")),
        Column("service", _("Service")),
    )


def _three(key: str, label: str) -> tuple[Column, ...]:
    return (
        Column(key, label, 0),
        Column(f"{key}_low", _("Interval, lower"), 0),
        Column(f"{key}_high", _("Interval, upper"), 0),
    )


def _paid(study: Study, years: Sequence[int]) -> Floats:
    """Thousands of SEK in each of the years, shape (replications, services, homes, hosts, years)."""
    chosen = [study.layout.grid.years.index(year) for year in years]
    found: Floats = study.payments[..., chosen] / THOUSAND
    return found


def _named(study: Study) -> list[tuple[tuple[int, int, int], tuple[str, str, str]]]:
    """Service, home and host with their names, in the order home, host, service."""
    county, codes = study.scenario.county, study.layout.grid.codes
    towns = range(len(codes))
    name = [county.municipality(code).name for code in codes]
    return [((k, a, b), (name[a], name[b], text_of(PAID[k].sv, PAID[k].en))) for a, b, k in product(towns, towns, range(len(PAID)))]


def _rows(studies: Sequence[Study], years: Sequence[int]) -> tuple[tuple[Value, ...], ...]:
    """One row a municipality: what it pays and is paid in each scenario."""
    county, codes = studies[0].scenario.county, studies[0].layout.grid.codes
    found = [study.over(_paid(study, years).sum(axis=(1, 4)).sum(axis=axis)) for study in studies for axis in (2, 1)]
    return tuple((county.municipality(code).name, *(_in_words(each, k) for each in found)) for k, code in enumerate(codes))


def _in_words(found: Intervals, at: int | tuple[int, ...]) -> str:
    return interval_words(Estimate(found.mean[at], max(0.0, found.low[at]), found.high[at]), 0)


def _rows_by_year(paying: Sequence[tuple[Study, Series]], years: Sequence[int]) -> tuple[tuple[Value, ...], ...]:
    rows: list[tuple[Value, ...]] = []
    for study, series in paying:
        found = study.over(_paid(study, years))
        for (k, home, host), names in _named(study):
            for y, year in enumerate(years):
                at = (k, home, host, y)
                if found.mean[at] > 0.0:
                    mean, low, high = (float(each[at]) for each in (found.mean, found.low, found.high))
                    rows.append((*names, series.full, year, mean, max(0.0, low), high))
    return tuple(rows)
