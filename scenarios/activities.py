"""The kinds of activities and programmes beside SFI, civic orientation, work preparation and practice: one row a kind.

Everything that a kind has (its parameters, capacity, events, track and queue) carries its name, so a new kind is a row here and
values for its section.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ActivityKind:
    """One kind of activity.

    Attributes
    ----------
    name
        Its section of parameters, and its track in the log.
    sv, en
        What people call it, within a sentence.
    is_job
        A place is a subsidised job: it counts as work while it is held.
    beside_work
        A full-time job does not interrupt it.
    after_assessment
        The need is found at the health assessment: nobody is offered it before.
    brings_forward
        Its start makes work preparation and practice due at once.
    """

    name: str
    sv: str
    en: str
    is_job: bool = False
    beside_work: bool = False
    after_assessment: bool = False
    brings_forward: bool = False

    @property
    def service(self) -> str:
        """The capacity behind it."""
        return f"{self.name}_places"


ACTIVITIES = (
    ActivityKind("komvux", "komvux", "adult education (komvux)"),
    ActivityKind("training", "arbetsmarknadsutbildning", "labour-market training"),
    ActivityKind("validation", "validering", "validation of skills"),
    ActivityKind("rehabilitation", "vård och rehabilitering", "care and rehabilitation", after_assessment=True),
    ActivityKind("language_support", "språkstöd på arbetsplatsen", "language support at work", beside_work=True),
    ActivityKind("guide", "flyktingguide", "a refugee guide", beside_work=True),
    ActivityKind("coaching", "intensiv coachning", "intensive coaching"),
    ActivityKind("language_practice", "språk, praktik och matchning", "language, practice and matching"),
    ActivityKind("equal_matching", "jämställd matchning", "gender-equal matching"),
    ActivityKind("early_start", "tidig start", "early start", brings_forward=True),
    ActivityKind("municipal_jobs", "kommunal anställning med stöd", "a subsidised job at the municipality", is_job=True),
)
"""All kinds, in the order in which their places serve."""

STEPS = ("ended", "interrupted", "withdrawn", "queued", "started")
"""What can happen on each kind's track, in the order of a person's rows at one instant."""
