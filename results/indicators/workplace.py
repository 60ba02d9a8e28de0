"""Contact with a workplace: work in the asylum period, and the first workplace after reception."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import add_months_all
from results.indicators.history import ADULT, PART_TIME, STUDIES, History

AGE_TO = 65.0
"""Those below this age at reception are followed to their first workplace, years."""
HALF_YEAR_MONTHS = 6.0


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of work in the asylum period and of the first workplace after reception."""
    return {**_asylum_work(history), **_contact(history)}


def _asylum_work(history: History) -> dict[str, Cohort]:
    begun = history.first("asylum.work_started")
    decided = np.minimum(history.first("asylum.permit"), history.first("asylum.refused"))
    where = history.first_place("asylum.applied")
    here = np.asarray(history.people.stays, dtype=bool)
    person = np.flatnonzero(here & np.isfinite(history.first("asylum.applied")) & np.isfinite(decided))
    person = person[history.age_at(person, decided[person]) >= ADULT]
    starters = np.flatnonzero(here & np.isfinite(begun))
    return {
        "asylum_work_share": Occasions(person, decided[person], where[person]).share(begun[person] < decided[person]),
        "asylum_work_persons": Occasions(starters, begun[starters], where[starters]).counted(history.horizon),
    }


def _contact(history: History) -> dict[str, Cohort]:
    received = history.receptions
    age = history.age_at(received.person, received.when)
    received = received.take((age >= ADULT) & (age < AGE_TO))
    work = history.rows("work.started")
    work = work.take(work.detail % PART_TIME != STUDIES)
    first = np.minimum(history.first("practice.started"), history.first_of(work))
    first = np.minimum(first, history.first("asylum.work_started"))[received.person]
    gone, limit = history.left[received.person], add_months_all(received.when, HALF_YEAR_MONTHS)
    return {
        "workplace_contact_days": received.waited(first, gone, history.horizon),
        "workplace_contact_half_year": received.within(first, limit, gone, history.horizon),
    }
