"""The headline indicators 1-15: those of outcomes and of staying, with their exact definitions, and all of them in order."""

from __future__ import annotations

from results.indicators.groups import EVER_IN_PLAN, OLD_GROUP
from results.indicators.headline_services import ACTIVITY, HEALTH, PLAN, PRACTICE, RECEPTION, SCHOOL, SFI, SO, SPREAD_EN, SPREAD_SV
from results.indicators.indicator import ALL, EVERYONE, INTRODUCTION_ENDED, PROGRAMME_BEGAN, Indicator
from results.indicators.unaccompanied import WAY_OUT

_LEAVERS_SV = "Av alla som lämnade etableringsplan eller etableringsprogram under året (oavsett skäl): andel som dag 90 efteråt är i "
_LEAVERS_EN = "Of all who left the plan or programme during the year (whatever the reason): share who on day 90 afterwards are in "
_SERIES_SV = " Deltid räknas. Före och från 2018 är två serier; personer vars uppföljning bryts av beräkningens slut räknas inte."
_SERIES_EN = " Part time counts. Before and from 2018 are two series; persons whose follow-up is cut by the horizon are left out."


def _after_plan(part: str, sv: str, en: str, in_sv: str, in_en: str) -> Indicator:
    return Indicator(
        key=f"self_support{part}",
        sv=sv,
        en=en,
        definition_sv=_LEAVERS_SV + in_sv + "." + _SERIES_SV,
        definition_en=_LEAVERS_EN + in_en + "." + _SERIES_EN,
        number=1,
        breaks=(INTRODUCTION_ENDED, PROGRAMME_BEGAN),
    )


SELF_SUPPORT = (
    _after_plan(
        "",
        "Självförsörjande 90 dagar efter avslutad etablering",
        "Self-supporting 90 days after establishment",
        "ordinarie arbete, subventionerat arbete, eget företag eller reguljära studier",
        "ordinary work, subsidised work, own business or regular studies",
    ),
    _after_plan("_ordinary", "… i ordinarie arbete", "… in ordinary work", "ordinarie arbete", "ordinary work"),
    _after_plan("_subsidised", "… i subventionerat arbete", "… in subsidised work", "subventionerat arbete", "subsidised work"),
    _after_plan("_business", "… i eget företag", "… in own business", "eget företag", "own business"),
    _after_plan("_studies", "… i reguljära studier", "… in regular studies", "reguljära studier", "regular studies"),
    _after_plan(
        "_in_county",
        "… av dem som bor kvar i länet",
        "… of those still in the county",
        "arbete, företag eller studier; bara de som dag 90 bor kvar i länet",
        "work, business or studies; only those who still live in the county on day 90",
    ),
)

WORK = (
    Indicator(
        "work_two_years",
        "I arbete inom två år efter mottagandet",
        "In work within two years of reception",
        "Av dem som togs emot i en kommun i länet år t och då var 20–62 år: andel med arbete eller eget företag någon dag i november "
        "år t+2, "
        "också om de flyttat från länet.",
        "Of those received in a municipality of the county in year t, aged 20-62 then: share with work or own business on any day of "
        "November "
        "of year t+2, also where they have moved out of the county.",
        number=2,
    ),
    Indicator(
        "job_two_years",
        "Något arbete om minst 30 dagar inom två år",
        "Any job of at least 30 days within two years",
        "Samma personer: andel som inom 730 dagar från mottagandet haft ett arbete (även eget företag) av vilket minst 30 dagar faller "
        "inom de 730.",
        "The same persons: share who within 730 days of reception had a job (or own business) of which at least 30 days fall within "
        "the 730.",
        number=2,
    ),
)


def _gap(of: str, name_sv: str, name_en: str, breaks: tuple[int, ...]) -> Indicator:
    return Indicator(
        f"{of}_gap",
        f"Skillnad mellan kvinnor och män: {name_sv}",
        f"Difference between women and men: {name_en}",
        "Mäns värde minus kvinnors, procentenheter.",
        "Men's value minus women's, percentage points.",
        "gap",
        "less",
        3,
        ALL,
        breaks=breaks,
        of=of,
    )


GAPS = (
    _gap("self_support", "självförsörjande efter 90 dagar", "self-supporting after 90 days", (INTRODUCTION_ENDED, PROGRAMME_BEGAN)),
    _gap("work_two_years", "i arbete inom två år", "in work within two years", ()),
    _gap("job_two_years", "något arbete inom två år", "any job within two years", ()),
)

SPREADS = (
    Indicator(
        "self_support_spread",
        "Skillnad mellan kommuner: självförsörjande efter 90 dagar",
        "Difference between municipalities: self-supporting after 90 days",
        SPREAD_SV,
        SPREAD_EN,
        "spread",
        "less",
        4,
        ALL,
        county_only=True,
        breaks=(INTRODUCTION_ENDED, PROGRAMME_BEGAN),
        of="self_support",
    ),
)

STAYING = tuple(
    Indicator(
        f"in_{place}_{years}_year{'s' if years > 1 else ''}",
        f"Kvar i {sv} efter {years_sv} år",
        f"Still in the {en} after {years_en}",
        f"Av dem som togs emot under året: andel som bor i {'länet' if place == 'county' else 'samma kommun'} "
        f"{years_sv} år efter mottagandet. Den vars uppföljning bryts av beräkningens slut räknas inte.",
        f"Of those received during the year: share who live in the {'county' if place == 'county' else 'same municipality'} "
        f"{years_en} after reception. Those whose follow-up is cut by the horizon are left out.",
        number=13,
        groups=(*EVERYONE, *OLD_GROUP, *EVER_IN_PLAN),
    )
    for place, sv, en in (("county", "länet", "county"), ("municipality", "kommunen", "municipality"))
    for years, years_sv, years_en in ((1, "ett", "one year"), (3, "tre", "three years"), (5, "fem", "five years"))
)

HEADLINE: tuple[Indicator, ...] = (
    *SELF_SUPPORT,
    *WORK,
    *GAPS,
    *SPREADS,
    *RECEPTION,
    *PLAN,
    *SFI,
    *SO,
    *PRACTICE,
    *HEALTH,
    *ACTIVITY,
    *STAYING,
    *SCHOOL,
    *WAY_OUT,
)
"""Headline indicators in the order of their numbers."""
