"""SO compiled: pools by language; a formed group holds a leader until its hours are given."""

from __future__ import annotations

from scenarios.calendar import add_months
from sim.engines.agenda import at, delay, touch, value
from sim.engines.county import ELSEWHERE, of_language
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, group, ints, node, person, person_part, place_row
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck_compiled import luck
from sim.mechanisms import queue_compiled as queue
from sim.mechanisms.batches import compiled as batches
from sim.stages.so import rules

lend(rules)
me = person_part("so")
IDLE, JOINING, POOLED, IN_GROUP = 0, 1, 2, 3
QUEUED, STARTED, COMPLETED = EVENT["so.queued"], EVENT["so.started"], EVENT["so.completed"]
INTERRUPTED, WITHDRAWN = EVENT["so.interrupted"], EVENT["so.withdrawn"]
GROUP_END, PATIENCE, JOIN, GROUPS = TIMER["so.group_end"], TIMER["so.patience"], TIMER["so.join"], KIND["so.groups"]
TAKES_PART, JOIN_LUCK = DRAW["so.takes_part"], DRAW["so.join"]
MONTHS, HOURS = PARAMETER["law.so_months"], PARAMETER["law.so_hours"]
JOIN_DAYS, PER_WEEK, IS_POOLED = PARAMETER["so.join_days_mean"], PARAMETER["so.hours_per_week"], PARAMETER["so.pooled"]
LEAST, MOST, LEAST_LATE = PARAMETER["so.group_least"], PARAMETER["so.group_most"], PARAMETER["so.group_least_late"]
PATIENCE_DAYS = PARAMETER["so.patience_days"]


@takes(i8, f8)
def sign_up(s: State, i: int, share: float) -> None:
    """Let a person sign up for SO some time from now, if offered and willing."""
    mine = me(s, i)
    if mine.signed_up == 0 and luck(s, TAKES_PART, i) < share:
        mine.ready = s.now + value(s, JOIN_DAYS) * luck(s, JOIN_LUCK, i)
        mine.signed_up = 1
        mine.wanted = 1


@takes(i8, gives=i8)
def pool_of(s: State, home: int) -> int:
    """The pool in which people of a municipality wait now: its own, or the county's."""
    return ELSEWHERE if value(s, IS_POOLED) > 0.0 else home


@handler
def queue_up(s: State, i: int) -> None:
    """Join the pool; a smaller group may start once someone has waited long, so the pools are looked at on that day."""
    mine, language = me(s, i), person(s, i).language
    log(s, i, QUEUED, mine.home, language)
    limit = add_months(person(s, i).received, int(value(s, MONTHS)))
    mine.node = batches.join(s, of_language(s, GROUPS, language), i, limit, mine.home, pool_of(s, mine.home))
    mine.doing = POOLED
    delay(s, value(s, PATIENCE_DAYS), PATIENCE, i)


@handler
def begin(s: State, i: int) -> None:
    """Wait in the pool of one's language, then follow the group."""
    me(s, i).home = person(s, i).home
    if s.now < me(s, i).ready:
        me(s, i).doing = JOINING
        me(s, i).due = at(s, me(s, i).ready, JOIN, i)
    else:
        queue_up(s, i)


@handler
def joins(s: State, i: int) -> None:
    """The day of signing up has come."""
    if me(s, i).doing == JOINING and me(s, i).due == s.tick:
        queue_up(s, i)


@handler
def patience_ends(s: State, i: int) -> None:
    """Someone may have waited long: look at the pools of that language."""
    touch(s, of_language(s, GROUPS, person(s, i).language))


@takes(i8, gives=i8)
def has_enough(s: State, first: int) -> int:
    """Whether those who wait in a pool may start a group now."""
    least, waiting = value(s, LEAST), batches.waiting(s, first)
    longest = batches.longest_wait(s, first) if waiting < least else 0.0
    return int(rules.can_start(waiting, longest, least, value(s, PATIENCE_DAYS), value(s, LEAST_LATE)))


@takes(i8, gives=i8)
def move(s: State, place: int) -> int:
    """Start one group, of the pool whose first member stands first: its number; -1 when no pool has enough or no leader is free."""
    here = place_row(s, place)
    if here.in_use >= here.capacity:
        return -1
    best = -1
    for pool in range(s.towns + 1):
        first = int(here.first_queue + 2 * pool)
        x = int(ints(s.roots)[first])
        if x >= 0 and (best < 0 or queue.comes_before(s, x, best) != 0) and has_enough(s, first) != 0:
            best = x
    if best < 0:
        return -1
    return batches.form(s, place, node(s, best).queue, int(value(s, MOST)))


@handler
def started(s: State, number: int) -> None:
    """A group runs."""
    x = int(group(s, number).first)
    while x >= 0:
        i = int(node(s, x).subject)
        me(s, i).doing = IN_GROUP
        log(s, i, STARTED, me(s, i).home, person(s, i).language)
        x = int(node(s, x).next)
    delay(s, rules.group_days(value(s, HOURS), value(s, PER_WEEK)), GROUP_END, number)


@handler
def group_end(s: State, number: int) -> None:
    """The hours are given; who is still there has completed SO."""
    x = int(group(s, number).first)
    while x >= 0:
        i, following = int(node(s, x).subject), int(node(s, x).next)
        mine = me(s, i)
        if mine.doing == IN_GROUP and mine.node == x:
            log(s, i, COMPLETED, mine.home, person(s, i).language)
            mine.doing = IDLE
            mine.wanted = 0
        queue.free(s, x)
        x = following
    batches.give_back_leader(s, group(s, number).place)


@handler
def stop(s: State, i: int) -> None:
    """Stop for now: leave the pool or the group; a break means a new wait."""
    mine = me(s, i)
    doing = mine.doing
    mine.doing = IDLE
    if doing == POOLED:
        batches.withdraw(s, mine.node)
        log(s, i, WITHDRAWN, mine.home, person(s, i).language)
    elif doing == IN_GROUP:
        log(s, i, INTERRUPTED, mine.home, person(s, i).language)


@handler
def order_anew(s: State, place: int) -> None:
    """A dated change of policy or of pools: everyone is placed anew, once."""
    here, chain = place_row(s, place), -1
    for pool in range(s.towns + 1):
        first = int(here.first_queue + 2 * pool)
        ints(s.roots)[first + 1] = -1
        ints(s.pool_sizes)[first] = 0
        x = queue.flatten(s, first)
        while x >= 0:
            following = int(node(s, x).next)
            node(s, x).next = chain
            chain = x
            x = following
    while chain >= 0:
        following = int(node(s, chain).next)
        queue.rekey(s, chain, here.policy)
        batches.enter(s, place, pool_of(s, node(s, chain).home), chain)
        chain = following


HANDLERS = {"group_end": group_end, "patience": patience_ends, "join": joins, "groups": started}
MOVES = {"groups": move}
REORDERS = {"groups": order_anew}
