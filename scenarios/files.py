"""Which file a name means: shipped scenarios by name, a planner's own by path, and nothing outside the folders they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from scenarios.errors import Faults, Problem, did_you_mean, printable, quoted
from scenarios.language import translate

ROOT = Path(__file__).parent
"""The folder of everything that ships."""

COUNTIES = ROOT / "counties"

LARGEST = 1_000_000
"""Largest file that is read, bytes."""

_LONGEST_NAME = 200
"""How much of a name is shown in a message."""

_NAME = re.compile(r"[a-z0-9åäö_-]{1,64}(/[a-z0-9åäö_-]{1,64})?")


@dataclass(frozen=True)
class Found:
    """A file that a name was found to mean: where it is, and how it is called in messages and manifests."""

    path: Path
    shown: str
    name: str


def shipped_names() -> dict[str, Path]:
    """Every shipped scenario by name: a county's base by the county's name, its other scenarios as county/scenario."""
    names: dict[str, Path] = {}
    for base in sorted(COUNTIES.glob("*/base.toml")):
        county = base.parent.name
        names[county] = base
        others = (p for p in sorted(base.parent.glob("*.toml")) if p.stem not in ("base", "county", "posterior"))
        names.update({f"{county}/{path.stem}": path for path in others})
    return names


def find(name: str, faults: Faults, *, told: Problem | None = None, beside: Found | None = None) -> Found | None:
    """The scenario file that a name or path means.

    Parameters
    ----------
    name
        A shipped name (`vastmanland/mer-sfi`) or a path to a TOML file.
    faults
        Gets a fault when there is no such file or it may not be read.
    told
        A problem whose place is used for the fault, when the name stands in a file.
    beside
        The file in which the name stands: paths are then relative to its folder.
    """
    shipped = shipped_names()
    if ".." in Path(name).parts or "\0" in name:
        hint = translate("Give the whole path, or a name from the list.")
        _refuse(faults, told, name, _Refusal(translate("A name may not hold “..”."), hint))
        return None
    if name.endswith(".toml") and beside is not None:
        return beside_file(name, beside, faults, told, shared=True)
    if name.endswith(".toml"):
        path = Path(name)
        return check_file(Found(path, name, _own_name(path)), path.parent, faults, told)
    if name in shipped:
        return of_shipped(shipped[name])
    hint = did_you_mean(name, shipped)
    if not _NAME.fullmatch(name):
        hint = hint or translate("A scenario is named by a-z, 0-9, - and _, or by the path of a TOML file.")
    _refuse(faults, told, name, _Refusal(translate("There is no scenario with this name."), hint, ", ".join(shipped)))
    return None


def beside_file(name: str, beside: Found, faults: Faults, told: Problem | None, *, shared: bool = False) -> Found | None:
    """The file that a relative path in another file means; with `shared`, also one relative to what ships for all counties."""
    relative = Path(name)
    if relative.is_absolute() or ".." in relative.parts or set(name) & set("\\\0:"):
        message = translate("A file is named relative to the file that names it, without “..”.")
        _refuse(faults, told, name, _Refusal(message, translate("Put the files in one folder.")))
        return None
    folder = beside.path.parent
    if shared and not (folder / relative).exists() and (ROOT / relative).exists():
        return check_file(of_shipped(ROOT / relative), ROOT, faults, told)
    path = folder / relative
    return check_file(Found(path, (Path(beside.shown).parent / relative).as_posix(), _own_name(path)), folder, faults, told)


def of_shipped(path: Path) -> Found:
    """A file that ships, called by its path from the folder that holds everything."""
    return Found(path, path.relative_to(ROOT.parent).as_posix(), _own_name(path))


def check_file(found: Found, folder: Path, faults: Faults, told: Problem | None, largest: int = LARGEST) -> Found | None:
    """The file itself, if it is a file within the folder and of at most `largest` bytes."""
    try:
        refusal = _refusal(found.path, folder, largest)
    except (OSError, RuntimeError):
        refusal = _Refusal(translate("The file cannot be read."))
    if refusal is None:
        return found
    _refuse(faults, told, found.shown, refusal)
    return None


@dataclass(frozen=True)
class _Refusal:
    """Why a file is not read, and what to do about it."""

    message: str
    suggestion: str = ""
    allowed: str = ""


def _refusal(path: Path, folder: Path, largest: int) -> _Refusal | None:
    """Why a file is not read; None where it is."""
    resolved = path.resolve()
    if not resolved.is_relative_to(folder.resolve()):
        return _Refusal(translate("The file is a link that leads out of its folder."))
    if not resolved.exists():
        near = did_you_mean(path.name, (p.name for p in folder.glob(f"*{path.suffix}"))) if folder.is_dir() else ""
        return _Refusal(translate("There is no such file."), near)
    if resolved.is_dir():
        return _Refusal(translate("This is a folder, not a file."), translate("Name a file in it."))
    if not resolved.is_file():
        return _Refusal(translate("The file cannot be read."))
    if resolved.stat().st_size > largest:
        return _Refusal(translate("The file is too large."), allowed=translate("at most {size} bytes").format(size=largest))
    return None


def read_bytes(found: Found, faults: Faults) -> bytes | None:
    """The file's bytes, at most `LARGEST`; None, and a fault, where it cannot be read."""
    try:
        with found.path.open("rb") as file:
            return file.read(LARGEST)
    except OSError:
        _refuse(faults, None, found.shown, _Refusal(translate("The file cannot be read.")))
        return None


def _own_name(path: Path) -> str:
    """The scenario's name: the shipped one where it ships, the file's name without its ending elsewhere."""
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError):
        return path.stem
    if resolved.is_relative_to(COUNTIES) and len(resolved.relative_to(COUNTIES).parts) == 2:
        county, file = resolved.relative_to(COUNTIES).parts
        return county if file == "base.toml" else f"{county}/{resolved.stem}"
    return path.stem


def _refuse(faults: Faults, told: Problem | None, name: str, refusal: _Refusal) -> None:
    """Add a fault about a name: at the place where it stands, or about the name itself where nobody wrote it in a file."""
    name = printable(name, _LONGEST_NAME)
    place = Problem(name, 0, 0, "", "") if told is None else replace(told, given=quoted(name))
    faults.add(replace(place, message=refusal.message, allowed=refusal.allowed, suggestion=refusal.suggestion))
