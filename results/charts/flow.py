"""The states, ways of arrival and steps that charts show, with their names."""

from __future__ import annotations

from scenarios.language import N_

DAYS = 1096
"""Days followed from the permit (or arrival): three years."""

STATES: tuple[tuple[str, str, bool], ...] = (
    ("before_reception", N_("Waits for reception in a municipality"), True),
    ("before_plan", N_("Waits for a plan"), True),
    ("between", N_("In the plan, waits for an activity"), True),
    ("after", N_("After the plan, without work or studies"), True),
    ("course", N_("Swedish course or civic orientation"), False),
    ("practice", N_("Work preparation or practice"), False),
    ("leave", N_("Parental leave or ill"), False),
    ("work", N_("Work, own business or regular studies"), False),
    ("gone", N_("Has left the county"), False),
)
"""Key, name and whether it is waiting; later ones win over earlier ones on the same day."""

DOORS: tuple[tuple[str, str], ...] = (
    ("assigned", N_("Assigned")),
    ("self_settled", N_("Self-settled")),
    ("quota", N_("Quota refugees")),
    ("relatives", N_("Relatives")),
    ("unaccompanied", N_("Unaccompanied children")),
)
"""Ways of arrival, by the detail of the event of reception."""

STEPS: tuple[tuple[str, str], ...] = (
    ("assignment", N_("Assignment and reception")),
    ("dwelling", N_("Dwelling")),
    ("talk", N_("Establishment talk")),
    ("sfi", N_("Swedish for immigrants, one course")),
    ("so", N_("Civic orientation")),
    ("preparation", N_("Work preparation")),
    ("practice", N_("Practice")),
)
"""Tracks shown as steps, in the order of the flow."""
