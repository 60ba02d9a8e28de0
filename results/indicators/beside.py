"""What stands beside the headline indicators: flows, queues, capacity, and what published figures can be held against."""

from __future__ import annotations

from results.indicators.agreements import AGREEMENTS
from results.indicators.beside_borders import BORDERS
from results.indicators.families import FAMILIES, FAMILY_SERIES
from results.indicators.groups import DOORS, EVER_IN_PLAN, IN_PLAN, OLD_GROUP
from results.indicators.indicator import ADULTS, ALL, BY_SEX, EVERYONE, INTRODUCTION_ENDED, READERS, YOUNG, Indicator
from results.indicators.taking_part import TAKING_PART
from results.indicators.unaccompanied import MONTHLY as ALONE_MONTHLY
from results.indicators.unaccompanied import YEARLY as ALONE
from scenarios.activities import ACTIVITIES
from sim.events import EVENTS, PLACES

TRACK_NAMES: dict[str, tuple[str, str]] = {
    "activity": ("asyltidsinsats", "an asylum-time activity"),
    "assignment": ("anvisning till kommun", "assignment to a municipality"),
    "dwelling": ("bostad", "a dwelling"),
    "talk": ("etableringssamtal", "the establishment talk"),
    "sfi": ("sfi", "SFI"),
    "so": ("samhällsorientering", "civic orientation"),
    "preparation": ("förberedande insats", "work preparation"),
    "practice": ("praktik", "practice"),
    "childcare": ("barnomsorg före starten", "childcare before the start"),
    "health": ("hälsoundersökning", "a health assessment"),
    "preschool": ("förskola", "preschool"),
    "school": ("skola", "school"),
    "child_assignment": ("anvisningskommun för ensamkommande barn", "a municipality for unaccompanied children"),
    "hvb": ("HVB", "residential care (HVB)"),
    "family_home": ("familjehem", "a family home"),
    "stodboende": ("stödboende", "supported housing"),
    "youth_dwelling": ("ungdomsbostad", "a dwelling for young people"),
    **{kind.name: (kind.sv, kind.en) for kind in ACTIVITIES},
}
"""What people wait for on each track; a track without a name here is called by its key."""

SERVICE_NAMES: dict[str, tuple[str, str]] = {
    "sfi_seats": ("sfi-platser", "SFI seats"),
    "caseworkers": ("etableringshandläggare", "caseworkers"),
    "introduction_officers": ("introduktionshandläggare", "introduction officers"),
    "preparation_places": ("platser i förberedande insats", "places in work preparation"),
    "practice_places": ("praktikplatser", "practice places"),
    "asylum_activity_places": ("platser i asyltidsinsats", "places in asylum-time activities"),
    "preschool_places": ("förskoleplatser", "preschool places"),
    "school_places": ("skolplatser", "school places"),
    "so_leaders": ("ledare i samhällsorientering", "civic orientation leaders"),
    "kommuntal": ("kommuntal", "kommuntal"),
    "dwellings": ("bostäder", "dwellings"),
    "unaccompanied_places": ("anvisningar av ensamkommande barn", "assignments of unaccompanied children"),
    "hvb_places": ("platser i HVB", "places in residential care (HVB)"),
    "family_home_places": ("platser i familjehem", "places in family homes"),
    "stodboende_places": ("platser i stödboende", "places in supported housing"),
    "youth_dwellings": ("ungdomsbostäder", "dwellings for young people"),
    "health_slots": ("tider för hälsoundersökning", "health assessment slots"),
    **{kind.service: (f"platser i {kind.sv}", f"places in {kind.en}") for kind in ACTIVITIES},
}
"""Swedish and English names of the services."""

QUEUES: tuple[str, ...] = tuple(dict.fromkeys(event.track for event in EVENTS if event.role == "join"))
"""Tracks on which people wait, in the order of the stages."""

SERVED: tuple[str, ...] = tuple(track for track in QUEUES if any(event.track == track and event.role == "start" for event in EVENTS))
"""Those of them whose service lasts: it has a start and an end of its own."""

SERVICES: tuple[str, ...] = tuple(dict.fromkeys(place.service for place in PLACES.values()))
"""Services with a capacity, in the order of the stages."""


OF_CHILDREN = ("preschool", "school")
"""Tracks of children."""

