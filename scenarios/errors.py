"""Faults in what people give us: all of them at once, each with file, line, column, key and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from scenarios.language import translate


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, with its texts already in the language of the reader.

    `line` and `column` count from 1; both are 0 where a fault belongs to no place in a file. `key` is the dotted name of the field.
    """

    file: str
    line: int
    column: int
    key: str
    message: str
    given: str = ""
    allowed: str = ""
    suggestion: str = ""


class ScenarioError(Exception):
    """Input that cannot be used; holds every fault found, in the order of the files' lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort the faults and drop the ones that are told twice."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(render(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Problem, ...]]]:
        """Travel between processes with the faults, not with the text made of them."""
        return (type(self), (self.problems,))


@dataclass
class Faults:
    """Collects faults while input is read, so that all of them can be told at once."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Remember one more fault."""
        self.problems.append(problem)

    def __len__(self) -> int:
        """Return how many faults there are so far."""
        return len(self.problems)

    def stop_if_any(self) -> None:
        """Raise all faults found so far, if there are any.

        Raises
        ------
        ScenarioError
            With every fault collected.
        """
        if self.problems:
            raise ScenarioError(self.problems)


def render(problem: Problem) -> str:
    """One fault as one line of text: where, which key, what is wrong, what was given, what is allowed, what to try."""
    place = problem.file
    if problem.line:
        place += f":{problem.line}:{problem.column}"
    text = f"{place}: {problem.key}: {problem.message}" if problem.key else f"{place}: {problem.message}"
    if problem.given:
        text += " " + translate("Given: {given}.").format(given=problem.given)
    if problem.allowed:
        text += " " + translate("Allowed: {allowed}.").format(allowed=problem.allowed)
    if problem.suggestion:
        text += " " + problem.suggestion
    return text


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question with the known word that is nearest to a misspelt one, or nothing where none is near."""
    words = sorted(set(known))
    near = get_close_matches(word, words, n=1, cutoff=0.6) or get_close_matches(word.casefold(), words, n=1, cutoff=0.6)
    return translate("Did you mean {word}?").format(word=quoted(near[0])) if near else ""


def quoted(text: str) -> str:
    """A text between the quotation marks of the chosen language."""
    return translate("“{text}”").format(text=text)


def listed(words: Iterable[object], most: int = 12) -> str:
    """Words in one line, cut off where they are too many to read."""
    found = [str(word) for word in words]
    shown = ", ".join(found[:most])
    return f"{shown}, …" if len(found) > most else shown


def shown(value: object, most: int = 60) -> str:
    """A given value as people wrote it, cut off where it is long."""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, str):
        text = quoted(value)
    else:
        text = str(value)
    return printable(text, most)


def printable(text: str, most: int) -> str:
    """A text of a stranger on one line: signs that do not print are replaced, what is too long is cut off."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= most else text[: most - 1] + "…"
