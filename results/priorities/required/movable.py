"""Which capacity moves which indicator: only where places are what people wait for can it be said how many are needed."""

from __future__ import annotations

from results.indicators.capacity import TRACK_OF
from results.indicators.catalogue import CATALOGUE, full_name
from scenarios.errors import did_you_mean, listed, quoted
from scenarios.language import translate as _

ALIASES = {"share_sfi_within_30_days": "sfi_in_time_plan"}
"""Other names of indicators that people use."""

DECIDED_BY_THE_STATE = frozenset({"kommuntal", "unaccompanied_places"})
"""Capacities that an ordinance sets each year: no party to an agreement can add to them."""

_NAMED = {
    "sfi_seats": ("sfi_in_time_plan", "sfi_in_time_others", "sfi_wait_from_plan", "sfi_half_year", "sfi_begun_two_years"),
    "so_leaders": ("so_in_time", "so_half_year"),
    "practice_places": ("practice_6_months", "practice_12_months", "practice_wait_quarter", "practice_wait_median"),
    "preparation_places": ("preparation_half_year",),
    "caseworkers": ("plan_in_time", "plan_wait_median", "talk_within_30_days", "permit_to_plan_median"),
    "dwellings": ("reception_in_time", "reception_wait_median", "reception_wait_p90"),
    "health_slots": ("health_in_time",),
    "preschool_places": ("preschool_in_time", "childcare_share", "childcare_days_mean"),
    "school_places": ("school_in_time",),
    "asylum_activity_places": ("activity_reach",),
    "youth_dwellings": ("young_home_19", "young_home_21"),
}
"""Indicators by the capacity that stands closest to them; the waits in each queue come beside."""


def _of_waits() -> dict[str, str]:
    """The capacity of each queue's waits. Introduction officers have none left from December 2010 on."""
    served = {track: service for service, track in TRACK_OF.items() if service not in {*DECIDED_BY_THE_STATE, "introduction_officers"}}
    return {f"wait_{track}_{part}": service for track, service in served.items() for part in ("median", "p90")}


SERVICE_OF = {key: service for service, keys in _NAMED.items() for key in keys} | _of_waits()
"""The capacity that moves each indicator that can be asked about."""


class UnmovedError(ValueError):
    """An indicator that nobody knows, or that no capacity moves; its text is for people."""


def movable(name: str) -> str:
    """The indicator that a name or an alias means.

    Raises
    ------
    UnmovedError
        There is no such indicator, or no capacity moves it; the text says which ones can be asked about.
    """
    key = ALIASES.get(name, name)
    if key in SERVICE_OF and key in CATALOGUE:
        return key
    told = [each for keys in _NAMED.values() for each in keys]
    allowed = _("Can be asked about: {indicators}, and the wait in each queue such as wait_sfi_median.").format(
        indicators=listed(told, len(told))
    )
    if key not in CATALOGUE:
        near = did_you_mean(name, [*SERVICE_OF, *ALIASES])
        raise UnmovedError(" ".join(filter(None, (_("There is no indicator {name}.").format(name=quoted(name)), near, allowed))))
    reason = _why_not(key)
    raise UnmovedError(f"{reason} {allowed}")


def _why_not(key: str) -> str:
    if key.startswith(("wait_assignment", "wait_child_assignment", "abo_wait")):
        return _("{indicator} hangs on what the state decides that municipalities receive; no party can add places to it.").format(
            indicator=quoted(full_name(key))
        )
    return _("No single capacity moves {indicator}: it hangs on more than a wait for places.").format(indicator=quoted(full_name(key)))


def wanted(text: str, indicator: str) -> float:
    """The value to reach in the indicator's unit; of a share 0.95, 95 and 95 % mean the same.

    Raises
    ------
    ValueError
        No number, or one that the indicator cannot have; the text is for people.
    """
    is_share = CATALOGUE[indicator].unit == "percent"
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        value = float("nan")
    if is_share and 0.0 < value <= 1.0 and not text.strip().endswith("%"):
        value *= 100.0
    most = 100.0 if is_share else 3660.0
    if not 0.0 < value <= most:
        allowed = _("a share such as 0.95, or 95 for percent") if is_share else _("days, more than 0 and at most {most}").format(most=3660)
        raise ValueError(_("{value} is no value that can be reached. Allowed: {allowed}.").format(value=text, allowed=allowed))
    return value
