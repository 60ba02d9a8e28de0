"""Code written by the program: who is called for which kind of event, and the key of each queue policy.

A real file beside the cache, since compiled code can be kept only if it has one. Where no folder can be written, the code lives in
memory only.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import module_from_spec, spec_from_file_location, spec_from_loader
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import ModuleType

from sim.engines.cache import folder
from sim.events import PLACES, STAGES, TIMER
from sim.policies import NEIGHBOURS, ORDERS, QUEUE_POLICIES, SEPARATOR
from sim.policies.standing import Standing

POLICY_NUMBER = {name: number for number, name in enumerate(ORDERS)}
"""Numbers of the orders of a queue."""

FIRST_GRANT = len(TIMER) + 1
"""The move of the first kind of place in the dispatch, after the timed events."""

GRANT = {kind: FIRST_GRANT + number for number, kind in enumerate(PLACES)}
"""What a place's move is called in the dispatch, after the timed events."""


def keys_source() -> str:
    """Source of `key_of`: a policy's key, by its number."""
    lines = ['"""Keys of the queue policies, by number."""', "from numba.extending import register_jitable"]
    lines += ["from sim.engines.jit import i8, plain", "from sim.policies.standing import Standing"]
    functions = QUEUE_POLICIES | NEIGHBOURS
    lines += [f"from {f.__module__} import {f.__name__} as _{f.__name__}" for f in functions.values()]
    lines += [f"{name} = register_jitable(_{f.__name__})" for name, f in functions.items()]
    names = ", ".join(Standing._fields)
    lines += [f"@plain({', '.join(['i8'] * (1 + len(Standing._fields)))}, gives=i8)", f"def key_of(policy, {names}):"]
    lines += [f"    standing = Standing({names})"]
    for name, number in POLICY_NUMBER.items():
        parts = [f"{part}(standing)" for part in name.split(SEPARATOR)]
        lines += [f"    if policy == {number}:\n        return {' + '.join(parts)}"]
    return "\n".join([*lines, "    return 0", ""])


def dispatch_source() -> str:
    """Source of `dispatch` (each kind of timed event and each grant has one handler) and of what stages say of their batches."""
    lines = ['"""Who is called for which kind of event."""', "from sim.engines.jit import i8, takes"]
    lines += [f"from sim.stages.{stage} import compiled as {stage}" for stage in STAGES if compiled_of(stage)]
    lines += _chain("dispatch", "HANDLERS", "subject", "")
    lines += _chain("move_batches", "MOVES", "place", "i8")
    lines += _chain("order_batches_anew", "REORDERS", "place", "")
    return "\n".join([*lines, ""])


def _chain(name: str, table: str, subject: str, gives: str) -> list[str]:
    """A function that calls the handler of a kind, from what the stages' tables say."""
    numbers = TIMER | GRANT
    cases = [(numbers[f"{stage}.{key}"], stage, key) for stage in STAGES for key in compiled_of(stage).get(table, {})]
    lines = [f"{stage}_{key}_{name} = {stage}.{table}[{key!r}]" for _, stage, key in sorted(cases)]
    lines += [f"@takes(i8, i8{', gives=' + gives if gives else ''})", f"def {name}(s, kind, {subject}):"]
    for number, (kind, stage, key) in enumerate(sorted(cases)):
        call = f"{stage}_{key}_{name}(s, {subject})"
        lines += [f"    {'el' if number else ''}if kind == {kind}:", f"        {'return ' if gives else ''}{call}"]
    return [*lines, "    return -1" if gives else "    return"]


def compiled_of(stage: str) -> dict[str, dict[str, object]]:
    """A stage's compiled handlers: of timed events and grants, and of its batches' moves, by the name of their timer or place."""
    module = import_module(f"sim.stages.{stage}.compiled")
    return {table: getattr(module, table) for table in ("HANDLERS", "MOVES", "REORDERS") if hasattr(module, table)}


class _InMemory(InspectLoader):
    """Loads a module from source that stands in no file."""

    def __init__(self, source: str) -> None:
        self._source = source

    def get_source(self, fullname: str) -> str:
        """The source."""
        return self._source


@cache
def generate(name: str, source: str) -> ModuleType:
    """Import generated source as a module, from a file beside the cache where there can be one."""
    full = f"etablering_generated_{name}"
    path = _written(full, source)
    spec = spec_from_loader(full, _InMemory(source)) if path is None else spec_from_file_location(full, path)
    assert spec is not None and spec.loader is not None
    module = sys.modules[full] = module_from_spec(spec)  # compiled code is kept with the names of its modules
    spec.loader.exec_module(module)
    return module


def _written(name: str, source: str) -> Path | None:
    """The file that holds the source, whole or not at all; None where none can be written."""
    where = folder()
    if where is None:
        return None
    path = where / f"{name}.py"
    try:
        if not path.exists():
            with NamedTemporaryFile("w", dir=where, suffix=".part", delete=False, encoding="utf-8") as part:
                part.write(source)
            Path(part.name).replace(path)
    except OSError:
        return None
    return path
