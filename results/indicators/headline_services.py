"""The headline indicators of the services, 5-12 and 14, with their exact definitions."""

from __future__ import annotations

from results.indicators.groups import EVER_IN_PLAN, OLD_GROUP
from results.indicators.indicator import ALL, EVERYONE, INTRODUCTION_ENDED, READERS, YOUNG, Indicator, Statistic

_QUANTILES: tuple[tuple[Statistic, str, str], ...] = (("median", "mittersta personen", "median"), ("p90", "nio av tio", "90th percentile"))
_PRACTICE_WAITS: tuple[tuple[str, Statistic, str, str], ...] = (
    ("quarter", "p25", "den fjärdedel som börjar först", "the first quarter"),
    ("median", "median", "mittersta personen", "median"),
)
SPREAD_SV = (
    "Standardavvikelse mellan kommunerna i andelen, tre år sammanslagna, vägd med invånare: roten ur (variansen mellan kommunerna "
    "minus den "
    "varians som slumpen ensam ger i genomsnitt), lägst noll."
)
SPREAD_EN = (
    "Standard deviation between municipalities of the share, three years pooled, weighted by inhabitants: root of (variance between "
    "municipalities less the variance that chance alone gives on average), at least zero."
)

RECEPTION = (
    *(
        Indicator(
            f"reception_wait_{statistic}",
            f"Väntan på kommunmottagande, {sv}",
            f"Wait for reception in a municipality, {en}",
            "Anvisade: dagar från uppehållstillstånd till mottagande i kommunen, efter året för tillståndet; de som ännu väntar räknas "
            "med till den "
            "dag de slutar följas (Kaplan–Meier). Per kommun: de som anvisats dit.",
            "Those assigned: days from permit to reception in the municipality, by year of permit; those still waiting count until "
            "they are "
            "last followed (Kaplan-Meier). By municipality: those assigned there.",
            statistic,
            "less",
            5,
            ("all", "women", "men", "girls", "boys", "special_need"),
        )
        for statistic, sv, en in _QUANTILES
    ),
    Indicator(
        "reception_in_time",
        "Mottagna inom två månader från anvisningen",
        "Received within two months of assignment",
        "Av dem som anvisades till en kommun under året: andel som togs emot inom lagens tid (två månader) från anvisningsbeslutet.",
        "Of those assigned to a municipality during the year: share received within the time of the law (two months) from the decision.",
        number=5,
        groups=EVERYONE,
    ),
)

PLAN = (
    Indicator(
        "plan_wait_median",
        "Tid till etableringsplan",
        "Time to the establishment plan",
        "De som har rätt till plan (före december 2010 introduktion): "
        "dagar från det senare av tillstånd och mottagande till planen (från tillståndet när planen kunde "
        "göras före "
        "mottagandet), mittersta personen; de som väntar eller lämnat kön räknas med till dess (Kaplan–Meier). Den som kom som "
        "ensamkommande barn räknas inte.",
        "Those entitled to a plan (before December 2010 an introduction): "
        "days from the later of permit and reception to the plan (from the permit when plans could be made "
        "before "
        "reception), median; those waiting or gone from the queue count until then (Kaplan-Meier). Those who came as unaccompanied "
        "children are left out.",
        "median",
        "less",
        6,
        breaks=(INTRODUCTION_ENDED,),
    ),
    Indicator(
        "plan_in_time",
        "Etableringsplan inom två månader",
        "Establishment plan within two months",
        "Samma personer och start: andel som fick plan inom lagens tid (två månader). Den som lämnat kön dessförinnan räknas inte.",
        "The same persons and start: share with a plan within the time of the law (two months). Those who left the queue before are "
        "left out.",
        number=6,
        breaks=(INTRODUCTION_ENDED,),
    ),
)

SFI = (
    Indicator(
        "sfi_in_time_plan",
        "Sfi-start inom en månad, i etablering",
        "SFI begun within one month, in establishment",
        "Av dem som anmälde sig till sfi första gången under året och då hade plan: andel som började inom en månad. Den som lämnat "
        "kön före "
        "gränsen räknas inte.",
        "Of those who first applied for SFI during the year and had a plan then: share who began within one month. Those who left the "
        "queue "
        "before the limit are left out.",
        number=7,
        groups=READERS,
    ),
    Indicator(
        "sfi_in_time_others",
        "Sfi-start inom tre månader, övriga",
        "SFI begun within three months, others",
        "Av dem som anmälde sig till sfi första gången under året utan att ha plan: andel som började inom tre månader.",
        "Of those who first applied for SFI during the year without a plan: share who began within three months.",
        number=7,
        groups=(*READERS, *OLD_GROUP),
    ),
    *(
        Indicator(
            f"sfi_{part}_passed",
            f"Sfi under etableringstiden: {sv}",
            f"SFI during establishment: {en}",
            f"Av dem som fick plan under året: andel som klarat {sv_what} när 24 månaders plantid gått från planens start (ledighet "
            "som skjuter "
            "upp planens slut räknas bort). Den som flyttat från länet dessförinnan räknas inte. Sfi fortsätter efter planen.",
            f"Of those whose plan started during the year: share who have passed {en_what} 24 months of plan time after its start "
            "(leave that "
            "moves the plan's end is not counted). Those who left the county before are not counted. SFI goes on after the plan.",
            number=8,
            groups=READERS,
        )
        for part, sv, en, sv_what, en_what in (
            ("course", "minst en kurs godkänd", "at least one course passed", "minst en kurs", "at least one course"),
            ("d", "kurs D godkänd", "course D passed", "kurs D", "course D"),
        )
    ),
)

