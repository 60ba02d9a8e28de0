"""Placement compiled, household by household: by assignment, by themselves, as quota refugees, as relatives."""

from __future__ import annotations

from scenarios.calendar import DAYS_PER_YEAR, add_months
from sim.engines.agenda import at, become_resident, day_of_zero, delay, value
from sim.engines.county import ELSEWHERE, other_town, serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, house, house_part, ints, person, person_part
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck_compiled import luck
from sim.mechanisms.quotas import compiled as quotas
from sim.stages import tracks_compiled as tracks
from sim.stages.asylum import activity_compiled as activity
from sim.stages.childcare import waiting_compiled as childcare
from sim.stages.health import compiled as health
from sim.stages.health.rules import AFTER_PERMIT
from sim.stages.moves import compiled as moves
from sim.stages.placement import dwelling_compiled as dwelling
from sim.stages.placement import rules
from sim.stages.placement.dwelling_compiled import log_all
from sim.stages.school import compiled as school
from sim.stages.sfi import compiled as sfi
from sim.stages.so import compiled as so
from sim.stages.so.rules import offered
from sim.stages.start import compiled as start
from sim.stages.start.rules import entitled, introduced
from sim.stages.work import compiled as work

lend(rules)
ours = house_part("placement")
health_of, asylum_of = person_part("health"), person_part("asylum")
IDLE, WAITING_FOR_DWELLING = 0, 1
CLOSED, LAGGING, WAITING_FOR_SPONSOR = 0, 1, 2
SELECTED, ARRIVED, SETTLED_ELSEWHERE, QUEUED, ASSIGNED, REACHED, TEMPORARY, RECEIVED = (
    EVENT[f"placement.{name}"]
    for name in ("selected", "arrived", "settled_elsewhere", "queued", "assigned", "reached", "temporary_housing", "received")
)
FOUND, KOMMUNTAL = EVENT["placement.dwelling_found"], KIND["placement.kommuntal"]
READY, PREPARED, LIMIT = TIMER["placement.ready_to_queue"], TIMER["placement.prepared"], TIMER["placement.reception_limit"]
SETTLED, FAMILY_ARRIVAL = TIMER["placement.settled"], TIMER["placement.family_arrival"]
DESTINATION, LEAVES_ABO, ASKS, HANDLING, PREPARATION, LATE, LATE_DAYS, SETTLING, WHERE, TIME_LIMITED, FAMILY_LAG = (
    DRAW[f"placement.{name}"]
    for name in (
        *("destination", "leaves_abo", "asks", "handling", "preparation", "late", "late_days", "settling", "settles_where"),
        *("time_limited", "family_lag"),
    )
)
NO_CAPACITY, AT_PERMIT = DRAW["start.no_capacity"], DRAW["work.at_permit"]
APPLIES_OUTSIDE, APPLY = DRAW["sfi.applies_outside"], DRAW["sfi.apply"]
IN_QUEUE, RECEPTION_MONTHS, DUTY, FAMILY_CLOSED = (
    PARAMETER[f"law.{name}"] for name in ("own_housing_in_queue", "reception_months", "reception_duty", "relatives_closed")
)
AGE_FROM, AGE_TO, PLAN_EXISTS, PLAN_LATEST, RELATIVES_YEARS = (
    PARAMETER[f"law.{name}"] for name in ("plan_age_from", "plan_age_to", "plan_exists", "plan_latest_months", "relatives_years")
)
INTRODUCTION_EXISTS, INTRODUCTION_FROM, INTRODUCTION_TO = (
    PARAMETER[f"law.introduction_{name}"] for name in ("exists", "age_from", "age_to")
)
INCLUDED, SHARE_INCLUDED = DRAW["start.relative_introduced"], PARAMETER["start.share_relatives_introduced"]
SO_OTHERS, SO_FROM, SO_TO, SO_YEARS = (PARAMETER[f"law.so_{name}"] for name in ("others", "age_from", "age_to", "years"))
P_ASKS, P_LEAVES, P_ASSIGNED, P_SELF = (
    PARAMETER[f"placement.{name}"] for name in ("share_own_housing_asks", "share_leaves_abo", "draw_assigned", "draw_self_settled")
)
SETTLING_DAYS, HANDLING_DAYS, PREPARATION_DAYS, LATE_MEAN = (
    PARAMETER[f"placement.{name}_days_mean"] for name in ("settling", "handling", "preparation", "late")
)
SHARE_TIME_LIMITED, SHARE_LATE = PARAMETER["placement.share_time_limited"], PARAMETER["placement.share_late"]
FAMILY_DAYS, KEEPS_JOB = PARAMETER["people.family_lag_days_mean"], PARAMETER["asylum.share_keeps_job"]
SHARE_NO_CAPACITY, OUTSIDE, OUTSIDE_DAYS, SO_OUTSIDE = (
    PARAMETER[name] for name in ("start.share_no_capacity", "sfi.share_applies_outside", "sfi.apply_outside_days_mean", "so.share_outside")
)


