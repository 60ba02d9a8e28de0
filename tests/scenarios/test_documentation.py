"""Tables for the documentation come from the schema and the scenarios themselves."""

from __future__ import annotations

from pathlib import Path

from scenarios.documentation import data_dictionary, filled, main, markdown, parameter_table, schema_table
from scenarios.load import load
from scenarios.schema.scenario import PARAMETERS


def test_every_field_has_a_row_with_labels_unit_bounds_and_entries() -> None:
    table = data_dictionary()
    for section, kind in PARAMETERS.items():
        assert all(f"| `{section}.{name}` |" in table for name in kind.model_fields)
    assert (
        "| `work.kind_shares` | Slag av arbete | Kind of work | share | 0–1, sum 1 | ordinary, subsidised, business, studies |"
        in schema_table("work")
    )


def test_the_parameters_of_a_scenario_are_listed_with_their_sources(county: Path) -> None:
    table = parameter_table(load(str(county / "base.toml")))
    assert "| `sfi.trait_weight` | How far the unobserved trait shifts passing | 0.1 | share |  | Prov |  |" in table


def test_bars_and_line_ends_do_not_break_a_table() -> None:
    assert markdown(["a", "b"], [["1 | 2", "x\ny"]]).splitlines()[2] == "| 1 \\| 2 | x y |"


def test_generated_parts_are_written_between_their_marks_and_nothing_else_is_touched(tmp_path: Path) -> None:
    text = "# Title\n\n<!-- generated: schema -->\nwhat stood there\n<!-- end -->\n\nmore\n"
    once = filled(text)
    assert filled(once) == once
    assert once.startswith("# Title\n\n<!-- generated: schema -->\n\n### `[law]`")
    assert once.endswith("\n<!-- end -->\n\nmore\n")
    assert "what stood there" not in once
    (tmp_path / "method.md").write_text(text, encoding="utf-8")
    (tmp_path / "other.md").write_text("nothing\n", encoding="utf-8")
    main(tmp_path)
    assert (tmp_path / "method.md").read_text(encoding="utf-8") == once
    assert (tmp_path / "other.md").read_text(encoding="utf-8") == "nothing\n"
