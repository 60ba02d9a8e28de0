"""Leave and part time: which leave pauses the plan clock, how long benefit days last, how much of full time a plan is.

2010:1743 and 2010:409 § 5: 30 days in a row, 12 months in all; 75, 50 or 25 percent for illness or parental benefit. Prop. 2013/14:104:
part time for a child extends the plan. Prop. 2016/17:154: fewer benefit days for children who come with their parents.
"""

from __future__ import annotations

from sim.declare import Draw, Event, fields

SPELLS = 3
"""Illness spells a person can have in the plan."""
MOST_LEAVES = 2 + SPELLS
"""Leaves of one plan: with a small child, at a birth, and by illness."""

EVENTS = (
    Event("ended", "leave", "end", "kom tillbaka från ledighet", "came back from leave"),
    Event("plan_full", "extent", "end", "hade inte längre plan på deltid", "no longer had a part-time plan"),
    Event("began", "leave", "start", "började ledighet", "went on leave"),
    Event("plan_part_time", "extent", "start", "fick plan på deltid", "got a part-time plan"),
)
TIMERS = ("end", "full", "begin")
PLACES = ()
RESIDENT_STATE = fields(f8="began days counted least", i8="due", i2="count following detail", i1="doing reduced sfi_beside returns extends")
DRAWS = (
    Draw("leave.small_child"),
    Draw("leave.who_takes"),
    Draw("leave.parental", "lognormal", occasions=2, spread="leave.parental_spread"),
    Draw("leave.birth", "exponential"),
    Draw("leave.illness_when", "exponential", occasions=SPELLS),
    Draw("leave.illness", "lognormal", occasions=SPELLS, spread="leave.illness_spread"),
    Draw("leave.returns"),
    Draw("leave.sfi"),
    Draw("leave.part_time", occasions=MOST_LEAVES),
    Draw("leave.extent", occasions=MOST_LEAVES),
    Draw("leave.part_time_days", "exponential", occasions=MOST_LEAVES),
)

PARENTAL, ILLNESS, PART_TIME = 0, 1, 2
"""Why a leave is due; a part-time plan for a small child from its start is no leave."""
AT_START, AT_BIRTH, FIRST_ILLNESS = 0, 1, 2
"""Occasions of leave in a plan."""
BABY_YEARS = 1.5
"""A child younger than this at the start of the plan most often means parental leave."""
SMALL_CHILD_YEARS = 6.0
"""A child of preschool age may mean leave or part time while it has no place."""
FERTILE_AGE_YEARS = 45.0
"""A woman younger than this may give birth."""
FULL = 100
"""A plan on full time, percent."""
SFI_BESIDE_LEAVE = 50
"""Pace of SFI beside parental leave, percent of full time (assumption)."""
CAUSE = 1000
"""A part-time plan's detail is its extent plus this for each step of the cause: 75 for a child, 1075 for health."""


def counted_pause(days: float, least_days: float, allowance_left: float) -> float:
    """Days by which a leave moves the plan's end: none below the least length, never more than what is left of the allowance."""
    if days < least_days:
        return 0.0
    return days if days < allowance_left else allowance_left


def counted_part_time(days: float, percent: int, days_left: float, allowance_left: float) -> float:
    """Days by which part time for a child moves the plan's end: the part not taken, within the same allowance.

    Where the plan, of which `days_left` remain, ends before the part time does, only days until that end count, those added included:
    with the part m not taken, x = m (days_left + x).
    """
    missed = days * (FULL - percent) / FULL
    until_end = days_left * (FULL - percent) / percent
    most = missed if missed < until_end else until_end
    return most if most < allowance_left else allowance_left


def takes_leave(is_mother: bool, luck: float, share_mother: float) -> bool:
    """Whether this parent takes the household's leave; `luck` is the household's, so exactly one of two does."""
    return (luck < share_mother) == is_mother


def benefit_days(settled_at_years: float, born_here: float, second_year: float, later: float) -> float:
    """Days of parental benefit for a child by its age when it settled in Sweden: in its first year as if born here."""
    if settled_at_years < 1.0:
        return born_here
    return second_year if settled_at_years < 2.0 else later


def parental_days(wished: float, benefit: float, days_a_week: float) -> float:
    """Days of leave: as wished, but no longer than the benefit lasts at so many days a week."""
    most = benefit * 7.0 / days_a_week
    return wished if wished < most else most


def extent(luck: float, shares: tuple[float, ...]) -> int:
    """A part-time plan's extent by the shares of 75, 50 and 25 percent."""
    if luck < shares[0]:
        return 75
    return 50 if luck < shares[0] + shares[1] else 25


def allows_practice(percent: int) -> bool:
    """Whether a plan is extensive enough for practice: half time or more (assumption)."""
    return percent >= 50


def stretched(days: float, percent: int) -> float:
    """Days that a course takes at part time."""
    return days * (100.0 / percent)


def part_time_detail(percent: int, cause: int) -> int:
    """Extent and cause in one number: 75 for a child, 1050 for health."""
    return percent + cause * CAUSE
