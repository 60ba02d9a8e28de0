"""Activities and programmes: who is offered a kind, and what it does to the hazard of work.

All kinds are rows of `scenarios.activities`; each has its own track, places, timer and luck, which are made from its name here.
"""

from __future__ import annotations

from scenarios.activities import ACTIVITIES, STEPS, ActivityKind
from sim.declare import Draw, Event, Place, fields

_SAID = {
    "ended": ("end", "avslutade {sv}", "ended {en}"),
    "interrupted": ("end", "avbröt {sv}", "broke off {en}"),
    "withdrawn": ("end", "lämnade kön till {sv}", "left the queue for {en}"),
    "queued": ("join", "ställdes i kö till {sv}", "joined the queue for {en}"),
    "started": ("start", "började {sv}", "started {en}"),
}


def _event(kind: ActivityKind, step: str) -> Event:
    role, sv, en = _SAID[step]
    return Event(f"{kind.name}_{step}", kind.name, role, sv.format(sv=kind.sv), en.format(en=kind.en))  # type: ignore[arg-type]


EVENTS = tuple(_event(kind, step) for kind in ACTIVITIES for step in STEPS)
TIMERS = tuple(f"{kind.name}_due" for kind in ACTIVITIES)
PLACES = tuple(Place(kind.name, "seats", kind.service, f"{kind.name}.policy") for kind in ACTIVITIES)
RESIDENT_STATE = fields(i2="locked acting")
DRAWS = tuple(
    draw
    for kind in ACTIVITIES
    for draw in (
        Draw(f"activities.{kind.name}_offered"),
        Draw(f"activities.{kind.name}_delay", "exponential"),
        Draw(f"activities.{kind.name}_length", "lognormal", spread=f"{kind.name}.length_spread"),
    )
)

KINDS = len(ACTIVITIES)
"""How many kinds there are."""
IDLE, READYING, WAITING, TAKING, LASTING = 0, 1, 2, 3, 4
"""What somebody does on a kind's track: nothing, before the offer, in the queue, taking part, done while the effect lasts."""


def chance(offered: float, access_women: float, woman: bool, access_schooling: float) -> float:
    """Chance to be offered a kind: the share offered, times what women and people of this schooling have of it."""
    reached = offered * access_schooling
    return reached * access_women if woman else reached


def effect(low: float, high: float, luck: float, causal: float) -> float:
    """Factor on the hazard of work: where in its range by the replication's luck, and of that the share that is cause."""
    return 1.0 + causal * (low + luck * (high - low) - 1.0)


def reach(factor: float, share: float) -> float:
    """The factor on one kind of work, of which the effect reaches a share."""
    return 1.0 + share * (factor - 1.0)


def overall(shares: tuple[float, ...], factors: tuple[float, ...]) -> float:
    """Factor on the hazard of any work, from the kinds' shares and their factors; exactly 1 where all factors are 1."""
    total = 1.0
    for k in range(len(shares)):
        total += shares[k] * (factors[k] - 1.0)
    return total if total > 0.0 else 0.0
