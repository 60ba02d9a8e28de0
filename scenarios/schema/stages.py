"""The stages' parameters: one section a stage, in the order of the flow.

Means of durations are means; `spread` is the standard deviation of the logarithm of a lognormal duration.
"""

from __future__ import annotations

from scenarios.schema.field import Section, parameter
from scenarios.schema.people import SCHOOLING
from scenarios.values import Number, Text, Vector

POLICIES = ("first_come", "families_first", "longest_wait_from_permit", "special_need_first", "closest_to_legal_limit")
DESTINATIONS = ("largest_share_left", "even_spread", "language_community", "best_expected")
COURSES = tuple(f"{path}{course}" for path in (1, 2, 3) for course in "ABCD")
KINDS = ("ordinary", "subsidised", "business", "studies")
EXTENTS = ("75", "50", "25")
BANDS = ("0-6", "6-12", "12-24", "24-36", "36+")
WAITED = ("0-6", "6-12", "12+")


def _spread(sv: str) -> Number:
    number: Number = parameter("log sd", 0, 2, sv=f"Spridning, {sv}", en="Spread of the duration before it")
    return number


class Asylum(Section):
    """The asylum period: housing, activities, decision, appeal, departure."""

    share_own_housing: Number = parameter("share", 0, 1, sv="Eget boende (EBO)", en="Own housing (EBO) at application")
    share_leaves_abo: Number = parameter(
        "share", 0, 1, sv="Flyttar från ABO till EBO under väntan", en="Moves from ABO to own housing while waiting"
    )
    handling_days_mean: Number = parameter(
        "days", 1, 3000, sv="Handläggningstid, efter ansökningsdag", en="Handling time, by application date"
    )
    handling_spread: Number = _spread("handläggningstid")
    share_granted: Number = parameter(
        "share", 0, 1, sv="Bifall i första instans, efter beslutsdag", en="Granted at first instance, by decision date"
    )
    share_refugee_status: Number = parameter("share", 0, 1, sv="Flyktingstatus av bifall", en="Refugee status among the granted")
    share_appeals: Number = parameter("share", 0, 1, sv="Överklagar avslag", en="Appeals a refusal")
    appeal_days_mean: Number = parameter("days", 1, 3000, sv="Tid i domstol", en="Time in court")
    appeal_spread: Number = _spread("tid i domstol")
    share_appeals_granted: Number = parameter("share", 0, 1, sv="Ändrade avslag", en="Appeals granted")
    departure_days_mean: Number = parameter(
        "days", 1, 3000, sv="Tid till utresa efter slutligt avslag", en="Days to departure after final refusal"
    )
    share_wants_activity: Number = parameter("share", 0, 1, sv="Vill delta i asyltidsinsats", en="Wants an asylum-time activity")
    share_offered_activity: Number = parameter("share", 0, 1, sv="Erbjuds asyltidsinsats", en="Is offered an asylum-time activity")
    activity_delay_days_mean: Number = parameter("days", 0, 1000, sv="Tid till erbjudande", en="Days from application to the offer")
    activity_days_mean: Number = parameter("days", 1, 1000, sv="Insatsens längd", en="Length of the activity")
    share_may_work: Number = parameter(
        "share", 0, 1, sv="Undantagna från arbetstillstånd (AT-UND)", en="Exempt from the work permit (AT-UND)"
    )
    job_per_year: Vector = parameter(
        "per year", 0, 5, sv="Får arbete, efter månader av asylväntan", en="Finds work, by months of asylum wait", entries=WAITED
    )
    job_days_mean: Number = parameter("days", 1, 3000, sv="Asyltidsarbetets längd", en="Length of a job in the asylum period")
    share_keeps_job: Number = parameter(
        "share", 0, 1, sv="Har arbetet kvar på heltid vid mottagandet", en="Still has the job, full time, at reception"
    )


