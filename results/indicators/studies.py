"""SFI and civic orientation (headline indicators 7, 8 and 9)."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort, waited, within
from results.indicators.dates import Floats, add_months_all
from results.indicators.history import History
from results.indicators.pause import plan_time_end

LAST_COURSE = 4
"""Course D in the log's detail (path * 10 + course)."""

HALF_YEAR_MONTHS = 6.0
TWO_YEARS_DAYS = 730.0


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of SFI and civic orientation."""
    return {**_start(history), **_results(history), **_after_plan_start(history), **_orientation(history)}


def _passed(history: History) -> tuple[Floats, Floats]:
    """Day of the first course passed, and of course D, shape (n,)."""
    rows = history.rows("sfi.course_passed")
    return history.first_of(rows), history.first_of(rows.take(rows.detail % 10 == LAST_COURSE))


def _start(history: History) -> dict[str, Cohort]:
    law, applied = history.scenario.law, history.first("sfi.applied")
    person = np.flatnonzero(np.isfinite(applied)).astype(np.int64)
    when = applied[person]
    begun = history.first("sfi.course_started")[person]
    place = history.home_at(person, when)
    gone = np.minimum(history.first("sfi.withdrawn"), history.left)[person]
    in_plan = history.in_plan_at(person, when)
    months = np.where(in_plan, law.sfi_months_plan.at_all(when), law.sfi_months_others.at_all(when))
    limit = add_months_all(when, months)
    found = {"sfi_wait_median": waited(person, when, place, begun, gone, history.horizon)}
    for key, chosen in (("plan", in_plan), ("others", ~in_plan)):
        found[f"sfi_in_time_{key}"] = within(
            person[chosen], when[chosen], place[chosen], begun[chosen], limit[chosen], gone[chosen], history.horizon
        )
    return found


def _results(history: History) -> dict[str, Cohort]:
    any_course, course_d = _passed(history)
    plan = history.plan
    plan = plan.take(history.people.path[plan.person] > 0)
    until = plan_time_end(history, plan)
    followed = (until <= history.horizon) & (history.left[plan.person] > until)
    place = history.home_at(plan.person, plan.start)
    begun = history.first("sfi.course_started")
    person = np.flatnonzero(np.isfinite(begun)).astype(np.int64)
    when = begun[person]
    later = when + TWO_YEARS_DAYS
    kept = (later <= history.horizon) & (history.left[person] > later)
    home = history.home_at(person, when)
    found = {}
    for name, passed in (("course", any_course), ("d", course_d)):
        in_plan = (passed[plan.person] <= until).astype(np.float64)
        found[f"sfi_{name}_passed"] = Cohort(plan.person, plan.start, place, in_plan).take(followed)
        after = (passed[person] <= later).astype(np.float64)
        found[f"sfi_{name}_two_years"] = Cohort(person, when, home, after).take(kept)
    return found


def _after_plan_start(history: History) -> dict[str, Cohort]:
    plan = history.plan
    person, when = plan.person, plan.start
    place = history.home_at(person, when)
    limit = add_months_all(when, HALF_YEAR_MONTHS)
    gone = history.left[person]
    sfi, so = history.first("sfi.course_started")[person], history.first("so.started")[person]
    # A plan that ends early is no reason to leave a person out, but whoever has left SFI's reach no longer waits for it.
    until = np.minimum(gone, history.first("sfi.withdrawn")[person])
    return {
        "sfi_half_year": within(person, when, place, sfi, limit, gone, history.horizon),
        "so_half_year": within(person, when, place, so, limit, gone, history.horizon),
        "sfi_wait_from_plan": waited(person, when, place, sfi, until, history.horizon),
    }


def _orientation(history: History) -> dict[str, Cohort]:
    law = history.scenario.law
    person = np.flatnonzero(np.isfinite(history.received)).astype(np.int64)
    when = history.received[person]
    limit = add_months_all(when, law.so_months.at_all(when))
    age = history.age_at(person, when)
    of_age = (age >= law.so_age_from.at_all(when)) & (age < law.so_age_to.at_all(when))
    covered = (law.so_others.at_all(when) > 0.0) | (history.plan_start[person] <= limit)
    followed = (limit <= history.horizon) & (history.left[person] > limit)
    done = (history.first("so.completed")[person] <= limit).astype(np.float64)
    groups = history.rows("so.started")
    place = history.home_at(groups.person, groups.time)
    return {
        "so_in_time": Cohort(person, when, history.first_home[person], done).take(of_age & covered & followed),
        "so_languages": Cohort(groups.person, groups.time, place, groups.detail.astype(np.float64)),
    }
