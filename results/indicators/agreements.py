"""What the regional agreements count beside the headline indicators: who settles where, the first days, readers of SFI, assessments."""

from __future__ import annotations

from results.indicators.groups import EVER_IN_PLAN, IN_PLAN, OLD_GROUP
from results.indicators.headline_services import SPREAD_EN, SPREAD_SV
from results.indicators.indicator import ALL, BY_SEX, EVERYONE, YOUNG, Better, Indicator, Statistic

_DAYS: tuple[tuple[str, Better, str, str, str, str], ...] = (
    (
        "way",
        "neither",
        "Från mottagande till planens slut",
        "From reception to the end of the plan",
        ", ledighet medräknad",
        ", leave included",
    ),
    (
        "idle_total",
        "less",
        "Dagar utan aktivitet i etableringen",
        "Days without activity during establishment",
        " utan insats, kurs, arbete eller ledighet",
        " without measure, course, job or leave",
    ),
    (
        "active_total",
        "more",
        "Dagar med aktivitet i etableringen",
        "Days with activity during establishment",
        " med minst en insats, kurs eller ett arbete på gång, ledighet borträknad",
        " with at least one measure, course or job under way, leave not counted",
    ),
)

_TWO: tuple[tuple[str, Statistic, str, str], ...] = (
    ("", "median", "mittersta personen", "median"),
    ("_p90", "p90", "nio av tio har högst så många", "90th percentile"),
)

SETTLEMENT = (
    Indicator(
        "received_per_1000",
        "Mottagna per 1 000 invånare",
        "Received per 1,000 inhabitants",
        "Personer som under året först togs emot i en kommun i länet, per 1 000 invånare i området; flera år: medelvärde per år.",
        "Persons first received in a municipality of the county during the year, per 1,000 inhabitants of the area; several years: mean a "
        "year.",
        statistic="rate",
        better="neither",
        groups=ALL,
    ),
    Indicator(
        "received_spread",
        "Skillnad mellan kommuner: mottagna per 1 000 invånare",
        "Difference between municipalities: received per 1,000 inhabitants",
        "Standardavvikelse mellan kommunerna i mottagna per 1 000 invånare och år, tre år sammanslagna, vägd med invånare: roten ur "
        "(variansen mellan kommunerna minus den varians som slumpen ger om människor kommer en och en), lägst noll.",
        "Standard deviation between municipalities of those received per 1,000 inhabitants and year, three years pooled, weighted by "
        "inhabitants: root of (variance between municipalities less the variance that chance gives when people come one by one), at least "
        "zero.",
        statistic="spread",
        better="less",
        groups=ALL,
        county_only=True,
        of="received_per_1000",
        unit_given="per_1000",
    ),
    *(
        Indicator(
            f"{door}_share",
            f"Andel {sv} av de mottagna",
            f"Share {en} of those received",
            f"Av dem som först togs emot i en kommun i länet under året: andel {sv}. {more_sv}",
            f"Of those first received in a municipality of the county during the year: share {en}. {more_en}",
            better="neither",
            groups=EVERYONE,
        )
        for door, sv, en, more_sv, more_en in (
            (
                "assigned",
                "anvisade",
                "assigned",
                "Bara de berörs av kommuntal och fördelning.",
                "Only they are touched by kommuntal and its distribution.",
            ),
            (
                "self_settled",
                "självbosatta",
                "self-settled",
                "De väljer själva var de bor; ingen fördelning gäller dem.",
                "They choose where to live; no distribution concerns them.",
            ),
        )
    ),
    *(
        Indicator(
            key,
            sv,
            en,
            f"Personer som under året först togs emot i en kommun i länet, {who_sv}.",
            f"Persons first received in a municipality of the county during the year, {who_en}.",
            statistic="count",
            better="neither",
            groups=EVERYONE,
        )
        for key, sv, en, who_sv, who_en in (
            (
                "received_assigned",
                "Mottagna efter anvisning",
                "Received after assignment",
                "anvisade från asylboende eller eget boende och kvotflyktingar: de som fyller kommuntalet",
                "assigned from asylum housing or a home of their own, and quota refugees: those who fill the kommuntal",
            ),
            (
                "received_self_settled",
                "Mottagna som bosatt sig själva",
                "Received having settled by themselves",
                "självbosatta och anhöriga",
                "self-settled and relatives",
            ),
        )
    ),
    Indicator(
        "relatives_received",
        "Anhöriga som flyttar till sin familj",
        "Relatives who join their family",
        "Personer som under året togs emot som anhöriga, efter den kommun där familjen bor.",
        "Persons received as relatives during the year, by the municipality where their family lives.",
        statistic="count",
        better="neither",
        groups=EVERYONE,
    ),
    Indicator(
        "sfi_spread",
        "Skillnad mellan kommuner: sfi-start inom en månad",
        "Difference between municipalities: SFI begun within one month",
        SPREAD_SV,
        SPREAD_EN,
        statistic="spread",
        better="less",
        groups=ALL,
        county_only=True,
        of="sfi_in_time_plan",
    ),
)