OF_EVERYONE = frozenset({"assignment", "dwelling", "health", *OF_CHILDREN})
"""Tracks of adults and children alike, or of children."""

OF_THE_YOUNG = frozenset({"child_assignment", "hvb", "family_home", "stodboende", "youth_dwelling"})
"""Tracks of those who came as unaccompanied children."""


STEPS: tuple[str, ...] = tuple(track for track in SERVED if track not in {"assignment", *OF_CHILDREN, *OF_THE_YOUNG})
"""Those of them whose service adds value for an adult: from assignment to reception is waiting too, and children are no idle adults."""


def _track(key: str) -> tuple[str, str]:
    return TRACK_NAMES.get(key, (key, key))


FLOWS = (
    Indicator(
        "received",
        "Mottagna i en kommun i länet",
        "Received in a municipality of the county",
        "Personer i alla åldrar som under året först togs emot i en kommun i länet, även anhöriga och ensamkommande barn med tillstånd.",
        "Persons of all ages first received in a municipality of the county during the year, relatives and unaccompanied children with a "
        "permit included.",
        "count",
        better="neither",
        groups=(*EVERYONE, *DOORS, *OLD_GROUP, *EVER_IN_PLAN),
    ),
    *(
        Indicator(
            key,
            sv,
            en,
            f"Personer som bodde i länet under asyltiden och under året {what_sv}. Ensamkommande barn räknas för sig.",
            f"Persons who lived in the county as asylum seekers and during the year {what_en}. Unaccompanied children are counted apart.",
            "count",
            better="neither",
            groups=EVERYONE,
        )
        for key, sv, en, what_sv, what_en in (
            ("applied", "Asylsökande i länet", "Asylum seekers in the county", "sökte asyl", "applied"),
            ("permits", "Uppehållstillstånd", "Permits", "fick uppehållstillstånd", "were granted a permit"),
            ("refusals", "Slutliga avslag", "Final refusals", "fick slutligt avslag", "were finally refused"),
            (
                "assessed",
                "Hälsoundersökta asylsökande",
                "Asylum seekers assessed",
                "hälsoundersöktes före tillståndet",
                "were assessed before a permit",
            ),
        )
    ),
    Indicator(
        "plans_started",
        "Påbörjade etableringsplaner",
        "Establishment plans started",
        "Personer vars plan (före december 2010 kommunens introduktion) startade under året.",
        "Persons whose plan (before December 2010 the municipality's introduction) started during the year.",
        "count",
        better="neither",
    ),
    Indicator(
        "plans_ended",
        "Avslutade etableringsplaner",
        "Establishment plans ended",
        "Personer vars plan (eller introduktion) slutade under året.",
        "Persons whose plan (or introduction) ended during the year.",
        "count",
        better="neither",
    ),
    Indicator(
        "self_supporting_persons",
        "Självförsörjande 90 dagar efter etableringen, personer",
        "Self-supporting 90 days after establishment, persons",
        "Personer som lämnat plan under året och dag 90 är i arbete, företag eller studier.",
        "Persons who left the plan during the year and on day 90 are in work, business or studies.",
        "count",
        groups=BY_SEX,
    ),
)

ASYLUM = (
    Indicator(
        "activity_reach",
        "Nådda av asyltidsinsats",
        "Reached by an asylum-time activity",
        "Av vuxna som bodde i länet under asyltiden och under året fick tillstånd eller slutligt avslag: andel som dessförinnan börjat "
        "en insats.",
        "Of adults who lived in the county as seekers and were granted a permit or finally refused during the year: share who had "
        "begun an activity.",
    ),
    Indicator(
        "activity_reached_persons",
        "Påbörjade asyltidsinsatser, personer",
        "Asylum-time activities begun, persons",
        "Personer som under året började sin första asyltidsinsats, även de som senare får avslag.",
        "Persons who began their first asylum-time activity during the year, also those later refused.",
        "count",
    ),
    Indicator(
        "activity_reached_settled",
        "… som senare togs emot i länet",
        "… later received in the county",
        "De av dem som togs emot i en kommun i länet före beräkningens slut.",
        "Those of them who were received in a municipality of the county before the horizon.",
        "count",
    ),
    Indicator(
        "health_same_year",
        "Hälsoundersökta samma år som ansökan",
        "Assessed in the year of application",
        "Av dem som sökte asyl under året och bodde i länet: andel hälsoundersökta före årets slut.",
        "Of those who applied during the year and lived in the county: share with a health assessment before the end of the year.",
        groups=EVERYONE,
    ),
    Indicator(
        "health_called_in_time",
        "Kallade till hälsoundersökning inom tre månader",
        "Called to a health assessment within three months",
        "Samma personer som i hälsoundersökning inom tre månader: andel kallade inom tre månader.",
        "The same persons as in assessment within three months: share called within three months.",
        groups=EVERYONE,
    ),
)

