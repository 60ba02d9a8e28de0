"""What random small counties are drawn from: values that make people meet at one instant, and capacities that do not suffice."""

from __future__ import annotations

from typing import Any

from scenarios.activities import ACTIVITIES
from scenarios.schema.stages import POLICIES

SHARES = (0.5, 1.0, 0.0, 0.25)
OFTEN = (1.0, 0.75, 0.5)
SOON = (30, 0, 1, 60)
LATER = (30, 60, 90, 1)
SWITCH = (0, 1)
_EXACT = (365.25 / 128,) * 5
"""A hazard that is a power of two a day: where nothing else weighs, jobs come on whole days too."""

_OF_SHARES = (
    *("law.plan_requires_reception", "law.own_housing_in_queue"),
    *("asylum.share_own_housing", "asylum.share_leaves_abo", "asylum.share_refugee_status", "asylum.share_appeals"),
    *(
        "asylum.share_appeals_granted",
        "asylum.share_may_work",
        "asylum.share_keeps_job",
        "start.share_relatives_introduced",
        "so.share_in_introduction",
        "placement.share_leaves_abo",
        "placement.share_own_housing_asks",
    ),
    *("placement.share_late", "placement.share_time_limited", "start.share_no_capacity", "sfi.share_applies_outside", "sfi.trait_weight"),
    *("sfi.share_resumes", "so.share_outside", "practice.access_women", "practice.share_parallel", "practice.share_practice"),
    *("leave.share_leave_small_child", "leave.share_mother_takes", "leave.births_per_year", "work.sfi_causal", "work.practice_causal"),
    *("work.wait_causal", "work.lock_in", "moves.share_out_of_county", "moves.share_lease_end_moves", "school.share_wants_preschool"),
    *("people.share_special_need", "people.share_settlers_who_stayed"),
    *("health.mobile_share", "health.share_lost_per_hour"),
    *("childcare.share_waits_women", "childcare.share_waits_men", "childcare.share_plan_waits", "leave.share_leave_older_child"),
    *("leave.share_returns_at_place", "leave.share_sfi_on_leave", "leave.share_part_time_parent", "leave.share_part_time_health"),
    *("unaccompanied.share_girls", "unaccompanied.share_kept_at_18", "unaccompanied.share_school_after_18"),
    *("unaccompanied.share_special_reasons", "unaccompanied.share_folk_high_school"),
)
_OFTEN = (
    *("asylum.share_granted", "asylum.share_wants_activity", "asylum.share_offered_activity"),
    *("health.share_called", "health.share_attends"),
    *("placement.draw_assigned", "placement.draw_self_settled", "so.share_in_plan", "practice.share_preparation"),
    "unaccompanied.share_granted",
    *("people.share_family_abroad_men", "people.share_family_abroad_women", "people.share_family_comes"),
)
_SOON = (
    *("asylum.activity_delay_days_mean", "health.call_days_mean", "placement.handling_days_mean", "placement.preparation_days_mean"),
    *("placement.late_days_mean", "placement.settling_days_mean", "start.registration_days_mean", "start.talk_days"),
    *("start.decision_days_mean", "start.small_children_days_mean", "sfi.apply_days_mean", "sfi.apply_outside_days_mean"),
    *("so.join_days_mean", "so.patience_days", "practice.preparation_delay_days_mean", "practice.practice_delay_days_mean"),
    *("unaccompanied.assignment_days_mean", "unaccompanied.guardian_days_mean", "unaccompanied.custodian_days_mean"),
    "unaccompanied.own_home_days_mean",
    *("childcare.limit_days", "leave.health_least_days", "school.preschool_days_mean"),
    *("school.preschool_prepares_days", "school.school_prepares_days"),
)
_LATER = (
    "asylum.job_days_mean",
    *("asylum.handling_days_mean", "asylum.appeal_days_mean", "asylum.departure_days_mean", "asylum.activity_days_mean"),
    *("placement.lease_days", "sfi.resume_days_mean", "practice.preparation_days_mean", "practice.practice_days_mean"),
    *("unaccompanied.handling_days_mean", "unaccompanied.folk_high_school_days_mean"),
    *("leave.parental_days_mean", "leave.illness_days_mean", "people.family_lag_days_mean"),
    *("leave.part_time_parent_days_mean", "leave.part_time_health_days_mean"),
)
_SWITCHES = (
    "law.introduction_exists",
    *("law.plan_exists", "law.plan_requires_reception", "law.relatives_closed", "law.temporary_permits_apply_from", "law.reception_duty"),
    *("law.own_housing_in_queue", "law.so_others", "law.part_time_extends", "so.pooled"),
    "law.stodboende_exists",
    *("borders.sfi_open", "borders.practice_open", "borders.school_open"),
)

