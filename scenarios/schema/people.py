"""Who comes: composition of households, ages, languages, schooling."""

from __future__ import annotations

from scenarios.schema.field import Section, parameter
from scenarios.values import Number, Vector

HOUSEHOLDS = ("single_man", "single_woman", "couple", "couple_with_children", "mother_with_children")
AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65-79")
SCHOOLING = ("0-6", "7-9", "10-12", "13+")


class People(Section):
    """Composition of newcomers; shares follow the date of application or arrival."""

    share_nation_stays: Number = parameter(
        "share", 0, 1, sv="Länets andel av landets asylsökande", en="Share of the nation's asylum seekers who live in the county"
    )
    share_nation_settles: Number = parameter(
        "share", 0, 1, sv="Högsta andel av landets nyanlända som bosätter sig i länet", en="Greatest share of newcomers who settle here"
    )
    share_settlers_who_stayed: Number = parameter(
        "share", 0, 1, sv="Andel av dem som bosätter sig som bott i länet under asyltiden", en="Settlers who lived in the county as seekers"
    )
    asylum_households: Vector = parameter(
        "share", 0, 1, sv="Hushåll bland asylsökande", en="Households among seekers", entries=HOUSEHOLDS, sums_to_one=True
    )
    quota_households: Vector = parameter(
        "share", 0, 1, sv="Hushåll bland kvotflyktingar", en="Households among quota refugees", entries=HOUSEHOLDS, sums_to_one=True
    )
    children_shares: Vector = parameter(
        "share", 0, 1, sv="Antal barn i barnfamiljer", en="Children in families", entries=("1", "2", "3", "4", "5"), sums_to_one=True
    )
    adult_ages: Vector = parameter("share", 0, 1, sv="Vuxnas åldrar", en="Ages of adults", entries=AGES, sums_to_one=True)
    language_shares: Vector = parameter("share", 0, 1, sv="Språk", en="Languages, in the county's order", sums_to_one=True)
    schooling_by_language: Vector = parameter(
        "share", 0, 1, sv="Skolår efter språk", en="Schooling by language, four shares a language in the county's order"
    )
    path_1_by_schooling: Vector = parameter("share", 0, 1, sv="Studieväg 1 efter skolår", en="Path 1 by schooling", entries=SCHOOLING)
    path_3_by_schooling: Vector = parameter("share", 0, 1, sv="Studieväg 3 efter skolår", en="Path 3 by schooling", entries=SCHOOLING)
    share_special_need: Number = parameter("share", 0, 1, sv="Särskilda behov", en="People with special needs")
    share_family_abroad_men: Number = parameter("share", 0, 1, sv="Ensamma män med familj kvar", en="Single men with family abroad")
    share_family_abroad_women: Number = parameter("share", 0, 1, sv="Ensamma kvinnor med familj kvar", en="Single women with family abroad")
    share_family_comes: Number = parameter("share", 0, 1, sv="Andel familjer som kommer efter", en="Families abroad who follow")
    family_lag_days_mean: Number = parameter(
        "days", 1, 5000, sv="Anhörigas väntan efter tillståndet", en="Relatives' lag after permit, mean"
    )
    family_lag_spread: Number = parameter("log sd", 0, 2, sv="Spridning i anhörigas väntan", en="Spread of the relatives' lag")
