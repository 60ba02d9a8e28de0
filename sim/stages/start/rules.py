"""Start: who has a right to an introduction or a plan, and when it may be drawn up (1990:927, 2010:197, 2014:102, 2017:820)."""

from __future__ import annotations

from sim.declare import Draw, Event, Place, fields

EVENTS = (
    Event("talk_done", "talk", "end", "avslutade etableringssamtal", "ended the establishment talks"),
    Event("talk_withdrawn", "talk", "end", "lämnade kön till etableringssamtal", "left the queue for talks"),
    Event("plan_ended", "plan", "end", "lämnade etableringsplanen", "left the plan"),
    Event("talk_wanted", "talk", "join", "ställdes i kö till etableringssamtal", "joined the queue for the establishment talks"),
    Event("talk_begun", "talk", "start", "började etableringssamtal", "began the establishment talks"),
    Event("plan_started", "plan", "start", "fick etableringsplan", "got an establishment plan"),
)
TIMERS = ("talk_end", "plan_end", "decision", "registration")
PLACES = (
    Place("caseworkers", "seats", "caseworkers", "start.policy"),
    Place("introduction_officers", "seats", "introduction_officers", "start.policy"),
)
RESIDENT_STATE = fields(f8="plan_due birthday pause_left", i8="due", i4="node", i2="home", i1="doing begun end_reason regime")
DRAWS = (
    Draw("start.no_capacity"),
    Draw("start.relative_introduced"),
    Draw("start.registration", "lognormal", spread="start.registration_spread"),
    Draw("start.decision", "lognormal", spread="start.decision_spread"),
    Draw("start.small_children", "exponential"),
)

SMALL_CHILD_YEARS = 6.0
"""A child of preschool age may delay the start for the parent who cares for it."""
PLAN, INTRODUCTION, PROGRAMME = 0, 1, 2
"""The regime in which somebody is established: the detail of the talks and of the plan's start."""
TIME_OUT, TO_WORK, TO_STUDIES, OTHER = 0, 1, 2, 3


def entitled(
    age: float, without_parents: bool, age_from: float, age_to: float, plan_exists: bool, years_after_sponsor: float, relatives_years: float
) -> bool:
    """Whether an adult has a right to a plan (2010:197 § 2).

    `years_after_sponsor` is 0 for those with own grounds; relatives must come within `relatives_years` of the sponsor's
    reception. 18-19-year-olds are entitled only without parents in Sweden.
    """
    if not plan_exists or years_after_sponsor > relatives_years:
        return False
    least = 18.0 if without_parents else age_from
    return least <= age < age_to


def introduced(age: float, age_from: float, age_to: float, years_after_sponsor: float, relatives_years: float, included: bool) -> bool:
    """Whether the municipality gives an adult with a permit an introduction (1990:927).

    The state paid for relatives who came within `relatives_years` of the sponsor's reception; whether they are `included` is the
    municipality's own decision. For others `years_after_sponsor` is 0 and `included` true.
    """
    return included and age_from <= age < age_to and years_after_sponsor <= relatives_years


def regime(introduction: bool, programme: bool) -> int:
    """The regime of someone whose right arose while there was an `introduction`; else that of the day: plan or `programme`.

    An introduction is run to its end by the rules under which the right to it arose, whatever has replaced it meanwhile.
    """
    if introduction:
        return INTRODUCTION
    return PROGRAMME if programme else PLAN


def plan_end(due: float, birthday_limit: float) -> float:
    """The day a plan ends by itself: when its time is used, or on the birthday that ends the right."""
    return due if due < birthday_limit else birthday_limit