FIRST_DAYS = (
    *(
        Indicator(
            f"first_activity_{days}_days",
            f"Första aktivitet inom {days} dagar från mottagandet",
            f"First activity within {days} days of reception",
            f"Av dem som togs emot under året och då var 18–64 år: andel som inom {days} dagar hade en insats, kurs eller ett arbete på "
            "gång (också om det började före mottagandet). Den som lämnat länet dessförinnan räknas inte.",
            f"Of those received during the year, aged 18-64 then: share who within {days} days had a measure, course or job under way "
            "(also where it began before reception). Those who left the county before are left out.",
        )
        for days in (30, 90)
    ),
    Indicator(
        "first_activity_wait_median",
        "Tid från mottagande till första aktivitet",
        "Time from reception to the first activity",
        "Samma personer: dagar från mottagandet till första insats, kurs eller arbete, mittersta personen; de som väntar eller lämnat "
        "länet räknas med till dess (Kaplan–Meier).",
        "The same persons: days from reception to the first measure, course or job, median; those waiting or gone from the county count "
        "until then (Kaplan-Meier).",
        statistic="median",
        better="less",
    ),
    *(
        Indicator(
            f"{key}{part}",
            f"{sv}, {statistic_sv}",
            f"{en}, {statistic_en}",
            f"De vars plan slutade under året: dagar från mottagandet till planens slut{what_sv}; {statistic_sv}.",
            f"Those whose plan ended during the year: days from reception to the end of the plan{what_en}; {statistic_en}.",
            statistic=statistic,
            better=better,
        )
        for key, better, sv, en, what_sv, what_en in _DAYS
        for part, statistic, statistic_sv, statistic_en in _TWO
    ),
)

_READING = (*BY_SEX, *IN_PLAN, *OLD_GROUP)

READERS_OF_SFI = (
    Indicator(
        "sfi_readers_year",
        "Läste sfi under året",
        "Read SFI during the year",
        "Personer som läste sfi någon dag under året, var och en räknad en gång, efter den kommun där de läste först; flera år: "
        "summan av åren.",
        "Persons who read SFI on any day of the year, each counted once, by the municipality where they read first; several years: the sum "
        "over the years.",
        statistic="count",
        better="neither",
        groups=_READING,
    ),
    *(
        Indicator(
            f"sfi_readers_year_{course.lower()}",
            f"Läste sfi under året, kurs {course}",
            f"Read SFI during the year, course {course}",
            f"Personer som läste sfi på kurs {course} någon dag under året, var och en räknad en gång; flera år: summan av åren.",
            f"Persons who read SFI at course {course} on any day of the year, each counted once; several years: the sum over the years.",
            statistic="count",
            better="neither",
            groups=_READING,
        )
        for course in "ABCD"
    ),
    *(
        Indicator(
            f"sfi_readers_month_{course.lower()}",
            f"Läser sfi på kurs {course}",
            f"Reading SFI at course {course}",
            f"Personer som läser sfi på kurs {course} den sista dagen i månaden, efter den kommun där de läser.",
            f"Persons reading SFI at course {course} on the last day of the month, by the municipality where they read.",
            statistic="series",
            better="neither",
            groups=BY_SEX,
        )
        for course in "ABCD"
    ),
)

ASSESSMENTS = (
    Indicator(
        "health_assessments",
        "Genomförda hälsoundersökningar",
        "Health assessments made",
        "Personer som hälsoundersöktes under året: asylsökande som bor i länet och mottagna, vuxna och barn.",
        "Persons assessed during the year: asylum seekers who live in the county and people received, adults and children.",
        statistic="count",
        better="more",
        groups=(*EVERYONE, *OLD_GROUP, *EVER_IN_PLAN),
    ),
)

