"""The county's envelope: a numbered slot for everyone who could come.

Each month has a block of three sections: seekers first, quota refugees next, families abroad last. The block is as large as any
shipped future needs; within the first two sections the first slots are present, as many as the scenario's series says. After all
months' blocks come the unaccompanied children, a section a month: so nobody's number and luck depend on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scenarios.calendar import day, shift_months
from sim.luck import Floats, Ints

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

SEEKER, QUOTA, FAMILY, UNACCOMPANIED = 0, 1, 2, 3
FAMILY_SLOTS_PER_SEEKER = 0.7
"""Slots for families abroad, a seeker's or quota refugee's slot; more than any shipped composition fills."""


@dataclass(frozen=True)
class Envelope:
    """The months' blocks: their first days and lengths in days, shape (months,), and their sections by cohort.

    `first` and `size` hold each section's first slot and number of slots, shape (months, 4); `present` how many seekers and
    quota refugees are there, shape (months, 2), and `alone` how many unaccompanied children, shape (months,).
    """

    month: Floats
    length: Floats
    first: Ints
    size: Ints
    present: Ints
    alone: Ints

    @property
    def slots(self) -> int:
        """Number of slots."""
        return int(self.size.sum())


def county_series(national: tuple[float, ...], shares: Iterable[float]) -> list[int]:
    """Whole persons a month whose running sum follows the month's share x national, rounded: nobody is lost or made."""
    total, given, series = 0.0, 0, []
    for value, share in zip(national, shares, strict=False):
        total += value * share
        whole = floor(total + 0.5)
        series.append(whole - given)
        given = whole
    return series


def candidates_share(scenario: Scenario) -> float:
    """Share of the nation's seekers with a tie to the county: they live here while waiting, might settle here, or both."""
    people = scenario.people
    stays, settles = people.share_nation_stays.at(0.0), people.share_nation_settles.at(0.0)
    return stays + settles * (1.0 - people.share_settlers_who_stayed.at(0.0))


def envelope(scenario: Scenario) -> Envelope:
    """The blocks of a scenario; the slots are the same in every scenario of the county, those present are not."""
    arrivals, share = scenario.arrivals, candidates_share(scenario)
    settles, alone = scenario.people.share_nation_settles.at(0.0), scenario.unaccompanied
    sizes, last = [], []
    for most_asylum, most_quota, most_alone in zip(arrivals.asylum_most, arrivals.quota_most, arrivals.unaccompanied_most, strict=True):
        seekers, quota = ceil(most_asylum * share) + 1, ceil(most_quota * settles) + 1
        sizes.append((seekers, quota, ceil(FAMILY_SLOTS_PER_SEEKER * (seekers + quota))))
        last.append(ceil(most_alone * alone.share_nation_most.at(0.0)) + 1)
    size, children = np.array(sizes), np.array(last)
    first = (np.cumsum(size) - size.ravel()).reshape(size.shape)
    after = size.sum() + np.cumsum(children) - children
    present = np.column_stack([county_series(arrivals.asylum, repeat(share)), county_series(arrivals.quota, repeat(settles))])
    dated = [alone.share_nation.at(day(month)) for month in arrivals.months]
    return Envelope(
        month=np.array([day(month) for month in arrivals.months]),
        length=np.array([day(shift_months(month, 1)) - day(month) for month in arrivals.months]),
        first=np.column_stack([first, after]),
        size=np.column_stack([size, children]),
        present=np.minimum(present, size[:, :FAMILY]),
        alone=np.minimum(county_series(arrivals.unaccompanied, dated), children),
    )


def ties(scenario: Scenario, cohort: Ints, luck: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether a household waits in the county, and whether it might settle here; quota refugees and families might settle.

    So might unaccompanied children: those who leave the county's care at eighteen, before a decision, stand for the young people of
    other counties who are assigned here.
    """
    people = scenario.people
    stays, settles = people.share_nation_stays.at(0.0), people.share_nation_settles.at(0.0)
    both = settles * people.share_settlers_who_stayed.at(0.0)
    whole = stays + settles - both
    waits_here = (luck * whole < stays) & (cohort == SEEKER)
    settles_here = (luck * whole < both) | (luck * whole >= stays) | (cohort == QUOTA) | (cohort == UNACCOMPANIED)
    return waits_here, settles_here
