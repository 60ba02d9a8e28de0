"""What happens in each month to those in establishment: who begins, and who finds work."""

from __future__ import annotations

from results.indicators.cohort import Occasions
from results.indicators.history import PART_TIME, STUDIES, History
from results.indicators.indicator import BY_SEX, Indicator

ENTRIES = (
    Indicator(
        "plan_starts_month",
        "Fick etableringsplan under månaden",
        "Got an establishment plan during the month",
        "Personer vars plan (eller introduktion) startade under månaden.",
        "Persons whose plan (or introduction) started during the month.",
        "series",
        better="neither",
        groups=BY_SEX,
        county_only=True,
    ),
    Indicator(
        "plan_work_month",
        "Fick arbete i etableringen under månaden",
        "Found work in establishment during the month",
        "Gånger då någon med pågående plan började ett arbete, med eller utan stöd, eller eget företag under månaden, också på deltid; "
        "arbetet kan ha avslutat planen.",
        "Times that somebody whose plan was under way began work, subsidised or not, or own business during the month, part time too; "
        "the work may have ended the plan.",
        "series",
        groups=BY_SEX,
        county_only=True,
    ),
)
"""By month: what happened during it."""

KEYS = frozenset(indicator.key for indicator in ENTRIES)
"""Their keys."""


def happened(key: str, history: History) -> Occasions:
    """Whom an indicator of these counts, when, and where they live then."""
    if key == "plan_starts_month":
        return history.plans_begun
    work = history.rows("work.started")
    planned = (history.plan_start[work.person] <= work.time) & (history.plan_end[work.person] >= work.time)
    work = work.take(planned & (work.detail % PART_TIME != STUDIES))
    return Occasions(work.person, work.time, history.home_at(work.person, work.time))
