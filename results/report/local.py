"""A page for each municipality: its own figures beside the sub-area's and the county's, for the one who coordinates integration there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from results.report.choice import has
from results.report.local_tables import (
    IN_TIME,
    capacity_table,
    hidden_groups,
    in_time_table,
    queues_table,
    received_table,
    shortages,
    wanted_table,
)
from results.report.material import Change, Estimate, Material
from results.report.page import Item, Lines, Page, Section, Shown, Words
from results.report.place import Place
from results.report.uncertainty import outdated_words
from results.report.words import change_words, listed, quoted, unit_word
from scenarios.county import Municipality
from scenarios.language import number
from scenarios.language import translate as _

FOLDER = "local"
"""Folder of the municipalities' pages, within the run's."""


@dataclass(frozen=True)
class LocalPage:
    """A municipality's page and the name of its file."""

    file: str
    page: Page


def file_name(municipality: Municipality) -> str:
    """Name of the municipality's file: its code and its name in plain letters."""
    plain = normalize("NFKD", municipality.name.casefold()).encode("ascii", "ignore").decode()
    return f"{municipality.area}-{'-'.join(plain.split())}.html"


def local_pages(material: Material) -> tuple[LocalPage, ...]:
    """A page for each municipality, in the order of their codes."""
    return tuple(LocalPage(file_name(m), _Composed(material, Place.of(material, m)).page) for m in material.base.county.municipalities)


def where_the_pages_are(material: Material) -> str:
    """One sentence for the county's report: the pages are named, not linked, since each file stands on its own."""
    files = [file_name(m) for m in material.base.county.municipalities]
    return _("Each municipality has a page of its own in the folder {folder}: {files}.").format(folder=FOLDER, files=", ".join(files))


@dataclass(frozen=True)
class _Composed:
    """The page of one municipality."""

    material: Material
    place: Place

    @cached_property
    def page(self) -> Page:
        """Put the municipality's figures into words and tables; two printed pages."""
        first, last = self.material.years
        return Page(
            title=_("{municipality} – for the local agreement, {first}–{last}").format(
                municipality=self.place.name, first=first, last=last
            ),
            lead=_("For those who coordinate integration in the municipality. The same calculation as in the report on {county}.").format(
                county=self.material.base.county.name
            ),
            notice=_(
                "The people in this report are simulated – none is real. The model describes groups and is not made for decisions about "
                "individuals."
            ),
            front=(Section("i-korthet", _("In short"), (Lines(self._short()),)),),
            sections=tuple(self._sections()),
            colophon=_("{n} calculations, seed {seed}.").format(n=self.material.replications, seed=self.material.seed),
            brief=True,
            warning=outdated_words(self.material.extras.calibration),
        )

    def _sections(self) -> list[Section]:
        material, place = self.material, self.place
        rule = _(
            "Shares and waits are shown where at least 20 people stand behind them, all reported years together; where they are fewer, "
            "look at the sub-area or the county. Numbers of people are simulated and rounded to whole persons. Differences between "
            "municipalities mirror who lives there: this is no ranking."
        )
        sections = [
            Section("mottagna", _("Who is received"), (Shown(received_table(material, place)),)),
            Section("i-tid", _("In time, and how it goes"), (Shown(in_time_table(material, place)), Words(rule, "note"))),
            Section("koer", _("Who waits, and what is asked for"), self._waiting()),
            Section("kapacitet", _("Is there room?"), self._room()),
        ]
        if material.alternatives:
            sections.append(Section("alternativen", _("What the alternatives change here"), (Lines(self._changes()),)))
        return sections

    def _waiting(self) -> tuple[Item, ...]:
        return (Shown(queues_table(self.material, self.place)), Shown(wanted_table(self.material, self.place)))

    def _room(self) -> tuple[Item, ...]:
        table = capacity_table(self.material, self.place)
        return (Shown(table),) if table.rows else (Words(_("No capacity is reported.")),)

    def _short(self) -> tuple[str, ...]:
        """What a reader takes along: how many come, by which way, and where it is full."""
        said = [*self._received(), *self._doors()]
        short = shortages(self.material, self.place)
        if short:
            said.append(_("Full for the longest time: {what}.").format(what=listed(short)))
        else:
            said.append(_("No capacity is full for a whole month on average."))
        return tuple(said)

    def _own(self, indicator: str, area: str = "") -> Estimate | None:
        return self.place.whole(self.material, indicator, area or self.place.area)

    def _received(self) -> list[str]:
        found, rate = self._own("received"), self._own("received_per_1000")
        county = self._own("received_per_1000", self.material.county)
        if found is None or rate is None or county is None:
            return []
        return [
            _(
                "{n} people (between {low} and {high}) are received in {years}: {rate} per 1,000 inhabitants and year; in the county "
                "{county}."
            ).format(
                n=number(found.mean, 0),
                low=number(found.low, 0),
                high=number(found.high, 0),
                years="–".join(map(str, self.material.years)),
                rate=number(rate.mean, 1),
                county=number(county.mean, 1),
            )
        ]

    def _doors(self) -> list[str]:
        assigned, settled = self._own("assigned_share"), self._own("self_settled_share")
        hidden = hidden_groups(self.material, self.place, self.place.area)
        if assigned is None or settled is None or hidden & {"assigned", "self_settled"}:
            return []
        return [
            _("{assigned} percent are assigned and {settled} percent settle by themselves; no distribution concerns the latter.").format(
                assigned=number(assigned.mean, 0), settled=number(settled.mean, 0)
            )
        ]

    def _changes(self) -> tuple[str, ...]:
        """For each alternative what is told apart in the municipality; or that nothing is."""
        return tuple(self._change(s.letter, s.full, s.name) for s in self.material.series[1:])

    def _change(self, letter: str, full: str, scenario: str) -> str:
        material, area = self.material, self.place.area
        keys = [key for key in IN_TIME if has(material, key)]
        found = [material.change(scenario, key, area, "all", material.period(key, area)) for key in keys]
        sure = [change for change in found if change is not None and change.told_apart]
        if not sure:
            return _("{alternative}: nothing in the municipality that can be told apart from zero.").format(alternative=full)
        return _("{alternative}: {changes}.").format(alternative=full, changes="; ".join(_said(change) for change in sure))


def _said(change: Change) -> str:
    return f"{quoted(change.indicator)} {change_words(change)} {unit_word(change.indicator, difference=True)}"
