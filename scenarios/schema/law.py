"""Dated law: what acts and ordinances say, as numbers with dates and SFS sources (months, hours, years, 0/1)."""

from __future__ import annotations

from scenarios.schema.field import Section, parameter
from scenarios.values import Number


class Law(Section):
    """The rules of the state; the same for every county."""

    introduction_exists: Number = parameter(
        "0/1", 0, 1, sv="Kommunal introduktion finns", en="The municipality runs the introduction (1990:927)"
    )
    introduction_months: Number = parameter("months", 1, 60, sv="Introduktionens längsta tid", en="Longest introduction")
    introduction_age_from: Number = parameter("years", 16, 30, sv="Introduktion från ålder", en="Introduction from age")
    introduction_age_to: Number = parameter("years", 50, 100, sv="Introduktion före ålder", en="Introduction before age")
    plan_exists: Number = parameter("0/1", 0, 1, sv="Etableringsplan finns", en="Establishment plans exist (2010:197)")
    plan_months: Number = parameter("months", 1, 60, sv="Planens längsta tid", en="Longest plan time")
    plan_window_months: Number = parameter("months", 0, 24, sv="Plan inom", en="Plan drawn up within")
    plan_requires_reception: Number = parameter(
        "0/1", 0, 1, sv="Plan först efter mottagande i kommun", en="No plan before reception in a municipality"
    )
    plan_age_from: Number = parameter("years", 16, 30, sv="Plan från ålder", en="Plan from age")
    plan_age_to: Number = parameter("years", 50, 80, sv="Plan före ålder", en="Plan before age")
    plan_latest_months: Number = parameter(
        "months", 0, 120, sv="Plan senast efter folkbokföring", en="Plan at the latest after registration"
    )
    pause_least_days: Number = parameter("days", 0, 365, sv="Kortaste ledighet som räknas bort", en="Shortest leave that pauses the plan")
    pause_most_months: Number = parameter("months", 0, 60, sv="Längsta bortsett tid", en="Longest pause in all")
    part_time_extends: Number = parameter(
        "0/1", 0, 1, sv="Deltid för barn förlänger planen", en="Part time for a child extends the plan (prop. 2013/14:104)"
    )
    benefit_days_born_here: Number = parameter(
        "days", 0, 1000, sv="Föräldrapenningdagar, barn fött här", en="Parental benefit, child born here"
    )
    benefit_days_second_year: Number = parameter(
        "days",
        0,
        1000,
        sv="Föräldrapenningdagar, barn bosatt under andra levnadsåret",
        en="Parental benefit, child settled in its second year",
    )
    benefit_days_later: Number = parameter(
        "days", 0, 1000, sv="Föräldrapenningdagar, barn bosatt senare", en="Parental benefit, child settled later"
    )
    programme: Number = parameter("0/1", 0, 1, sv="Etableringsprogrammet", en="Programme instead of plan (2017:584, 2017:819, 2017:820)")
    relatives_years: Number = parameter(
        "years", 0, 20, sv="Anhöriga omfattas inom", en="Relatives are entitled within years of the sponsor"
    )
    relatives_closed: Number = parameter(
        "0/1", 0, 1, sv="Familjeåterförening stängd för alternativt skyddsbehövande", en="No reunification for subsidiary protection"
    )
    temporary_permits_apply_from: Number = parameter(
        "0/1", 0, 1, sv="Tillfälliga lagen gäller asylansökan från detta datum", en="Asylum applications covered by the temporary law"
    )
    permit_months_subsidiary: Number = parameter("months", 1, 600, sv="Första tillstånd, alternativt skydd", en="First permit, subsidiary")
    permit_months_refugee: Number = parameter("months", 1, 600, sv="Första tillstånd, flykting", en="First permit, refugee")
    own_housing_in_queue: Number = parameter("0/1", 0, 1, sv="Boende i EBO kan anvisas", en="People in own housing may be assigned")
    reception_duty: Number = parameter("0/1", 0, 1, sv="Kommunen ska ta emot", en="The municipality must receive (2016:38)")
    reception_months: Number = parameter("months", 0, 24, sv="Mottagande efter anvisning inom", en="Reception within months of assignment")
    stodboende_exists: Number = parameter("0/1", 0, 1, sv="Stödboende finns som placeringsform", en="Stödboende is a form of placement")
    placement_age_to: Number = parameter("years", 18, 25, sv="Placering längst till ålder", en="Placement ends at age")
    sfi_age_from: Number = parameter("years", 10, 25, sv="Sfi från ålder", en="SFI from age")
    sfi_months_plan: Number = parameter(
        "months", 0, 24, sv="Sfi inom, i etablering", en="SFI within months of application, in establishment"
    )
    sfi_months_others: Number = parameter("months", 0, 24, sv="Sfi inom, övriga", en="SFI within months, others")
    so_hours: Number = parameter("hours", 1, 400, sv="Samhällsorientering, timmar", en="Civic orientation, hours")
    so_others: Number = parameter("0/1", 0, 1, sv="SO även utanför planen", en="SO also outside the plan (2013:156)")
    so_age_from: Number = parameter("years", 10, 30, sv="SO från ålder", en="SO from age")
    so_age_to: Number = parameter("years", 50, 100, sv="SO före ålder", en="SO before age")
    so_years: Number = parameter("years", 0, 20, sv="SO inom år från folkbokföring", en="SO within years of registration")
    so_months: Number = parameter("months", 1, 60, sv="SO normalt avslutad inom", en="SO normally finished within")
    health_months: Number = parameter("months", 0, 24, sv="Hälsoundersökning inom (mål)", en="Health assessment within (aim)")
    preschool_months: Number = parameter("months", 0, 24, sv="Förskoleplats inom", en="Preschool place within")
    school_months: Number = parameter("months", 0, 24, sv="Skolstart inom", en="School start within")
    lanstal_persons: Number = parameter("persons/year", 0, 100000, sv="Länstal", en="County allotment")
    nation_assigned_persons: Number = parameter("persons/year", 0, 200000, sv="Antal att anvisa i landet", en="National number to assign")
    lump_sum_sek: Number = parameter("SEK/person", 0, 1e6, sv="Schablonersättning under 65", en="State lump sum, under 65")
