"""SFI and civic orientation (headline indicators 7, 8 and 9)."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Flags, Floats, Ints, add_months_all, year_day_all, year_of_all
from results.indicators.history import History
from results.indicators.pause import plan_time_end
from results.indicators.spells import Spells

COURSES = ("a", "b", "c", "d")
"""Letters of the courses, by their number less one."""

LAST_COURSE = 4
"""Course D in the log's detail (path * 10 + course)."""

HALF_YEAR_MONTHS = 6.0
TWO_YEARS_DAYS = 730.0
YEARS = 10_000
"""More than any calendar year: room for the year in a combined number of person and year."""


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of SFI and civic orientation."""
    return {**_start(history), **_results(history), **_after_plan_start(history), **_orientation(history), **_readers(history)}


def _passed(history: History) -> tuple[Floats, Floats]:
    """Day of the first course passed, and of course D, shape (n,)."""
    rows = history.rows("sfi.course_passed")
    return history.first_of(rows), history.first_of(rows.take(rows.detail % 10 == LAST_COURSE))


def _first(history: History, event: str) -> Occasions:
    """Each person's first event of a kind, where the person lives then."""
    day = history.first(event)
    person = np.flatnonzero(np.isfinite(day))
    return Occasions(person, day[person], history.home_at(person, day[person]))


def _start(history: History) -> dict[str, Cohort]:
    law, applied = history.scenario.law, _first(history, "sfi.applied")
    begun = history.first("sfi.course_started")[applied.person]
    gone = np.minimum(history.first("sfi.withdrawn"), history.left)[applied.person]
    in_plan = history.in_plan_at(applied.person, applied.when)
    months = np.where(in_plan, law.sfi_months_plan.at_all(applied.when), law.sfi_months_others.at_all(applied.when))
    limit = add_months_all(applied.when, months)
    found = {"sfi_wait_median": applied.waited(begun, gone, history.horizon)}
    for key, chosen in (("plan", in_plan), ("others", ~in_plan)):
        # A limit that never comes leaves out those of the other kind.
        found[f"sfi_in_time_{key}"] = applied.within(begun, np.where(chosen, limit, np.inf), gone, history.horizon)
    return found


def _results(history: History) -> dict[str, Cohort]:
    any_course, course_d = _passed(history)
    plan, planned = history.plan, history.plans_begun
    until = plan_time_end(history, plan)
    followed = (until <= history.horizon) & (history.left[plan.person] > until) & (history.people.path[plan.person] > 0)
    begun = _first(history, "sfi.course_started")
    later = begun.when + TWO_YEARS_DAYS
    kept = (later <= history.horizon) & (history.left[begun.person] > later)
    found = {}
    for name, passed in (("course", any_course), ("d", course_d)):
        found[f"sfi_{name}_passed"] = planned.share(passed[plan.person] <= until).take(followed)
        found[f"sfi_{name}_two_years"] = begun.share(passed[begun.person] <= later).take(kept)
    return found


def _after_plan_start(history: History) -> dict[str, Cohort]:
    begun = history.plans_begun
    limit = add_months_all(begun.when, HALF_YEAR_MONTHS)
    gone = history.left[begun.person]
    sfi, so = history.first("sfi.course_started")[begun.person], history.first("so.started")[begun.person]
    # Orientation was a part of the introduction, with no course of its own.
    started = begun.within(so, limit, gone, history.horizon)
    # A plan that ends early is no reason to leave a person out, but whoever has left SFI's reach no longer waits for it.
    until = np.minimum(gone, history.first("sfi.withdrawn")[begun.person])
    return {
        "sfi_half_year": begun.within(sfi, limit, gone, history.horizon),
        "so_half_year": started.take(~started.observed(history.introduced[begun.person])),
        "sfi_wait_from_plan": begun.waited(sfi, until, history.horizon),
    }


def _orientation(history: History) -> dict[str, Cohort]:
    law, received = history.scenario.law, history.receptions
    person, when = received.person, received.when
    limit = add_months_all(when, law.so_months.at_all(when))
    age = history.age_at(person, when)
    of_age = (age >= law.so_age_from.at_all(when)) & (age < law.so_age_to.at_all(when))
    covered = (law.so_others.at_all(when) > 0.0) | ((history.plan_start[person] <= limit) & ~history.introduced[person])
    followed = (limit <= history.horizon) & (history.left[person] > limit)
    done = history.first("so.completed")[person] <= limit
    groups = history.rows("so.started")
    joined = Occasions(groups.person, groups.time, history.home_at(groups.person, groups.time))
    return {
        "so_in_time": received.share(done).take(of_age & covered & followed),
        "so_languages": Cohort(joined, groups.detail.astype(np.float64)),
        "so_participants": _begun_once_a_year(joined),
        "so_groups": _groups_begun(history, joined, groups.detail),
    }


def _begun_once_a_year(joined: Occasions) -> Cohort:
    """The first start of each person in each calendar year."""
    order = np.argsort(joined.when, kind="stable")
    year = year_of_all(joined.when)[order]
    first = np.unique(joined.person[order] * YEARS + year, return_index=True)[1]
    kept = np.sort(order[first])
    return Cohort(Occasions(joined.person[kept], joined.when[kept], joined.place[kept]))


def _groups_begun(history: History, joined: Occasions, language: Ints) -> Cohort:
    """One occasion for each group that begins: those who start at one instant, in one language and pool, are one group.

    A group of the whole county is counted in the county only.
    """
    pool = np.where(history.scenario.so.pooled.at_all(joined.when) > 0.0, 0, joined.place)
    one = np.unique(np.column_stack([joined.when, language, pool]), axis=0, return_index=True)[1]
    return Cohort(Occasions(joined.person[one], joined.when[one], pool[one]))


def _readers(history: History) -> dict[str, Cohort]:
    """Who read SFI in each year, at each course and at any: a person counts once a year."""
    reading = history.spells("sfi").served()
    return {
        "sfi_readers_year": once_a_year(history, reading),
        **{f"sfi_readers_year_{course}": once_a_year(history, reading.take(at_course(reading, course))) for course in COURSES},
    }


def at_course(reading: Spells, course: str) -> Flags:
    """Which spells of SFI are of a course, by its letter."""
    found: Flags = reading.detail % 10 == COURSES.index(course) + 1
    return found


def once_a_year(history: History, reading: Spells) -> Cohort:
    """One occasion for each person and calendar year touched by a spell: its first day there, at the school's municipality."""
    first, last = year_of_all(reading.start), year_of_all(np.minimum(reading.end, history.horizon))
    years = np.maximum(last - first + 1, 0)
    spell = np.repeat(np.arange(len(years)), years)
    year = np.repeat(first, years) + np.arange(len(spell)) - np.repeat(np.cumsum(years) - years, years)
    person, when = reading.person[spell], np.maximum(reading.start[spell], year_day_all(year, 1))
    # A spell that ends at the midnight that begins a year has no day in it.
    kept = np.flatnonzero((reading.end[spell] > when) & (when <= history.horizon))
    kept = kept[np.unique(person[kept] * YEARS + year[kept], return_index=True)[1]]
    place = history.place_of(reading, reading.start)[spell]
    return Cohort(Occasions(person[kept], when[kept], place[kept]))