class Health(Section):
    """Health assessments: called, attended, examined."""

    share_called: Number = parameter("share", 0, 1, sv="Kallas till hälsoundersökning", en="Called to a health assessment")
    call_days_mean: Number = parameter("days", 0, 1000, sv="Tid till kallelse", en="Days to the call")
    call_spread: Number = _spread("tid till kallelse")
    share_attends: Number = parameter("share", 0, 1, sv="Kommer till undersökningen", en="Attends")
    share_lost_per_hour: Number = parameter(
        "share/hour", 0, 1, sv="Deltagande som förloras per timmes resa", en="Attendance lost per hour of travel to the clinic"
    )
    mobile_share: Number = parameter(
        "share", 0, 1, sv="Nås av mobila team i hemkommunen", en="Visited by a mobile team in the home municipality"
    )
    policy: Text = parameter("policy", 0, 0, sv="Turordning", en="Who goes first", choices=POLICIES)


class Placement(Section):
    """From permit to reception: assignment within kommuntal, own settlement, relatives and quota refugees."""

    draw_assigned: Number = parameter("share", 0, 1, sv="Anvisas till länet (av högsta andel)", en="Assigned here, of the greatest share")
    draw_self_settled: Number = parameter(
        "share", 0, 1, sv="Bosätter sig själv i länet (av högsta andel)", en="Settles here, of the greatest share"
    )
    share_leaves_abo: Number = parameter("share", 0, 1, sv="Lämnar ABO för egen bosättning", en="Leaves ABO to settle by themselves")
    share_own_housing_asks: Number = parameter(
        "share", 0, 1, sv="EBO som vill anvisas, när det är möjligt", en="EBO who ask for assignment"
    )
    handling_days_mean: Number = parameter("days", 0, 1000, sv="Bosättningsunderlag klart", en="Days from permit to the assignment queue")
    handling_spread: Number = _spread("bosättningsunderlag")
    preparation_days_mean: Number = parameter("days", 0, 1000, sv="Kommunens förberedelse", en="Days from assignment until ready to move")
    preparation_spread: Number = _spread("kommunens förberedelse")
    share_late: Number = parameter("share", 0, 1, sv="Tas emot efter två månader", en="Received later than the duty allows")
    late_days_mean: Number = parameter("days", 0, 1000, sv="Försening", en="Days beyond the duty")
    settling_days_mean: Number = parameter("days", 0, 1000, sv="Tid till egen bosättning", en="Days from permit to own settlement")
    settling_spread: Number = _spread("egen bosättning")
    share_time_limited: Number = parameter(
        "share", 0, 1, sv="Tidsbegränsat kontrakt bland anvisade", en="Time-limited lease among the assigned"
    )
    lease_days: Number = parameter("days", 1, 5000, sv="Kontraktets längd", en="Length of a time-limited lease")
    dwelling_carry_months: Number = parameter("months", 1, 24, sv="Lediga bostäder sparas högst", en="Unused dwellings are kept at most")
    policy: Text = parameter("policy", 0, 0, sv="Vem anvisas först", en="Who is assigned first", choices=POLICIES)
    where: Text = parameter("policy", 0, 0, sv="Vart de anvisade kommer", en="Where the assigned are sent", choices=DESTINATIONS)
    dwelling_policy: Text = parameter("policy", 0, 0, sv="Vem får bostad först", en="Who gets a dwelling first", choices=POLICIES)


class Start(Section):
    """Registration, etableringssamtal and plan."""

    registration_days_mean: Number = parameter("days", 0, 1000, sv="Tid till inskrivning", en="Days from reception to registration")
    registration_spread: Number = _spread("inskrivning")
    talk_days: Number = parameter("days", 0, 100, sv="Handläggartid för samtalen", en="Caseworker's time for the talks of one person")
    decision_days_mean: Number = parameter("days", 0, 1000, sv="Från samtal till plan", en="Days from talks to plan")
    decision_spread: Number = _spread("samtal till plan")
    small_children_days_mean: Number = parameter(
        "days", 0, 1000, sv="Fördröjning för mor till små barn före mottagandet", en="Delay for a small child's mother before reception"
    )
    share_relatives_introduced: Number = parameter(
        "share", 0, 1, sv="Anhöriga som kommunen ger introduktion", en="Relatives whom the municipality includes in the introduction"
    )
    share_no_capacity: Number = parameter("share", 0, 1, sv="Saknar prestationsförmåga", en="No capacity to take part: no plan")
    policy: Text = parameter("policy", 0, 0, sv="Turordning", en="Who goes first", choices=POLICIES)


