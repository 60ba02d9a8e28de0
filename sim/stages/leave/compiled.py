"""Leave compiled: parental leave, illness and part time during the plan."""

from __future__ import annotations

from sim.engines.agenda import at, delay, value
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, handler, i8, takes
from sim.engines.rows import log
from sim.engines.tables import State, leave, person, person_part
from sim.events import DRAW, EVENT, TIMER
from sim.luck_compiled import luck, luck_at
from sim.mechanisms.hazard import compiled as hazard
from sim.stages import tracks_compiled as tracks
from sim.stages.childcare import waiting_compiled as childcare
from sim.stages.leave import rules
from sim.stages.leave.planned_compiled import me, note_all
from sim.stages.practice import compiled as practice
from sim.stages.start.rules import plan_end

plan_of = person_part("start")
IDLE, PLANNED, AWAY, REDUCED = 0, 1, 2, 3
BEGAN, ENDED = EVENT["leave.began"], EVENT["leave.ended"]
PART_TIME, FULL_TIME = EVENT["leave.plan_part_time"], EVENT["leave.plan_full"]
BEGIN, END, FULL, PLAN_END = TIMER["leave.begin"], TIMER["leave.end"], TIMER["leave.full"], TIMER["start.plan_end"]
RETURNS, SFI, GOES_PART_TIME, EXTENT, PART_TIME_DAYS = (
    DRAW[f"leave.{name}"] for name in ("returns", "sfi", "part_time", "extent", "part_time_days")
)
PAUSE_LEAST, EXTENDS = PARAMETER["law.pause_least_days"], PARAMETER["law.part_time_extends"]
SHARE_RETURNS, SHARE_SFI = PARAMETER["leave.share_returns_at_place"], PARAMETER["leave.share_sfi_on_leave"]
HEALTH_LEAST, SHARE_HEALTH, SHARE_PARENT = (
    PARAMETER[f"leave.{name}"] for name in ("health_least_days", "share_part_time_health", "share_part_time_parent")
)
EXTENTS = (PARAMETER["leave.part_time_parent_extents"], PARAMETER["leave.part_time_health_extents"])
MEANS = (PARAMETER["leave.part_time_parent_days_mean"], PARAMETER["leave.part_time_health_days_mean"])


@takes(i8, gives=i8)
def row(s: State, i: int) -> int:
    """The row of the leave that is under way, or to come."""
    return i * rules.MOST_LEAVES + int(me(s, i).following)


@takes(i8, f8)
def count(s: State, i: int, days: float) -> None:
    """Move the plan's end by so many days of the allowance; back where a leave was shorter than planned."""
    plan = plan_of(s, i)
    plan.pause_left -= days
    plan.plan_due += days
    if days < 0.0:
        plan.due = at(s, plan_end(plan.plan_due, plan.birthday), PLAN_END, i)


@takes(i8, i8)
def set_extent(s: State, i: int, extent: int) -> None:
    """How much of full time the plan is from now on."""
    me(s, i).reduced = rules.FULL - extent
    if not rules.allows_practice(extent):
        practice.stop(s, i)
    hazard.touch(s, i)


@takes(i8)
def await_place(s: State, i: int) -> None:
    """Whether this leave, or part time, is over as soon as all children of the household have the places they want."""
    at_start = leave(s, row(s, i)).occasion == rules.AT_START
    waits = at_start and childcare.lacks_place(s, person(s, i).house) != 0 and luck(s, RETURNS, i) < value(s, SHARE_RETURNS)
    me(s, i).returns = int(waits)


@handler
def go_away(s: State, i: int) -> None:
    """The leave begins: the tracks pause, and the plan's end moves by what the law counts."""
    mine, what = me(s, i), leave(s, row(s, i))
    log(s, i, BEGAN, person(s, i).home, what.cause)
    person(s, i).on_leave = 1
    mine.sfi_beside = int(what.cause == rules.PARENTAL and luck(s, SFI, i) < value(s, SHARE_SFI))
    if mine.sfi_beside != 0:
        childcare.me(s, i).until = -1.0
        tracks.pause_beside_leave(s, i)
        tracks.resume(s, i)
    else:
        tracks.pause(s, i)
    mine.began = s.now
    mine.least = value(s, PAUSE_LEAST)
    mine.counted = rules.counted_pause(what.days, mine.least, plan_of(s, i).pause_left)
    count(s, i, mine.counted)
    hazard.touch(s, i)
    mine.doing = AWAY
    mine.due = delay(s, what.days, END, i)
    await_place(s, i)


@takes(i8, gives=i8)
def goes_part_time(s: State, i: int) -> int:
    """Whether a part-time plan follows: for a child that still has no place, or after an illness."""
    what = leave(s, row(s, i))
    chance = luck_at(s, GOES_PART_TIME, what.occasion, i)
    if what.cause == rules.ILLNESS:
        return int(what.days >= value(s, HEALTH_LEAST) and chance < value(s, SHARE_HEALTH))
    needed = what.occasion == rules.AT_BIRTH or childcare.lacks_place(s, person(s, i).house) != 0
    return int(needed and chance < value(s, SHARE_PARENT))


