"""Unaccompanied children: where they may live and for how long (SFS 2001:453; prop. 2015/16:43 on stödboende; LMA 1994:137)."""

from __future__ import annotations

from sim.declare import Draw, Event, Place, fields

EVENTS = (
    Event("withdrawn", "child_assignment", "end", "lämnade kön till anvisningskommun", "left the queue for a municipality"),
    Event("hvb_left", "hvb", "end", "lämnade HVB", "left residential care (HVB)"),
    Event("hvb_withdrawn", "hvb", "end", "slutade vänta på HVB", "stopped waiting for residential care (HVB)"),
    Event("family_home_left", "family_home", "end", "lämnade familjehemmet", "left the family home"),
    Event("family_home_withdrawn", "family_home", "end", "slutade vänta på familjehem", "stopped waiting for a family home"),
    Event("stodboende_left", "stodboende", "end", "lämnade stödboendet", "left supported housing"),
    Event("stodboende_withdrawn", "stodboende", "end", "slutade vänta på stödboende", "stopped waiting for supported housing"),
    Event("folk_high_school_ended", "folk_high_school", "end", "lämnade folkhögskolan", "left the folk high school"),
    Event("home_withdrawn", "youth_dwelling", "end", "slutade vänta på ungdomsbostad", "stopped waiting for a youth dwelling"),
    Event("queued", "child_assignment", "join", "väntade i ankomstkommunen på anvisning", "waited for assignment where they arrived"),
    Event("assigned", "child_assignment", "served", "anvisades till kommunen", "was assigned to the municipality"),
    Event("guardian_appointed", "guardian", "mark", "fick ställföreträdare", "was given a representative"),
    Event(
        "aged_out", "housing", "mark", "fyllde 18 år och flyttade till Migrationsverkets boende", "turned 18 and moved to reception housing"
    ),
    Event(
        "hvb_wanted",
        "hvb",
        "join",
        "behövde plats i HVB, jourplacering så länge",
        "needed residential care (HVB), placed for the time being",
    ),
    Event("hvb_placed", "hvb", "start", "placerades i HVB", "was placed in residential care (HVB)"),
    Event(
        "family_home_wanted", "family_home", "join", "behövde familjehem, jourplacering så länge", "needed a family home, placed meanwhile"
    ),
    Event("family_home_placed", "family_home", "start", "placerades i familjehem", "was placed in a family home"),
    Event("stodboende_wanted", "stodboende", "join", "ställdes i kö till stödboende", "joined the queue for supported housing"),
    Event("stodboende_placed", "stodboende", "start", "flyttade in i stödboende", "moved into supported housing"),
    Event("folk_high_school_started", "folk_high_school", "start", "började på folkhögskola med internat", "began a folk high school"),
    Event("home_wanted", "youth_dwelling", "join", "ställdes i kö till ungdomsbostad", "joined the queue for a youth dwelling"),
    Event("home_found", "youth_dwelling", "served", "fick egen bostad genom kommunen", "got an own home through the municipality"),
    Event("home_by_themselves", "home", "mark", "ordnade boende på egen hand", "found somewhere to live without help"),
)
TIMERS = (
    *("ready", "guardian", "custodian", "decision", "appeal_decision", "departure", "turns_16", "turns_18", "school_over"),
    *("folk_high_school_end", "home_wanted", "too_old", "arrival"),
)
PLACES = (
    Place("places", "quotas", "unaccompanied_places", per="year", shared=True, where="unaccompanied.where"),
    Place("hvb", "seats", "hvb_places"),
    Place("family_home", "seats", "family_home_places"),
    Place("stodboende", "seats", "stodboende_places"),
    Place(
        "youth_dwellings",
        "quotas",
        "youth_dwellings",
        "unaccompanied.home_policy",
        keeps="unaccompanied.youth_dwelling_carry_months",
    ),
)
RESIDENT_STATE = fields(i4="node place home", i2="town", i1="assigning waits lives grown refused aged_out housing housed")
DRAWS = (
    Draw("unaccompanied.assignment", "lognormal", spread="unaccompanied.assignment_spread"),
    Draw("unaccompanied.guardian", "exponential", occasions=2),
    Draw("unaccompanied.form"),
    Draw("unaccompanied.special_reasons"),
    Draw("unaccompanied.moves_on", occasions=2),
    Draw("unaccompanied.kept"),
    Draw("unaccompanied.school"),
    Draw("unaccompanied.folk_high_school"),
    Draw("unaccompanied.folk_high_school_days", "lognormal", spread="unaccompanied.folk_high_school_spread"),
    Draw("unaccompanied.own_home", "lognormal", spread="unaccompanied.own_home_spread"),
)

NO_FORM, HVB, FAMILY_HOME, STODBOENDE = 0, 1, 2, 3
GOD_MAN, CUSTODIAN = 0, 1
AT_16, AT_18 = 0, 1
GROWN_YEARS = 18.0
STODBOENDE_FROM, STODBOENDE_TO = 16.0, 21.0
"""Ages in years within which somebody may live in stödboende: 16 to 20."""


def may_live_in_stodboende(age: float, exists: bool, special_reasons: bool) -> bool:
    """Whether stödboende is possible: 16-20, at 16-17 only for special reasons, and only since the form exists."""
    if not exists or age < STODBOENDE_FROM or age >= STODBOENDE_TO:
        return False
    return age >= GROWN_YEARS or special_reasons


def form_on_assignment(luck: float, share_hvb: float, share_family_home: float, may_stodboende: bool) -> int:
    """The form sought for a child who has been assigned; HVB where stödboende is sought and not possible."""
    if luck < share_hvb:
        return HVB
    if luck < share_hvb + share_family_home:
        return FAMILY_HOME
    return STODBOENDE if may_stodboende else HVB


def stays_undecided(assigned: bool, refused: bool, luck: float, share_kept: float) -> bool:
    """Whether somebody who turns 18 without a permit stays in the municipality's care: never after a final refusal."""
    return assigned and not refused and luck < share_kept
