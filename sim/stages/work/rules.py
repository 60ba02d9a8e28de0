"""Work and studies: a daily hazard as a product of factors, and the exposure it runs down."""

from __future__ import annotations

from sim.declare import Draw, Event, fields

SPELLS = 5
"""Spells of work or studies a person can have while followed."""

EVENTS = (
    Event("ended", "work", "end", "slutade arbeta eller studera", "ended work or studies"),
    Event("started", "work", "start", "började arbeta eller studera", "started work or studies"),
)
TIMERS = ("job_end", "job")
PLACES = ()
RESIDENT_STATE = fields(f8="wait constant", i2="occasion detail")
DRAWS = (
    Draw("work.trait", "normal"),
    Draw("work.at_permit"),
    Draw("work.threshold", "exponential", occasions=SPELLS),
    Draw("work.kind", occasions=SPELLS),
    Draw("work.full_time", occasions=SPELLS),
    Draw("work.duration", "exponential", occasions=SPELLS),
)

DAYS_PER_MONTH = 30.4375
"""Mean length of a month, days."""
ORDINARY, SUBSIDISED, BUSINESS, STUDIES = 0, 1, 2, 3
PART_TIME = 10
"""Added to the kind in the log's detail for work beside a plan."""
BAND_DAYS = (0.0, 182.625, 365.25, 730.5, 1095.75)
"""Days since reception at which the bands of the base hazard begin."""


def partly_causal(factor: float, causal_share: float) -> float:
    """A factor of which only a share is cause: association is not sold as effect."""
    return 1.0 + causal_share * (factor - 1.0)


def wait_effect(months: float, per_month: float, causal_share: float) -> float:
    """Factor of the asylum wait, linear in months and never below one half."""
    effect = 1.0 - causal_share * (1.0 - per_month) * months
    return effect if effect > 0.5 else 0.5


def intensity(constant: float, sfi: float, practice: float, wait: float, locked_in: bool, lock_in: float, away: bool) -> float:
    """The factor on the base hazard now; 0 while on leave or already in work or studies."""
    if away:
        return 0.0
    factor = constant * sfi * practice * wait
    return factor * lock_in if locked_in else factor


def exposure(per_year: tuple[float, ...], age_from: float, age_to: float) -> float:
    """Base hazard gathered between two ages (days since reception): the integral of a step function."""
    total = 0.0
    for band in range(len(per_year)):
        begin = BAND_DAYS[band]
        last = band + 1 == len(per_year)
        low = age_from if age_from > begin else begin
        high = age_to if last or age_to < BAND_DAYS[band + 1] else BAND_DAYS[band + 1]
        if high > low:
            total += per_year[band] / 365.25 * (high - low)
    return total


def days_until(per_year: tuple[float, ...], age: float, needed: float) -> float:
    """Days from `age` (days since reception) until `needed` base hazard is gathered; negative when it never is."""
    now = age
    left = needed
    for band in range(len(per_year)):
        last = band + 1 == len(per_year)
        end = BAND_DAYS[band + 1] if not last else 0.0
        if not last and now >= end:
            continue
        rate = per_year[band] / 365.25
        if rate > 0.0 and (last or left <= rate * (end - now)):
            return now + left / rate - age
        if last:
            return -1.0
        left -= rate * (end - now)
        now = end
    return -1.0


def detail(kind: int, full_time: bool) -> int:
    """Kind and working time in one number for the log."""
    return kind if full_time else kind + PART_TIME


def shifted(shares: tuple[float, ...], factors: tuple[float, ...], overall: float) -> tuple[float, ...]:
    """The shares of the kinds of work when each kind's hazard has a factor; `overall` is the factor on all of them together."""
    if overall <= 0.0:
        return shares
    a, b, c, d = shares
    e, f, g, h = factors
    return (a * e / overall, b * f / overall, c * g / overall, d * h / overall)


def pick(luck: float, shares: tuple[float, ...]) -> int:
    """The entry of a list of shares that `luck` falls in."""
    total = 0.0
    for k in range(len(shares)):
        total += shares[k]
        if luck < total:
            return k
    return len(shares) - 1