@takes(i8, i8, gives=i8)
def has_right_to_plan(s: State, i: int, relative: int) -> int:
    """Whether the law of today gives this adult an introduction, or a plan and the capacity to take part."""
    us = house(s, person(s, i).house)
    age = (s.now - person(s, i).birth) / DAYS_PER_YEAR
    years = (s.now - us.received) / DAYS_PER_YEAR if relative != 0 else 0.0
    if value(s, INTRODUCTION_EXISTS) > 0.0:
        included = relative == 0 or luck(s, INCLUDED, i) < value(s, SHARE_INCLUDED)
        least, limit = value(s, INTRODUCTION_FROM), value(s, INTRODUCTION_TO)
        return int(introduced(age, least, limit, years, value(s, RELATIVES_YEARS), included))
    alone = i == us.head and relative == 0
    right = entitled(age, alone, value(s, AGE_FROM), value(s, AGE_TO), value(s, PLAN_EXISTS) > 0.0, years, value(s, RELATIVES_YEARS))
    return int(right and luck(s, NO_CAPACITY, i) >= value(s, SHARE_NO_CAPACITY))


@handler
def outside_plan(s: State, i: int) -> None:
    """SFI and SO for those without a right to a plan."""
    if luck(s, APPLIES_OUTSIDE, i) < value(s, OUTSIDE):
        sfi.sign_up(s, i, s.now + value(s, OUTSIDE_DAYS) * luck(s, APPLY, i))
    age, years = (s.now - person(s, i).birth) / DAYS_PER_YEAR, (s.now - person(s, i).received) / DAYS_PER_YEAR
    if offered(age, False, value(s, SO_OTHERS) > 0.0, value(s, SO_FROM), value(s, SO_TO), years, value(s, SO_YEARS)):
        so.sign_up(s, i, value(s, SO_OUTSIDE))


@takes(i8, i8)
def begin_adult(s: State, i: int, door: int) -> None:
    """What follows an adult's reception: the search for work, the way to a plan, or SFI and SO without one."""
    who = person(s, i)
    childcare.consider(s, i)
    has_job = asylum_of(s, i).job_at_permit != 0 and door == rules.SELF_SETTLED and luck(s, AT_PERMIT, i) < value(s, KEEPS_JOB)
    if who.entitled == 0 and s.now <= add_months(who.received, int(value(s, PLAN_LATEST))):
        who.entitled = has_right_to_plan(s, i, int(door == rules.RELATIVE))
    work.search(s, i)
    if not has_job:
        work.begin(s, i)
    if who.entitled != 0 and not has_job:
        start.begin(s, i, who.home)
    elif who.entitled == 0:
        outside_plan(s, i)
    tracks.resume(s, i)
    if has_job:
        work.strike(s, i)


@takes(i8, i8, i8)
def register(s: State, i: int, town: int, door: int) -> None:
    """One person is received in the municipality, and offered a health assessment unless examined before or already called."""
    who, us = person(s, i), house(s, person(s, i).house)
    who.received = s.now
    who.home = town
    log(s, i, RECEIVED, town, door)
    elsewhere = us.applied >= 0.0 and who.stays == 0 and us.permit == who.permit and door != rules.UNACCOMPANIED
    if elsewhere and health.examined_before(s, i) != 0:
        who.examined = 1
    if health_of(s, i).doing == health.IDLE:
        health.offer(s, i, who.home, AFTER_PERMIT)