class Childcare(Section):
    """The start waits for childcare: until the small children have preschool places, or a limit."""

    share_waits_women: Number = parameter("share", 0, 1, sv="Mödrar vars start väntar på barnomsorg", en="Mothers whose start waits")
    share_waits_men: Number = parameter("share", 0, 1, sv="Fäder vars start väntar på barnomsorg", en="Fathers whose start waits")
    limit_days: Number = parameter("days", 0, 2000, sv="Längsta väntan på barnomsorg", en="Longest wait for childcare")
    share_plan_waits: Number = parameter("share", 0, 1, sv="Också samtal och plan väntar", en="Talks and plan wait as well")


class Sfi(Section):
    """Swedish for immigrants: application, queue, courses."""

    apply_days_mean: Number = parameter("days", 0, 1000, sv="Från plan till ansökan", en="Days from plan to application")
    apply_outside_days_mean: Number = parameter(
        "days", 0, 2000, sv="Från mottagande till ansökan, utan plan", en="Days to application without a plan"
    )
    apply_spread: Number = _spread("ansökan")
    share_applies_outside: Number = parameter("share", 0, 1, sv="Läser sfi utan plan", en="Applies without a plan")
    course_days: Vector = parameter("days", 1, 2000, sv="Kursförsökets längd", en="Length of a course attempt, mean", entries=COURSES)
    pace_spread: Number = _spread("studietakt")
    pass_share: Vector = parameter("share", 0, 1, sv="Godkänd", en="Passes at an attempt", entries=COURSES)
    county_factor: Number = parameter("factor", 0, 5, sv="Länets eget i att klara sfi", en="The county's own in passing SFI")
    path_1_days_factor: Number = parameter(
        "factor", 0.2, 5, sv="Väg 1: kursernas längd, mot ovan", en="Path 1: length of courses against those above"
    )
    path_1_pass_factor: Number = parameter("factor", 0, 5, sv="Väg 1: godkända, mot ovan", en="Path 1: passing against the share above")
    path_1_causal: Number = parameter("share", 0, 1, sv="Väg 1: orsaksandel av fler godkända", en="Path 1: causal share of more passing")
    drop_share: Vector = parameter("share", 0, 1, sv="Avbryter", en="Drops out at an attempt", entries=COURSES)
    trait_weight: Number = parameter("share", 0, 1, sv="Oobserverad förmåga i sfi", en="How far the unobserved trait shifts passing")
    share_resumes: Number = parameter("share", 0, 1, sv="Återkommer efter avbrott", en="Comes back after dropping out")
    resume_days_mean: Number = parameter("days", 1, 2000, sv="Tid till återkomst", en="Days until coming back")
    policy: Text = parameter("policy", 0, 0, sv="Turordning", en="Who goes first", choices=POLICIES)


class So(Section):
    """Civic orientation: groups by language."""

    join_days_mean: Number = parameter("days", 0, 1000, sv="Från plan till anmälan", en="Days from plan (or reception) to sign-up")
    share_in_plan: Number = parameter("share", 0, 1, sv="Deltar, med plan", en="Takes part, with a plan")
    share_outside: Number = parameter("share", 0, 1, sv="Deltar, utan plan", en="Takes part, without a plan")
    share_in_introduction: Number = parameter(
        "share", 0, 1, sv="Deltar, i kommunal introduktion", en="Takes part, in the municipal introduction"
    )
    group_least: Number = parameter("persons", 1, 100, sv="Minsta grupp", en="Least group")
    group_most: Number = parameter("persons", 1, 200, sv="Största grupp", en="Largest group")
    patience_days: Number = parameter("days", 0, 5000, sv="Väntan då mindre grupp startas", en="Wait after which a smaller group starts")
    group_least_late: Number = parameter("persons", 1, 100, sv="Minsta grupp efter lång väntan", en="Least group after a long wait")
    hours_per_week: Number = parameter("hours/week", 0.5, 40, sv="Timmar i veckan", en="Hours a week")
    pooled: Number = parameter("0/1", 0, 1, sv="Gemensam i länet", en="Pooled across the county")
    policy: Text = parameter("policy", 0, 0, sv="Turordning", en="Who goes first", choices=POLICIES)