START = (
    Indicator(
        "permit_to_plan_median",
        "Tid från tillstånd till plan",
        "Time from permit to plan",
        "De som fick plan under året: dagar från tillståndet (eller ankomsten, om tillståndet gavs före resan), mittersta personen. "
        "Den som kom som ensamkommande barn räknas inte.",
        "Those whose plan started during the year: days from the permit (or the arrival, where the permit came before the journey), "
        "median. Those who came as unaccompanied children are left out.",
        "median",
        better="less",
        breaks=(INTRODUCTION_ENDED,),
    ),
    Indicator(
        "abo_wait_mean",
        "Väntan i anläggningsboende efter tillståndet, medelvärde",
        "Wait in reception housing after the permit, mean",
        "Anvisade som togs emot under året: dagar från tillstånd till mottagande, medelvärde.",
        "Assigned persons received during the year: days from permit to reception, mean.",
        "mean",
        "less",
        groups=EVERYONE,
    ),
    Indicator(
        "talk_within_30_days",
        "Etableringssamtal inom 30 dagar",
        "Establishment talk within 30 days",
        "Av dem som började vänta på etableringssamtal under året: andel vars samtal började inom 30 dagar. Den som lämnat kön räknas "
        "inte.",
        "Of those who began to wait for the talk during the year: share whose talk began within 30 days. Those who left the queue are "
        "left out.",
        breaks=(INTRODUCTION_ENDED,),
    ),
    Indicator(
        "leave_share",
        "Ledig tid i etableringen",
        "Leave during establishment",
        "De vars plan slutade under året: andel av dagarna från mottagandet till planens slut med föräldraledighet eller sjukdom.",
        "Those whose plan ended during the year: share of the days from reception to the end of the plan on parental leave or ill.",
        better="neither",
    ),
    Indicator(
        "parallel_share",
        "Tid med minst två aktiviteter",
        "Time with at least two activities",
        "De vars plan slutade under året: andel av dagarna från planens start till dess slut, ledighet borträknad, med minst två "
        "aktiviteter på gång.",
        "Those whose plan ended during the year: share of the days from the plan's start to its end, leave not counted, with at least two "
        "activities under way.",
    ),
)

STUDIES = (
    Indicator(
        "sfi_wait_median",
        "Väntan på sfi",
        "Wait for SFI",
        "Dagar från första anmälan till första kursstart, mittersta personen; de som väntar eller lämnat kön räknas med till dess "
        "(Kaplan–Meier).",
        "Days from first application to first course, median; those waiting or gone from the queue count until then (Kaplan-Meier).",
        "median",
        "less",
        groups=(*READERS, *IN_PLAN, *OLD_GROUP),
    ),
    Indicator(
        "sfi_wait_from_plan",
        "Tid från plan till sfi-start",
        "Time from plan to SFI",
        "De som fick plan under året: dagar från planens start till första sfi-kurs, mittersta personen (Kaplan–Meier; redan påbörjad "
        "räknas 0).",
        "Those whose plan started during the year: days from its start to the first SFI course, median (Kaplan-Meier; already begun "
        "counts as 0).",
        "median",
        "less",
        groups=READERS,
    ),
    Indicator(
        "sfi_half_year",
        "I sfi inom ett halvår från planen",
        "In SFI within half a year of the plan",
        "Av dem som fick plan under året: andel som börjat sfi inom sex månader.",
        "Of those whose plan started during the year: share who had begun SFI within six months.",
        groups=READERS,
    ),
    *(
        Indicator(
            f"sfi_{part}_two_years",
            f"Två år efter sfi-start: {sv}",
            f"Two years after beginning SFI: {en}",
            f"Av dem som började sfi under året: andel med {sv} 730 dagar senare.",
            f"Of those who began SFI during the year: share with {en} 730 days later.",
            groups=READERS,
        )
        for part, sv, en in (("course", "minst en kurs godkänd", "at least one course passed"), ("d", "kurs D godkänd", "course D passed"))
    ),
    Indicator(
        "so_half_year",
        "I samhällsorientering inom ett halvår från planen",
        "In civic orientation within half a year of the plan",
        "Av dem som fick plan under året: andel som börjat samhällsorientering inom sex månader.",
        "Of those whose plan started during the year: share who had begun civic orientation within six months.",
        breaks=(INTRODUCTION_ENDED,),
    ),
)

