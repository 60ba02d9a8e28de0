"""The page of the agreements: everything that each county's agreement names, with what computes it or why nothing can.

`python -m results.documentation` writes the generated parts of `docs/overenskommelserna.md` anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from results.indicators.catalogue import CATALOGUE, name
from scenarios.county import County
from scenarios.documentation import markdown
from scenarios.files import ROOT
from scenarios.goals import Asked
from scenarios.language import set_language
from scenarios.language import translate as _
from scenarios.load import load
from scenarios.shipped import shipped

PAGE = ROOT.parent / "docs" / "overenskommelserna.md"
_PART = re.compile(r"(?P<start><!-- generated: agreements -->).*?(?P<end><!-- end -->)", re.DOTALL)


def agreements() -> str:
    """A heading and two tables for every county that ships."""
    counties = [load(item.name).county for item in shipped() if item.is_county]
    return "\n".join(f"## {county.name}\n\n{county.agreement_sv}. {county.cycle_sv}\n\n{_tables(county)}" for county in counties)


def _tables(county: County) -> str:
    goals = markdown(
        [_("Goal"), _("Name"), _("Responsible"), _("Others"), _("Indicators")],
        (
            [goal.key, goal.label, *(_parties(county, keys) for keys in (goal.responsible, goal.others)), _named(goal.indicators)]
            for goal in county.goals
        ),
    )
    asked = markdown(
        [_("Where"), _("What it asks for"), _("Computed by"), _("Why not, or not in full")], (_row(each) for each in county.asked)
    )
    return f"{goals}\n{asked}"


def _parties(county: County, keys: tuple[str, ...]) -> str:
    return ", ".join(county.parties[key][-1].name_sv for key in keys)


def _named(keys: tuple[str, ...]) -> str:
    """Names of indicators with their keys."""
    return "; ".join(f"{name(key)} (`{key}`)" for key in keys if key in CATALOGUE)


def _row(asked: Asked) -> list[str]:
    return [asked.ref, asked.label, _named(asked.indicators) or "–", asked.why or "–"]


def filled(text: str) -> str:
    """The page with its generated part written anew."""
    return _PART.sub(lambda found: f"{found['start']}\n\n{agreements()}\n{found['end']}", text)


def main(page: Path = PAGE) -> None:
    """Write the generated part of the page anew, in Swedish."""
    set_language("sv")
    before = page.read_text(encoding="utf-8")
    after = filled(before)
    if after != before:
        page.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
