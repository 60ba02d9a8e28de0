"""Health assessments compiled: a call, a slot, and whether the person comes."""

from __future__ import annotations

from scenarios.calendar import add_months
from sim.engines.agenda import delay, value, value_at
from sim.engines.county import serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, floats, ints, person, person_part
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck_compiled import luck_at
from sim.mechanisms.quotas import compiled as quotas
from sim.mechanisms.seats import compiled as seats
from sim.stages.activities import track_compiled as activities
from sim.stages.health import rules

lend(rules)
me = person_part("health")
IDLE, CALLING, WAITING = 0, 1, 2
CALLED, EXAMINED, MISSED = EVENT["health.called"], EVENT["health.examined"], EVENT["health.missed"]
CALL, SLOTS = TIMER["health.call"], KIND["health.slots"]
CALLED_LUCK, CALL_LUCK, ATTENDS_LUCK, VISITED_LUCK = (DRAW[f"health.{name}"] for name in ("called", "call", "attends", "visited"))
CALL_DAYS, SHARE_CALLED, SHARE_ATTENDS = (PARAMETER[f"health.{name}"] for name in ("call_days_mean", "share_called", "share_attends"))
LOST_PER_HOUR, MOBILE_SHARE = PARAMETER["health.share_lost_per_hour"], PARAMETER["health.mobile_share"]
MONTHS = PARAMETER["law.health_months"]


@handler
def stop(s: State, i: int) -> None:
    """No longer to be examined there."""
    mine = me(s, i)
    if mine.doing == WAITING:
        seats.withdraw(s, mine.node)
        log(s, i, MISSED, mine.town, 0)
    mine.doing = IDLE


@takes(i8, i8, i8)
def offer(s: State, i: int, town: int, occasion: int) -> None:
    """Offer an assessment: during asylum, or after arrival with a permit to those not examined before."""
    if person(s, i).examined != 0:
        return
    stop(s, i)
    mine = me(s, i)
    mine.town = town
    mine.occasion = occasion
    mine.since = s.now
    mine.doing = CALLING
    mine.due = delay(s, value(s, CALL_DAYS) * luck_at(s, CALL_LUCK, occasion, i), CALL, i)


@handler
def called(s: State, i: int) -> None:
    """The day of the call: some are not called, the others wait for a slot."""
    mine = me(s, i)
    if mine.doing != CALLING or mine.due != s.tick:
        return
    mine.doing = IDLE
    if luck_at(s, CALLED_LUCK, mine.occasion, i) < value(s, SHARE_CALLED):
        visited = luck_at(s, VISITED_LUCK, mine.occasion, i) < value(s, MOBILE_SHARE)
        mine.hours = 0.0 if visited else floats(s.clinic_hours)[mine.town]
        mine.town = mine.town if visited else ints(s.clinic)[mine.town]
        log(s, i, CALLED, mine.town, 0)
        limit = add_months(mine.since, int(value_at(s, MONTHS, mine.since)))
        mine.doing = WAITING
        mine.node = quotas.join(s, serving(s, SLOTS, mine.town), i, limit, 1)


@handler
def granted(s: State, i: int) -> None:
    """A slot: the person comes or not."""
    mine = me(s, i)
    mine.doing = IDLE
    share = rules.attendance(value(s, SHARE_ATTENDS), mine.hours, value(s, LOST_PER_HOUR))
    attends = luck_at(s, ATTENDS_LUCK, mine.occasion, i) < share
    person(s, i).examined = int(attends)
    log(s, i, EXAMINED if attends else MISSED, mine.town, 0)
    activities.begin_assessed(s, i)


@takes(i8, gives=i8)
def examined_before(s: State, i: int) -> int:
    """Whether a seeker who waited in another county was examined there, by the same shares and luck."""
    was_called, attends = luck_at(s, CALLED_LUCK, rules.IN_ASYLUM, i), luck_at(s, ATTENDS_LUCK, rules.IN_ASYLUM, i)
    return int(rules.examined_elsewhere(was_called, attends, value(s, SHARE_CALLED), value(s, SHARE_ATTENDS)))


HANDLERS = {"call": called, "slots": granted}
