"""The locator: it names the line that holds the key, agrees with the standard parser, and survives any text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scenarios.errors import Faults
from scenarios.files import Found
from scenarios.toml import read_toml
from scenarios.toml_scan import Path as KeyPath
from scenarios.toml_scan import scan

pytestmark = pytest.mark.property

bare_keys = st.text("abcdefgh_-0123456789", min_size=1, max_size=6)
odd_keys = st.text("åäö .#=\"'[]{},\\\t", min_size=0, max_size=5)
keys = bare_keys | odd_keys
texts = st.text("abc åäö#=[]{},\"'\\.\n\t0123456789", max_size=12)
scalars = st.booleans() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6) | st.dates(date(1990, 1, 1), date(2100, 1, 1)) | texts
values: st.SearchStrategy[Any] = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=8
)
documents = st.dictionaries(keys, values, max_size=5)
layouts = st.sampled_from(["inline", "table", "array"])


def quoted(text: str) -> str:
    """A text as TOML, with everything escaped that must be."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c) for c in text) + '"'


def key_text(key: str) -> str:
    """A key as TOML: bare where it can be."""
    return key if key and all(c.isascii() and (c.isalnum() or c in "_-") for c in key) else quoted(key)


def value_text(value: Any, spread: bool) -> str:
    """A value as TOML on one line, lists over several lines where `spread`."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case list():
            parts = [value_text(item, spread) for item in value]
            return "[\n" + "".join(f"  {part},  # one, 2\n" for part in parts) + "]" if spread else f"[{', '.join(parts)}]"
        case dict():
            return "{ " + ", ".join(f"{key_text(k)} = {value_text(v, False)}" for k, v in value.items()) + " }"
        case date():
            return value.isoformat()
        case _:
            return repr(value)


def written(document: dict[str, Any], layout: str, spread: bool) -> str:
    """A document as TOML, its tables inline, under headers, or as lists of tables."""
    plain = [f"{key_text(k)} = {value_text(v, spread)}\n" for k, v in document.items() if not isinstance(v, dict) or layout == "inline"]
    tables = [(k, v) for k, v in document.items() if isinstance(v, dict) and layout != "inline"]
    parts = ["# first line\n", *plain]
    for key, table in tables:
        parts.append(f"\n[{key_text(key)}]\n" if layout == "table" else f"\n  [[{key_text(key)}]]  # list\n")
        parts += [f"  {key_text(k)} = {value_text(v, spread)}\n" for k, v in table.items()]
    return "".join(parts)


def key_paths(data: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The paths of all keys in the data that the standard parser gives."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if isinstance(key, str):
            yield (*path, key)
        yield from key_paths(value, (*path, key))


@given(documents, layouts, st.booleans())
def test_every_key_is_found_on_the_line_and_column_that_hold_it(document: dict[str, Any], layout: str, spread: bool) -> None:
    text = written(document, layout, spread)
    data = tomllib.loads(text)
    found = scan(text)
    assert found.faults == []
    for path in key_paths(data):
        key = key_text(str(path[-1]))
        assert text.startswith(key, found.keys[path])
        assert key in text[text.rfind("\n", 0, found.keys[path]) + 1 :].split("\n")[0]


@given(documents, layouts, st.booleans())
def test_it_reads_what_the_standard_parser_reads(document: dict[str, Any], layout: str, spread: bool) -> None:
    text = written(document, layout, spread)
    assert scan(text).data == tomllib.loads(text)


@given(documents, layouts, st.booleans(), st.integers(0, 300), st.text("=[]{}\"'#,.\n å1", max_size=3), st.integers(0, 3))
def test_a_broken_text_always_has_a_fault_and_never_breaks_the_reader(
    document: dict[str, Any], layout: str, spread: bool, at: int, added: str, removed: int
) -> None:
    text = written(document, layout, spread)
    text = text[:at] + added + text[at + removed :]
    found = scan(text)
    assert all(0 <= fault.offset <= len(text) for fault in found.faults)
    assert all(0 <= offset <= len(text) for offset in (*found.keys.values(), *found.values.values()))


@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"[" * 3000)
@example(b"a = " + b"[" * 3000)
@example(b"a = " + b"9" * 5000)
@example(b"a = 1979-13-99\n")
@example(b'a = """x')
@example(b"a = '\n")
@example(b"a.b = 1\na = 2\n[a]\n")
@example(b"[a]\n[a.b]\n[[a.b]]\n[a]\nx = {y = {")
def test_any_bytes_are_read_or_answered_with_a_fault_within_the_file(raw: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.toml"
        path.write_bytes(raw)
        faults = Faults()
        document = read_toml(Found(path, "x.toml", "x"), faults)
    assert document is not None
    try:
        sound = tomllib.loads(raw.decode()) == document.data
    except (ValueError, RecursionError):
        sound = False
    assert sound or len(faults) > 0
    lines = raw.count(b"\n") + 1 + raw.count(b"\r")
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in faults.problems)


MENDED = [
    ("x = 0,85\n", 1, 5, "Write 0.85."),
    ("x = { value = 0,85, source = 'y' }\n", 1, 15, "Write 0.85."),
    ("x = { value = -1,5 }\n", 1, 15, "Write -1.5."),
    ("x = 1 050,5\n", 1, 5, "Write 1050.5."),
    ("Västerås = 1\n", 1, 1, 'Put the key in quotes: "Västerås"'),
    ("x = hög\n", 1, 5, 'Put a text in quotes: "hög"'),
    ("x = 0180\n", 1, 5, 'Put a code in quotes: "0180"'),
    ("x = 1\ny = 2\nx = 3\n", 3, 1, "Keep one of them."),
    ("[a]\nx = 1\n[b]\n[a]\n", 4, 1, "Keep one of them."),
    ("x = { y = 1, y = 2 }\n", 1, 14, "Keep one of them."),
    ('x = "C:\\new\\q"\n', 1, 5, "Use ' instead of \" around a text with \\ in it."),
]


@pytest.mark.parametrize(("text", "line", "column", "suggestion"), MENDED)
def test_common_slips_are_named_with_what_to_write_instead(text: str, line: int, column: int, suggestion: str) -> None:
    fault = scan(text).faults[0]
    assert (text.count("\n", 0, fault.offset) + 1, fault.offset - text.rfind("\n", 0, fault.offset)) == (line, column)
    assert fault.suggestion == suggestion


@pytest.mark.parametrize(
    "slip", ["x = 0,85", "Väst = 1", "x = hög", "x = ", "x", 'x = "a', "x = [1, 2", "x = { y = 1", "= 3", "[x", "x = 1 y = 2"]
)
def test_what_stands_behind_a_slip_is_still_read(slip: str) -> None:
    found = scan(f"[first]\na = 1\n{slip}\n[second]\nb = 2\n")
    assert found.faults
    assert found.data["first"]["a"] == 1
    assert found.data["second"] == {"b": 2}


def test_every_value_of_a_large_file_has_its_place() -> None:
    found = scan("x = [\n" + "  [1, 2, 3],\n" * 20_000 + "]\n")
    assert len(found.values) == 1 + 20_000 * 4
