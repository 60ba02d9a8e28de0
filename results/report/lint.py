"""The report checks itself: what must hold for people who listen to it, print it or open it without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from results.charts.chart import ALT_MOST

FORBIDDEN_WORDS = ("optimal", "portfölj", "pipeline", "kandidat")
"""Words that planners' texts do not use."""


def lint(html: str) -> list[str]:
    """Faults of a report, in English, one line each; an empty list means that it may be handed out.

    Checked: language, title, one h1, heading order, skip link, anchors, a text and a table for each figure, caption and scope in each
    table, no double ids, no web address, no forbidden word.
    """
    parser = _Reader()
    parser.feed(html)
    parser.close()
    return [*_headings(parser), *_figures(parser), *_tables(parser), *_anchors(parser), *_addresses(html), *_words(parser.text)]


@dataclass
class _Table:
    caption: bool = False
    heads: int = 0
    unscoped: int = 0


@dataclass
class _Figure:
    alts: list[str] = field(default_factory=list)
    pictures: int = 0
    tables: int = 0


class _Reader(HTMLParser):
    """Collects what the checks need in one pass."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lang = ""
        self.title = ""
        self.headings: list[int] = []
        self.figures: list[_Figure] = []
        self.tables: list[_Table] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.text = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note headings, figures, tables, ids and links."""
        given = {k: v or "" for k, v in attrs}
        self._open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "html":
            self.lang = given.get("lang", "")
        elif re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        elif tag == "a":
            self.targets.append(given.get("href", ""))
        else:
            self._note_figure(tag, given)
            self._note_table(tag, given)

    def _note_figure(self, tag: str, given: dict[str, str]) -> None:
        if tag == "figure":
            self.figures.append(_Figure())
        elif tag == "img" and self.figures:
            self.figures[-1].pictures += 1
            self.figures[-1].alts.append(given.get("alt", ""))
        elif tag == "table" and "figure" in self._open:
            self.figures[-1].tables += 1

    def _note_table(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            self.tables.append(_Table())
        elif tag == "caption" and self.tables:
            self.tables[-1].caption = True
        elif tag == "th" and self.tables:
            self.tables[-1].heads += 1
            self.tables[-1].unscoped += given.get("scope") not in ("row", "col")

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of this name."""
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Collect the words people read."""
        if "title" in self._open:
            self.title += data
        elif "style" not in self._open and "script" not in self._open:
            self.text += data


def _headings(page: _Reader) -> Iterator[str]:
    if page.lang not in ("sv", "en"):
        yield "html has no language"
    if not page.title.strip():
        yield "no title"
    if page.headings.count(1) != 1:
        yield f"{page.headings.count(1)} h1 instead of one"
    for before, after in zip(page.headings, page.headings[1:], strict=False):
        if after > before + 1:
            yield f"h{after} follows h{before}"


def _figures(page: _Reader) -> Iterator[str]:
    for k, figure in enumerate(page.figures, start=1):
        if figure.pictures != 1 or not all(0 < len(alt) <= ALT_MOST for alt in figure.alts):
            yield f"figure {k} has no picture with an alternative text of at most {ALT_MOST} characters"
        if figure.tables < 1:
            yield f"figure {k} has no table"


def _tables(page: _Reader) -> Iterator[str]:
    for k, table in enumerate(page.tables, start=1):
        if not table.caption:
            yield f"table {k} has no caption"
        if table.heads == 0 or table.unscoped:
            yield f"table {k} has headings without scope"


def _anchors(page: _Reader) -> Iterator[str]:
    doubles = sorted({name for name in page.ids if page.ids.count(name) > 1})
    yield from (f"id {name} occurs twice" for name in doubles)
    yield from (f"link to {target} leads nowhere" for target in page.targets if target.removeprefix("#") not in page.ids)
    if not page.targets or page.targets[0] != "#innehall":
        yield "no skip link first"


def _addresses(html: str) -> Iterator[str]:
    found = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", html, flags=re.IGNORECASE)
    yield from (f"web address {address}" for address in sorted(set(found)))


def _words(text: str) -> Iterator[str]:
    lowered = text.casefold()
    yield from (f"forbidden word {word}" for word in FORBIDDEN_WORDS if word in lowered)
