"""The small county's parameters: plain numbers, short times, so that everything happens often in a few years."""

from __future__ import annotations

from datetime import date
from typing import Any

LAW: dict[str, Any] = {
    "introduction_exists": {None: 1, date(2014, 1, 1): 0},
    "introduction_months": 20,
    "introduction_age_from": 18,
    "introduction_age_to": 65,
    "plan_exists": 1,
    "plan_months": 24,
    "plan_window_months": 2,
    "plan_requires_reception": {None: 0, date(2014, 4, 1): 1},
    "plan_age_from": 20,
    "plan_age_to": 65,
    "pause_least_days": 30,
    "pause_most_months": 12,
    "part_time_extends": {None: 0, date(2014, 8, 1): 1},
    "benefit_days_born_here": 480,
    "benefit_days_second_year": {None: 480, date(2017, 7, 1): 200},
    "benefit_days_later": {None: 480, date(2017, 7, 1): 100},
    "programme": {None: 0, date(2018, 1, 1): 1},
    "relatives_years": {None: 2, date(2014, 1, 1): 6},
    "relatives_closed": {None: 0, date(2016, 7, 20): 1, date(2017, 7, 20): 0},
    "temporary_permits_apply_from": {None: 0, date(2015, 11, 25): 1},
    "permit_months_subsidiary": {None: 600, date(2016, 7, 20): 13},
    "permit_months_refugee": {None: 600, date(2016, 7, 20): 36},
    "own_housing_in_queue": {None: 1, date(2016, 3, 1): 0},
    "reception_duty": {None: 0, date(2016, 3, 1): 1},
    "reception_months": 2,
    "nation_assigned_persons": 10000,
    "lump_sum_sek": 125000,
    "sfi_age_from": 16,
    "sfi_months_plan": 1,
    "sfi_months_others": 3,
    "so_hours": {None: 60, date(2016, 2, 1): 100},
    "so_others": {None: 0, date(2013, 5, 1): 1},
    "so_age_from": 18,
    "so_age_to": 65,
    "so_years": 3,
    "so_months": 12,
    "health_months": 3,
    "preschool_months": 4,
    "school_months": 1,
    "lanstal_persons": 60,
}

PEOPLE: dict[str, Any] = {
    "share_nation_stays": 0.010,
    "share_nation_settles": 0.012,
    "share_settlers_who_stayed": 0.5,
    "asylum_households": (0.5, 0.1, 0.1, 0.2, 0.1),
    "quota_households": (0.2, 0.1, 0.1, 0.4, 0.2),
    "children_shares": (0.3, 0.3, 0.2, 0.1, 0.1),
    "adult_ages": (0.25, 0.35, 0.2, 0.1, 0.05, 0.05),
    "language_shares": (0.7, 0.3),
    "schooling_by_language": (0.2, 0.3, 0.3, 0.2, 0.5, 0.3, 0.1, 0.1),
    "path_1_by_schooling": (0.6, 0.1, 0.0, 0.0),
    "path_3_by_schooling": (0.0, 0.1, 0.5, 0.9),
    "share_special_need": 0.1,
    "share_family_abroad_men": 0.6,
    "share_family_abroad_women": 0.3,
    "share_family_comes": 0.8,
    "family_lag_days_mean": 250,
    "family_lag_spread": 0.5,
}

ASYLUM: dict[str, Any] = {
    "share_own_housing": 0.45,
    "share_leaves_abo": 0.15,
    "handling_days_mean": {None: 150, date(2015, 7, 1): 300},
    "handling_spread": 0.6,
    "share_granted": 0.65,
    "share_refugee_status": 0.4,
    "share_appeals": 0.6,
    "appeal_days_mean": 150,
    "appeal_spread": 0.5,
    "share_appeals_granted": 0.2,
    "departure_days_mean": 120,
    "share_wants_activity": 0.7,
    "share_offered_activity": 0.6,
    "activity_delay_days_mean": 40,
    "activity_days_mean": 60,
    "share_may_work": 0.6,
    "job_per_year": (0.2, 0.6, 1.0),
    "job_days_mean": 200,
    "share_keeps_job": 0.6,
}

