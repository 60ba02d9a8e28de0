"""Parameters of an activity or programme: the same section for every kind (`scenarios.activities`)."""

from __future__ import annotations

from scenarios.schema.field import Section, parameter
from scenarios.schema.people import SCHOOLING
from scenarios.schema.stages import KINDS, POLICIES
from scenarios.values import Number, Text, Vector

EFFECT = ("men, low", "men, high", "women, low", "women, high")


class Activity(Section):
    """Who is offered a kind of activity, how long it takes, and what it does to the chance of work."""

    share_offered: Vector = parameter(
        "share", 0, 1, sv="Erbjuds insatsen", en="Is offered it: with a plan, and without", entries=("in plan", "without a plan")
    )
    access_women: Number = parameter("factor", 0, 2, sv="Kvinnors tillgång jämfört med mäns", en="Women's access compared with men's")
    access_by_schooling: Vector = parameter("share", 0, 1, sv="Tillgång efter skolår", en="Access by schooling", entries=SCHOOLING)
    sfi_level_least: Number = parameter("level", 0, 4, sv="Lägsta godkända sfi-kurs (1–4 = A–D)", en="Least SFI course passed (1-4 = A-D)")
    after_sfi: Number = parameter("0/1", 0, 1, sv="Först när sfi är avslutad", en="Only when SFI is over")
    delay_days_mean: Number = parameter("days", 0, 2000, sv="Tid till erbjudande", en="Days from being within reach to the offer")
    days_mean: Number = parameter("days", 1, 2000, sv="Insatsens längd", en="Length")
    length_spread: Number = parameter("log sd", 0, 2, sv="Spridning, insatsens längd", en="Spread of the length")
    runs_on: Number = parameter("0/1", 0, 1, sv="Fortsätter efter planen", en="Runs on after the plan")
    full_time: Number = parameter("0/1", 0, 1, sv="På heltid (inlåsning medan den pågår)", en="Full time (lock-in while it lasts)")
    effect: Vector = parameter("factor", 0, 10, sv="Verkan på jobbchansen", en="Effect on the hazard of work", entries=EFFECT)
    effect_causal: Number = parameter("share", 0, 1, sv="Orsaksandel av verkan", en="Causal share of the effect")
    effect_during: Number = parameter("0/1", 0, 1, sv="Verkar medan insatsen pågår", en="Acts while it is under way")
    effect_days: Number = parameter("days", 0, 10000, sv="Verkan varar efteråt", en="How long the effect lasts afterwards")
    effect_kinds: Vector = parameter("share", 0, 1, sv="Slag av arbete som verkan gäller", en="Kinds of work it reaches", entries=KINDS)
    policy: Text = parameter("policy", 0, 0, sv="Turordning", en="Who goes first", choices=POLICIES)