class Practice(Section):
    """Work preparation and practice."""

    share_preparation: Number = parameter("share", 0, 1, sv="Får förberedande insats", en="Gets work preparation")
    preparation_delay_days_mean: Number = parameter("days", 0, 1000, sv="Från plan till förberedande insats", en="Days to preparation")
    preparation_days_mean: Number = parameter("days", 1, 1000, sv="Förberedande insats, längd", en="Length of preparation")
    share_practice: Number = parameter("share", 0, 1, sv="Aktuell för praktik", en="Is considered for practice")
    practice_delay_days_mean: Number = parameter(
        "days", 0, 2000, sv="Från plan till praktikbehov", en="Days from plan until practice is due"
    )
    practice_days_mean: Number = parameter("days", 1, 1000, sv="Praktikens längd", en="Length of practice")
    length_spread: Number = _spread("insatsernas längd")
    access_women: Number = parameter("factor", 0, 1, sv="Kvinnors tillgång jämfört med mäns", en="Women's access compared with men's")
    share_parallel: Number = parameter("share", 0, 1, sv="Praktik kan förenas med sfi", en="Practice can be combined with SFI")
    policy: Text = parameter("policy", 0, 0, sv="Turordning", en="Who goes first", choices=POLICIES)


class Leave(Section):
    """Parental leave, illness and part-time plans."""

    share_leave_small_child: Number = parameter(
        "share", 0, 1, sv="Föräldraledig vid start, barn under 18 månader", en="On leave at start, child < 18 months"
    )
    share_leave_older_child: Number = parameter(
        "share", 0, 1, sv="Föräldraledig vid start, äldre barn utan förskoleplats", en="On leave at start, older child without preschool"
    )
    share_mother_takes: Number = parameter("share", 0, 1, sv="Modern tar ledigheten", en="The mother takes the leave")
    parental_days_mean: Number = parameter("days", 1, 2000, sv="Önskad föräldraledighet", en="Parental leave wished for")
    parental_spread: Number = _spread("föräldraledighet")
    benefit_days_per_week: Number = parameter("days/week", 1, 7, sv="Föräldrapenningdagar i veckan", en="Benefit days taken a week")
    share_returns_at_place: Number = parameter(
        "share", 0, 1, sv="Återgår när barnen har förskoleplats", en="Returns when the children have preschool places"
    )
    share_sfi_on_leave: Number = parameter("share", 0, 1, sv="Läser sfi under föräldraledighet", en="Reads SFI during parental leave")
    births_per_year: Number = parameter("per year", 0, 1, sv="Födslar per par och år", en="Births per couple and year")
    illness_per_year: Number = parameter("per year", 0, 2, sv="Sjukperioder per år", en="Illness spells a year")
    illness_days_mean: Number = parameter("days", 1, 1000, sv="Sjukperiodens längd", en="Length of an illness spell")
    illness_spread: Number = _spread("sjukperiod")
    share_part_time_parent: Number = parameter(
        "share", 0, 1, sv="Plan på deltid för barn utan förskoleplats", en="Part-time plan for a child without a place"
    )
    part_time_parent_extents: Vector = parameter(
        "share", 0, 1, sv="Omfattning på deltid för barn", en="Extent of part time for a child", entries=EXTENTS, sums_to_one=True
    )
    part_time_parent_days_mean: Number = parameter(
        "days", 1, 2000, sv="Längsta tid på deltid för barn, medel", en="Longest part time for a child, mean"
    )
    health_least_days: Number = parameter("days", 0, 1000, sv="Sjukperiod som kan följas av deltid", en="Illness that part time may follow")
    share_part_time_health: Number = parameter("share", 0, 1, sv="Plan på deltid efter sjukdom", en="Part-time plan after illness")
    part_time_health_extents: Vector = parameter(
        "share", 0, 1, sv="Omfattning på deltid efter sjukdom", en="Extent of part time after illness", entries=EXTENTS, sums_to_one=True
    )
    part_time_health_days_mean: Number = parameter("days", 1, 2000, sv="Tid på deltid efter sjukdom", en="Part time after illness, mean")


