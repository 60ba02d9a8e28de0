"""Work in the asylum period compiled: for those exempt from the work permit, by the time waited."""

from __future__ import annotations

from sim.engines.agenda import delay, value
from sim.engines.dated import PARAMETER
from sim.engines.jit import handler
from sim.engines.rows import log
from sim.engines.tables import State, person, person_part
from sim.events import DRAW, EVENT, TIMER
from sim.luck_compiled import luck
from sim.stages.work.rules import days_until

me = person_part("asylum")
IDLE, SEARCHING, WORKING = 0, 1, 2
STARTED, ENDED = EVENT["asylum.work_started"], EVENT["asylum.work_ended"]
BEGINS, ENDS = TIMER["asylum.work_begins"], TIMER["asylum.work_ends"]
MAY_WORK, JOB, LENGTH = DRAW["asylum.may_work"], DRAW["asylum.job"], DRAW["asylum.job_length"]
SHARE_MAY_WORK, PER_YEAR, DAYS = (PARAMETER[f"asylum.{name}"] for name in ("share_may_work", "job_per_year", "job_days_mean"))


@handler
def begin(s: State, i: int) -> None:
    """From the application on, those exempt may find work."""
    if luck(s, MAY_WORK, i) >= value(s, SHARE_MAY_WORK):
        return
    per_year = (value(s, PER_YEAR), value(s, PER_YEAR + 1), value(s, PER_YEAR + 2))
    days = days_until(per_year, 0.0, luck(s, JOB, i))
    if days >= 0.0:
        me(s, i).working = SEARCHING
        me(s, i).work_due = delay(s, days, BEGINS, i)


@handler
def begins(s: State, i: int) -> None:
    """A job is found."""
    mine = me(s, i)
    if mine.working == SEARCHING and mine.work_due == s.tick:
        mine.working = WORKING
        log(s, i, STARTED, person(s, i).asylum_home, 0)
        mine.work_due = delay(s, value(s, DAYS) * luck(s, LENGTH, i), ENDS, i)


@handler
def ends(s: State, i: int) -> None:
    """The job is over."""
    mine = me(s, i)
    if mine.working == WORKING and mine.work_due == s.tick:
        mine.working = IDLE
        log(s, i, ENDED, person(s, i).asylum_home, 0)


@handler
def stop(s: State, i: int) -> None:
    """The asylum period is over; who has a job may have it still when received."""
    mine = me(s, i)
    mine.job_at_permit = int(mine.working == WORKING)
    if mine.working == WORKING:
        log(s, i, ENDED, person(s, i).asylum_home, 0)
    mine.working = IDLE
