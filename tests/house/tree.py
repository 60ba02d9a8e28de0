"""The tree as the house tests see it: rooms, modules, texts; nothing that is built or computed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

ROOMS = ("scenarios", "sim", "results", "calibration", "app")
"""The rooms from the ground up: each may use those before it."""

TEXT_SUFFIXES = {".cfg", ".csv", ".css", ".html", ".ini", ".j2", ".jinja", ".json", ".lock", ".md", ".po", ".py", ".sh", ".svg", ".toml"}
TEXT_NAMES = {"Makefile", "run", "install", "lock", ".gitignore"}


def modules(*folders: str) -> list[Path]:
    """Python files of the folders (all rooms when none is named), in a fixed order."""
    found = (path for folder in folders or ROOMS for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    """Path from the top of the tree, with slashes."""
    return path.relative_to(ROOT).as_posix()


@cache
def source(path: Path) -> str:
    """Text of a file."""
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """Syntax tree of a module."""
    return ast.parse(source(path), filename=str(path))


def module_name(path: Path) -> str:
    """Dotted name that a module is imported by."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def text_files() -> Iterator[Path]:
    """Every text file that belongs to the tree."""
    for top in sorted(ROOT.iterdir()):
        if top.is_file():
            candidates = [top]
        elif top.name in {*ROOMS, "tests", "docs", ".ci"}:
            candidates = sorted(top.rglob("*"))
        else:
            continue
        for path in candidates:
            kept = path.is_file() and "__pycache__" not in path.parts and (ROOT / "results" / "runs") not in path.parents
            if kept and (path.suffix in TEXT_SUFFIXES or path.name in TEXT_NAMES):
                yield path