HEALTH: dict[str, Any] = {
    "share_called": 0.8,
    "call_days_mean": 40,
    "call_spread": 0.7,
    "share_attends": 0.75,
    "share_lost_per_hour": 0.3,
    "mobile_share": 0.2,
    "policy": "first_come",
}

PLACEMENT: dict[str, Any] = {
    "draw_assigned": {None: 1.0, date(2016, 3, 1): 0.7},
    "draw_self_settled": 0.9,
    "share_leaves_abo": 0.3,
    "share_own_housing_asks": 0.3,
    "handling_days_mean": 20,
    "handling_spread": 0.5,
    "preparation_days_mean": 40,
    "preparation_spread": 0.4,
    "share_late": 0.2,
    "late_days_mean": 40,
    "settling_days_mean": 40,
    "settling_spread": 0.8,
    "share_time_limited": 0.5,
    "lease_days": 400,
    "dwelling_carry_months": 3,
    "policy": "first_come",
    "where": "largest_share_left",
    "dwelling_policy": "first_come",
}

START: dict[str, Any] = {
    "registration_days_mean": 15,
    "registration_spread": 0.6,
    "talk_days": 8,
    "decision_days_mean": 20,
    "decision_spread": 0.5,
    "small_children_days_mean": 45,
    "share_relatives_introduced": 0.7,
    "share_no_capacity": 0.03,
    "policy": "first_come",
}

CHILDCARE: dict[str, Any] = {"share_waits_women": 0.4, "share_waits_men": 0.2, "limit_days": 150, "share_plan_waits": 0.5}

SFI: dict[str, Any] = {
    "apply_days_mean": 20,
    "apply_outside_days_mean": 60,
    "apply_spread": 0.6,
    "share_applies_outside": 0.7,
    "course_days": (150, 140, 130, 120, 120, 120, 110, 100, 100, 90, 90, 80),
    "pace_spread": 0.35,
    "pass_share": (0.5, 0.5, 0.5, 0.5, 0.55, 0.55, 0.55, 0.5, 0.6, 0.6, 0.6, 0.6),
    "drop_share": (0.25, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.15, 0.15, 0.15, 0.15),
    "trait_weight": 0.15,
    "share_resumes": 0.5,
    "resume_days_mean": 90,
    "policy": "first_come",
}

SO: dict[str, Any] = {
    "join_days_mean": 30,
    "share_in_plan": 0.85,
    "share_outside": 0.4,
    "share_in_introduction": 0.3,
    "group_least": 5,
    "group_most": 8,
    "patience_days": 120,
    "group_least_late": 2,
    "hours_per_week": 6,
    "pooled": 0,
    "policy": "first_come",
}

PRACTICE: dict[str, Any] = {
    "share_preparation": 0.9,
    "preparation_delay_days_mean": 50,
    "preparation_days_mean": 80,
    "share_practice": 0.6,
    "practice_delay_days_mean": 150,
    "practice_days_mean": 90,
    "length_spread": 0.5,
    "access_women": 0.8,
    "share_parallel": 0.5,
    "policy": "first_come",
}

LEAVE: dict[str, Any] = {
    "share_leave_small_child": 0.6,
    "share_leave_older_child": 0.3,
    "share_mother_takes": 0.9,
    "parental_days_mean": 200,
    "parental_spread": 0.5,
    "benefit_days_per_week": 7,
    "share_returns_at_place": 0.7,
    "share_sfi_on_leave": 0.3,
    "births_per_year": 0.3,
    "illness_per_year": 0.3,
    "illness_days_mean": 60,
    "illness_spread": 0.6,
    "share_part_time_parent": 0.5,
    "part_time_parent_extents": (0.4, 0.4, 0.2),
    "part_time_parent_days_mean": 150,
    "health_least_days": 40,
    "share_part_time_health": 0.5,
    "part_time_health_extents": (0.3, 0.5, 0.2),
    "part_time_health_days_mean": 90,
}

WORK: dict[str, Any] = {
    "hazard_per_year": (0.2, 0.4, 0.6, 0.6, 0.5),
    "schooling_factor": (0.7, 0.9, 1.1, 1.3),
    "sfi_factor": (0.8, 0.9, 1.0, 1.2, 1.5),
    "sfi_causal": 0.4,
    "practice_factor": 1.3,
    "practice_causal": 0.5,
    "wait_factor_per_month": 0.98,
    "wait_causal": 0.3,
    "lock_in": 0.6,
    "women_factor": 0.6,
    "unemployment_weight": 0.7,
    "commuting_km": 30,
    "trait_spread": 0.5,
    "kind_shares": (0.45, 0.3, 0.05, 0.2),
    "full_time_shares": (0.7, 0.8, 0.8, 1.0),
    "duration_days_mean": (500, 300, 700, 250),
}

