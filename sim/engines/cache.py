"""Where compiled code is kept: a folder named by a hash of everything that decides it, so that it is never stale."""

from __future__ import annotations

import os
import platform
import re
import shutil
import tempfile
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

ROOMS = ("sim", "scenarios")
"""The rooms whose sources decide what is compiled: the rules, and the schema that numbers the parameters."""

VARIABLE = "ETABLERING_CACHE"
"""Environment variable that names the folder for compiled code; worker processes inherit it."""

FINGERPRINT = r"[0-9a-f]{20}"
"""What the name of a folder of ours looks like."""

KEPT = 4
"""Folders of earlier sources that are kept."""


@cache
def fingerprint() -> str:
    """A name for the sources, the compiler and the processor."""
    house = Path(__file__).parents[2]
    seen = blake2b(digest_size=10)
    for room in ROOMS:
        for path in sorted((house / room).rglob("*.py")):
            seen.update(path.relative_to(house).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    seen.update("/".join([version("numba"), version("numpy"), platform.python_version(), platform.machine(), _processor()]).encode())
    return seen.hexdigest()


def _processor() -> str:
    """The processor's name where the system tells it: code compiled for one need not run on another."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return "".join(line for line in lines[:30] if line.startswith(("model name", "flags")))


def _candidates() -> list[Path]:
    given = os.environ.get(VARIABLE)
    if given:
        return [Path(given)]
    try:
        return [Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "etablering"]
    except RuntimeError:  # a user without a home
        return []


@cache
def folder() -> Path | None:
    """The folder for this fingerprint, made if it can be; a temporary one where nothing else can be written; None where not even that.

    A temporary folder is announced to worker processes through the environment, so that they need not compile anew.
    """
    for base in _candidates():
        found = _writable(base / fingerprint())
        if found is not None:
            _forget_old(base, found)
            return found
    try:
        base = Path(tempfile.mkdtemp(prefix="etablering-"))
    except OSError:
        return None
    os.environ[VARIABLE] = str(base)
    return _writable(base / fingerprint())


def _writable(path: Path) -> Path | None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            return path
    except OSError:
        # A folder that somebody else has filled serves as well, if what it holds is complete.
        return path if (path / COMPLETE).exists() else None


def _forget_old(base: Path, current: Path) -> None:
    """Remove all but the newest folders of other fingerprints; nothing else, since people may name a folder that holds more than ours."""
    try:
        ours = (p for p in base.iterdir() if re.fullmatch(FINGERPRINT, p.name) and p.is_dir() and (p / COMPLETE).is_file())
        others = sorted((p for p in ours if p != current), key=lambda p: p.stat().st_mtime)
        for path in others[:-KEPT]:
            shutil.rmtree(path, ignore_errors=True)
    except OSError:
        return


COMPLETE = "complete"
"""A file that says that the folder holds all compiled code."""


def is_warm() -> bool:
    """Whether the engine is compiled already; looks without making anything."""
    try:
        return any((base / fingerprint() / COMPLETE).exists() for base in _candidates())
    except OSError:
        return False
