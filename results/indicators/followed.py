"""What published history is told of people over years: employed by years since reception, and steps begun or taken by a fixed day."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort
from results.indicators.dates import Flags, Floats, add_months_all, year_day_all, year_of_all
from results.indicators.groups import OLD
from results.indicators.history import ADULT, PART_TIME, STUDIES, History
from results.indicators.indicator import ALL, BY_SEX, INTRODUCTION_ENDED, PROGRAMME_BEGAN, Indicator
from results.indicators.outcomes import FOLLOW_UP_DAYS
from results.indicators.studies import HALF_YEAR_MONTHS, TWO_YEARS_DAYS

YEARS_SINCE = range(6)
"""Years since the year of reception at which employment in November is read, as SCB does."""

AGE_FROM, AGE_TO = 20.0, OLD
"""Ages at reception for employment by years since: 20-64."""

FOLLOWED = (
    *(
        Indicator(
            f"employed_after_{years}",
            f"Förvärvsarbetande i november, {years} år efter mottagandeåret",
            f"Employed in November, {years} years after the year of reception",
            f"Av dem som togs emot i en kommun i länet år t och då var 20–64 år: andel med arbete eller eget företag någon dag i november "
            f"år t+{years}, också om de flyttat från länet.",
            f"Of those received in a municipality of the county in year t, aged 20-64 then: share with work or own business on any day of "
            f"November of year t+{years}, also where they have moved out of the county.",
            groups=BY_SEX,
            county_only=True,
        )
        for years in YEARS_SINCE
    ),
    Indicator(
        "self_support_at_work",
        "I arbete 90 dagar efter avslutad etablering",
        "In work 90 days after establishment",
        "Av alla som lämnade etableringsplan eller etableringsprogram under året: andel som dag 90 efteråt är i arbete, med eller utan "
        "stöd, eller eget företag; studier räknas inte.",
        "Of all who left the plan or programme during the year: share who on day 90 afterwards are in work, subsidised or not, or own "
        "business; studies do not count.",
        groups=BY_SEX,
        county_only=True,
        breaks=(INTRODUCTION_ENDED, PROGRAMME_BEGAN),
    ),
    Indicator(
        "preparation_half_year",
        "I arbetsförberedande insats inom ett halvår från planen",
        "In work-preparing activity within half a year of the plan",
        "Av dem som fick plan under året: andel som börjat förberedande insats eller praktik inom sex månader.",
        "Of those whose plan started during the year: share who had begun work preparation or practice within six months.",
        groups=BY_SEX,
        county_only=True,
        breaks=(INTRODUCTION_ENDED,),
    ),
    Indicator(
        "sfi_begun_two_years",
        "I sfi inom två år från mottagandet",
        "In SFI within two years of reception",
        "Av dem som togs emot i länet under året och då var 18–64 år: andel som börjat sfi inom 730 dagar. Den som flyttat från länet "
        "dessförinnan utan att börja räknas inte.",
        "Of those received in the county during the year, aged 18-64 then: share who had begun SFI within 730 days. Those who moved out "
        "of the county before without beginning are left out.",
        groups=BY_SEX,
        county_only=True,
    ),
    Indicator(
        "in_municipality_year_end",
        "Kvar i kommunen vid mottagandeårets slut",
        "Still in the municipality at the end of the year of reception",
        "Av dem som togs emot under året: andel som vid årets slut bor i den kommun där de togs emot.",
        "Of those received during the year: share who at its end live in the municipality that received them.",
        better="neither",
        groups=ALL,
        county_only=True,
    ),
)
"""All of them, in the order in which tables show them."""


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of what is followed from reception, from the plan's start and from its end."""
    return {
        **_employed(history),
        **_begun(history),
        "self_support_at_work": _at_work(history),
        "in_municipality_year_end": _year_end(history),
    }


def _employed(history: History) -> dict[str, Cohort]:
    received = history.receptions
    age = history.age_at(received.person, received.when)
    received = received.take((age >= AGE_FROM) & (age < AGE_TO))
    found = {}
    for years in YEARS_SINCE:
        year = year_of_all(received.when) + years
        november, december = year_day_all(year, 11), year_day_all(year, 12)
        first, last = np.full(history.n, np.inf), np.full(history.n, -np.inf)
        first[received.person], last[received.person] = november, december
        employed = _works(history, first, last)[received.person]
        found[f"employed_after_{years}"] = received.share(employed).take(december <= history.horizon)
    return found


def _works(history: History, first: Floats, last: Floats) -> Flags:
    """Who has work or a business in any part of a stretch of days, each person's own, shape (n,)."""
    jobs = history.spells("work").served()
    jobs = jobs.take((jobs.detail % PART_TIME != STUDIES) & (jobs.start < last[jobs.person]) & (jobs.end > first[jobs.person]))
    found = np.zeros(history.n, bool)
    found[jobs.person] = True
    return found


def _at_work(history: History) -> Cohort:
    over = history.plans_over
    day_90 = over.when + FOLLOW_UP_DAYS
    work = history.spells("work").served()
    row = work.at(over.person, day_90)
    at_work = (row >= 0) & (np.append(work.detail % PART_TIME, STUDIES)[row] != STUDIES)
    return over.share(at_work).take(day_90 <= history.horizon)


def _begun(history: History) -> dict[str, Cohort]:
    plan, received = history.plans_begun, history.receptions
    limit = add_months_all(plan.when, HALF_YEAR_MONTHS)
    activity = np.minimum(history.first("practice.preparation_started"), history.first("practice.started"))[plan.person]
    age = history.age_at(received.person, received.when)
    adults = received.take((age >= ADULT) & (age < OLD))
    sfi, gone = history.first("sfi.course_started")[adults.person], history.left[adults.person]
    return {
        "preparation_half_year": plan.within(activity, limit, history.left[plan.person], history.horizon),
        "sfi_begun_two_years": adults.within(sfi, adults.when + TWO_YEARS_DAYS, gone, history.horizon),
    }


def _year_end(history: History) -> Cohort:
    received = history.receptions
    later = year_day_all(year_of_all(received.when) + 1, 1)
    here = history.in_county_at(received.person, later) & (history.home_at(received.person, later) == received.place)
    return received.share(here).take(later <= history.horizon)
