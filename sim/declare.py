"""How a stage declares itself: its events, timers, places and draws, as plain data.

A stage's `rules.py` holds `EVENTS`, `TIMERS`, `PLACES` and `DRAWS`, and as `PERSON_STATE`, `RESIDENT_STATE` and `HOUSEHOLD_STATE` what the
compiled engine keeps of a person, of somebody received in the county, and of a household in the stage. `sim.events` numbers them in one
order, which is also the order of ties at one instant. Within one instant a person's rows stand in the order of `EVENTS`: what ends a
track comes before what begins it anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["join", "start", "end", "served", "switch", "mark"]
"""What an event does to its track: starts waiting, starts service, ends either, serves in no time, changes the main state, nothing."""

Kind = Literal["uniform", "exponential", "normal", "lognormal"]
"""What a draw is turned into before the run; a lognormal factor has mean 1 and a spread named by a parameter."""

Mechanism = Literal["seats", "quotas", "batches"]


Fields = tuple[tuple[str, str], ...]
"""Names and types of what the compiled engine keeps in a row."""


def fields(**names: str) -> Fields:
    """Fields of a row by type: `fields(f8="ready applied", i1="doing")` are two numbers and a small integer."""
    return tuple((name, kind) for kind, those in names.items() for name in those.split())


@dataclass(frozen=True)
class Event:
    """One kind of row in the log: name within its stage, track, role and what people call it."""

    name: str
    track: str
    role: Role
    sv: str
    en: str


@dataclass(frozen=True)
class Draw:
    """One decision's luck: a variate a person (or a household, read at its first member) and occasion."""

    name: str
    kind: Kind = "uniform"
    occasions: int = 1
    spread: str = ""


@dataclass(frozen=True)
class Place:
    """One kind of place to wait for.

    `service` is the capacity behind it and `policy` the parameter that orders its queue (none: first come). A quota is
    given `per` month or year (a year's number is spread over its months and kept until used), kept for the months that the
    parameter `keeps` says (none: the month itself); `shared` puts one queue before the stocks of all areas. `across` names the
    parameter that opens seats to people of other municipalities, `pools` the one whose dates change the pools of a batch,
    `where` the one that says which of a shared quota's stocks serves a household.
    """

    name: str
    mechanism: Mechanism
    service: str
    policy: str = ""
    per: Literal["month", "year"] = "month"
    keeps: str = ""
    shared: bool = False
    pools: str = ""
    across: str = ""
    where: str = ""
