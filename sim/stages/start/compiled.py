"""Start compiled: registration, talks with a caseworker, plan (before 2010-12 an introduction); and what a plan sets going."""

from __future__ import annotations

from scenarios.calendar import DAYS_PER_YEAR, add_months
from sim.engines.agenda import at, become_resident, delay, value, value_at
from sim.engines.county import ELSEWHERE, serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, house, ints, person, person_part
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck_compiled import luck
from sim.mechanisms.seats import compiled as seats
from sim.people import WOMAN
from sim.stages import tracks_compiled as tracks
from sim.stages.childcare import waiting_compiled as childcare
from sim.stages.leave import compiled as leave
from sim.stages.practice import compiled as practice
from sim.stages.sfi import compiled as sfi
from sim.stages.so import compiled as so
from sim.stages.start import rules

lend(rules)
me = person_part("start")
IDLE, REGISTERING, WAITING, TALKING, DECIDING, IN_PLAN, WITHOUT_CHILDCARE = 0, 1, 2, 3, 4, 5, 6
WANTED, BEGUN, DONE = EVENT["start.talk_wanted"], EVENT["start.talk_begun"], EVENT["start.talk_done"]
WITHDRAWN, STARTED, ENDED = EVENT["start.talk_withdrawn"], EVENT["start.plan_started"], EVENT["start.plan_ended"]
REGISTRATION, TALK_END = TIMER["start.registration"], TIMER["start.talk_end"]
DECISION, PLAN_END = TIMER["start.decision"], TIMER["start.plan_end"]
CASEWORKERS, OFFICERS = KIND["start.caseworkers"], KIND["start.introduction_officers"]
REGISTRATION_LUCK, DECISION_LUCK, CHILDREN_LUCK = DRAW["start.registration"], DRAW["start.decision"], DRAW["start.small_children"]
APPLY_LUCK, PLAN_WAITS = DRAW["sfi.apply"], DRAW["childcare.plan_waits"]
SHARE_PLAN_WAITS = PARAMETER["childcare.share_plan_waits"]
REGISTRATION_DAYS, TALK_DAYS = PARAMETER["start.registration_days_mean"], PARAMETER["start.talk_days"]
DECISION_DAYS, CHILDREN_DAYS = PARAMETER["start.decision_days_mean"], PARAMETER["start.small_children_days_mean"]
WINDOW, PLAN_MONTHS, PAUSE_MONTHS = (PARAMETER[f"law.{name}"] for name in ("plan_window_months", "plan_months", "pause_most_months"))
AGE_TO, APPLY_DAYS, SO_SHARE = PARAMETER["law.plan_age_to"], PARAMETER["sfi.apply_days_mean"], PARAMETER["so.share_in_plan"]
INTRODUCTION_EXISTS, PROGRAMME = PARAMETER["law.introduction_exists"], PARAMETER["law.programme"]
INTRODUCTION_MONTHS, INTRODUCTION_AGE_TO = PARAMETER["law.introduction_months"], PARAMETER["law.introduction_age_to"]
SO_INTRODUCTION = PARAMETER["so.share_in_introduction"]


@takes(i8, gives=f8)
def care(s: State, i: int) -> float:
    """Before reception, days of delay for the mother of a small child: there is no preschool place to wait for yet."""
    if person(s, i).received >= 0.0 or person(s, i).sex != WOMAN:
        return 0.0
    h = int(person(s, i).house)
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members):
        who = person(s, ints(s.kin)[k])
        if who.adult == 0 and s.now - who.birth < rules.SMALL_CHILD_YEARS * DAYS_PER_YEAR:
            return value(s, CHILDREN_DAYS) * luck(s, CHILDREN_LUCK, i)
    return 0.0


@takes(i8, gives=f8)
def since(s: State, i: int) -> float:
    """The day from which the time to the plan counts, and whose law says who draws it up."""
    who = person(s, i)
    return float(who.received if who.received >= 0.0 else who.permit)


@takes(i8, gives=i8)
def regime_of(s: State, i: int) -> int:
    """The regime in which somebody is established now."""
    return int(rules.regime(value_at(s, INTRODUCTION_EXISTS, since(s, i)) > 0.0, value(s, PROGRAMME) > 0.0))


@takes(i8, gives=i8)
def staff(s: State, i: int) -> int:
    """The place of those who hold the talks: the municipality's officers, or caseworkers."""
    return int(serving(s, OFFICERS if me(s, i).regime == rules.INTRODUCTION else CASEWORKERS, me(s, i).home))


@takes(i8, i8)
def begin(s: State, i: int, home: int) -> None:
    """Set the way to a plan going, in `home` (the municipality of stay when that comes before reception)."""
    become_resident(s, i)
    mine = me(s, i)
    if mine.begun == 0:
        mine.begun = 1
        person(s, i).home = home
        mine.doing = REGISTERING
        mine.due = delay(s, value(s, REGISTRATION_DAYS) * luck(s, REGISTRATION_LUCK, i) + care(s, i), REGISTRATION, i)


@handler
def await_decision(s: State, i: int) -> None:
    """The plan is drawn up some time after the talks."""
    me(s, i).doing = DECIDING
    me(s, i).due = delay(s, value(s, DECISION_DAYS) * luck(s, DECISION_LUCK, i), DECISION, i)


