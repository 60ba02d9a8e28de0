"""Across municipal borders: which seats are offered to neighbours, who comes first, how far people travel, and at what price."""

from __future__ import annotations

from scenarios.schema.field import Section, parameter
from scenarios.values import Number, Text

ORDERS = ("home_first", "equal")


def _open(sv: str, en: str) -> Number:
    number: Number = parameter("0/1", 0, 1, sv=f"{sv} erbjuds grannkommuner", en=f"{en} are offered to neighbours")
    return number


def _price(sv: str, en: str) -> Number:
    number: Number = parameter(
        "SEK/month", 0, 100_000, sv=f"Interkommunal ersättning, {sv}", en=f"Price between municipalities, {en}, per seat-month"
    )
    return number


class Borders(Section):
    """Live in one municipality, study or practise in another: what the agreement opens, to whom, and at what price."""

    sfi_open: Number = _open("Sfi-platser", "SFI seats")
    practice_open: Number = _open("Praktikplatser", "Practice places")
    school_open: Number = _open("Skolplatser", "School places")
    policy: Text = parameter(
        "policy", 0, 0, sv="Egna invånare och grannar i kön", en="Residents and neighbours in the queue", choices=ORDERS
    )
    most_minutes: Number = parameter("minutes", 0, 600, sv="Längsta resa, en väg", en="Longest journey, one way")
    share_commutes: Number = parameter("share", 0, 1, sv="Reser till en grannkommun alldeles intill", en="Would travel next door")
    half_minutes: Number = parameter(
        "minutes", 1, 600, sv="Restid vid vilken hälften reser", en="Journey at which half as many would travel"
    )
    minutes_factor: Number = parameter(
        "factor", 0.1, 2, sv="Restid jämfört med i dag (kollektivtrafik, pendlingskort)", en="Travel time compared with today"
    )
    speed_kmh: Number = parameter("km/h", 5, 200, sv="Reshastighet, fågelvägen", en="Travel speed as the crow flies")
    fixed_minutes: Number = parameter("minutes", 0, 120, sv="Fast tid för en resa", en="Fixed part of a journey")
    sfi_price_sek: Number = _price("sfi", "SFI")
    practice_price_sek: Number = _price("praktik", "practice")
    school_price_sek: Number = _price("grundskola", "compulsory school")
    upper_secondary_price_sek: Number = _price("gymnasieskola", "upper secondary school")
