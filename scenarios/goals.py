"""What an agreement wants: its goals with the parties that answer for them, and everything that it asks to have followed up."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.language import text_of


@dataclass(frozen=True)
class Goal:
    """A goal of the agreement.

    Attributes
    ----------
    key
        Its number in the agreement ("3.4"), or a short key where the agreement has no numbers.
    sv, en
        What it is called.
    responsible, others
        Parties that answer for it and that take part, by their keys.
    indicators
        Indicators by which it is followed; the first stands closest to it. None where the calculation has none.
    """

    key: str
    sv: str
    en: str
    responsible: tuple[str, ...]
    others: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What it is called, in the language of the reader."""
        return text_of(self.sv, self.en)


@dataclass(frozen=True)
class Asked:
    """Something that the agreement names as an indicator or an aim: the indicators that compute it, or why none can.

    `ref` is where it stands ("Utb 1"), `goal` the goal it belongs to. `speaks` says what speaks for it all the same, or where to ask.
    """

    goal: str
    ref: str
    sv: str
    en: str
    indicators: tuple[str, ...] = ()
    why_sv: str = ""
    why_en: str = ""
    speaks_sv: str = ""
    speaks_en: str = ""

    @property
    def label(self) -> str:
        """What is asked for, in the language of the reader."""
        return text_of(self.sv, self.en)

    @property
    def why(self) -> str:
        """Why it is not computed, or not in full."""
        return text_of(self.why_sv, self.why_en)

    @property
    def speaks(self) -> str:
        """What speaks for it all the same."""
        return text_of(self.speaks_sv, self.speaks_en)
