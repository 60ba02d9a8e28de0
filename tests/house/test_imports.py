"""Imports run one way: scenarios <- sim <- results <- calibration <- app, and no circle anywhere."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.house.tree import ROOMS, ROOT, module_name, modules, name_of, parsed

HEAVY = ("pandas", "scipy", "matplotlib", "numba")


def imported(tree: ast.AST) -> set[str]:
    """Dotted names of the modules (or names in them) that a syntax tree imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found


def used_modules(tree: ast.AST, known: set[str]) -> set[str]:
    """Our modules that a syntax tree imports; `from package import module` uses the module, not the package."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= whole & known or {node.module}
    return found & known


def top_level(path: Path) -> ast.Module:
    """The module without function bodies and without what only type checkers import."""
    kept = [
        node
        for node in parsed(path).body
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
    ]
    return ast.Module(body=kept, type_ignores=[])


def test_no_room_imports_from_a_room_above() -> None:
    upward = []
    for path in modules():
        floor = ROOMS.index(path.relative_to(ROOT).parts[0])
        above = set(ROOMS[floor + 1 :])
        upward += [f"{name_of(path)} imports {name}" for name in imported(parsed(path)) if name.split(".")[0] in above]
    assert not upward


def test_no_relative_imports() -> None:
    relative = [name_of(p) for p in modules() for n in ast.walk(parsed(p)) if isinstance(n, ast.ImportFrom) and n.level]
    assert not relative


def test_modules_import_each_other_in_no_circle() -> None:
    known = {module_name(path): path for path in modules()}
    graph = {name: used_modules(top_level(path), set(known)) - {name} for name, path in known.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_the_simulation_does_not_know_who_asks() -> None:
    """Nothing in sim prints, reads the clock or the environment: a run is a pure function.

    Where compiled code is kept is asked in one module, and imported code is entered among the modules in another; neither can change
    what a run gives.
    """
    allowed = {"sim/engines/cache.py imports os", "sim/engines/generated.py imports sys"}
    forbidden = {"os", "sys", "time", "random", "click", "rich", "datetime.datetime", "secrets", "logging"}
    found = [f"{name_of(path)} imports {name}" for path in modules("sim") for name in imported(parsed(path)) if name in forbidden]
    assert set(found) <= allowed


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["run", "--help"], ["compare", "--help"], ["check", "vastmanland"]])
def test_help_and_list_answer_without_heavy_libraries(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from app.cli import main\n"
        f"code = main({arguments!r})\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "print('heavy:', ' '.join(heavy))\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].strip() == "heavy:"
