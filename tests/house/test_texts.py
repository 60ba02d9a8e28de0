"""Texts for people: every English msgid has its Swedish, with the same placeholders, and the compiled catalogues are fresh."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from tests.house.tree import ROOT

CATALOGUES = ROOT / "scenarios" / "locale" / "sv" / "LC_MESSAGES"
DOMAINS = ("scenarios", "sim", "results", "calibration", "app")
METHODS = [("**.py", "python"), ("**/templates/**", "jinja2")]
KEYWORDS = {**DEFAULT_KEYWORDS, "translate": None}


@cache
def used(room: str) -> frozenset[str]:
    """Msgids in the code and templates of a room."""
    found: set[str] = set()
    for _, _, message, _, _ in extract_from_dir(ROOT / room, method_map=METHODS, keywords=KEYWORDS):
        found.update(message if isinstance(message, tuple) else [message])
    return frozenset(found - {""})


@cache
def catalogue(domain: str) -> Catalog:
    """The Swedish catalogue of a domain, as people edit it; an empty one for a room without texts."""
    path = CATALOGUES / f"{domain}.po"
    if not path.exists():
        return Catalog(locale="sv", domain=domain)
    with path.open("rb") as file:
        return read_po(file, locale="sv", domain=domain)


def singular(message_id: object) -> str:
    """First form of a msgid that may have a plural."""
    return str(message_id[0] if isinstance(message_id, list | tuple) else message_id)


def forms(text: object) -> list[str]:
    """All forms of a text that may have a plural."""
    return [str(form) for form in text] if isinstance(text, list | tuple) else [str(text or "")]


def placeholders(text: str) -> set[str]:
    """Names of the values that a text takes in: {count}, %(prog)s."""
    return set(re.findall(r"\{(\w+)[^{}]*\}", text)) | set(re.findall(r"%\((\w+)\)", text))


def mo_files() -> list[Path]:
    """Catalogues as people edit them, of our texts and of click's."""
    return sorted(CATALOGUES.glob("*.po"))


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_has_its_swedish(domain: str) -> None:
    swedish = {singular(m.id): m for m in catalogue(domain) if m.id and not m.fuzzy and all(forms(m.string))}
    assert sorted(used(domain) - swedish.keys() - {f for m in swedish.values() for f in forms(m.id)}) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_translation_is_left_without_its_text(domain: str) -> None:
    assert sorted({singular(m.id) for m in catalogue(domain) if m.id} - used(domain)) == []


@pytest.mark.parametrize("po", mo_files(), ids=lambda path: path.stem)
def test_translations_take_in_the_same_values(po: Path) -> None:
    """Each form of a plural may leave a value out, but none may ask for one that is not given."""
    wrong = []
    for message in catalogue(po.stem):
        given = [placeholders(form) for form in forms(message.id)]
        for form in filter(None, forms(message.string) if message.id else ()):
            taken = placeholders(form)
            if taken != given[0] and not (len(given) > 1 and taken <= set().union(*given)):
                wrong.append(form)
    assert wrong == []


@pytest.mark.parametrize("po", mo_files(), ids=lambda path: path.stem)
def test_compiled_catalogues_are_fresh(po: Path) -> None:
    """`make texts` compiles; what people see must be what they edit."""

    def pairs(compiled: Catalog) -> dict[str, list[str]]:
        return {singular(m.id): forms(m.string) for m in compiled if m.id}

    buffer = BytesIO()
    write_mo(buffer, catalogue(po.stem))
    buffer.seek(0)
    with po.with_suffix(".mo").open("rb") as stored:
        assert pairs(read_mo(stored)) == pairs(read_mo(buffer))