class Work(Section):
    """Work and studies: a daily hazard, and what a job is like."""

    hazard_per_year: Vector = parameter(
        "per year", 0, 5, sv="Grundintensitet efter månader sedan mottagandet", en="Base hazard by months", entries=BANDS
    )
    schooling_factor: Vector = parameter("factor", 0, 5, sv="Skolår", en="Schooling", entries=SCHOOLING)
    sfi_factor: Vector = parameter("factor", 0, 5, sv="Godkänd sfi", en="SFI passed", entries=("none", "A", "B", "C", "D"))
    sfi_causal: Number = parameter("share", 0, 1, sv="Orsaksandel, sfi", en="Causal share of the SFI association")
    practice_factor: Number = parameter("factor", 0, 5, sv="Genomförd praktik", en="Practice completed")
    practice_causal: Number = parameter("share", 0, 1, sv="Orsaksandel, praktik", en="Causal share of the practice association")
    wait_factor_per_month: Number = parameter("factor", 0.5, 1.5, sv="Per månad i asylväntan", en="Per month of asylum wait")
    wait_causal: Number = parameter("share", 0, 1, sv="Orsaksandel, asylväntan", en="Causal share of the asylum wait")
    lock_in: Number = parameter(
        "factor", 0, 1, sv="Inlåsning under heltidsstudier och praktik", en="Lock-in during full-time studies or practice"
    )
    women_factor: Number = parameter("factor", 0, 2, sv="Kvinnors intensitet jämfört med mäns", en="Women's hazard compared with men's")
    county_factor: Number = parameter(
        "factor", 0, 5, sv="Länets arbetsmarknad och arbetssätt", en="The county's labour market and practice"
    )
    unemployment_weight: Number = parameter("per unit", 0, 3, sv="Arbetsmarknadens betydelse", en="Exponent on the local labour market")
    commuting_km: Number = parameter("km", 1, 500, sv="Pendlingsavstånd", en="Commuting distance scale")
    trait_spread: Number = parameter("log sd", 0, 2, sv="Oobserverad förmåga, spridning", en="Spread of the unobserved trait")
    kind_shares: Vector = parameter("share", 0, 1, sv="Slag av arbete", en="Kind of work", entries=KINDS, sums_to_one=True)
    full_time_shares: Vector = parameter("share", 0, 1, sv="Heltid", en="Full time", entries=KINDS)
    duration_days_mean: Vector = parameter("days", 1, 10000, sv="Varaktighet", en="Duration", entries=KINDS)


class Moves(Section):
    """Moves within and out of the county."""

    hazard_factor: Number = parameter("factor", 0, 5, sv="Flyttbenägenhet, mot kommunens", en="Tendency to move, of the municipality's")
    family_factor: Number = parameter("factor", 0, 5, sv="Barnfamiljers flyttbenägenhet", en="Families' tendency to move")
    share_out_of_county: Number = parameter("share", 0, 1, sv="Flyttar ut ur länet", en="Moves that leave the county")
    share_lease_end_moves: Number = parameter("share", 0, 1, sv="Måste flytta när kontraktet går ut", en="Moves when the lease ends")


class School(Section):
    """Children in families: preschool and school."""

    share_wants_preschool: Number = parameter("share", 0, 1, sv="Vill ha förskoleplats", en="Wants a preschool place")
    preschool_days_mean: Number = parameter("days", 0, 1000, sv="Tid till önskemål om förskola", en="Days from reception to the request")
    preschool_prepares_days: Number = parameter("days", 0, 1000, sv="Förskolans förberedelse", en="Least days from request to start")
    school_prepares_days: Number = parameter("days", 0, 1000, sv="Skolans förberedelse", en="Least days from reception to start")
    spread: Number = _spread("förskola och skola")
