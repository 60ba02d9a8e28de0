"""Children in families: ages for preschool and school (skollagen)."""

from __future__ import annotations

from sim.declare import Draw, Event, Place, fields

EVENTS = (
    Event("preschool_ended", "preschool", "end", "slutade förskola", "ended preschool"),
    Event("preschool_withdrawn", "preschool", "end", "slutade vänta på förskola", "left the preschool queue"),
    Event(
        "school_ended",
        "school",
        "end",
        "slutade som nyanländ elev",
        "ended as a newly arrived pupil",
    ),
    Event("school_withdrawn", "school", "end", "slutade vänta på skola", "left the school queue"),
    Event("preschool_requested", "preschool", "join", "önskade förskoleplats", "asked for a preschool place"),
    Event("preschool_started", "preschool", "start", "började förskola", "started preschool"),
    Event("school_requested", "school", "join", "anmäldes till skola", "was signed up for school"),
    Event("school_started", "school", "start", "började skola", "started school"),
)
TIMERS = ("end", "prepared", "request")
PLACES = (Place("preschool", "seats", "preschool_places"), Place("school", "seats", "school_places", across="borders.school_open"))
RESIDENT_STATE = fields(f8="limit until held", i8="due", i4="node", i2="home", i1="doing kind place")
DRAWS = (
    Draw("school.wants_preschool"),
    Draw("school.request", "exponential"),
    Draw("school.prepares", "lognormal", occasions=2, spread="school.spread"),
)

NO_PLACE, WANTS_PLACE, HAS_PLACE = 0, 1, 2
"""What a child under school age has of preschool: nothing wanted (or too old for it), a place wanted, a place."""
PRESCHOOL_FROM, SCHOOL_FROM, SCHOOL_TO = 1.0, 6.0, 19.0
"""Ages in years: preschool from one, school from six to nineteen."""
INTRODUCTION_TO = 20.0
"""Age to which unaccompanied children go to school, for most of them in language introduction (assumption: to the twentieth birthday)."""
NEWCOMER_PUPIL_YEARS = 4.0
"""A pupil counts as newly arrived for at most four years of school (skollagen 3 kap. 12 a §); then the place is an ordinary one."""


def school_to(alone: bool) -> float:
    """Age at which school ends, years."""
    return INTRODUCTION_TO if alone else SCHOOL_TO


def school_years(alone: bool) -> float:
    """Most years in which a pupil is counted; those who came alone are followed until they leave school."""
    return INTRODUCTION_TO if alone else NEWCOMER_PUPIL_YEARS
