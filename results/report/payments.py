"""Who paid whom: what municipalities pay each other for seats across borders."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from results.comparison import Comparison
from results.intervals import Floats, intervals
from results.payments import PAID
from results.report.material import Material
from results.study import Study
from results.tables import Column, Table, Value
from scenarios.language import text_of
from scenarios.language import translate as _

THOUSAND = 1000.0


def payments_table(base: Study, comparisons: Sequence[Comparison], material: Material) -> Table | None:
    """Each payer, receiver and service with the mean over the reported years, by scenario; by year in the workbook."""
    studies = [base, *(c.scenario for c in comparisons)]
    if not any(study.payments.any() for study in studies):
        return None
    first, last = material.years
    title = _("What municipalities pay each other {first}–{last}, thousands of SEK").format(first=first, last=last)
    note = _(
        "The home municipality pays the one that gives the seat, by the scenario's price a month. Money that changes hands: the seat's "
        "cost stands in the table of costs. Mean and 95 % confidence interval."
    )
    years = list(range(first, last + 1))
    numbers = Table(
        "betalningar",
        title,
        (*_parties(), Column("scenario", _("Scenario")), Column("year", _("Year")), *_three("sek", _("Thousands of SEK"))),
        _rows_by_year(studies, material, years),
        note,
        sheet=_("Payments"),
    )
    columns = (*_parties(), *(Column(s.letter.lower(), s.letter if k else _("Unchanged"), 0) for k, s in enumerate(material.series)))
    return Table("betalningar", title, columns, _rows(studies, years), note, sheet=_("Payments"), numbers=numbers)


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
    totals = [_paid(study, years).sum(axis=-1).mean(axis=0) for study in studies]
    kept = np.any([total > 0.0 for total in totals], axis=0)
    return tuple((*names, *(float(total[at]) for total in totals)) for at, names in _named(studies[0]) if kept[at])


def _rows_by_year(studies: Sequence[Study], material: Material, years: Sequence[int]) -> tuple[tuple[Value, ...], ...]:
    rows: list[tuple[Value, ...]] = []
    for study, series in zip(studies, material.series, strict=True):
        found = intervals(_paid(study, years))
        for (k, home, host), names in _named(study):
            for y, year in enumerate(years):
                at = (k, home, host, y)
                if found.mean[at] > 0.0:
                    rows.append((*names, series.full, year, float(found.mean[at]), float(found.low[at]), float(found.high[at])))
    return tuple(rows)
