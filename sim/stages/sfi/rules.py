"""SFI: which course comes next and how an attempt ends (2010:199; paths 1-3, courses A-D)."""

from __future__ import annotations

from sim.declare import Draw, Event, Place, fields

MOST_ATTEMPTS = 10
"""Course attempts a person can make; more than anyone needs in the years followed."""

EVENTS = (
    Event("course_passed", "sfi", "end", "blev godkänd på sfi-kurs", "passed an SFI course"),
    Event("course_failed", "sfi", "end", "blev inte godkänd på sfi-kurs", "did not pass an SFI course"),
    Event("dropped_out", "sfi", "end", "avbröt sfi", "dropped out of SFI"),
    Event("interrupted", "sfi", "end", "gjorde uppehåll i sfi", "paused SFI"),
    Event("withdrawn", "sfi", "end", "lämnade kön till sfi", "left the queue for SFI"),
    Event("applied", "application", "mark", "anmälde sig till sfi", "applied for SFI"),
    Event("queued", "sfi", "join", "ställdes i kö till sfi", "joined the queue for SFI"),
    Event("course_started", "sfi", "start", "började sfi-kurs", "started an SFI course"),
)
TIMERS = ("course_end", "apply")
PLACES = (Place("seats", "seats", "sfi_seats", "sfi.policy", across="borders.sfi_open"),)
RESIDENT_STATE = fields(f8="ready applied", i8="due", i4="node", i2="home", i1="doing course attempt wanted has_applied")
DRAWS = (
    Draw("sfi.applies_outside"),
    Draw("sfi.apply", "lognormal", spread="sfi.apply_spread"),
    Draw("sfi.pace", "lognormal", occasions=MOST_ATTEMPTS, spread="sfi.pace_spread"),
    Draw("sfi.result", occasions=MOST_ATTEMPTS),
    Draw("sfi.resumes", occasions=MOST_ATTEMPTS),
    Draw("sfi.resume", "exponential", occasions=MOST_ATTEMPTS),
)

FIRST_COURSE = (0, 1, 2, 3)
"""First course of each path (index = path; courses 1-4 = A-D)."""
LAST_COURSE = 4
PASSED, FAILED, DROPPED = 0, 1, 2


def may_read(age: float, age_from: float) -> bool:
    """Whether someone is old enough for SFI; there is no upper limit."""
    return age >= age_from


def detail(path: int, course: int) -> int:
    """Path and course in one number: 23 is path 2, course C."""
    return path * 10 + course


def course_index(path: int, course: int) -> int:
    """Where a path's course stands in the schema's vectors of twelve."""
    return (path - 1) * 4 + course - 1


def with_support(number: float, path: int, factor: float, causal: float) -> float:
    """A course's length or passing share with what path 1 gets in support: a factor, of which a share is cause."""
    return number * (1.0 + causal * (factor - 1.0)) if path == 1 else number


def pass_chance(share: float, county: float, drop: float, trait: float, weight: float) -> float:
    """Chance to pass an attempt, within what dropping out leaves: the share, the county's factor, a shift by the trait (-0.5..0.5)."""
    chance = share * county * (1.0 + 2.0 * weight * trait)
    most = 1.0 - drop
    return 0.0 if chance < 0.0 else chance if chance < most else most


def result(luck: float, passes: float, drops: float) -> int:
    """How an attempt ends: low luck passes, high luck drops out, the rest reads the course again."""
    if luck < passes:
        return PASSED
    return DROPPED if luck >= 1.0 - drops else FAILED
