"""Childcare: which parent waits with the start until the small children have preschool places."""

from __future__ import annotations

from sim.declare import Draw, Event, fields

EVENTS = (
    Event("found", "childcare", "served", "fick barnomsorg och kan börja", "got childcare and can begin"),
    Event("withdrawn", "childcare", "end", "slutade vänta på barnomsorg", "stopped waiting for childcare"),
    Event("waited", "childcare", "join", "väntar med starten på barnomsorg", "waits for childcare before starting"),
)
TIMERS = ("limit",)
PLACES = ()
RESIDENT_STATE = fields(f8="until", i8="due", i2="home", i1="doing")
DRAWS = (Draw("childcare.waits"), Draw("childcare.plan_waits"))


def waits(mother: bool, alone: bool, luck: float, share_women: float, share_men: float) -> bool:
    """Whether this parent's start waits for childcare; `luck` is the household's.

    Of two parents the mother waits at low luck and the father at high, so that never both do while the shares are at most 1 together;
    who is alone with the children waits in both cases.
    """
    if alone:
        return luck < share_women + share_men
    return luck < share_women if mother else luck >= 1.0 - share_men