SO = (
    Indicator(
        "so_in_time",
        "Fullföljd samhällsorientering inom tolv månader",
        "Civic orientation completed within twelve months",
        "Av dem som togs emot under året och omfattas (18–64 år; före 2013-05-01 bara de med plan, inte de i introduktion): "
        "andel med alla timmar inom tolv "
        "månader från "
        "mottagandet. Den som flyttat från länet dessförinnan räknas inte.",
        "Of those received during the year whom it covers (18-64; before 2013-05-01 only those with a plan, not an introduction): "
        "share with all hours within "
        "twelve months of reception. Those who left the county before are not counted.",
        number=9,
        breaks=(INTRODUCTION_ENDED,),
    ),
    Indicator(
        "so_languages",
        "Språk med startad grupp i samhällsorientering",
        "Languages with a started group in civic orientation",
        "Antal språk i vilka minst en grupp startade under året.",
        "Number of languages in which at least one group started during the year.",
        "kinds",
        number=9,
        groups=ALL,
    ),
    Indicator(
        "so_spread",
        "Skillnad mellan kommuner: fullföljd samhällsorientering",
        "Difference between municipalities: civic orientation completed",
        SPREAD_SV,
        SPREAD_EN,
        "spread",
        "less",
        9,
        ALL,
        county_only=True,
        of="so_in_time",
        breaks=(INTRODUCTION_ENDED,),
    ),
)

PRACTICE = (
    *(
        Indicator(
            f"practice_{months}_months",
            f"Arbetsplatsförlagd insats inom {sv} månader",
            f"Workplace measure within {en} months",
            f"Av dem som fick plan under året: andel som inom {sv} månader från planens start börjat praktik eller subventionerat arbete.",
            f"Of those whose plan started during the year: share who began practice or subsidised work within {en} months of its start.",
            number=10,
        )
        for months, sv, en in ((6, "sex", "six"), (12, "tolv", "twelve"))
    ),
    *(
        Indicator(
            f"practice_wait_{key}",
            f"Tid från plan till första arbetsplatsförlagda insats, {sv}",
            f"Time from plan to the first workplace measure, {en}",
            f"Dagar från planens start till första praktik eller subventionerade arbete, {sv}; de som lämnat planen utan insats räknas med "
            "till dess (Kaplan–Meier). Finns inte där så många aldrig får någon insats.",
            f"Days from the plan's start to the first practice or subsidised work, {en}; those who left the plan without any count until "
            "then (Kaplan-Meier). Undefined where so many never get one.",
            statistic,
            "less",
            10,
        )
        for key, statistic, sv, en in _PRACTICE_WAITS
    ),
)

HEALTH = (
    Indicator(
        "health_in_time",
        "Hälsoundersökning inom tre månader",
        "Health assessment within three months",
        "Av dem som under året sökte asyl och bodde i länet, eller kom till länet med tillstånd: andel undersökta inom tre månader "
        "från ansökan eller "
        "ankomst. Den som lämnat landet eller länet dessförinnan räknas inte.",
        "Of those who during the year applied for asylum and lived in the county, or came to it with a permit: share examined within three "
        "months of application or arrival. Those who left before are not counted.",
        number=11,
        groups=(*EVERYONE, *OLD_GROUP, *EVER_IN_PLAN),
    ),
)

ACTIVITY = (
    Indicator(
        "active_share",
        "Aktiv tid",
        "Active time",
        "De vars plan slutade under året: andel av dagarna från mottagandet till planens slut med minst en insats, kurs eller ett "
        "arbete på gång. "
        "Dagar med ledighet räknas bort. Den som kom som ensamkommande barn räknas inte.",
        "Those whose plan ended during the year: share of the days from reception to the end of the plan with at least one measure, "
        "course or "
        "job under way. Days of leave are not counted. Those who came as unaccompanied children are left out.",
        number=12,
    ),
    Indicator(
        "idle_longest",
        "Längsta tid utan aktivitet",
        "Longest spell without activity",
        "Samma personer och tid: längsta sammanhängande tid utan insats, kurs, arbete eller ledighet; mittersta personen.",
        "The same persons and time: longest unbroken time without measure, course, job or leave; median.",
        "median",
        "less",
        12,
    ),
)

SCHOOL = (
    Indicator(
        "preschool_in_time",
        "Förskoleplats inom fyra månader",
        "Preschool place within four months",
        "Av barn för vilka plats önskades under året: andel som började inom fyra månader.",
        "Of children for whom a place was asked for during the year: share who began within four months.",
        number=14,
        groups=YOUNG,
    ),
    Indicator(
        "school_in_time",
        "Skolstart inom en månad",
        "School begun within one month",
        "Av barn som anmäldes till skola under året: andel som började inom en månad.",
        "Of children signed up for school during the year: share who began within one month.",
        number=14,
        groups=YOUNG,
    ),
)
