"""Unaccompanied children: how many come to the county, where they live, their case, and their way to a home of their own."""

from __future__ import annotations

from scenarios.schema.field import Section, parameter
from scenarios.schema.stages import POLICIES
from scenarios.values import Number, Text, Vector

FORMS = ("hvb", "family_home", "stodboende")
ALONE_AGES = ("6-12", "13-15", "16-17")
BIRTHDAYS = ("16", "18")
ASSIGNMENTS = ("largest_share_left", "lowest_fulfilment")
"""To places that are left, or beyond them to the municipality that has met least of its share."""


class Unaccompanied(Section):
    """Children who seek asylum without a guardian, from arrival to their own home; shares follow the day on which they are used."""

    share_nation_most: Number = parameter(
        "share", 0, 1, sv="Högsta andel av landets ensamkommande barn", en="Greatest share of the nation's unaccompanied children"
    )
    share_nation: Number = parameter(
        "share", 0, 1, sv="Andel av landets ensamkommande barn som anvisas till länet", en="Share of the nation's children assigned here"
    )
    share_girls: Number = parameter("share", 0, 1, sv="Flickor bland ensamkommande barn", en="Girls among unaccompanied children")
    ages: Vector = parameter("share", 0, 1, sv="Ålder vid ankomsten", en="Age on arrival", entries=ALONE_AGES, sums_to_one=True)
    assignment_days_mean: Number = parameter(
        "days", 0, 1000, sv="Tid i ankomstkommunen till anvisning", en="Days in the municipality of arrival until assignment is due"
    )
    assignment_spread: Number = parameter("log sd", 0, 2, sv="Spridning, tid till anvisning", en="Spread of the days to assignment")
    where: Text = parameter(
        "policy", 0, 0, sv="Vart ensamkommande barn anvisas", en="Where unaccompanied children are assigned", choices=ASSIGNMENTS
    )
    guardian_days_mean: Number = parameter("days", 0, 1000, sv="Tid till god man", en="Days from arrival to a guardian (god man)")
    custodian_days_mean: Number = parameter(
        "days", 0, 1000, sv="Tid från tillstånd till särskilt förordnad vårdnadshavare", en="Days from permit to an appointed custodian"
    )
    handling_days_mean: Number = parameter(
        "days", 1, 3000, sv="Handläggningstid, efter ansökningsdag", en="Handling time, by application date"
    )
    share_granted: Number = parameter(
        "share", 0, 1, sv="Bifall i första instans, efter beslutsdag", en="Granted at first instance, by decision date"
    )
    form_shares: Vector = parameter(
        "share", 0, 1, sv="Placeringsform som söks vid anvisning", en="Form sought on assignment", entries=FORMS, sums_to_one=True
    )
    share_special_reasons: Number = parameter(
        "share", 0, 1, sv="Särskilda skäl för stödboende vid 16–17 år", en="Special reasons for stödboende at 16-17"
    )
    share_moves_on: Vector = parameter(
        "share",
        0,
        1,
        sv="Går från HVB till stödboende på födelsedagen",
        en="Moves from HVB to stödboende on the birthday",
        entries=BIRTHDAYS,
    )
    share_kept_at_18: Number = parameter(
        "share", 0, 1, sv="Får bo kvar efter 18-årsdagen utan beslut", en="Kept by the municipality after turning 18 undecided"
    )
    share_school_after_18: Number = parameter(
        "share", 0, 1, sv="Fortsätter i skolan efter 18-årsdagen", en="Goes on in school after turning 18"
    )
    share_folk_high_school: Number = parameter(
        "share", 0, 1, sv="Går till folkhögskola med internat", en="Goes to a folk high school with boarding"
    )
    folk_high_school_days_mean: Number = parameter("days", 1, 3000, sv="Tid på folkhögskola", en="Days at the folk high school")
    folk_high_school_spread: Number = parameter("log sd", 0, 2, sv="Spridning, tid på folkhögskola", en="Spread of the days there")
    own_home_days_mean: Number = parameter(
        "days", 0, 3000, sv="Tid från 18-årsdagen tills egen bostad söks", en="Days from turning 18 until ready for a home"
    )
    own_home_spread: Number = parameter("log sd", 0, 2, sv="Spridning, tid tills egen bostad söks", en="Spread of those days")
    youth_dwelling_carry_months: Number = parameter(
        "months", 1, 24, sv="Lediga ungdomsbostäder sparas högst", en="Unused youth dwellings are kept at most"
    )
    home_policy: Text = parameter("policy", 0, 0, sv="Vem får ungdomsbostad först", en="Who gets a youth dwelling first", choices=POLICIES)
