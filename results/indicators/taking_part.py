"""Who takes part in each activity: persons a year, and the share of plans in which it was begun."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort
from results.indicators.history import History
from results.indicators.indicator import BY_SEX, Indicator
from results.indicators.studies import once_a_year
from scenarios.activities import ACTIVITIES

TRACKS: dict[str, tuple[str, str]] = {
    "so": ("samhällsorientering", "civic orientation"),
    "preparation": ("förberedande insats", "work preparation"),
    "practice": ("praktik", "practice"),
    **{kind.name: (kind.sv, kind.en) for kind in ACTIVITIES},
}
"""Tracks in which taking part is counted, with what people call them."""

TAKING_PART: tuple[Indicator, ...] = tuple(
    indicator
    for track, (sv, en) in TRACKS.items()
    for indicator in (
        Indicator(
            f"{track}_year",
            f"Deltog under året: {sv}",
            f"Took part during the year: {en}",
            f"Personer som deltog i {sv} någon dag under året, var och en räknad en gång, efter den kommun där de deltog först; flera år: "
            "summan av åren.",
            f"Persons who took part in {en} on any day of the year, each counted once, by the municipality where they took part first; "
            "several years: the sum over the years.",
            statistic="count",
            better="neither",
            groups=BY_SEX,
        ),
        Indicator(
            f"{track}_in_plan",
            f"Planer med {sv}",
            f"Plans with {en}",
            f"Av dem vars plan slutade under året: andel som under planen började {sv}.",
            f"Of those whose plan ended during the year: share who began {en} during the plan.",
            better="neither",
            groups=BY_SEX,
        ),
    )
)
"""All of them, in the order in which tables show them."""


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of those who take part in each activity."""
    over = history.plans_over
    over = over.take(np.isfinite(over.when))
    found = {}
    for track in TRACKS:
        taking = history.spells(track).served()
        in_plan = (taking.start >= history.plan_start[taking.person]) & (taking.start <= history.plan_end[taking.person])
        has = np.zeros(history.n, bool)
        has[taking.person[in_plan]] = True
        found[f"{track}_year"] = once_a_year(history, taking)
        found[f"{track}_in_plan"] = over.share(has[over.person])
    return found
