"""Small modules, short functions, a docstring on everything public, and words that say what a thing is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOMS, modules, name_of, parsed, source

MODULE_LINES = 400
FUNCTION_LINES = 60

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def definitions(path: Path) -> Iterator[tuple[str, Definition, bool]]:
    """Every function and class of a module with its name and whether it can be reached from outside."""

    def walk(node: ast.AST, prefix: str, public: bool, inside: bool) -> Iterator[tuple[str, Definition, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                seen = public and not inside and not child.name.startswith("_")
                yield f"{prefix}{child.name}", child, seen
                yield from walk(child, f"{prefix}{child.name}.", seen, inside or not isinstance(child, ast.ClassDef))
            else:
                yield from walk(child, prefix, public, inside)

    yield from walk(parsed(path), "", True, False)


def test_modules_are_small() -> None:
    too_long = {name_of(p): len(source(p).splitlines()) for p in modules(*ROOMS, "tests")}
    assert {name: lines for name, lines in too_long.items() if lines > MODULE_LINES} == {}


def test_functions_are_short() -> None:
    too_long = {}
    for path in modules(*ROOMS, "tests"):
        for name, node, _ in definitions(path):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if not isinstance(node, ast.ClassDef) and lines > FUNCTION_LINES:
                too_long[f"{name_of(path)}:{node.lineno} {name}"] = lines
    assert too_long == {}


def test_everything_public_has_a_docstring() -> None:
    bare = [name_of(path) for path in modules() if not ast.get_docstring(parsed(path))]
    for path in modules():
        bare += [
            f"{name_of(path)}:{node.lineno} {name}" for name, node, public in definitions(path) if public and not ast.get_docstring(node)
        ]
    assert bare == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "base"}
    assert [name_of(path) for path in modules(*ROOMS, "tests") if path.stem in drawers] == []