WANTED = (
    *(
        Indicator(
            f"{track}_wanted",
            f"Önskade platser i {sv}",
            f"Places asked for in {en}",
            f"Barn för vilka plats i {sv} önskades under året, efter den kommun där de bor.",
            f"Children for whom a place in {en} was asked for during the year, by the municipality where they live.",
            statistic="count",
            better="neither",
            groups=YOUNG,
        )
        for track, sv, en in (("preschool", "förskola", "preschool"), ("school", "skola", "school"))
    ),
    Indicator(
        "dwellings_wanted",
        "Hushåll som behövde bostad",
        "Households that needed a dwelling",
        "Hushåll som under året ställdes i kö till bostad i en kommun, vart och ett räknat en gång för varje kö.",
        "Households that joined the queue for a dwelling in a municipality during the year, each counted once for each queue.",
        statistic="count",
        better="neither",
        groups=ALL,
        unit_given="number",
    ),
)

WORKPLACES = (
    Indicator(
        "asylum_work_share",
        "Arbetade under asyltiden",
        "Worked in the asylum period",
        "Av vuxna som bodde i länet under asyltiden och under året fick tillstånd eller slutligt avslag: andel som dessförinnan haft "
        "ett arbete (undantagna från kravet på arbetstillstånd, AT-UND).",
        "Of adults who lived in the county as seekers and were granted a permit or finally refused during the year: share who had had a "
        "job (exempt from the work permit, AT-UND).",
    ),
    Indicator(
        "asylum_work_persons",
        "Började arbeta under asyltiden, personer",
        "Began work in the asylum period, persons",
        "Asylsökande i länet som under året började ett arbete, även de som senare får avslag.",
        "Asylum seekers in the county who began a job during the year, also those later refused.",
        statistic="count",
    ),
    Indicator(
        "workplace_contact_days",
        "Tid från mottagande till första kontakt med en arbetsplats",
        "Time from reception to the first contact with a workplace",
        "De som togs emot under året och då var 18–64 år: dagar från mottagandet till första praktik, arbete (också subventionerat) eller "
        "eget företag; 0 för den som arbetat under asyltiden. Mittersta personen; de som väntar eller lämnat länet räknas med till dess "
        "(Kaplan–Meier).",
        "Those received during the year, aged 18-64 then: days from reception to the first practice, job (subsidised included) or own "
        "business; 0 for those who worked in the asylum period. Median; those waiting or gone from the county count until then "
        "(Kaplan-Meier).",
        statistic="median",
        better="less",
    ),
    Indicator(
        "workplace_contact_half_year",
        "Kontakt med en arbetsplats inom sex månader från mottagandet",
        "Contact with a workplace within six months of reception",
        "Samma personer: andel som inom sex månader från mottagandet haft praktik, arbete eller eget företag, eller arbetat under "
        "asyltiden. Den som lämnat länet dessförinnan räknas inte.",
        "The same persons: share who within six months of reception had had practice, a job or own business, or had worked in the asylum "
        "period. Those who left the county before are left out.",
    ),
)

CIVIC_ORIENTATION = (
    Indicator(
        "so_participants",
        "Började samhällsorientering under året",
        "Began civic orientation during the year",
        "Personer som började i en grupp i samhällsorientering under året, var och en räknad en gång.",
        "Persons who began in a group of civic orientation during the year, each counted once.",
        statistic="count",
        better="neither",
        groups=(*BY_SEX, *IN_PLAN),
    ),
    Indicator(
        "so_groups",
        "Grupper i samhällsorientering som började under året",
        "Groups of civic orientation that began during the year",
        "Grupper som började under året; de som börjar i samma stund på samma språk i samma kommun är en grupp, eller i hela länet där "
        "grupperna är gemensamma.",
        "Groups that began during the year; those who start at one moment, in one language and municipality, are one group, or in the "
        "whole county where groups are joint.",
        statistic="count",
        better="neither",
        groups=ALL,
        unit_given="number",
    ),
)

AGREEMENTS: tuple[Indicator, ...] = (
    *SETTLEMENT,
    *FIRST_DAYS,
    *READERS_OF_SFI,
    *CIVIC_ORIENTATION,
    *ASSESSMENTS,
    *WANTED,
    *WORKPLACES,
)
"""All of them, in the order in which tables show them."""