WAITS = tuple(
    Indicator(
        f"{kind}_{track}_{statistic}",
        f"{what_sv} {_track(track)[0]}, {name_sv}",
        f"{what_en} {_track(track)[1]}, {name_en}",
        f"{definition_sv}, efter året då den började ({name_sv}; Kaplan–Meier).",
        f"{definition_en}, by the year in which it began ({name_en}; Kaplan-Meier).",
        "median" if statistic == "median" else "p90",
        better="less" if kind == "wait" else "neither",
        groups=BY_SEX if track in OF_THE_YOUNG else EVERYONE if track in OF_EVERYONE else ADULTS,
        county_only=kind == "stay" or statistic == "p90",
    )
    for track in QUEUES
    for kind, what_sv, what_en, definition_sv, definition_en in (
        ("wait", "Väntan på", "Wait for", "Dagar i kö", "Days in the queue"),
        ("stay", "Tid i", "Time in", "Dagar från start till slut", "Days from start to end"),
    )
    for statistic, name_sv, name_en in (("median", "mittersta personen", "median"), ("p90", "nio av tio", "90th percentile"))
    if kind == "wait" or track in SERVED
)
"""Time in each queue and in each service."""

FLOW = tuple(
    Indicator(
        f"flow_{track}",
        f"Värdeskapande tid: {_track(track)[0]}",
        f"Value-adding time: {_track(track)[1]}",
        "De som ställdes i kö under året: andel av dagarna från kön till slutet (eller beräkningens slut) som är insatsen själv; resten är "
        "väntan. Den som lämnat kön räknas med alla sina dagar som väntan.",
        "Those who joined the queue during the year: share of the days from then to the end (or the horizon) that are the service itself; "
        "the rest is waiting. Those who left the queue count with all their days as waiting.",
        better="more",
        groups=BY_SEX,
    )
    for track in STEPS
)
"""Flow efficiency of each step."""

MONTHLY = (
    *(
        Indicator(
            f"queue_{track}",
            f"I kö till {_track(track)[0]}",
            f"Waiting for {_track(track)[1]}",
            "Personer som väntar den sista dagen i månaden, efter den kommun där tjänsten är (annars där de bor).",
            "Persons waiting on the last day of the month, by the municipality of the service (else of their home).",
            "series",
            better="less",
            groups=YOUNG if track in OF_CHILDREN else BY_SEX,
        )
        for track in QUEUES
    ),
    Indicator(
        "in_plan",
        "Personer med etableringsplan",
        "Persons with an establishment plan",
        "Personer vars plan (eller introduktion) pågår den sista dagen i månaden.",
        "Persons whose plan (or introduction) is under way on the last day of the month.",
        "series",
        better="neither",
        groups=BY_SEX,
    ),
    *(
        Indicator(
            f"use_{service}",
            f"Använd kapacitet: {SERVICE_NAMES.get(service, (service, service))[0]}",
            f"Capacity used: {SERVICE_NAMES.get(service, (service, service))[1]}",
            "Platser: använda platsdagar i månaden delade med platsdagar som finns för gruppen (bakgrund frånräknad). Kvoter: använt i "
            "månaden "
            "delat med månadens tillskott.",
            "Seats: seat-days used in the month over seat-days there are for the group (background taken off). Quotas: used in the "
            "month over "
            "what the month gives.",
            "series",
            better="neither",
            groups=ALL,
            unit_given="percent",
        )
        for service in SERVICES
    ),
)

BESIDE: tuple[Indicator, ...] = (
    *FLOWS,
    *ASYLUM,
    *START,
    *STUDIES,
    *AGREEMENTS,
    *TAKING_PART,
    *BORDERS,
    *FAMILIES,
    *ALONE,
    *WAITS,
    *FLOW,
    *MONTHLY,
    *FAMILY_SERIES,
    *ALONE_MONTHLY,
)
"""Everything that is not a headline indicator."""
