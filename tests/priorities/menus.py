"""Measures for the small county, to choose among."""

from __future__ import annotations

from results.priorities.choices.packages import Menu, menu
from scenarios.measures import CapacityChange, Cost, Measure, Setting
from scenarios.schema.scenario import Scenario
from tests.small_county.county import measure, small_county, with_measure


def priced(payer: str, sek: float, per: str, service: str | None = None, *, fixed: bool = False) -> Cost:
    """A cost that is assumed."""
    return Cost.model_validate(
        {"payer": payer, "sek": sek, "per": per, "service": service, "year": 2016, "assumption": True, "fixed": fixed}
    )


def seats() -> Measure:
    """Half as many SFI seats again, paid by the seat."""
    cost = priced("kommun", 20_000.0, "seat_year", "sfi_seats")
    return measure(id="seats", capacity=(CapacityChange(service="sfi_seats", factor=1.5),), costs=(cost,))


def joint() -> Measure:
    """Civic orientation together and one more leader in each language, with a coordinator."""
    costs = (priced("kommun", 300_000.0, "year", fixed=True), priced("stat", 100_000.0, "year"))
    change = CapacityChange(service="so_leaders", add=1.0)
    return measure(id="joint", capacity=(change,), settings=(Setting(parameter="so.pooled", value=1.0),), costs=costs)


def health() -> Measure:
    """Everyone is called to a health assessment."""
    called = Setting(parameter="health.share_called", value=1.0)
    return measure(id="health", settings=(called,), costs=(priced("region", 500_000.0, "year"),))


def scenarios() -> tuple[Scenario, ...]:
    """The small county with each of the measures."""
    base = small_county()
    return (base, *(with_measure(base, each) for each in (seats(), joint(), health())))


def small_menu() -> Menu:
    """What can be chosen in the small county."""
    return menu(scenarios())