MOVES: dict[str, Any] = {"family_factor": 0.7, "share_out_of_county": 0.4, "share_lease_end_moves": 0.6}

SCHOOL: dict[str, Any] = {
    "share_wants_preschool": 0.8,
    "preschool_days_mean": 40,
    "preschool_prepares_days": 20,
    "school_prepares_days": 14,
    "spread": 0.5,
}

BORDERS: dict[str, Any] = {
    "sfi_open": 0,
    "practice_open": 0,
    "school_open": 0,
    "policy": "home_first",
    "most_minutes": 60,
    "share_commutes": 0.9,
    "half_minutes": 60,
    "minutes_factor": 1.0,
    "speed_kmh": 50,
    "fixed_minutes": 10,
    "sfi_price_sek": 1700,
    "practice_price_sek": 1000,
    "school_price_sek": 8700,
    "upper_secondary_price_sek": 9900,
}

ACTIVITY: dict[str, Any] = {
    "share_offered": (0.3, 0.1),
    "access_women": 0.8,
    "access_by_schooling": (1.0, 1.0, 1.0, 1.0),
    "sfi_level_least": 0,
    "after_sfi": 0,
    "delay_days_mean": 60,
    "days_mean": 90,
    "length_spread": 0.4,
    "runs_on": 0,
    "full_time": 0,
    "effect": (1.0, 1.0, 1.0, 1.0),
    "effect_causal": 1.0,
    "effect_during": 0,
    "effect_days": 0,
    "effect_kinds": (1.0, 1.0, 1.0, 1.0),
    "policy": "first_come",
}
"""What the kinds of activities have in common; each differs from it in what follows."""

ACTIVITIES: dict[str, dict[str, Any]] = {
    "komvux": {"sfi_level_least": 2, "runs_on": 1, "full_time": 1, "share_offered": (0.4, 0.4)},
    "training": {"full_time": 1, "effect": (1.2, 1.6, 1.2, 1.6), "effect_causal": 0.5, "effect_days": 700, "sfi_level_least": 1},
    "validation": {"days_mean": 15, "access_by_schooling": (0.0, 0.0, 1.0, 1.0)},
    "rehabilitation": {"share_offered": (0.4, 0.0), "delay_days_mean": 20},
    "language_support": {"after_sfi": 1, "sfi_level_least": 1, "share_offered": (0.8, 0.8)},
    "guide": {"share_offered": (0.5, 0.5), "runs_on": 1},
    "coaching": {"effect": (1.2, 1.6, 1.0, 1.0), "effect_during": 1, "effect_days": 365, "effect_kinds": (1.0, 0.0, 0.0, 0.0)},
    "language_practice": {"full_time": 1, "access_by_schooling": (1.0, 0.5, 0.0, 0.0), "effect": (2.0, 3.0, 1.5, 2.5), "effect_days": 900},
    "equal_matching": {"access_women": 1.0, "effect": (1.5, 2.5, 1.5, 2.5), "effect_during": 1, "effect_kinds": (0.0, 1.0, 0.0, 0.5)},
    "early_start": {"share_offered": (0.6, 0.0), "delay_days_mean": 0},
    "municipal_jobs": {"full_time": 1, "share_offered": (0.5, 0.2), "days_mean": 150},
}

SECTIONS: dict[str, dict[str, Any]] = {
    "law": LAW,
    "people": PEOPLE,
    "asylum": ASYLUM,
    "health": HEALTH,
    "placement": PLACEMENT,
    "start": START,
    "childcare": CHILDCARE,
    "sfi": SFI,
    "so": SO,
    "practice": PRACTICE,
    **{name: ACTIVITY | own for name, own in ACTIVITIES.items()},
    "leave": LEAVE,
    "work": WORK,
    "moves": MOVES,
    "school": SCHOOL,
    "borders": BORDERS,
}
