"""What ships, as a list shows it: counties with their agreements and goals, scenarios with their measures; nothing is resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.errors import Faults
from scenarios.files import of_shipped, shipped_names
from scenarios.language import text_of
from scenarios.toml import read_toml


@dataclass(frozen=True)
class Named:
    """A goal or a measure: its key (of a measure: those of its goals), and what it is called."""

    key: str
    sv: str
    en: str

    @property
    def label(self) -> str:
        """What it is called, in the language of the reader."""
        return text_of(self.sv, self.en)


@dataclass(frozen=True)
class Shipped:
    """A scenario that ships.

    Attributes
    ----------
    name
        The name by which it is called.
    title_sv, title_en
        Its titles.
    agreement_sv, agreement_en
        Of a county's base: the agreement that it is about.
    goals
        Of a county's base: the goals of the agreement.
    measures
        What it changes.
    """

    name: str
    title_sv: str
    title_en: str
    agreement_sv: str = ""
    agreement_en: str = ""
    goals: tuple[Named, ...] = ()
    measures: tuple[Named, ...] = ()

    @property
    def is_county(self) -> bool:
        """Whether it is a county as it is, on which others build."""
        return "/" not in self.name


def shipped() -> tuple[Shipped, ...]:
    """All scenarios that ship, a county's base before its others."""
    found = []
    for name, path in shipped_names().items():
        data = _data(path)
        about = data.get("about", {})
        own = _data(path.parent / "county.toml") if "/" not in name else {}
        found.append(
            Shipped(
                name,
                str(about.get("title_sv", name)),
                str(about.get("title_en", name)),
                str(own.get("agreement_sv", "")),
                str(own.get("agreement_en", "")),
                tuple(Named(*(str(goal[key]) for key in ("key", "sv", "en"))) for goal in own.get("goal", ())),
                tuple(Named(*(str(measure[key]) for key in ("goal", "title_sv", "title_en"))) for measure in data.get("measure", ())),
            )
        )
    return tuple(found)


def _data(path: Any) -> Mapping[str, Any]:
    """What a shipped file says; what is wrong in it is told when it is loaded."""
    document = read_toml(of_shipped(path), Faults())
    return document.data if document else {}