ALTERNATIVES: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(_OF_SHARES, SHARES),
    **dict.fromkeys(_OFTEN, OFTEN),
    **dict.fromkeys(_SOON, SOON),
    **dict.fromkeys(_LATER, LATER),
    **dict.fromkeys(_SWITCHES, SWITCH),
    "law.plan_months": (1, 24, 3),
    "law.introduction_months": (1, 24, 3),
    "law.introduction_age_from": (18, 16, 25),
    "law.introduction_age_to": (65, 50),
    "asylum.job_per_year": ((_EXACT[0],) * 3, (5.0,) * 3, (0.0,) * 3, (0.0, _EXACT[0], 0.0)),
    "law.plan_window_months": (0, 2),
    "law.plan_age_from": (20, 16),
    "law.plan_age_to": (65, 50),
    "law.plan_latest_months": (12, 0, 60),
    "law.placement_age_to": (21, 18, 19),
    "law.pause_least_days": (0, 30, 7),
    "law.pause_most_months": (0, 12, 1),
    "law.benefit_days_born_here": (480, 0, 30),
    "law.benefit_days_second_year": (480, 200, 0),
    "law.benefit_days_later": (480, 100, 30),
    "law.relatives_years": (0, 2, 6),
    "law.permit_months_subsidiary": (1, 13),
    "law.permit_months_refugee": (1, 36),
    "law.reception_months": (0, 1, 2),
    "law.sfi_age_from": (16, 20),
    "law.sfi_months_plan": (0, 1),
    "law.sfi_months_others": (0, 3),
    "law.so_hours": (60, 1, 120),
    "law.so_age_to": (65, 50),
    "law.so_years": (0, 3),
    "law.so_months": (1, 12),
    "law.health_months": (0, 3),
    "law.preschool_months": (0, 4),
    "law.school_months": (0, 1),
    "people.asylum_households": ((0.5, 0.1, 0.1, 0.2, 0.1), (0.0, 0.0, 0.0, 1.0, 0.0), (0.5, 0.5, 0.0, 0.0, 0.0)),
    "people.quota_households": ((0.2, 0.1, 0.1, 0.4, 0.2), (0.0, 0.0, 0.0, 1.0, 0.0)),
    "people.children_shares": ((0.3, 0.3, 0.2, 0.1, 0.1), (0.0, 0.0, 0.0, 0.0, 1.0)),
    "people.adult_ages": ((0.25, 0.35, 0.2, 0.1, 0.05, 0.05), (1.0, 0.0, 0.0, 0.0, 0.0, 0.0), (0.2, 0.2, 0.0, 0.0, 0.2, 0.4)),
    "placement.dwelling_carry_months": (1, 3),
    "sfi.course_days": ((30,) * 12, (60, 30, 30, 90) * 3, (1,) * 12),
    "sfi.path_1_days_factor": (1.0, 2.0, 0.5),
    "sfi.path_1_pass_factor": (1.0, 2.0, 0.0),
    "sfi.path_1_causal": SHARES,
    "sfi.county_factor": (1.0, 0.5, 2.0),
    "sfi.pass_share": ((0.5,) * 12, (1.0,) * 12, (0.25,) * 12),
    "sfi.drop_share": ((0.25,) * 12, (0.0,) * 12, (0.75,) * 12),
    "so.group_least": (2, 1, 5),
    "so.group_most": (8, 1, 3, 50),
    "so.group_least_late": (1, 2),
    "so.hours_per_week": (14, 6, 40, 1),
    "leave.benefit_days_per_week": (7, 1, 5),
    "leave.part_time_parent_extents": ((1.0, 0.0, 0.0), (0.25, 0.25, 0.5), (0.0, 0.5, 0.5)),
    "leave.part_time_health_extents": ((0.0, 1.0, 0.0), (0.5, 0.25, 0.25), (0.0, 0.0, 1.0)),
    "leave.illness_per_year": (365.25 / 256, 2.0, 0.0),
    "work.hazard_per_year": (_EXACT, (5.0,) * 5, (0.0,) * 5, (_EXACT[0], 0.0, _EXACT[0], 0.0, 1.0)),
    "work.unemployment_weight": (0.0, 0.7),
    "work.wait_factor_per_month": (1.0, 0.98),
    "work.schooling_factor": ((1.0,) * 4, (0.5, 1.0, 2.0, 0.0)),
    "work.sfi_factor": ((1.0,) * 5, (0.0, 1.0, 1.0, 2.0, 5.0)),
    "work.practice_factor": (1.0, 5.0, 0.0),
    "work.women_factor": (1.0, 0.0, 0.5),
    "work.county_factor": (1.0, 0.0, 0.5),
    "work.kind_shares": ((0.25, 0.25, 0.25, 0.25), (1.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.5, 0.5)),
    "work.full_time_shares": ((0.5,) * 4, (0.0,) * 4, (1.0,) * 4),
    "work.duration_days_mean": ((30, 60, 90, 120), (1,) * 4, (360,) * 4),
    "borders.most_minutes": (60, 0, 30),
    "borders.share_commutes": (1.0, 0.5, 0.0),
    "borders.half_minutes": (60, 30),
    "borders.minutes_factor": (1.0, 0.5),
    "moves.hazard_factor": (1.0, 0.0, 5.0),
    "moves.family_factor": (1.0, 0.0, 5.0),
    "unaccompanied.where": ("largest_share_left", "lowest_fulfilment"),
    "unaccompanied.share_nation": (0.02, 0.0, 0.01),
    "unaccompanied.ages": ((0.1, 0.3, 0.6), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)),
    "unaccompanied.form_shares": ((0.5, 0.25, 0.25), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "unaccompanied.share_moves_on": ((0.5, 0.5), (1.0, 1.0), (0.0, 1.0)),
    "unaccompanied.youth_dwelling_carry_months": (1, 3),
}
"""Values by "section.field", within the schema's bounds; the first is the simplest."""

