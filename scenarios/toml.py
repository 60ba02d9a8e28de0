"""Reading a TOML file that a stranger wrote: strict UTF-8, limits, every fault of form at once, and where each key stands."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from scenarios.errors import Faults, Problem, shown
from scenarios.files import Found, read_bytes
from scenarios.language import translate
from scenarios.toml_scan import Path, Scan, scan

_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True)
class Document:
    """One file that was read: its data, and where each key stands.

    `damaged` holds the paths whose value could not be read: they were told as faults and are not missing.
    """

    found: Found
    data: dict[str, Any]
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    damaged: frozenset[Path] = frozenset()

    def where(self, path: Path, *, value: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of a key or of its value; of the nearest table around it where it does not stand in the file."""
        for size in range(len(path), 0, -1):
            part = path[:size]
            if (value or part not in self.keys) and part in self.values:
                return self.values[part]
            if part in self.keys:
                return self.keys[part]
        return (1, 1)

    def problem(self, path: Path, message: str, *, value: bool = True, given: str = "", allowed: str = "", suggestion: str = "") -> Problem:
        """A fault at a key (or its value) of this file."""
        line, column = self.where(path, value=value)
        return Problem(self.found.shown, line, column, dotted(path), message, given, allowed, suggestion)


def dotted(path: Path) -> str:
    """The path as people write it: `sfi.pass_share`, and list positions from 1 in parentheses."""
    text = ""
    for part in path:
        text += f"({part + 1})" if isinstance(part, int) else f".{part.split(chr(0))[0]}"
    return text.removeprefix(".")


def read_toml(found: Found, faults: Faults) -> Document | None:
    """Read one file; faults of form are added to `faults`, and what can be read is returned all the same.

    None where the file cannot be read at all.
    """
    raw = read_bytes(found, faults)
    if raw is None:
        return None
    text = decode(found, raw, faults)
    places = _Places(text)
    scanned = scan(text)
    data = _parse(text, scanned, found, places, faults)
    damaged = frozenset(scanned.damaged) if data is scanned.data else frozenset()
    keys = {path: places.of(offset) for path, offset in scanned.keys.items()}
    values = {path: places.of(offset) for path, offset in scanned.values.items()}
    return Document(found, data, keys, values, damaged)


def decode(found: Found, raw: bytes, faults: Faults, *, mark_allowed: bool = False) -> str:
    """The text of a file, with line feeds as line ends; a wrong encoding is a fault, and is read as what it seems to be."""
    encoding = "utf-8"
    for mark, name in _MARKS.items():
        if raw.startswith(mark):
            raw, encoding = raw[len(mark) :], name
            if name != "utf-8" or not mark_allowed:
                message = translate("The file begins with a byte order mark.")
                hint = translate("Save the file again as UTF-8 without BOM.")
                faults.add(Problem(found.shown, 1, 1, "", message, allowed="UTF-8", suggestion=hint))
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(encoding, "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        text = raw.decode("cp1252", "replace")
        message = translate("The file is not saved as UTF-8; å, ä and ö cannot be read.")
        hint = translate("Save the file again as UTF-8.")
        given = translate("the byte {byte}").format(byte=f"0x{raw[error.start]:02X}")
        faults.add(Problem(found.shown, line, column, "", message, given, "UTF-8", hint))
    return text.replace("\r\n", "\n")


def _parse(text: str, scanned: Scan, found: Found, places: _Places, faults: Faults) -> dict[str, Any]:
    """What tomllib reads; where it refuses, the faults that were found and the data that can still be read."""
    try:
        if not scanned.too_deep:
            return tomllib.loads(text)
        refused = ""
    except (ValueError, RecursionError) as error:
        refused = str(error)
    for fault in scanned.faults:
        line, column = places.of(fault.offset)
        name = dotted(fault.path)
        faults.add(Problem(found.shown, line, column, name, fault.message, fault.given, fault.allowed, fault.suggestion))
    if not scanned.faults:
        position = re.search(r"at line (\d+), column (\d+)", refused)
        line, column = (int(position[1]), int(position[2])) if position else (1, 1)
        lines = text.split("\n")
        given = shown(lines[line - 1].strip()) if line <= len(lines) else ""
        faults.add(Problem(found.shown, line, column, "", translate("This is not valid TOML."), given))
    return scanned.data


class _Places:
    """Turns offsets in a text into lines and columns."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
