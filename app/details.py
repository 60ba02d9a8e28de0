"""What the number in an event's `detail` means, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.language import N_, text_of
from scenarios.language import translate as _

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

HOUSING = (N_("the Migration Agency's housing"), N_("own housing"), N_("unaccompanied, in the municipality of arrival"))

REGIMES = (N_("establishment plan"), N_("municipal introduction"), N_("establishment programme"))

DOORS = (N_("assigned"), N_("self-settled"), N_("quota refugee"), N_("relative"), N_("unaccompanied child"))

WORDS: dict[str, tuple[str, ...]] = {
    "asylum.applied": HOUSING,
    "asylum.housing_changed": HOUSING,
    "asylum.decided": (N_("refused"), N_("granted")),
    "asylum.permit": (N_("refugee"), N_("subsidiary protection")),
    "placement.arrived": DOORS,
    "placement.received": DOORS,
    **dict.fromkeys(("start.talk_wanted", "start.talk_begun", "start.talk_done", "start.talk_withdrawn", "start.plan_started"), REGIMES),
    "start.plan_ended": (N_("the time was up"), N_("work"), N_("studies"), N_("age or other reason")),
    "leave.began": (N_("parental leave"), N_("illness")),
    "leave.ended": (N_("parental leave"), N_("illness")),
    "unaccompanied.guardian_appointed": (N_("guardian during the asylum time"), N_("custodian after the permit")),
    "moves.moved": (N_("moved"), N_("the lease ended")),
}
"""Words of an event's detail, by its number."""

PART_TIME_CAUSES = (N_("for a child"), N_("for health"))

CAUSE = 1000
"""A part-time plan's detail is its extent plus this for each step of the cause."""

WORK = (N_("ordinary work"), N_("subsidised work"), N_("own business"), N_("regular studies"))

PART_TIME = 10
"""Added to the kind of work where it is part time beside the plan."""

COURSES = "ABCD"


def detail_text(scenario: Scenario, event: str, detail: int) -> str:
    """The detail of an event by its full name, in the language chosen; nothing where it has no meaning for people."""
    stage = event.partition(".")[0]
    if event in WORDS:
        words = WORDS[event]
        return _(words[detail]) if 0 <= detail < len(words) else ""
    if stage == "work":
        kind, part_time = detail % PART_TIME, detail >= PART_TIME
        return _("{work}, part time beside the plan").format(work=_(WORK[kind])) if part_time else _(WORK[kind])
    if stage == "leave" and 0 < detail < CAUSE * len(PART_TIME_CAUSES):
        return _("{percent} percent, {cause}").format(percent=detail % CAUSE, cause=_(PART_TIME_CAUSES[detail // CAUSE]))
    if stage == "sfi" and detail >= PART_TIME:
        path, course = divmod(detail, 10)
        if 1 <= course <= len(COURSES):
            return _("study path {path}, course {course}").format(path=path, course=COURSES[course - 1])
        return _("study path {path}").format(path=path)
    if stage == "so":
        tongue = scenario.county.languages[detail]
        return text_of(tongue.sv, tongue.en)
    return ""
