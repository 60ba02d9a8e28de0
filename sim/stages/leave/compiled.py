"""Leave compiled: parental leave and illness during the plan."""

from __future__ import annotations

from scenarios.calendar import DAYS_PER_YEAR
from sim.engines.agenda import at, delay, value
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, house, ints, leave, person, person_part
from sim.events import DRAW, EVENT, TIMER
from sim.luck_compiled import luck, luck_at
from sim.mechanisms.hazard import compiled as hazard
from sim.people import MAN, WOMAN
from sim.stages import tracks_compiled as tracks
from sim.stages.leave import rules

lend(rules)
me = person_part("leave")
plan_of = person_part("start")
IDLE, PLANNED, AWAY = 0, 1, 2
BEGAN, ENDED = EVENT["leave.began"], EVENT["leave.ended"]
BEGIN, END = TIMER["leave.begin"], TIMER["leave.end"]
SMALL_CHILD, WHO_TAKES, PARENTAL, BIRTH = (DRAW[f"leave.{name}"] for name in ("small_child", "who_takes", "parental", "birth"))
ILLNESS_WHEN, ILLNESS = DRAW["leave.illness_when"], DRAW["leave.illness"]
SHARE_SMALL, SHARE_MOTHER = PARAMETER["leave.share_leave_small_child"], PARAMETER["leave.share_mother_takes"]
PARENTAL_DAYS, BIRTHS = PARAMETER["leave.parental_days_mean"], PARAMETER["leave.births_per_year"]
ILLNESSES, ILLNESS_DAYS = PARAMETER["leave.illness_per_year"], PARAMETER["leave.illness_days_mean"]
PAUSE_LEAST = PARAMETER["law.pause_least_days"]


@takes(i8, i8, gives=i8)
def has_here(s: State, h: int, sex: int) -> int:
    """Whether the household has an adult of a sex here."""
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members + house(s, h).family):
        who = person(s, ints(s.kin)[k])
        if who.received >= 0.0 and who.adult != 0 and who.sex == sex:
            return 1
    return 0


@takes(i8, gives=i8)
def is_couple(s: State, h: int) -> int:
    """Whether the household has a woman and a man here."""
    return has_here(s, h, MAN) * has_here(s, h, WOMAN)


@takes(i8, gives=f8)
def small_child(s: State, h: int) -> float:
    """The day a leave begins for a small child at start: now, or -1."""
    if luck(s, SMALL_CHILD, house(s, h).head) >= value(s, SHARE_SMALL):
        return -1.0
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members + house(s, h).family):
        who = person(s, ints(s.kin)[k])
        if who.received >= 0.0 and who.adult == 0 and s.now - who.birth < rules.SMALL_CHILD_YEARS * DAYS_PER_YEAR:
            return float(s.now)
    return -1.0


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


@takes(i8, f8, f8, i8)
def note(s: State, i: int, due: float, days: float, cause: int) -> None:
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
        k -= 1
    here = leave(s, k)
    here.due = due
    here.days = days
    here.cause = cause
    mine.count += 1


@takes(i8, i8, f8)
def note_parental(s: State, i: int, occasion: int, due: float) -> None:
    """A parental leave, if there is one and it is this parent who takes it."""
    h = int(person(s, i).house)
    head = int(house(s, h).head)
    if due < 0.0:
        return
    if is_couple(s, h) != 0 and not rules.takes_leave(person(s, i).sex == WOMAN, luck(s, WHO_TAKES, head), value(s, SHARE_MOTHER)):
        return
    note(s, i, due, value(s, PARENTAL_DAYS) * luck_at(s, PARENTAL, occasion, head), rules.PARENTAL)


@handler
def go_away(s: State, i: int) -> None:
    """The leave begins: the tracks pause, and the plan's end moves by what the law counts."""
    mine, what = me(s, i), leave(s, i * rules.MOST_LEAVES + me(s, i).following)
    log(s, i, BEGAN, person(s, i).home, what.cause)
    person(s, i).on_leave = 1
    tracks.pause(s, i)
    counted = rules.counted_pause(what.days, value(s, PAUSE_LEAST), plan_of(s, i).pause_left)
    plan_of(s, i).pause_left -= counted
    plan_of(s, i).plan_due += counted
    hazard.touch(s, i)
    mine.doing = AWAY
    mine.due = delay(s, what.days, END, i)


@handler
def go_on(s: State, i: int) -> None:
    """The next leave that is to come; those that fall due while at work do not happen."""
    mine = me(s, i)
    mine.doing = IDLE
    while mine.following < mine.count:
        what = leave(s, i * rules.MOST_LEAVES + mine.following)
        if s.now < what.due:
            mine.doing = PLANNED
            mine.due = at(s, what.due, BEGIN, i)
            return
        if person(s, i).working == 0:
            go_away(s, i)
            return
        mine.following += 1


@handler
def plan(s: State, i: int) -> None:
    """All leaves of one plan, one after the other in the order in which they fall due."""
    h, rate, when = int(person(s, i).house), value(s, ILLNESSES), s.now
    me(s, i).count = 0
    me(s, i).following = 0
    note_parental(s, i, 0, small_child(s, h))
    note_parental(s, i, 1, birth(s, h))
    if rate > 0.0:
        for k in range(rules.SPELLS):
            when += luck_at(s, ILLNESS_WHEN, k, i) / rate * DAYS_PER_YEAR
            days = value(s, ILLNESS_DAYS) * luck_at(s, ILLNESS, k, i)
            note(s, i, when, days, rules.ILLNESS)
            when += days
    go_on(s, i)


@handler
def begins(s: State, i: int) -> None:
    """The day has come when a leave falls due."""
    if me(s, i).doing == PLANNED and me(s, i).due == s.tick:
        go_on(s, i)


@handler
def come_back(s: State, i: int) -> None:
    """The leave ends; the tracks are taken up again."""
    log(s, i, ENDED, person(s, i).home, leave(s, i * rules.MOST_LEAVES + me(s, i).following).cause)
    me(s, i).doing = IDLE
    person(s, i).on_leave = 0
    hazard.touch(s, i)
    tracks.resume(s, i)


@handler
def ends(s: State, i: int) -> None:
    """The leave's time is up."""
    if me(s, i).doing == AWAY and me(s, i).due == s.tick:
        come_back(s, i)
        me(s, i).following += 1
        go_on(s, i)


@handler
def stop(s: State, i: int) -> None:
    """The plan is over: no more leaves."""
    if me(s, i).doing == AWAY:
        come_back(s, i)
    me(s, i).doing = IDLE


HANDLERS = {"begin": begins, "end": ends}
