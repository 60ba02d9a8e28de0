"""What is written about the house is true of it: packages, records of decisions, README, changelog, licence."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import click
import pytest

from app.cli import etablering
from results.documentation import filled as agreements_filled
from results.indicators.catalogue import CATALOGUE
from scenarios.documentation import filled
from scenarios.language import set_language
from scenarios.load import load
from scenarios.shipped import shipped
from tests.house.tree import ROOMS, ROOT, modules, name_of, source

RECORDS = ROOT / "docs" / "decisions"


def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads(source(ROOT / "pyproject.toml"))


def targets() -> set[str]:
    """Targets of the Makefile that people call."""
    return set(re.findall(r"^## ([a-z]+):", source(ROOT / "Makefile"), re.MULTILINE))


def test_every_package_is_named() -> None:
    """Setuptools cannot find them: several top-level folders are no layout that it knows."""
    folders = {name_of(path.parent).replace("/", ".") for path in modules(*ROOMS)}
    assert set(project()["tool"]["setuptools"]["packages"]) == folders


def test_the_licence_is_an_spdx_expression() -> None:
    assert project()["project"]["license"] == "EUPL-1.2"


def test_every_dependency_has_a_record_of_why() -> None:
    names = [re.split(r"[<>=~! ]", requirement)[0].lower() for requirement in project()["project"]["dependencies"]]
    records = "\n".join(source(path).lower() for path in sorted(RECORDS.glob("*.md")))
    assert [name for name in names if f"`{name}`" not in records] == []


@pytest.mark.parametrize("record", sorted(RECORDS.glob("*.md")), ids=lambda path: path.stem)
def test_records_are_numbered_short_and_whole(record: Any) -> None:
    text = source(record)
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+", record.stem)
    assert text.startswith(f"# {int(record.stem[:4])}. ")
    assert [part for part in ("Context", "Choice", "Alternatives", "Consequences") if f"\n**{part}.**" not in text] == []
    assert len(text.splitlines()) <= 60


def test_records_are_numbered_without_gaps() -> None:
    numbers = [int(path.stem[:4]) for path in sorted(RECORDS.glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_entry_of_the_changelog_says_whether_results_change() -> None:
    entries = re.split(r"^## ", source(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.splitlines()[0] for entry in entries if not re.search(r"^Results change: \S", entry, re.MULTILINE)] == []


@pytest.mark.parametrize("page", ["README.md", "docs/handbok.md", "docs/method.md", "docs/adding-a-stage.md", "CHANGELOG.md"])
def test_commands_in_the_pages_exist(page: str) -> None:
    text = source(ROOT / page)
    assert {name for name in re.findall(r"\bmake ([a-z]+)\b(?=[` \n])", text) if f"make {name}" in "".join(code(text))} <= targets()
    words = {found for block in code(text) for found in re.findall(r"\betablering ([a-z]+)", block)}
    assert words <= set(etablering.commands)
    options = {found for block in code(text) for found in re.findall(r"(?<!\w)--[a-z][a-z-]*", block) if "etablering" in block}
    assert options <= {name for command in etablering.commands.values() for name in option_names(command)} | {"--help", "--version"}


@pytest.mark.parametrize("page", ["README.md", "docs/handbok.md", "docs/method.md", "docs/adding-a-stage.md"])
def test_links_and_paths_in_the_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", source(path))]
    assert [link for link in links if link and "://" not in link and not (path.parent / link).exists()] == []
    named: list[str] = re.findall(r"`((?:app|sim|results|scenarios|calibration|tests|docs)/[\w./-]+)`", source(path))
    assert [name for name in named if not name.startswith("results/runs") and not (ROOT / name).exists()] == []


def test_generated_tables_are_fresh() -> None:
    """`make docs` writes them anew."""
    set_language("en")
    try:
        text = source(ROOT / "docs" / "method.md")
        assert "<!-- generated: schema -->" in text
        assert filled(text) == text
    finally:
        set_language("sv")
    handbook = source(ROOT / "docs" / "handbok.md")
    assert "<!-- generated: priorities -->" in handbook
    assert filled(handbook) == handbook


def test_the_page_of_the_agreements_is_fresh_and_complete() -> None:
    """`make docs` writes it anew; everything asked for has an indicator of the catalogue or a reason."""
    set_language("sv")
    text = source(ROOT / "docs" / "overenskommelserna.md")
    assert agreements_filled(text) == text
    for county in (load(item.name).county for item in shipped() if item.is_county):
        named = {key for goal in county.goals for key in goal.indicators} | {key for asked in county.asked for key in asked.indicators}
        assert sorted(named - CATALOGUE.keys()) == []
        assert [each.ref for each in county.asked if not each.indicators and not each.why] == []


def code(text: str) -> list[str]:
    """Code of a page: fenced blocks line by line, and spans."""
    fenced = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    rest = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [line for block in fenced for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", rest)


def option_names(command: click.Command) -> list[str]:
    """Options of a command as they are typed."""
    return [name for parameter in command.params for name in parameter.opts]
