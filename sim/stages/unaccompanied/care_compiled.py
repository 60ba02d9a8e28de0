"""Care compiled: a place in HVB, family home or stödboende, and the way from there to school, work and a home of one's own."""

from __future__ import annotations

from scenarios.calendar import DAYS_PER_YEAR
from sim.engines.agenda import at, delay, value
from sim.engines.county import serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, house, person, person_part
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck import TICKS_PER_DAY
from sim.luck_compiled import luck, luck_at
from sim.mechanisms.quotas import compiled as quotas
from sim.mechanisms.seats import compiled as seats
from sim.stages.moves import compiled as moves
from sim.stages.placement import compiled as placement
from sim.stages.placement.rules import UNACCOMPANIED
from sim.stages.school import compiled as school
from sim.stages.school.rules import INTRODUCTION_TO
from sim.stages.unaccompanied import rules
from sim.stages.work import compiled as work

lend(rules)
me = person_part("unaccompanied")
NO_FORM = rules.NO_FORM
NO_HOME, COMING, QUEUED = 0, 1, 2
FORMS = ("hvb", "family_home", "stodboende")
WANTED, PLACED, LEFT, WITHDRAWN = (
    (0, *(EVENT[f"unaccompanied.{form}_{step}"] for form in FORMS)) for step in ("wanted", "placed", "left", "withdrawn")
)
PLACES = (0, *(KIND[f"unaccompanied.{form}"] for form in FORMS))
DWELLINGS = KIND["unaccompanied.youth_dwellings"]
STUDIES_BEGUN, STUDIES_ENDED = EVENT["unaccompanied.folk_high_school_started"], EVENT["unaccompanied.folk_high_school_ended"]
HOME_WANTED, HOME_FOUND, HOME_WITHDRAWN, BY_THEMSELVES = (
    EVENT[f"unaccompanied.home_{name}"] for name in ("wanted", "found", "withdrawn", "by_themselves")
)
SCHOOL_OVER, FOLK_HIGH_SCHOOL_END, READY_FOR_HOME, TOO_OLD = (
    TIMER[f"unaccompanied.{name}"] for name in ("school_over", "folk_high_school_end", "home_wanted", "too_old")
)
SPECIAL, MOVES_ON, FOLK, FOLK_DAYS, SCHOOL, OWN_HOME = (
    DRAW[f"unaccompanied.{name}"]
    for name in ("special_reasons", "moves_on", "folk_high_school", "folk_high_school_days", "school", "own_home")
)
SHARE_SPECIAL, SHARE_MOVES_ON, SHARE_FOLK, MEAN_FOLK, SHARE_SCHOOL, MEAN_OWN_HOME = (
    PARAMETER[f"unaccompanied.{name}"]
    for name in (
        *("share_special_reasons", "share_moves_on", "share_folk_high_school", "folk_high_school_days_mean", "share_school_after_18"),
        "own_home_days_mean",
    )
)
STODBOENDE_EXISTS, AGE_TO = PARAMETER["law.stodboende_exists"], PARAMETER["law.placement_age_to"]


@takes(i8, gives=i8)
def may_live_in_stodboende(s: State, i: int) -> int:
    """Whether stödboende is possible now."""
    age = (s.now - person(s, i).birth) / DAYS_PER_YEAR
    special = luck(s, SPECIAL, i) < value(s, SHARE_SPECIAL)
    return int(rules.may_live_in_stodboende(age, value(s, STODBOENDE_EXISTS) > 0.0, special))


# where they live


@handler
def stop_waiting(s: State, i: int) -> None:
    """Leave the queue for a form."""
    mine = me(s, i)
    form = int(mine.waits)
    if form != NO_FORM:
        seats.withdraw(s, mine.place)
        log(s, i, WITHDRAWN[form], mine.town, 0)
        mine.waits = NO_FORM


@handler
def stop_living(s: State, i: int) -> None:
    """Leave the form lived in."""
    mine = me(s, i)
    form = int(mine.lives)
    if form != NO_FORM:
        seats.give_back(s, serving(s, PLACES[form], mine.town))
        log(s, i, LEFT[form], mine.town, 0)
        mine.lives = NO_FORM


@takes(i8, i8)
def seek_form(s: State, i: int, form: int) -> None:
    """Wait for a place in a form, where the child is or in temporary placement."""
    stop_waiting(s, i)
    mine = me(s, i)
    mine.waits = form
    log(s, i, WANTED[form], mine.town, 0)
    mine.place = seats.join(s, serving(s, PLACES[form], mine.town), i, s.end_tick / TICKS_PER_DAY)


@handler
def leave_form(s: State, i: int) -> None:
    """Leave the form lived in, and the queue for another."""
    stop_waiting(s, i)
    stop_living(s, i)