ACTIVITY_ALTERNATIVES: dict[str, tuple[Any, ...]] = {
    "share_offered": ((1.0, 1.0), (0.5, 0.5), (0.0, 0.0), (1.0, 0.0), (0.0, 0.75)),
    "access_women": (1.0, 0.5, 0.0, 2.0),
    "access_by_schooling": ((1.0,) * 4, (0.0, 0.0, 1.0, 1.0), (0.5,) * 4),
    "sfi_level_least": (0, 1, 3),
    "after_sfi": SWITCH,
    "delay_days_mean": SOON,
    "days_mean": LATER,
    "length_spread": (0.5, 0.0),
    "runs_on": SWITCH,
    "full_time": SWITCH,
    "effect": ((1.0,) * 4, (2.0, 2.0, 0.5, 0.5), (0.0,) * 4, (1.0, 5.0, 1.0, 3.0)),
    "effect_causal": SHARES,
    "effect_during": SWITCH,
    "effect_days": (0, 30, 1, 365),
    "effect_kinds": ((1.0,) * 4, (0.0, 1.0, 0.0, 0.0), (1.0, 0.0, 0.0, 0.5)),
    "policy": POLICIES,
}
"""Values of an activity's fields, for any kind."""

Layouts = tuple[tuple[str, ...], ...]
_SIZES = (1, 2, 3)
_TOWNS = ("9901", "9902", "9903")
_PARTS = {1: ("ost",), 2: ("9902", "ost"), 3: ("ost", "vast")}
_ANY: dict[int, Layouts] = {size: (("99",), _TOWNS[:size], ("9901", "99"), _PARTS[size]) for size in _SIZES}
_OWN: dict[int, Layouts] = {size: (_TOWNS[:size],) for size in _SIZES}

LAYOUTS: dict[str, dict[int, Layouts]] = {
    **dict.fromkeys(
        ("sfi_seats", "caseworkers", "introduction_officers", "preparation_places", "practice_places", "asylum_activity_places"), _ANY
    ),
    **dict.fromkeys(("preschool_places", "school_places", "health_slots"), _ANY),
    **dict.fromkeys(("hvb_places", "family_home_places", "stodboende_places"), _ANY),
    "unaccompanied_places": {1: (("9901",),), 2: (("9901", "9902"), ("9902",)), 3: (("9901", "9902", "9903"), ("9902",))},
    "youth_dwellings": _ANY,
    **dict.fromkeys((kind.service for kind in ACTIVITIES), _ANY),
    "kommuntal": {1: (("9901",),), 2: (("9901", "9902"), ("9902",)), 3: (("9901", "9902", "9903"), ("9902",))},
    "dwellings": _OWN,
}
"""Areas that have a service, by number of municipalities: each its own, one for the county, or some of both."""

_SEATS = (1, 0, 2, 5, 40)
UNITS: dict[str, tuple[float, ...]] = {
    **dict.fromkeys(("sfi_seats", "preparation_places", "practice_places", "asylum_activity_places"), _SEATS),
    **dict.fromkeys(("preschool_places", "school_places"), _SEATS),
    **dict.fromkeys((kind.service for kind in ACTIVITIES), (*_SEATS, 0)),
    "caseworkers": (1, 0, 2, 10),
    "introduction_officers": (1, 0, 2, 10),
    **dict.fromkeys(("hvb_places", "family_home_places", "stodboende_places"), _SEATS),
    "unaccompanied_places": (12, 0, 3, 24),
    "youth_dwellings": (1, 0, 0.5, 5),
    "kommuntal": (12, 0, 3, 24, 100),
    "dwellings": (1, 0, 0.5, 5),
    "health_slots": (4, 0, 0.5, 1, 30),
    "so_leaders": (1, 0, 2, 5),
}
"""How much of a service there may be."""
