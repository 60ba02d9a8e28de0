"""Results of SFI courses as school statistics count them: two years after the start, and by course and calendar year."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Flags, Floats, Ints, year_day_all, year_of_all
from results.indicators.groups import PATHS
from results.indicators.history import History
from results.indicators.indicator import BY_SEX, Indicator
from results.indicators.spells import DAYS, TICKS, Spells
from results.indicators.studies import COURSES, TWO_YEARS_DAYS, YEARS, at_course, once_a_year
from sim.events import EVENT

_GROUPS = (*BY_SEX, *PATHS)
PASSED, GONE = EVENT["sfi.course_passed"], (EVENT["sfi.dropped_out"], EVENT["sfi.interrupted"])
SEVERAL = 2
"""Courses passed that count as several."""

COURSE_RESULTS = (
    Indicator(
        "sfi_two_courses_two_years",
        "Två år efter sfi-start: minst två kurser godkända",
        "Two years after beginning SFI: at least two courses passed",
        "Av dem som började sfi under året: andel med minst två kurser godkända 730 dagar senare.",
        "Of those who began SFI during the year: share with at least two courses passed 730 days later.",
        groups=BY_SEX,
        county_only=True,
    ),
    Indicator(
        "sfi_dropped_two_years",
        "Två år efter sfi-start: avbrutit utan godkänd kurs",
        "Two years after beginning SFI: dropped out without a course passed",
        "Av dem som började sfi under året: andel som 730 dagar senare inte har någon kurs godkänd och varken läser eller står i kö.",
        "Of those who began SFI during the year: share who 730 days later have passed no course and neither read nor wait for a seat.",
        better="less",
        groups=BY_SEX,
        county_only=True,
    ),
    *(
        Indicator(
            f"sfi_{what}_year_{course}",
            f"{sv} på sfi kurs {course.upper()} under året",
            f"{en} SFI course {course.upper()} during the year",
            f"Av dem som läste kurs {course.upper()} någon dag under året, var och en räknad en gång: andel som {how_sv}.",
            f"Of those who read course {course.upper()} on any day of the year, each counted once: share who {how_en}.",
            better="more" if what == "passed" else "less",
            groups=_GROUPS,
            county_only=True,
        )
        for what, sv, en, how_sv, how_en in (
            ("passed", "Godkända", "Passed", "blev godkända på den före årets slut", "passed it before the end of the year"),
            (
                "dropped",
                "Avbrott",
                "Dropped out of",
                "inte blev godkända, inte läser kursen vid årets slut och sist avbröt den eller gjorde uppehåll",
                "did not pass, do not read it at the end of the year and last dropped out of it or paused",
            ),
        )
        for course in COURSES
    ),
)
"""All of them, in the order in which tables show them."""


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of course results."""
    found = _two_years(history)
    reading = history.spells("sfi").served()
    for course in COURSES:
        found |= _by_year(history, reading.take(at_course(reading, course)), course)
    return found


def _two_years(history: History) -> dict[str, Cohort]:
    begin = history.first("sfi.course_started")
    person = np.flatnonzero(np.isfinite(begin))
    begun = Occasions(person, begin[person], history.home_at(person, begin[person]))
    later = begun.when + TWO_YEARS_DAYS
    kept = (later <= history.horizon) & (history.left[person] > later)
    rows = history.rows("sfi.course_passed")
    until = np.full(history.n, -np.inf)
    until[person] = later
    passed = np.bincount(rows.person[rows.time <= until[rows.person]], minlength=history.n)[person]
    spells = history.spells("sfi")
    last = np.searchsorted(_key(spells.person, spells.begin), _key(person, later), side="right") - 1
    at = np.maximum(last, 0)
    under_way = (last >= 0) & (spells.person[at] == person) & (spells.end[at] > later)
    return {
        "sfi_two_courses_two_years": begun.share(passed >= SEVERAL).take(kept),
        "sfi_dropped_two_years": begun.share((passed == 0) & ~under_way).take(kept),
    }


def _key(person: Ints, when: Floats) -> Floats:
    """Person and time in one number that sorts like both."""
    key: Floats = np.asarray(person * DAYS + np.minimum(when, DAYS - 1), dtype=np.float64)
    return key


def _by_year(history: History, reading: Spells, course: str) -> dict[str, Cohort]:
    """Who passed and who dropped out of a course, of those who read it in each calendar year."""
    readers = once_a_year(history, reading).of
    year = year_of_all(readers.when)
    over = year_day_all(year + 1, 1)
    mine = readers.person * YEARS + year
    passed = np.isin(mine, _years(reading, reading.over == PASSED))
    # A person has one attempt after the other: the last one that ended in the year says how it went.
    ended = reading.take(np.isfinite(reading.end))
    when, at = np.unique(_years(ended, np.ones(len(ended.person), bool))[::-1], return_index=True)
    gone = np.isin(mine, when[np.isin(ended.over[::-1][at], GONE)])
    still = reading.at(readers.person, over - 1.0 / TICKS) >= 0
    known = over <= history.horizon
    return {
        f"sfi_passed_year_{course}": readers.share(passed).take(known),
        f"sfi_dropped_year_{course}": readers.share(gone & ~passed & ~still).take(known),
    }


def _years(reading: Spells, chosen: Flags) -> Ints:
    """Person and calendar year of the ends of some spells, in one number."""
    return reading.person[chosen] * YEARS + year_of_all(reading.end[chosen])
