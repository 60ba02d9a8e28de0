"""What people take of a service where nobody has to wait for it: the demand, by row and month."""

from __future__ import annotations

import numpy as np

from results.indicators.capacity import MECHANISM, in_service
from results.indicators.dates import Ints
from results.indicators.grid import Grid
from results.indicators.history import History
from results.intervals import Floats
from results.priorities.required.rows import Row, served
from scenarios.county import County


def demand(service: str, history: History, grid: Grid, rows: tuple[Row, ...], county: County) -> tuple[Floats, Floats]:
    """Mean and highest number in use at a time in each month of the grid, each of shape (rows, months).

    Of what is given by the month both are the number begun within it.
    """
    spells = in_service(service, history)
    own = _row_of(service, rows, county, history.place_of(spells, spells.start), spells.detail)
    shape = (len(rows), len(grid.month_names))
    mean, most = np.zeros(shape), np.zeros(shape)
    for number in range(len(rows)):
        start, end = spells.start[own == number], spells.end[own == number]
        if MECHANISM[service] == "quotas":
            mean[number] = most[number] = np.histogram(start, grid.months)[0]
        else:
            mean[number], most[number] = in_use(start, np.minimum(end, history.horizon), grid.months)
    return mean, most


def _row_of(service: str, rows: tuple[Row, ...], county: County, municipality: Ints, detail: Ints) -> Ints:
    """The row that serves each spell; -1 for none."""
    languages = {language.key: number for number, language in enumerate(county.languages)}
    serving = served(county, service)
    found: Ints = np.full(len(municipality), -1)
    for number, row in enumerate(rows):
        # Leaders of a language are the county's, wherever a group meets.
        codes = [code for code, area in serving.items() if area == row.area]
        found[detail == languages[row.language] if row.language else np.isin(municipality, codes)] = number
    return found


def in_use(start: Floats, end: Floats, months: Floats) -> tuple[Floats, Floats]:
    """Mean and highest number of spells under way at a time in each month.

    Parameters
    ----------
    start, end
        When each spell began and was over, days.
    months
        First days of the months and of the one after, shape (months + 1,).
    """
    times = np.concatenate([start, end, months])
    step = np.concatenate([np.ones(len(start)), -np.ones(len(end)), np.zeros(len(months))])
    # What is given back at an instant can be taken at the same: ends stand first, the months' first days last.
    rank = np.concatenate([np.ones(len(start)), np.zeros(len(end)), np.full(len(months), 2.0)])
    order = np.lexsort((rank, times))
    at, under_way = times[order], np.cumsum(step[order])
    month = np.clip(np.searchsorted(months, at, side="right") - 1, -1, len(months) - 1)
    lasted = np.append(np.diff(at), 0.0)
    inside = (month >= 0) & (month < len(months) - 1)
    mean, most = np.zeros(len(months) - 1), np.zeros(len(months) - 1)
    np.add.at(mean, month[inside], (under_way * lasted)[inside])
    np.maximum.at(most, month[inside], under_way[inside])
    found: Floats = mean / np.diff(months)
    return found, most
