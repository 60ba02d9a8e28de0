"""Leaves to come compiled: with a small child at start, at a birth, by illness; a plan's are put in the order in which they fall due."""

from __future__ import annotations

from scenarios.calendar import DAYS_PER_YEAR
from sim.engines.agenda import value, value_at
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, handler, i8, lend, takes
from sim.engines.tables import State, house, ints, leave, person, person_part
from sim.events import DRAW
from sim.luck_compiled import luck, luck_at
from sim.people import WOMAN
from sim.stages.childcare.waiting_compiled import is_couple
from sim.stages.leave import rules
from sim.stages.school.rules import HAS_PLACE

lend(rules)
me = person_part("leave")
child_of = person_part("school")
SMALL_CHILD, WHO_TAKES, PARENTAL, BIRTH = (DRAW[f"leave.{name}"] for name in ("small_child", "who_takes", "parental", "birth"))
ILLNESS_WHEN, ILLNESS = DRAW["leave.illness_when"], DRAW["leave.illness"]
SHARE_BABY, SHARE_OLDER, SHARE_MOTHER = (
    PARAMETER[f"leave.{name}"] for name in ("share_leave_small_child", "share_leave_older_child", "share_mother_takes")
)
PARENTAL_DAYS, A_WEEK, BIRTHS = (PARAMETER[f"leave.{name}"] for name in ("parental_days_mean", "benefit_days_per_week", "births_per_year"))
ILLNESSES, ILLNESS_DAYS = PARAMETER["leave.illness_per_year"], PARAMETER["leave.illness_days_mean"]
BORN_HERE, SECOND_YEAR, LATER = (PARAMETER[f"law.benefit_days_{name}"] for name in ("born_here", "second_year", "later"))


@takes(i8, f8, f8, i8, i8)
def note(s: State, i: int, due: float, days: float, cause: int, occasion: int) -> None:
    """Put a leave in its order among those planned: by day, then length, then cause."""
    mine, k = me(s, i), i * rules.MOST_LEAVES + me(s, i).count
    while k > i * rules.MOST_LEAVES:
        before = leave(s, k - 1)
        if before.due < due or (before.due == due and (before.days < days or (before.days == days and before.cause <= cause))):
            break
        here = leave(s, k)
        here.due = before.due
        here.days = before.days
        here.cause = before.cause
        here.occasion = before.occasion
        k -= 1
    here = leave(s, k)
    here.due = due
    here.days = days
    here.cause = cause
    here.occasion = occasion
    mine.count += 1


@takes(i8, gives=i8)
def youngest(s: State, h: int) -> int:
    """The youngest child here under school age that has no preschool place; -1 for none. Of two born on a day the later received."""
    found = -1
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members + house(s, h).family):
        i = ints(s.kin)[k]
        who = person(s, i)
        if who.received < 0.0 or who.adult != 0 or child_of(s, i).place == HAS_PLACE:
            continue
        if s.now - who.birth >= rules.SMALL_CHILD_YEARS * DAYS_PER_YEAR:
            continue
        best = person(s, found if found >= 0 else i)
        if found < 0 or who.birth > best.birth or (who.birth == best.birth and who.received > best.received):
            found = i
    return found


@takes(i8, i8)
def note_small_child(s: State, i: int, h: int) -> None:
    """Leave or part time from the plan's start, for the youngest child under school age that has no preschool place."""
    head, child = int(house(s, h).head), youngest(s, h)
    if child < 0:
        return
    born, settled = person(s, child).birth, person(s, child).received
    baby = s.now - born < rules.BABY_YEARS * DAYS_PER_YEAR
    if luck(s, SMALL_CHILD, head) >= value(s, SHARE_BABY if baby else SHARE_OLDER):
        note(s, i, s.now, 0.0, rules.PART_TIME, rules.AT_START)
        return
    age = (settled - born) / DAYS_PER_YEAR
    benefit = rules.benefit_days(age, value_at(s, BORN_HERE, settled), value_at(s, SECOND_YEAR, settled), value_at(s, LATER, settled))
    days = value(s, PARENTAL_DAYS) * luck_at(s, PARENTAL, rules.AT_START, head)
    note(s, i, s.now, rules.parental_days(days, benefit, value(s, A_WEEK)), rules.PARENTAL, rules.AT_START)


@takes(i8, gives=f8)
def birth(s: State, h: int) -> float:
    """The day of a birth, or -1."""
    young, together = 0, -1.0
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members + house(s, h).family):
        who = person(s, ints(s.kin)[k])
        if who.received >= 0.0 and who.adult != 0:
            if who.sex == WOMAN and s.now - who.birth < rules.FERTILE_AGE_YEARS * DAYS_PER_YEAR:
                young = 1
            together = max(together, who.received)
    rate = value(s, BIRTHS)
    if young == 0 or is_couple(s, h) == 0 or rate <= 0.0:
        return -1.0
    return together + luck(s, BIRTH, house(s, h).head) / rate * DAYS_PER_YEAR


@takes(i8, i8)
def note_birth(s: State, i: int, h: int) -> None:
    """Leave at a birth in the household."""
    born = birth(s, h)
    if born >= 0.0:
        days = value(s, PARENTAL_DAYS) * luck_at(s, PARENTAL, rules.AT_BIRTH, house(s, h).head)
        note(s, i, born, rules.parental_days(days, value(s, BORN_HERE), value(s, A_WEEK)), rules.PARENTAL, rules.AT_BIRTH)


@handler
def note_all(s: State, i: int) -> None:
    """All leaves of one plan, by day."""
    h, rate, when = int(person(s, i).house), value(s, ILLNESSES), s.now
    me(s, i).count = 0
    me(s, i).following = 0
    mother = person(s, i).sex == WOMAN
    if is_couple(s, h) == 0 or rules.takes_leave(mother, luck(s, WHO_TAKES, house(s, h).head), value(s, SHARE_MOTHER)):
        note_small_child(s, i, h)
        note_birth(s, i, h)
    if rate > 0.0:
        for k in range(rules.SPELLS):
            when += luck_at(s, ILLNESS_WHEN, k, i) / rate * DAYS_PER_YEAR
            days = value(s, ILLNESS_DAYS) * luck_at(s, ILLNESS, k, i)
            note(s, i, when, days, rules.ILLNESS, rules.FIRST_ILLNESS + k)
            when += days
