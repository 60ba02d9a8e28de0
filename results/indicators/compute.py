"""All indicators of one replication: a row of numbers and a row of the persons behind them, in the order of the layout."""

from __future__ import annotations

import numpy as np

from results.indicators import activity, asylum, outcomes, plan, practice, reception, school, studies, waits
from results.indicators.cohort import Cohort
from results.indicators.dates import Floats
from results.indicators.groups import mask
from results.indicators.history import History
from results.indicators.indicator import Indicator
from results.indicators.layout import Block, Layout
from results.indicators.monthly import series
from results.indicators.tabulate import Placed, Table, gap_table, placed, spread_table, table

THEMES = (outcomes, reception, plan, studies, practice, asylum, activity, school, waits)
"""Modules that observe cohorts from a history."""

DERIVED = frozenset({"gap", "spread"})


def observe(history: History) -> dict[str, Cohort]:
    """The cohort of every indicator that has one, by key."""
    found: dict[str, Cohort] = {}
    for theme in THEMES:
        found |= theme.observe(history)
    return found


def compute(history: History, layout: Layout) -> tuple[Floats, Floats]:
    """Every number of the layout from one replication.

    Returns
    -------
    values
        In the indicators' units, shape (layout.size,); nan where undefined.
    people
        Persons or events behind each, same shape.
    """
    values, people = np.full(layout.size, np.nan), np.zeros(layout.size)
    on_grid = {key: placed(cohort, layout.grid) for key, cohort in observe(history).items()}
    tables: dict[tuple[str, str], Table] = {}
    for block in sorted(layout.blocks, key=lambda block: block.indicator.statistic in DERIVED):
        found = _table_of(block, history, layout, on_grid, tables)
        values[block.place] = found.values[block.areas, block.periods] * block.indicator.scale
        people[block.place] = found.people[block.areas, block.periods]
    return values, people


def _table_of(block: Block, history: History, layout: Layout, on_grid: dict[str, Placed], tables: dict[tuple[str, str], Table]) -> Table:
    indicator, grid = block.indicator, layout.grid
    if indicator.statistic == "series":
        numbers = series(indicator, block.group, history, grid)
        return Table(numbers, np.zeros(numbers.shape) if indicator.unit == "percent" else numbers)
    if indicator.statistic == "gap":
        return gap_table(tables[indicator.of, "men"], tables[indicator.of, "women"])
    if indicator.statistic == "spread":
        return spread_table(tables[indicator.of, "all"], grid)
    chosen = _of_group(indicator, block.group, on_grid[indicator.key], history)
    areas = int(block.areas.max()) + 1 if len(block.areas) else 0
    tables[indicator.key, block.group] = table(indicator.statistic, chosen, grid, areas)
    return tables[indicator.key, block.group]


def _of_group(indicator: Indicator, group: str, observations: Placed, history: History) -> Placed:
    if group == "all":
        return observations
    return observations.take(mask(group, indicator.groups, observations.cohort, history))