@handler
def ask_for_talks(s: State, i: int) -> None:
    """Wait for the talks, unless outside the county by now."""
    mine, who = me(s, i), person(s, i)
    mine.home = who.home
    if who.home == ELSEWHERE:
        await_decision(s, i)
        return
    mine.regime = regime_of(s, i)
    log(s, i, WANTED, who.home, mine.regime)
    limit = add_months(since(s, i), int(value(s, WINDOW)))
    mine.doing = WAITING
    mine.node = seats.join(s, staff(s, i), i, limit)


@handler
def registered(s: State, i: int) -> None:
    """Registered: on to the talks, but some parents who wait for childcare wait with talks and plan too."""
    if me(s, i).doing != REGISTERING or me(s, i).due != s.tick:
        return
    if childcare.me(s, i).doing == childcare.WAITING and luck(s, PLAN_WAITS, i) < value(s, SHARE_PLAN_WAITS):
        me(s, i).doing = WITHOUT_CHILDCARE
    else:
        ask_for_talks(s, i)


@handler
def childcare_is_over(s: State, i: int) -> None:
    """The wait for childcare is over."""
    if me(s, i).doing == WITHOUT_CHILDCARE:
        ask_for_talks(s, i)


@handler
def granted(s: State, i: int) -> None:
    """A caseworker: the talks begin."""
    log(s, i, BEGUN, me(s, i).home, me(s, i).regime)
    me(s, i).doing = TALKING
    me(s, i).due = delay(s, value(s, TALK_DAYS), TALK_END, i)


@handler
def talk_end(s: State, i: int) -> None:
    """The talks are over."""
    mine = me(s, i)
    if mine.doing == TALKING and mine.due == s.tick:
        seats.give_back(s, staff(s, i))
        log(s, i, DONE, mine.home, mine.regime)
        await_decision(s, i)


@handler
def plan(s: State, i: int) -> None:
    """The plan begins, and with it everything that belongs to it."""
    mine, who = me(s, i), person(s, i)
    if mine.doing != DECIDING or mine.due != s.tick:
        return
    mine.regime = regime_of(s, i)
    introduction = mine.regime == rules.INTRODUCTION
    log(s, i, STARTED, who.home, mine.regime)
    who.in_plan = 1
    mine.plan_due = add_months(s.now, int(value(s, INTRODUCTION_MONTHS if introduction else PLAN_MONTHS)))
    mine.pause_left = add_months(s.now, int(value(s, PAUSE_MONTHS))) - s.now
    mine.end_reason = rules.TIME_OUT
    mine.doing = IN_PLAN
    sfi.sign_up(s, i, s.now + value(s, APPLY_DAYS) * luck(s, APPLY_LUCK, i))
    practice.sign_up(s, i)
    so.sign_up(s, i, value(s, SO_INTRODUCTION if introduction else SO_SHARE))
    mine.birthday = who.birth + value(s, INTRODUCTION_AGE_TO if introduction else AGE_TO) * DAYS_PER_YEAR
    mine.due = at(s, rules.plan_end(mine.plan_due, mine.birthday), PLAN_END, i)
    leave.plan(s, i)


@handler
def end_plan(s: State, i: int) -> None:
    """The plan is over; SFI and SO run on."""
    me(s, i).doing = IDLE
    person(s, i).in_plan = 0
    log(s, i, ENDED, person(s, i).home, me(s, i).end_reason)
    tracks.end_plan(s, i)
    leave.stop(s, i)
    tracks.resume(s, i)


@handler
def plan_is_due(s: State, i: int) -> None:
    """The plan's time is up, unless leave has moved its end meanwhile."""
    mine = me(s, i)
    if mine.doing != IN_PLAN or mine.due != s.tick:
        return
    due = rules.plan_end(mine.plan_due, mine.birthday)
    if due > s.now:
        mine.due = at(s, due, PLAN_END, i)
        return
    mine.end_reason = rules.TIME_OUT if s.now < mine.birthday else rules.OTHER
    end_plan(s, i)


@handler
def stop(s: State, i: int) -> None:
    """Stop on the way to a plan, or end the plan."""
    mine = me(s, i)
    doing, home = mine.doing, mine.home
    mine.begun = 0
    if doing == IN_PLAN:
        end_plan(s, i)
        return
    mine.doing = IDLE
    if doing == WAITING:
        seats.withdraw(s, mine.node)
        log(s, i, WITHDRAWN, home, mine.regime)
    elif doing == TALKING:
        seats.give_back(s, staff(s, i))
        log(s, i, WITHDRAWN, home, mine.regime)


@handler
def restart(s: State, i: int) -> None:
    """After a move before the plan: registration and talks begin anew where the person now lives."""
    if me(s, i).doing != IDLE and me(s, i).doing != IN_PLAN:
        stop(s, i)
        begin(s, i, person(s, i).home)


HANDLERS = {"registration": registered, "talk_end": talk_end, "decision": plan, "plan_end": plan_is_due} | dict.fromkeys(
    ("caseworkers", "introduction_officers"), granted
)