@handler
def placed(s: State, i: int) -> None:
    """A place: the former one is left."""
    mine = me(s, i)
    form = int(mine.waits)
    stop_living(s, i)
    mine.lives = form
    mine.waits = NO_FORM
    log(s, i, PLACED[form], mine.town, 0)


@takes(i8, i8)
def review(s: State, i: int, occasion: int) -> None:
    """On the 16th birthday and from the 18th on some move on from HVB to stödboende."""
    mine = me(s, i)
    form = mine.waits if mine.waits != NO_FORM else mine.lives
    if form == rules.HVB and may_live_in_stodboende(s, i) != 0 and luck_at(s, MOVES_ON, occasion, i) < value(s, SHARE_MOVES_ON + occasion):
        seek_form(s, i, rules.STODBOENDE)


# with a permit


@handler
def become_adult(s: State, i: int) -> None:
    """From now on as for other adults; those who have left the county by then are followed in work only."""
    person(s, i).adult = 1
    if house(s, person(s, i).house).out != 0:
        work.search(s, i)
        work.begin(s, i)
    else:
        placement.begin_adult(s, i, UNACCOMPANIED)


@takes(i8, gives=f8)
def last_day(s: State, i: int) -> float:
    """The birthday on which care ends."""
    return float(person(s, i).birth + value(s, AGE_TO) * DAYS_PER_YEAR)


@takes(i8, f8)
def await_home(s: State, i: int, days: float) -> None:
    """Ready for a home of one's own after some time, and out of care at the latest on the last day."""
    me(s, i).housing = COMING
    delay(s, days, READY_FOR_HOME, i)
    at(s, last_day(s, i), TOO_OLD, i)


@handler
def way_out(s: State, i: int) -> None:
    """Eighteen with a permit: to a folk high school, or on in school or out of it, and in time to a home of one's own."""
    if luck(s, FOLK, i) < value(s, SHARE_FOLK):
        leave_form(s, i)
        school.stop(s, i)
        log(s, i, STUDIES_BEGUN, me(s, i).town, 0)
        delay(s, value(s, MEAN_FOLK) * luck(s, FOLK_DAYS, i), FOLK_HIGH_SCHOOL_END, i)
        return
    review(s, i, rules.AT_18)
    over = person(s, i).birth + INTRODUCTION_TO * DAYS_PER_YEAR
    if s.now < over and luck(s, SCHOOL, i) < value(s, SHARE_SCHOOL):
        at(s, over, SCHOOL_OVER, i)
    else:
        school.stop(s, i)
        become_adult(s, i)
    await_home(s, i, value(s, MEAN_OWN_HOME) * luck(s, OWN_HOME, i))


@handler
def receive(s: State, i: int) -> None:
    """With the permit the child becomes a resident of the municipality that has been caring for it."""
    us, town = house(s, person(s, i).house), int(me(s, i).town)
    us.door = UNACCOMPANIED
    us.home = town
    us.received = s.now
    quotas.settle_in(s, town, person(s, i).language, 1)
    placement.register(s, i, town, UNACCOMPANIED)
    if me(s, i).grown != 0:
        way_out(s, i)


@handler
def school_over(s: State, i: int) -> None:
    """School is over; now SFI, a plan or work."""
    school.stop(s, i)
    become_adult(s, i)


@handler
def folk_high_school_end(s: State, i: int) -> None:
    """The folk high school is over; now a home."""
    log(s, i, STUDIES_ENDED, me(s, i).town, 0)
    become_adult(s, i)
    await_home(s, i, 0.0)


@handler
def ready_for_home(s: State, i: int) -> None:
    """Join the queue for one of the homes that the municipality provides."""
    mine = me(s, i)
    if mine.housing == COMING:
        mine.housing = QUEUED
        log(s, i, HOME_WANTED, mine.town, 0)
        mine.home = quotas.join(s, serving(s, DWELLINGS, mine.town), i, last_day(s, i), 1)


@handler
def move_out(s: State, i: int) -> None:
    """From now on they move as others do."""
    me(s, i).housed = 1
    me(s, i).housing = NO_HOME
    leave_form(s, i)
    moves.begin(s, person(s, i).house)


@handler
def home_found(s: State, i: int) -> None:
    """A home through the municipality."""
    log(s, i, HOME_FOUND, me(s, i).town, 0)
    move_out(s, i)


@handler
def too_old(s: State, i: int) -> None:
    """Care ends: without a home by then they find one themselves."""
    mine = me(s, i)
    if mine.housed != 0:
        return
    if mine.housing == QUEUED:
        seats.withdraw(s, mine.home)
        log(s, i, HOME_WITHDRAWN, mine.town, 0)
    log(s, i, BY_THEMSELVES, mine.town, 0)
    move_out(s, i)