@takes(i8, i8, i8, i8, i8)
def receive(s: State, h: int, first: int, count: int, town: int, door: int) -> None:
    """Register in the municipality; whatever follows begins here. Those received stand at `first` and on among kin."""
    us = house(s, h)
    is_first = us.received < 0.0
    if is_first:
        us.home = town
        us.received = s.now
    if door in (rules.SELF_SETTLED, rules.RELATIVE):
        quotas.settle_in(s, town, person(s, us.head).language, count)
    for k in range(first, first + count):
        i = ints(s.kin)[k]
        who = person(s, i)
        activity.stop(s, i)
        become_resident(s, i)
        who.adult = int(s.now - who.birth >= rules.GROWN_YEARS * DAYS_PER_YEAR)
        register(s, i, town, door)
        if who.adult == 0:
            school.consider(s, i)
    for k in range(first, first + count):
        i = ints(s.kin)[k]
        if person(s, i).adult != 0:
            begin_adult(s, i, door)
        else:
            school.begin(s, i)
    if is_first:
        moves.begin(s, h)


# those from an asylum case


@handler
def await_assignment(s: State, h: int) -> None:
    """The papers for the assignment are prepared."""
    delay(s, value(s, HANDLING_DAYS) * luck(s, HANDLING, house(s, h).head), READY, house(s, h).head)


@handler
def settle(s: State, h: int) -> None:
    """From permit to reception, here or elsewhere, for a household from an asylum case."""
    us, mine = house(s, h), ours(s, h)
    head = int(us.head)
    asks = value(s, IN_QUEUE) > 0.0 and luck(s, ASKS, head) < value(s, P_ASKS)
    leaves = luck(s, LEAVES_ABO, head) < value(s, P_LEAVES)
    us.door = rules.door(us.own_housing != 0, leaves, asks)
    share = value(s, P_ASSIGNED) if us.door == rules.ASSIGNED else value(s, P_SELF)
    mine.elsewhere = int(person(s, head).settles == 0 or luck(s, DESTINATION, head) >= share)
    if mine.elsewhere == 0 and us.door == rules.ASSIGNED:
        await_assignment(s, h)
    else:
        delay(s, value(s, SETTLING_DAYS) * luck(s, SETTLING, head), SETTLED, head)


@handler
def settled(s: State, head: int) -> None:
    """The household has settled by itself, here or in another county."""
    h = int(person(s, head).house)
    us = house(s, h)
    if ours(s, h).elsewhere == 0:
        receive(s, h, us.first, us.members, other_town(s, ELSEWHERE, luck(s, WHERE, head)), us.door)
        return
    us.out = 1
    for k in range(us.first, us.first + us.members):
        i = ints(s.kin)[k]
        activity.stop(s, i)
        health.stop(s, i)
        start.stop(s, i)
        log(s, i, SETTLED_ELSEWHERE, ELSEWHERE, 0)


# those who are assigned


@handler
def select(s: State, h: int) -> None:
    """Quota refugees: a permit before travel, straight to the municipality that is to receive them, in this county or another."""
    us, mine = house(s, h), ours(s, h)
    head = int(us.head)
    us.door = rules.QUOTA
    us.permit = s.now
    for k in range(us.first, us.first + us.members):
        person(s, ints(s.kin)[k]).permit = s.now
    log_all(s, h, SELECTED, ELSEWHERE, 0)
    mine.elsewhere = int(luck(s, DESTINATION, head) >= value(s, P_ASSIGNED))
    if mine.elsewhere == 0:
        await_assignment(s, h)
    else:
        delay(s, value(s, SETTLING_DAYS) * luck(s, SETTLING, head), SETTLED, head)


@handler
def ready(s: State, head: int) -> None:
    """Join the queue for assignment."""
    h = int(person(s, head).house)
    us = house(s, h)
    log_all(s, h, QUEUED, ELSEWHERE, 0)
    limit = add_months(us.permit, int(value(s, RECEPTION_MONTHS)))
    quotas.join(s, serving(s, KOMMUNTAL, ELSEWHERE), head, limit, us.members)


