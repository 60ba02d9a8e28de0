"""What the people of one calculation went through: each day's state of a cohort.

It is read from the event log alone. States of one person do not overlap: the later one in `STATES` wins, so that somebody who reads
SFI and is in practice on the same day is counted once.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from results.charts.flow import DAYS, DOORS, STATES
from results.indicators.dates import Floats, Ints
from results.indicators.history import PART_TIME, History
from results.indicators.spells import Spells
from scenarios.calendar import year_start

PLACE = {key: k for k, (key, _name, _waits) in enumerate(STATES)}
_TRACKS = {"course": ("sfi", "so"), "practice": ("preparation", "practice"), "leave": ("leave",), "work": ("work",)}


def cohort_states(history: History, year: int) -> pd.DataFrame:
    """Share in each state day by day, for people who got a plan and were received during `year`.

    Day 0 is the permit, or the arrival for those whose permit came before the journey.

    Returns
    -------
    DataFrame
        Columns door, day, state, share (0 to 1), persons (in the cohort by that door).
    """
    inside = (history.received >= year_start(year)) & (history.received < year_start(year + 1))
    cohort = np.flatnonzero(inside & np.isfinite(history.plan_start) & np.isfinite(history.permit))
    painted = _paint(history, cohort)
    doors = history.door[cohort]
    return pd.concat([_shares(painted[doors == k], door) for k, (door, _name) in enumerate(DOORS)], ignore_index=True)


def _shares(painted: NDArray[np.uint8], door: str) -> pd.DataFrame:
    persons = len(painted)
    parts = []
    for key, place in PLACE.items():
        share = (painted == place).mean(axis=0) if persons else np.zeros(DAYS)
        parts.append(pd.DataFrame({"door": door, "day": np.arange(DAYS), "state": key, "share": share, "persons": persons}))
    return pd.concat(parts, ignore_index=True)


def _paint(history: History, cohort: Ints) -> NDArray[np.uint8]:
    """State of each person of the cohort on each day: shape (persons, DAYS)."""
    zero = history.permit
    day = np.arange(DAYS)
    painted = np.full((len(cohort), DAYS), PLACE["after"], dtype=np.uint8)
    # Painted from the last to the first, so that each stretch ends where the next begins.
    for key, until in (("between", history.plan_end), ("before_plan", history.plan_start), ("before_reception", history.received)):
        painted[day < (until[cohort] - zero[cohort])[:, None]] = PLACE[key]
    row = np.full(history.n, -1)
    row[cohort] = np.arange(len(cohort))
    for key, tracks in _TRACKS.items():
        for track in tracks:
            _paint_spells(painted, _main(history.spells(track).served(), track), row, zero, PLACE[key])
    painted[day >= (history.left[cohort] - zero[cohort])[:, None]] = PLACE["gone"]
    return painted


def _main(spells: Spells, track: str) -> Spells:
    """Spells that are somebody's main occupation: work beside the plan is not."""
    return spells.take(spells.detail < PART_TIME) if track == "work" else spells


def _paint_spells(painted: NDArray[np.uint8], spells: Spells, row: Ints, zero: Floats, place: int) -> None:
    own = spells.take(row[spells.person] >= 0)
    begin = np.clip(own.start - zero[own.person], 0, DAYS).astype(np.int64)
    end = np.clip(own.end - zero[own.person], 0, DAYS).astype(np.int64)
    for r, a, b in zip(row[own.person].tolist(), begin.tolist(), end.tolist(), strict=True):
        painted[r, a:b] = place
