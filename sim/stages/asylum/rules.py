"""Asylum: what decides a seeker's path to a permit or a departure (LMA 1994:137; 2016:752)."""

from __future__ import annotations

from sim.declare import Draw, Event, Place, fields

EVENTS = (
    Event("activity_ended", "activity", "end", "slutförde asyltidsinsats", "ended an asylum-time activity"),
    Event("activity_withdrawn", "activity", "end", "lämnade kön till asyltidsinsats", "left the activity or its queue"),
    Event("work_ended", "asylum_work", "end", "slutade arbeta under asyltiden", "ended work in the asylum period"),
    Event("applied", "main", "switch", "sökte asyl", "applied for asylum"),
    Event("housing_changed", "housing", "mark", "bytte boende under väntan", "changed housing while waiting"),
    Event("decided", "decision", "mark", "fick beslut av Migrationsverket", "was decided by the Migration Agency"),
    Event("appealed", "decision", "mark", "överklagade", "appealed"),
    Event("permit", "main", "switch", "fick uppehållstillstånd", "was granted a permit"),
    Event("extended", "permit", "mark", "fick tillståndet förlängt", "had the permit extended"),
    Event("refused", "main", "switch", "fick slutligt avslag", "was finally refused"),
    Event("departed", "main", "switch", "lämnade landet", "left the country"),
    Event("activity_queued", "activity", "join", "anmäldes till asyltidsinsats", "was signed up for an asylum-time activity"),
    Event("activity_started", "activity", "start", "började asyltidsinsats", "started an asylum-time activity"),
    Event("work_started", "asylum_work", "start", "började arbeta under asyltiden", "began work in the asylum period"),
)
TIMERS = (
    *("activity_end", "activity_ready", "work_ends", "work_begins", "housing_change", "extension", "decision", "appeal_decision"),
    *("departure", "arrival"),
)
PLACES = (Place("activities", "seats", "asylum_activity_places"),)
PERSON_STATE = fields(i8="due work_due", i4="node", i1="doing working job_at_permit")
HOUSEHOLD_STATE = fields(f8="decided", i2="months")
DRAWS = (
    Draw("asylum.housing"),
    Draw("asylum.leaves_abo"),
    Draw("asylum.leaves_abo_when"),
    Draw("asylum.handling", "lognormal", spread="asylum.handling_spread"),
    Draw("asylum.granted"),
    Draw("asylum.status"),
    Draw("asylum.appeals"),
    Draw("asylum.appeal", "lognormal", spread="asylum.appeal_spread"),
    Draw("asylum.appeal_granted"),
    Draw("asylum.departure", "exponential"),
    Draw("asylum.wants_activity"),
    Draw("asylum.offered_activity"),
    Draw("asylum.activity_delay", "exponential"),
    Draw("asylum.may_work"),
    Draw("asylum.job", "exponential"),
    Draw("asylum.job_length", "exponential"),
)

ABO, EBO, IN_CARE = 0, 1, 2
"""The Migration Agency's housing, own housing, and the municipality's care of unaccompanied children."""
REFUGEE, SUBSIDIARY = 0, 1


def housing(luck: float, share_own_housing: float) -> int:
    """ABO or own housing (EBO) at application."""
    return EBO if luck < share_own_housing else ABO


def status(luck: float, share_refugee: float) -> int:
    """Refugee status or subsidiary protection of a permit."""
    return REFUGEE if luck < share_refugee else SUBSIDIARY


def activity_fits(wants: float, offered: float, share_wants: float, share_offered: float) -> bool:
    """Whether a seeker wants an asylum-time activity and is offered one."""
    return wants < share_wants and offered < share_offered
