"""The section beside a placement policy: only where there is one, with the spread, the assigned and those who wait longer."""

from __future__ import annotations

from dataclasses import replace

from results.report.material import Material
from results.report.page import Shown, Words
from results.report.placement import SHOWN, placement
from scenarios.measures import Measure
from scenarios.reallocation import Key
from tests.results.report_examples import material
from tests.small_county.county import measure, with_values


def changed(where: str, *measures: Measure) -> Material:
    """One alternative that sends the assigned by a policy, or has measures."""
    plain = material("vastmanland/mer-sfi")
    other = with_values(plain.alternatives[0], {"placement.where": where})
    same = replace(plain, alternatives=(plain.alternatives[0],))
    return replace(same, alternatives=(other.model_copy(update={"measures": measures}) if measures else other,))


def test_there_is_no_section_without_a_placement_policy() -> None:
    assert placement(material("vastmanland/mer-sfi")) is None


def test_the_spread_and_those_who_wait_longer_stand_beside_the_policy() -> None:
    found = placement(changed("even_spread"))
    assert found is not None
    (table,) = (item.table for item in found.items if isinstance(item, Shown))
    assert len(table.rows) == sum(len(groups) for _, groups in SHOWN)
    assert len([item for item in found.items if isinstance(item, Words)]) == 1
    labels = [str(row[0]) for row in table.rows]
    assert any("ärskilda behov" in label or "pecial need" in label for label in labels)


def test_an_experiment_is_called_one() -> None:
    found = placement(changed("best_expected"))
    assert found is not None
    assert len([item for item in found.items if isinstance(item, Words)]) == 2


def test_a_new_key_is_a_placement_policy() -> None:
    base = material("vastmanland/mer-sfi").base
    where = base.placement.where.steps[0].value
    alternative = changed(where, measure(key=(Key(service="kommuntal", population=1.0),)))
    unchanged = with_values(alternative.alternatives[0], {})
    found = placement(replace(alternative, base=unchanged.model_copy(update={"measures": ()})))
    assert found is not None
