"""Compiled code is never stale, and a folder that cannot hold it is no error."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sim.engines.cache import COMPLETE, VARIABLE, fingerprint, folder
from sim.engines.compiled import advance
from sim.engines.jit import build
from sim.engines.rows import unpack
from sim.run import simulate
from tests.small_county.county import small_county
from tests.small_county.play import digest

ROOT = Path(__file__).parents[2]
PROGRAM = """
from sim.engines.cache import folder
from sim.run import simulate
from tests.small_county.county import small_county
from tests.small_county.play import digest
print(folder().name, *(digest(simulate(small_county(), 1, 0, engine).events) for engine in ("simpy", "compiled")))
"""
WITHOUT_ANY_FOLDER = """
import sim.engines.cache
sim.engines.cache.folder = lambda: None
from sim.engines.compiled import advance, dispatch
from sim.engines.generated import GRANT
print(dispatch.py_func.__module__, type(advance).__name__)
"""


def copied_tree(to: Path) -> Path:
    """The simulation, its scenarios and the small county, in another place."""
    leave_out = shutil.ignore_patterns("__pycache__", "*.nbi", "*.nbc")
    for name in ("sim", "scenarios", "tests/small_county"):
        shutil.copytree(ROOT / name, to / name, ignore=leave_out)
    shutil.copy(ROOT / "tests" / "__init__.py", to / "tests")
    return to


def edit(path: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def run_there(tree: Path, program: str, cache: Path) -> list[str]:
    """The words that a program says in another tree."""
    environment = {**os.environ, VARIABLE: str(cache), "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", program], cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_an_edited_rule_changes_what_the_compiled_engine_does(tmp_path: Path) -> None:
    """The rule stands in no file that the compiled entry points come from; the code compiled before lies in the same cache."""
    tree, cache, ours = copied_tree(tmp_path), tmp_path / "cache", folder()
    before = {digest(simulate(small_county(), 1, 0, engine).events) for engine in ("simpy", "compiled")}
    assert ours is not None
    shutil.copytree(ours, cache / ours.name)
    edit(tree / "sim" / "policies" / "first_come.py", "return standing.joined", "return -standing.joined")
    name, reference, compiled = run_there(tree, PROGRAM, cache)
    assert name != ours.name
    assert reference == compiled
    assert {reference} != before
    assert len(before) == 1
    assert (cache / name / COMPLETE).exists()
    assert list((cache / name).rglob("*.nbc")) != []


def test_the_compiled_code_lies_in_the_folder_of_its_sources() -> None:
    found = folder()
    assert found is not None
    assert found.name == fingerprint()
    entries: tuple[Any, ...] = (advance, unpack)
    for entry in entries:
        assert Path(entry._cache.cache_path).is_relative_to(found)


def loaded_anew(tree: Path) -> ModuleType:
    """The module that names and finds the folder, as a fresh process in a tree has it."""
    spec = spec_from_file_location("cache_anew", tree / "sim" / "engines" / "cache.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EDITS: dict[str, Callable[[Path], object]] = {
    "a rule": lambda tree: edit(tree / "sim/stages/start/rules.py", "due < birthday_limit", "due <= birthday_limit"),
    "a policy": lambda tree: edit(tree / "sim/policies/families_first.py", "0 if", "1 if"),
    "a comment": lambda tree: edit(tree / "sim/stages/sfi/rules.py", "LAST_COURSE = 4", "LAST_COURSE = 4  # D"),
    "the calendar": lambda tree: edit(tree / "scenarios/calendar.py", "FIRST_OF_MARCH = 60", "FIRST_OF_MARCH = 61"),
    "the schema": lambda tree: edit(tree / "scenarios/schema/law.py", '"hours", 1, 400', '"hours", 1, 401'),
    "a new file": lambda tree: (tree / "sim/policies/last_come.py").write_text("", encoding="utf-8"),
    "a file less": lambda tree: (tree / "sim/policies/special_need_first.py").unlink(),
    "another name": lambda tree: (tree / "sim/stages/health").rename(tree / "sim/stages/care"),
}


def test_every_edit_gives_the_folder_another_name(tmp_path: Path) -> None:
    names = {"as it is": loaded_anew(copied_tree(tmp_path / "as it is")).fingerprint()}
    assert names["as it is"] == fingerprint()
    for what, change in EDITS.items():
        tree = copied_tree(tmp_path / what)
        change(tree)
        names[what] = loaded_anew(tree).fingerprint()
    assert len(set(names.values())) == len(names)


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The module as a fresh process has it, with a place of its own for temporary folders."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return loaded_anew(ROOT)


def cannot_write(*_: object, **__: object) -> None:
    """What the system answers where nothing may be written; root may write everywhere, so it is asked nothing here."""
    raise PermissionError


def test_a_missing_folder_is_made(anew: ModuleType, tmp_path: Path) -> None:
    assert not anew.is_warm()
    assert anew.folder() == tmp_path / "cache" / fingerprint()
    assert anew.folder().is_dir()


@pytest.mark.parametrize("below_a_file", ["file", "file/deeper"])
def test_a_path_that_cannot_be_made_gives_way_to_a_temporary_folder(
    below_a_file: str, anew: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(VARIABLE, str(tmp_path / below_a_file))
    assert not anew.is_warm()
    found = anew.folder()
    assert found.is_relative_to(tmp_path / "temporary")
    assert found.name == fingerprint()
    assert Path(os.environ[VARIABLE]) == found.parent, "worker processes find the same folder"


def test_a_folder_that_is_only_read_serves_when_it_is_complete(anew: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = tmp_path / "cache" / fingerprint()
    found.mkdir(parents=True)
    (found / COMPLETE).touch()
    monkeypatch.setattr(tempfile, "TemporaryFile", cannot_write)
    assert anew.is_warm()
    assert anew.folder() == found


def test_where_nothing_can_be_written_there_is_no_folder(anew: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", cannot_write)
    monkeypatch.setattr(tempfile, "mkdtemp", cannot_write)
    assert anew.folder() is None


def test_without_any_folder_the_engine_is_declared_all_the_same(tmp_path: Path) -> None:
    """Generated code then stands in memory, and nothing is kept; compiling it takes as long as ever and is left out here."""
    assert run_there(ROOT, WITHOUT_ANY_FOLDER, tmp_path) == ["etablering_generated_dispatch", "CPUDispatcher"]
    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_folders_are_kept_and_nobody_elses_is_touched(anew: ModuleType, tmp_path: Path) -> None:
    """Somebody may name a folder that holds more than compiled code: what is not complete code of ours stays."""
    base = tmp_path / "cache"
    theirs = {"photos", "0" * 19, "f" * 20}
    for name in theirs:
        (base / name).mkdir(parents=True)
    for k in range(anew.KEPT + 3):
        old = base / f"{k:020x}"
        old.mkdir()
        (old / COMPLETE).touch()
        os.utime(old, (k, k))
    current = anew.folder()
    kept = {path.name for path in base.iterdir()}
    assert kept == {current.name, *theirs, *(f"{k:020x}" for k in range(3, anew.KEPT + 3))}


READ_ONLY = """
import ctypes, os, sys
drop = ctypes.CDLL(None).prctl
for capability in (1, 2):  # root writes and reads everywhere until these are dropped; others have never had them
    drop(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-c", sys.argv[1]])
"""
FROM_THE_CACHE = """
from sim.engines.compiled import advance
from sim.engines.jit import build
build()
from sim.run import simulate
from tests.small_county.county import small_county
from tests.small_county.play import digest
print(sum(advance.stats.cache_misses.values()), digest(simulate(small_county(), 1, 0, "compiled").events))
"""


def test_a_folder_filled_by_somebody_else_is_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    """Nothing is compiled anew, though the same sources lie elsewhere by now, and nothing is written anywhere else."""
    tree, ours = copied_tree(tmp_path / "tree"), folder()
    assert ours is not None
    build()
    shutil.copytree(ours, tmp_path / "cache" / ours.name)
    for path in (tmp_path / "cache", *(tmp_path / "cache").rglob("*"), tree, *tree.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    environment = {**os.environ, VARIABLE: str(tmp_path / "cache"), "PYTHONPATH": str(tree), "HOME": str(tree)}
    command = [sys.executable, "-c", READ_ONLY, FROM_THE_CACHE]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["0", digest(simulate(small_county(), 1, 0).events)]