@takes(i8, gives=i8)
def reduce(s: State, i: int) -> int:
    """Begin a time with a part-time plan, where one follows; gives whether it does."""
    if goes_part_time(s, i) == 0:
        return 0
    mine, k = me(s, i), leave(s, row(s, i)).occasion
    cause = rules.ILLNESS if leave(s, row(s, i)).cause == rules.ILLNESS else rules.PARENTAL
    shares = (value(s, EXTENTS[cause]), value(s, EXTENTS[cause] + 1), value(s, EXTENTS[cause] + 2))
    extent = rules.extent(luck_at(s, EXTENT, k, i), shares)
    mine.days = value(s, MEANS[cause]) * luck_at(s, PART_TIME_DAYS, k, i)
    mine.extends = int(cause == rules.PARENTAL and value(s, EXTENDS) > 0.0)
    mine.counted = 0.0
    if mine.extends != 0:
        mine.counted = rules.counted_part_time(mine.days, extent, plan_of(s, i).plan_due - s.now, plan_of(s, i).pause_left)
    mine.began = s.now
    mine.detail = rules.part_time_detail(extent, cause)
    log(s, i, PART_TIME, person(s, i).home, mine.detail)
    set_extent(s, i, extent)
    count(s, i, mine.counted)
    tracks.resume(s, i)
    mine.doing = REDUCED
    mine.due = delay(s, mine.days, FULL, i)
    await_place(s, i)
    return 1


@handler
def go_on(s: State, i: int) -> None:
    """The next leave that is to come; those that fall due while at work do not happen."""
    mine = me(s, i)
    mine.doing = IDLE
    while mine.following < mine.count:
        what = leave(s, row(s, i))
        if s.now < what.due:
            tracks.resume(s, i)
            mine.doing = PLANNED
            mine.due = at(s, what.due, BEGIN, i)
            return
        if person(s, i).working == 0:
            if what.cause != rules.PART_TIME:
                go_away(s, i)
                return
            if reduce(s, i) != 0:
                return
        mine.following += 1
    tracks.resume(s, i)


@handler
def plan(s: State, i: int) -> None:
    """All leaves of one plan, one after the other in the order in which they fall due."""
    note_all(s, i)
    go_on(s, i)


@handler
def begins(s: State, i: int) -> None:
    """The day has come when a leave falls due."""
    if me(s, i).doing == PLANNED and me(s, i).due == s.tick:
        go_on(s, i)


@handler
def come_back(s: State, i: int) -> None:
    """The leave ends."""
    log(s, i, ENDED, person(s, i).home, leave(s, row(s, i)).cause)
    me(s, i).doing = IDLE
    person(s, i).on_leave = 0
    hazard.touch(s, i)


@handler
def full_time(s: State, i: int) -> None:
    """The part-time plan is one on full time again, or over."""
    log(s, i, FULL_TIME, person(s, i).home, me(s, i).detail)
    me(s, i).doing = IDLE
    set_extent(s, i, rules.FULL)


@handler
def end_leave(s: State, i: int) -> None:
    """The leave is over: what was not used of it moves the plan's end back; part time may follow."""
    mine = me(s, i)
    come_back(s, i)
    used = s.now - mine.began
    if used < leave(s, row(s, i)).days:
        count(s, i, rules.counted_pause(used, mine.least, plan_of(s, i).pause_left + mine.counted) - mine.counted)
    if reduce(s, i) == 0:
        mine.following += 1
        go_on(s, i)


@handler
def end_part_time(s: State, i: int) -> None:
    """The time with a part-time plan is over."""
    mine = me(s, i)
    extent = rules.FULL - mine.reduced
    full_time(s, i)
    used = s.now - mine.began
    if mine.extends != 0 and used < mine.days:
        left = plan_of(s, i).plan_due - mine.counted - mine.began
        count(s, i, rules.counted_part_time(used, extent, left, plan_of(s, i).pause_left + mine.counted) - mine.counted)
    mine.following += 1
    go_on(s, i)


@handler
def ends(s: State, i: int) -> None:
    """The leave's time is up."""
    if me(s, i).doing == AWAY and me(s, i).due == s.tick:
        end_leave(s, i)


@handler
def full(s: State, i: int) -> None:
    """The time with a part-time plan is up."""
    if me(s, i).doing == REDUCED and me(s, i).due == s.tick:
        end_part_time(s, i)


@handler
def places_found(s: State, i: int) -> None:
    """All children of the household have the places they want: a parent who then returns comes back."""
    if me(s, i).returns == 0:
        return
    if me(s, i).doing == AWAY:
        end_leave(s, i)
    elif me(s, i).doing == REDUCED:
        end_part_time(s, i)


@handler
def stop(s: State, i: int) -> None:
    """The plan is over: no more leaves."""
    doing = me(s, i).doing
    me(s, i).doing = IDLE
    if doing == AWAY:
        come_back(s, i)
        tracks.resume(s, i)
    elif doing == REDUCED:
        full_time(s, i)


HANDLERS = {"begin": begins, "end": ends, "full": full}
