"""Live in one municipality, study or practise in another: what stands beside the headline indicators about it."""

from __future__ import annotations

from results.indicators.indicator import EVERYONE, Indicator

ACROSS = (
    ("sfi", "sfi", "SFI"),
    ("practice", "praktik", "practice"),
    ("school", "skola", "school"),
)
"""Tracks whose service people may have in another municipality: key, Swedish and English name."""

_ANY = ("", "någon insats", "any measure")


def _elsewhere(key: str, sv: str, en: str) -> Indicator:
    return Indicator(
        f"elsewhere{key and '_' + key}",
        f"Insats i annan kommun än hemkommunen: {sv}",
        f"Measures in another municipality than home: {en}",
        f"Personer som under året började {sv} i en annan kommun i länet än den där de bodde, efter hemkommun; var och en räknas en gång "
        "om året.",
        f"Persons who during the year began {en} in another municipality of the county than that of their home, by home; each counts once "
        "a year.",
        "count",
        better="neither",
        groups=EVERYONE,
    )


def _hosted(key: str, sv: str, en: str) -> Indicator:
    return Indicator(
        f"hosted{key and '_' + key}",
        f"Insats för boende i andra kommuner: {sv}",
        f"Measures for people who live in other municipalities: {en}",
        f"Samma personer, efter den kommun där {sv} ges.",
        f"The same persons, by the municipality that gives {en}.",
        "count",
        better="neither",
        groups=EVERYONE,
    )


def _wait(key: str, sv: str, en: str, who: str, who_sv: str, who_en: str) -> Indicator:
    return Indicator(
        f"wait_{key}_{who}",
        f"Väntan på {sv} bland {who_sv} som började",
        f"Wait for {en} among {who_en} who began",
        f"Dagar i kö, medelvärde bland {who_sv} som under året började {sv}, efter den kommun där insatsen ges. De som ännu väntar ingår "
        "inte.",
        f"Days in the queue, mean among {who_en} who began {en} during the year, by the municipality that gives it. Those still "
        "waiting are not in it.",
        "mean",
        better="less",
        groups=("all",),
    )


BORDERS: tuple[Indicator, ...] = (
    *(_elsewhere(*each) for each in (_ANY, *ACROSS)),
    *(_hosted(*each) for each in (_ANY, *ACROSS)),
    *(
        _wait(*each, *who)
        for each in ACROSS
        for who in (("residents", "kommunens egna invånare", "residents"), ("neighbours", "boende i andra kommuner", "neighbours"))
    ),
)
"""Number with measures in another municipality, by home and by host, and the wait of residents and neighbours."""
