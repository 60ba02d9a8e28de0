"""Where each key of a TOML file stands, and what can still be read of a file that is not valid TOML.

`tomllib` stops at the first fault and forgets positions. This reader goes through the same text once, writes down the place of
every key and value, names the faults that people make (decimal comma, duplicate key, letters outside a-z in a bare key,
missing quotes) and goes on behind each of them, so that one fault does not hide the next.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from scenarios.errors import shown
from scenarios.language import translate

Path = tuple[str | int, ...]
"""The way to a value: keys, and positions in arrays counted from 0."""

DEEPEST = 16
"""How deep arrays and tables may stand in each other; nothing in a scenario needs more than five."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LOOSE = re.compile(r"[^\s=.\[\]{}\"'#,]+")
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_COMMA_IN_TABLE = re.compile(r"(?<=[0-9]),([0-9]+)(?=\s*[,}\n])")
_STATEMENT = re.compile(r"[ \t]*[A-Za-z_][\w.-]*[ \t]*=|[ \t]*\[\[?[a-z_.]+\]\]?[ \t]*(?:#.*)?$", re.MULTILINE)
_LINE_BREAK_OR_COMMENT = re.compile(r"(?:[ \t\n]|#[^\n]*)*")


@dataclass(frozen=True)
class ScanFault:
    """A fault of form, at an offset in the text."""

    offset: int
    path: Path
    message: str
    given: str = ""
    allowed: str = ""
    suggestion: str = ""


@dataclass
class Scan:
    """What one reading found: data as far as readable, offsets of keys and values, paths whose value was lost, faults."""

    data: dict[str, Any] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)
    values: dict[Path, int] = field(default_factory=dict)
    damaged: set[Path] = field(default_factory=set)
    faults: list[ScanFault] = field(default_factory=list)
    too_deep: bool = False


class _TooDeepError(Exception):
    """Arrays and tables stand too deep in each other."""


class _Lost:
    """Stands for a value that could not be read."""


_LOST = _Lost()


def scan(text: str) -> Scan:
    """Read a TOML text with line feeds as line ends, as far as it can be read."""
    reader = _Reader(text)
    try:
        reader.read_file()
    except _TooDeepError:
        reader.found.too_deep = True
        reader.fault(reader.at, (), translate("Tables and lists stand too deep in each other."), allowed=str(DEEPEST))
    return reader.found


