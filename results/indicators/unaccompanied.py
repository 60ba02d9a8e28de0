"""Unaccompanied children: assigned, placed, and on to a home of their own, school and work (headline indicator 15)."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Flags, Floats, Ints
from results.indicators.groups import DOORS
from results.indicators.history import ADULT, PART_TIME, STUDIES, History
from results.indicators.indicator import BY_SEX, YOUNG, Indicator
from results.indicators.spells import Rows
from scenarios.calendar import DAYS_PER_YEAR

ALONE = DOORS.index("unaccompanied")
"""The door of those who came as unaccompanied children."""

FORMS: tuple[tuple[str, str, str], ...] = (
    ("hvb", "HVB", "residential care (HVB)"),
    ("family_home", "familjehem", "family homes"),
    ("stodboende", "stödboende", "supported housing"),
)
"""Forms of placement: track, Swedish and English name."""

AGES = (19, 21)
STOCK = "living_in_"
SCHOOLS = ("school", "folk_high_school")

_TURNED_SV = "Av dem som kom som ensamkommande barn, hade tillstånd när de fyllde 18 och fyllde {age} under året: andel som den dagen "
_TURNED_EN = (
    "Of those who came as unaccompanied children, had a permit when they turned 18 and turned {age} during the year: share who that day "
)
_WAYS = (
    (
        "home",
        "Egen bostad genom kommunen",
        "An own home through the municipality",
        "har fått en egen bostad genom kommunen",
        "have got one",
    ),
    (
        "school",
        "I skola eller studier",
        "In school or studies",
        "går i skola, på folkhögskola eller i reguljära studier",
        "are in school or studies",
    ),
    ("work", "I arbete", "In work", "har arbete eller eget företag", "have work or an own business"),
)

WAY_OUT = tuple(
    Indicator(
        f"young_{key}_{age}",
        f"Ensamkommandes väg till eget boende: {sv[0].lower() + sv[1:]} vid {age}",
        f"Unaccompanied children's way to their own home: {en[0].lower() + en[1:]} at {age}",
        _TURNED_SV.format(age=age) + what_sv + ". Den vars uppföljning bryts av beräkningens slut räknas inte.",
        _TURNED_EN.format(age=age) + what_en + ". Those whose follow-up is cut by the horizon are left out.",
        number=15,
        groups=BY_SEX,
    )
    for age in AGES
    for key, sv, en, what_sv, what_en in _WAYS
)
"""Headline indicator 15."""


def _count(key: str, sv: str, en: str, what_sv: str, what_en: str, groups: tuple[str, ...] = BY_SEX) -> Indicator:
    return Indicator(
        key,
        sv,
        en,
        f"Ensamkommande barn som under året {what_sv}.",
        f"Unaccompanied children who during the year {what_en}.",
        "count",
        better="neither",
        groups=groups,
    )


YEARLY = (
    _count(
        "alone_assigned",
        "Ensamkommande barn anvisade till kommun",
        "Unaccompanied children assigned to a municipality",
        "anvisades till en kommun i länet, även de som senare får avslag",
        "were assigned to a municipality of the county, those later refused included",
        YOUNG,
    ),
    _count(
        "alone_received",
        "Ensamkommande mottagna med tillstånd",
        "Unaccompanied children received with a permit",
        "togs emot i en kommun i länet med uppehållstillstånd",
        "were received in a municipality of the county with a permit",
    ),
    *(
        _count(
            f"placed_{form}",
            f"Placerade i {sv}",
            f"Placed in {en}",
            f"fick plats i {sv} (den som flyttar mellan former räknas i båda)",
            f"got a place in {en} (those who move between forms count in both)",
        )
        for form, sv, en in FORMS
    ),
    _count(
        "alone_aged_out",
        "Fyllde 18 utan beslut och lämnade kommunen",
        "Turned 18 undecided and left the municipality",
        "fyllde 18 år utan tillstånd och flyttade till Migrationsverkets boende",
        "turned 18 without a permit and moved to reception housing",
    ),
    _count(
        "alone_home",
        "Fick egen bostad genom kommunen",
        "Got an own home through the municipality",
        "(som unga vuxna) fick en egen bostad genom kommunen",
        "(as young adults) got an own home through the municipality",
    ),
    _count(
        "alone_home_by_themselves",
        "Lämnade placeringen utan bostad genom kommunen",
        "Left placement without a home through the municipality",
        "(som unga vuxna) fyllde 21 utan bostad genom kommunen och ordnade boende på egen hand",
        "(as young adults) turned 21 without a home through the municipality and found one themselves",
    ),
)
"""Counts by year."""

MONTHLY = tuple(
    Indicator(
        f"{STOCK}{form}",
        f"Ensamkommande i {sv}",
        f"Unaccompanied children in {en}",
        f"Ensamkommande barn och unga som bor i {sv} den sista dagen i månaden, efter anvisningskommun.",
        f"Unaccompanied children and young people who live in {en} on the last day of the month, by the municipality of assignment.",
        "series",
        better="neither",
        groups=BY_SEX,
    )
    for form, sv, en in FORMS
)
"""How many live in each form, by month."""


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of unaccompanied children."""
    received = history.receptions
    events = {
        "alone_assigned": "unaccompanied.assigned",
        **{f"placed_{form}": f"unaccompanied.{form}_placed" for form, _, _ in FORMS},
        "alone_home": "unaccompanied.home_found",
        "alone_home_by_themselves": "unaccompanied.home_by_themselves",
    }
    aged_out = history.rows("unaccompanied.aged_out")
    last = history.first_place("unaccompanied.assigned")[aged_out.person]
    return {
        "alone_received": received.take(came_alone(history)[received.person]).counted(history.horizon),
        **{key: _happened(history.rows(event)).counted(history.horizon) for key, event in events.items()},
        "alone_aged_out": Occasions(aged_out.person, aged_out.time, last).counted(history.horizon),
        **_way_out(history),
    }


def came_alone(history: History) -> Flags:
    """Who was received as an unaccompanied child, shape (n,)."""
    found: Flags = history.door == ALONE
    return found


def _happened(rows: Rows) -> Occasions:
    return Occasions(rows.person, rows.time, rows.municipality)


def _way_out(history: History) -> dict[str, Cohort]:
    birth = np.asarray(history.people.birth, dtype=np.float64)
    grown = history.first("asylum.permit") <= birth + ADULT * DAYS_PER_YEAR
    person = np.flatnonzero(came_alone(history) & grown)
    found: dict[str, Cohort] = {}
    for age in AGES:
        when = birth[person] + age * DAYS_PER_YEAR
        turned = Occasions(person, when, history.home_at(person, when))
        followed = when <= history.horizon
        home = history.first("unaccompanied.home_found")[person] <= when
        studies, work = _occupied(history, person, when)
        for key, yes in (("home", home), ("school", studies), ("work", work)):
            found[f"young_{key}_{age}"] = turned.share(yes).take(followed)
    return found


def _occupied(history: History, person: Ints, when: Floats) -> tuple[Flags, Flags]:
    """Who is in school or studies at an instant, and who in work or business."""
    work = history.spells("work").served()
    row = work.at(person, when)
    kind = np.where(row >= 0, np.append(work.detail % PART_TIME, -1)[row], -1)
    studies = kind == STUDIES
    for track in SCHOOLS:
        studies = studies | (history.spells(track).served().at(person, when) >= 0)
    return studies, (kind >= 0) & (kind != STUDIES)
