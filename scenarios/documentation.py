"""Markdown tables made from the schema and from a scenario, for the data dictionary and the method page.

`python -m scenarios.documentation` writes the generated parts of `docs/` anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from scenarios.files import ROOT, shipped_names
from scenarios.language import N_, set_language, text_of, translate
from scenarios.load import load
from scenarios.registry import RegisterRow, register
from scenarios.schema.field import Meta, meta_of
from scenarios.schema.scenario import PARAMETERS, Scenario
from scenarios.shipped import shipped
from scenarios.values import Text
from scenarios.vocabulary import SERVICES, unit_label

SWEDISH = ("handbok.md", "datakatalog.md")
"""Pages in Swedish; all others are in English."""

_PART = re.compile(r"(?P<start><!-- generated: (?P<name>[^ ]+) -->).*?(?P<end><!-- end -->)", re.DOTALL)
_PRIORITIES = (N_("Scenario"), N_("What is prioritised"), N_("Goal"))
_SCHEMA = (N_("Key"), N_("Swedish"), N_("English"), N_("Unit"), N_("Allowed"), N_("Entries"))
_SERVICES = (N_("Service"), N_("Swedish"), N_("English"), N_("Unit"))
_PARAMETERS = (N_("Key"), N_("Label"), N_("Value"), N_("Unit"), N_("From"), N_("Source"), N_("Note"))


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars and line ends within cells are written so that the table holds."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(text) for text in line) + " |" for line in lines) + "\n"


def schema_table(section: str) -> str:
    """The fields of one section: key, Swedish and English label, unit, bounds, entries or words."""
    kind = PARAMETERS[section]
    header = [translate(text) for text in _SCHEMA]
    rows = []
    for name, field in kind.model_fields.items():
        meta = meta_of(kind, name)
        is_word = field.annotation is Text
        allowed, entries = ("", meta.choices) if is_word else (_bounds(meta), meta.entries)
        rows.append([f"`{section}.{name}`", meta.sv, meta.en, unit_label(meta.unit), allowed, ", ".join(entries)])
    return markdown(header, rows)


def data_dictionary() -> str:
    """All sections of the schema and the services of the capacity table, each with its heading."""
    parts = []
    for section, kind in PARAMETERS.items():
        parts.append(f"### `[{section}]`\n\n{(kind.__doc__ or '').strip()}\n\n{schema_table(section)}")
    header = [translate(text) for text in _SERVICES]
    services = markdown(header, ([f"`{key}`", item.sv, item.en, unit_label(item.unit)] for key, item in SERVICES.items()))
    parts.append(f"### `capacity.csv`\n\n{services}")
    return "\n".join(parts)


def priorities_table() -> str:
    """Every scenario that changes something: its name, its title, and the goals that it serves."""
    header = [translate(text) for text in _PRIORITIES]
    rows = []
    for item in shipped():
        if item.measures:
            goals = dict.fromkeys(key.strip() for measure in item.measures for key in measure.key.split(","))
            rows.append([f"`{item.name}`", text_of(item.title_sv, item.title_en), ", ".join(goals)])
    return markdown(header, rows)


def parameter_table(scenario: Scenario) -> str:
    """Every number of a scenario: value, unit, from when, its source or the word assumption, and the note."""
    header = [translate(text) for text in _PARAMETERS]
    return markdown(header, (_row(row) for row in register(scenario)))


def _row(row: RegisterRow) -> list[str]:
    """One row of the parameter table."""
    return [f"`{row.key}`", row.label, row.value, row.unit, row.since, row.source or translate("assumption"), row.note]


def _bounds(meta: Meta) -> str:
    """Least and greatest value in words."""
    text = f"{meta.low:g}–{meta.high:g}"
    return text + ", " + translate("sum 1") if meta.sums_to_one else text


def _cell(text: str) -> str:
    """A cell's text without what would break the table."""
    return text.replace("|", "\\|").replace("\n", " ").strip()


def filled(text: str) -> str:
    """A Markdown text with its generated parts written anew.

    A part stands between `<!-- generated: name -->` and `<!-- end -->`; the name is `schema`, `priorities` or a scenario's;
    others are left to those who write them.
    """

    def part(found: re.Match[str]) -> str:
        name = found["name"]
        written = {"schema": data_dictionary, "priorities": priorities_table}
        if name not in written and name not in shipped_names():
            return found[0]
        table = written[name]() if name in written else parameter_table(load(name))
        return f"{found['start']}\n\n{table}\n{found['end']}"

    return _PART.sub(part, text)


def main(folder: Path) -> None:
    """Write the generated parts of all Markdown files in a folder anew, in the language of each: Swedish for those in `SWEDISH`."""
    for path in sorted(folder.glob("*.md")):
        set_language("sv" if path.name in SWEDISH else "en")
        before = path.read_text(encoding="utf-8")
        after = filled(before)
        if after != before:
            path.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main(ROOT.parent / "docs")