class _Reader:
    """Goes through the text once, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found = Scan()
        self.table: dict[str, Any] = self.found.data
        self.path: Path = ()
        self.declared: set[Path] = set()

    def fault(self, offset: int, path: Path, message: str, given: str = "", allowed: str = "", suggestion: str = "") -> None:
        """Write down a fault of form."""
        self.found.faults.append(ScanFault(offset, path, message, given, allowed, suggestion))

    def peek(self, size: int = 1) -> str:
        """The next characters, without passing them."""
        return self.text[self.at : self.at + size]

    def skip_spaces(self) -> None:
        """Pass spaces and tabs."""
        while self.peek() in (" ", "\t") and self.at < len(self.text):
            self.at += 1

    def skip_blank(self) -> None:
        """Pass spaces, line ends and comments."""
        passed = _LINE_BREAK_OR_COMMENT.match(self.text, self.at)
        self.at = passed.end() if passed else self.at

    def rest_of_line(self) -> str:
        """Pass everything up to the line's end and return it."""
        end = self.text.find("\n", self.at)
        end = len(self.text) if end < 0 else end
        rest = self.text[self.at : end]
        self.at = end
        return rest

    # Statements -----------------------------------------------------------------------------------------------------------------

    def read_file(self) -> None:
        """Read headers and statements to the end."""
        self.skip_blank()
        while self.at < len(self.text):
            if self.peek() == "[":
                self.read_header()
            else:
                self.read_pair(self.table, self.path, 0, "\n#")
            self.end_statement()
            self.skip_blank()

    def end_statement(self) -> None:
        """Nothing but a comment may follow on the line."""
        start = self.at
        rest = self.rest_of_line().strip()
        if rest and not rest.startswith("#"):
            self.fault(start, self.path, translate("There is something more on the line than one key and its value."), shown(rest))

    def read_header(self) -> None:
        """Read `[table]` or `[[table]]` and make it the table that the next statements fill."""
        start, brackets = self.at, 2 if self.peek(2) == "[[" else 1
        self.at += brackets
        names = self.read_key(())
        if not names or self.peek(brackets) != "]" * brackets:
            self.fault(start, (), translate("A section's name stands in brackets on its own line."), shown(self.rest_of_line()), "[name]")
        else:
            self.at += brackets
        if names:
            self.open_table([name for name, _ in names], names[-1][1], start, brackets == 2)

    def open_table(self, names: list[str], offset: int, start: int, repeated: bool) -> None:
        """Walk to the named table, adding what is missing; a list of tables gets one more."""
        table, path = self.walk(self.found.data, (), names[:-1])
        path = (*path, names[-1])
        there = table.get(names[-1])
        if repeated:
            items = there if isinstance(there, list) else []
            items.append({})
            table[names[-1]] = items
            self.found.keys.setdefault(path, offset)
            path = (*path, len(items) - 1)
            table = items[-1]
        else:
            if path in self.declared or (there is not None and not isinstance(there, dict)):
                self.told_twice(path, start)
            self.declared.add(path)
            table = table.setdefault(names[-1], {}) if isinstance(there, dict | None) else {}
        self.found.keys.setdefault(path, offset)
        self.table, self.path = table, path

    def walk(self, table: dict[str, Any], path: Path, names: list[str]) -> tuple[dict[str, Any], Path]:
        """The table behind dotted names, made where it is missing; in a list of tables, its last one."""
        for name in names:
            path = (*path, name)
            inner = table.setdefault(name, {})
            if isinstance(inner, list) and inner and isinstance(inner[-1], dict):
                path, inner = (*path, len(inner) - 1), inner[-1]
            table = inner if isinstance(inner, dict) else {}
        return table, path

    def told_twice(self, path: Path, offset: int) -> None:
        """A key or a section that already stands further up."""
        line = self.text.count("\n", 0, self.found.keys.get(path, 0)) + 1
        message = translate("The same key stands twice; it stands already on line {line}.").format(line=line)
        self.fault(offset, path, message, suggestion=translate("Keep one of them."))

    # Keys and values ------------------------------------------------------------------------------------------------------------

    def read_key(self, within: Path) -> list[tuple[str, int]]:
        """Read a dotted key: its names, each with its offset."""
        names: list[tuple[str, int]] = []
        while True:
            self.skip_spaces()
            start = self.at
            if self.peek() in ('"', "'"):
                name = self.read_string(within)
                names.append((name if isinstance(name, str) else "", start))
            elif loose := _LOOSE.match(self.text, self.at):
                self.at = loose.end()
                names.append((loose.group(), start))
                if not _BARE.fullmatch(loose.group()):
                    hint = translate("Put the key in quotes: {key}").format(key=f'"{loose.group()}"')
                    self.fault(
                        start, (*within, loose.group()), translate("A key without quotes may only hold a-z, 0-9, _ and -."), suggestion=hint
                    )
            else:
                return []
            self.skip_spaces()
            if self.peek() != ".":
                return names
            self.at += 1

    def read_pair(self, table: dict[str, Any], path: Path, depth: int, stops: str) -> bool:
        """Read `key = value` into a table; False where there is no key at all."""
        start = self.at
        names = self.read_key(path)
        if not names:
            self.fault(start, path, translate("Here a key was expected."), shown(self.rest_of_line()), translate("key = value"))
            return False
        self.skip_spaces()
        target, within = self.walk(table, path, [name for name, _ in names[:-1]])
        for k in range(1, len(names)):
            self.found.keys.setdefault((*path, *(name for name, _ in names[:k])), names[k - 1][1])
        name, offset = names[-1]
        full = (*within, name)
        if self.peek() != "=":
            self.fault(offset, full, translate("A key must be followed by = and a value."), shown(self.rest_of_line()))
            self.found.damaged.add(full)
            return True
        self.at += 1
        if name in target:
            self.told_twice(full, offset)
            target, full = {}, (*within, f"{name}\0{offset}")
        self.found.keys[full] = offset
        value = self.read_value(full, depth, stops)
        if isinstance(value, _Lost):
            self.found.damaged.add(full)
        else:
            target[name] = value
        return True

    def read_value(self, path: Path, depth: int, stops: str) -> Any:
        """Read any value; `stops` are the characters that end one without quotes or brackets."""
        if depth > DEEPEST:
            raise _TooDeepError
        self.skip_spaces()
        self.found.values[path] = self.at
        match self.peek():
            case '"' | "'":
                return self.read_string(path)
            case "[":
                return self.read_array(path, depth + 1)
            case "{":
                return self.read_inline(path, depth + 1)
            case _:
                return self.read_plain(path, stops)

    def read_string(self, path: Path) -> str | _Lost:
        """Read a text in quotes, also one over several lines."""
        start, quote = self.at, self.peek()
        mark = quote * 3 if self.peek(3) == quote * 3 else quote
        body = r"(?:\\.|(?!%s)[^\n])*" if len(mark) == 1 else r"(?:\\[\s\S]|(?!%s)[\s\S])*"
        if quote == "'":
            body = body.replace(r"\\.|", "").replace(r"\\[\s\S]|", "")
        pattern = re.compile(mark + body % mark + mark + (quote + "{0,2}" if len(mark) > 1 else ""))
        found = pattern.match(self.text, self.at)
        if not found:
            text = self.rest_of_line().lstrip(quote)
            self.fault(start, path, translate("The text's last quotation mark is missing."), shown(text))
            return text
        self.at = found.end()
        try:
            return str(tomllib.loads("v = " + found.group())["v"])
        except ValueError:
            hint = translate("Use ' instead of \" around a text with \\ in it.") if "\\" in found.group() else ""
            self.fault(start, path, translate("The text holds a sign that cannot stand there."), shown(found.group()), suggestion=hint)
            return _LOST

    def read_array(self, path: Path, depth: int) -> list[Any] | _Lost:
        """Read `[a, b]`, over one or several lines."""
        start, items, lost = self.at, list[Any](), False
        self.at += 1
        while True:
            self.skip_blank()
            line = self.text.rfind("\n", 0, self.at) + 1
            on_new_line = self.text[line : self.at].isspace() or line == self.at
            on_new_line = on_new_line and bool(_STATEMENT.match(self.text, line))
            if self.at >= len(self.text) or on_new_line:
                self.fault(start, path, translate("The list is not closed."), allowed="[ … ]")
                self.at -= 1 if on_new_line else 0
                break
            if self.peek() == "]":
                self.at += 1
                break
            before = self.at
            value = self.read_value((*path, len(items)), depth, ",]\n#")
            lost = lost or isinstance(value, _Lost)
            items.append(value)
            self.skip_blank()
            if self.peek() == ",":
                self.at += 1
            elif self.peek() != "]" and self.at == before:
                self.rest_of_line()
        return _LOST if lost else items

    def read_inline(self, path: Path, depth: int) -> dict[str, Any]:
        """Read `{ a = 1, b = 2 }`."""
        start, table = self.at, dict[str, Any]()
        self.at += 1
        while True:
            self.skip_spaces()
            if self.peek() == "}":
                self.at += 1
                return table
            if self.peek() in ("", "\n", "#"):
                self.fault(start, path, translate("A table in braces must be closed on the same line."), allowed="{ … }")
                return table
            if not self.read_pair(table, path, depth, ",}\n#"):
                return table
            self.skip_spaces()
            if self.peek() == ",":
                self.at += 1

    def read_plain(self, path: Path, stops: str) -> Any:
        """Read a number, a date, true or false: what stands without quotes up to the next stop."""
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in stops:
            self.at += 1
        comma = _COMMA_IN_TABLE.match(self.text, self.at) if "}" in stops else None
        if comma:
            self.at = comma.end()
        raw = self.text[start : self.at].strip()
        try:
            return tomllib.loads("v = " + raw)["v"]
        except (ValueError, RecursionError):
            return self.mend(raw, start, path)

    def mend(self, raw: str, start: int, path: Path) -> Any:
        """Name what is wrong with a value without quotes, and read it as it was meant where that is plain."""
        if _DECIMAL_COMMA.fullmatch(raw.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")):
            point = raw.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
            self.fault(
                start, path, translate("Numbers take a decimal point."), raw, suggestion=translate("Write {text}.").format(text=point)
            )
            return float(point)
        if re.fullmatch(r"0[0-9]+", raw):
            hint = translate("Put a code in quotes: {text}").format(text=f'"{raw}"')
            self.fault(start, path, translate("A number cannot begin with 0."), raw, suggestion=hint)
        elif not raw:
            self.fault(start, path, translate("The value is missing."))
        elif raw[0].isalpha():
            hint = translate("Put a text in quotes: {text}").format(text=f'"{raw}"')
            self.fault(start, path, translate("A text must stand in quotes."), raw, suggestion=hint)
        else:
            self.fault(start, path, translate("This is neither a number nor a date, a text in quotes, true or false."), shown(raw))
        return _LOST