@handler
def assigned(s: State, head: int) -> None:
    """Assigned to a municipality, which prepares the reception."""
    h = int(person(s, head).house)
    mine = ours(s, h)
    mine.town = ints(s.stock_towns)[s.stock_granted]
    quotas.settle_in(s, mine.town, person(s, head).language, house(s, h).members)
    log_all(s, h, ASSIGNED, mine.town, 0)
    house(s, h).time_limited = int(luck(s, TIME_LIMITED, head) < value(s, SHARE_TIME_LIMITED))
    mine.limit = add_months(s.now, int(value(s, RECEPTION_MONTHS)))
    delay(s, value(s, PREPARATION_DAYS) * luck(s, PREPARATION, head), PREPARED, head)


@handler
def prepared(s: State, head: int) -> None:
    """Wait for a dwelling; the duty of 2016:38 ends the wait with temporary housing, a few late."""
    h = int(person(s, head).house)
    mine = ours(s, h)
    dwelling.queue_up(s, h, mine.limit)
    mine.doing = WAITING_FOR_DWELLING
    mine.due = -1
    if value(s, DUTY) > 0.0:
        if luck(s, LATE, head) < value(s, SHARE_LATE):
            mine.limit += value(s, LATE_MEAN) * luck(s, LATE_DAYS, head)
        mine.due = at(s, mine.limit, LIMIT, head)


@handler
def reach(s: State, h: int) -> None:
    """The assignment is carried out."""
    us = house(s, h)
    ours(s, h).doing = IDLE
    log_all(s, h, REACHED, ours(s, h).town, 0)
    receive(s, h, us.first, us.members, ours(s, h).town, us.door)


@handler
def limit_is_reached(s: State, head: int) -> None:
    """The duty's time is up: temporary housing, if no dwelling has been found."""
    h = int(person(s, head).house)
    if ours(s, h).doing == WAITING_FOR_DWELLING and ours(s, h).due == s.tick:
        log_all(s, h, TEMPORARY, ours(s, h).town, 0)
        reach(s, h)


@handler
def dwelling_found(s: State, head: int) -> None:
    """A dwelling, at last or after a time in temporary housing."""
    h = int(person(s, head).house)
    ours(s, h).queues_for_dwelling = 0
    log_all(s, h, FOUND, ours(s, h).town, 0)
    if ours(s, h).doing == WAITING_FOR_DWELLING:
        reach(s, h)


# relatives


@handler
def follow(s: State, h: int) -> None:
    """The family's own time until it can travel begins."""
    head = int(house(s, h).head)
    ours(s, h).family = LAGGING
    delay(s, value(s, FAMILY_DAYS) * luck(s, FAMILY_LAG, head), FAMILY_ARRIVAL, head)


@takes(i8, i8, i8)
def family_follows(s: State, h: int, subsidiary: int, temporary: int) -> None:
    """Relatives come after their sponsor's permit, when the law lets them apply."""
    if rules.family_may_come(subsidiary != 0, temporary != 0, value(s, FAMILY_CLOSED) > 0.0):
        follow(s, h)
        return
    reopens = day_of_zero(s, FAMILY_CLOSED, s.now)
    if reopens >= 0.0:
        ours(s, h).family = CLOSED
        at(s, reopens, FAMILY_ARRIVAL, house(s, h).head)


@handler
def family_arrives(s: State, head: int) -> None:
    """The law lets the family apply, or it can travel: to wherever the sponsor then lives, once there is a home."""
    h = int(person(s, head).house)
    us = house(s, h)
    if ours(s, h).family == CLOSED:
        follow(s, h)
        return
    if us.out != 0:
        return
    if us.received < 0.0:
        ours(s, h).family = WAITING_FOR_SPONSOR
        delay(s, rules.FAMILY_WAITS_DAYS, FAMILY_ARRIVAL, head)
        return
    first = int(us.first + us.members)
    for k in range(first, first + us.family):
        who = person(s, ints(s.kin)[k])
        who.permit = s.now
        log(s, ints(s.kin)[k], ARRIVED, us.home, rules.RELATIVE)
        if who.adult == 0:
            us.has_children = 1
    receive(s, h, first, us.family, us.home, rules.RELATIVE)


HANDLERS = {
    "ready_to_queue": ready,
    "prepared": prepared,
    "reception_limit": limit_is_reached,
    "settled": settled,
    "family_arrival": family_arrives,
    "kommuntal": assigned,
    "dwellings": dwelling_found,
}
