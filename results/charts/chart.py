"""A chart as people meet it: picture, title, text for those who cannot see it, and the table of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from results.charts.style import Picture
from results.tables import Table, as_csv

ALT_MOST = 100
"""Longest alternative text, characters; what does not fit belongs in the description."""


@dataclass(frozen=True)
class Chart:
    """One chart and all that goes with it.

    Attributes
    ----------
    key
        Name of its files.
    title
        What it shows, as a heading.
    alt
        At most `ALT_MOST` characters: what kind of picture, of what.
    description
        How to read it and what the interval is; stands as text under the picture.
    data
        Every number drawn; saved beside the picture.
    short
        Fewer rows of the same, for the page; None where all of them fit.
    """

    key: str
    title: str
    alt: str
    description: str
    picture: Picture
    data: Table
    short: Table | None = None

    @property
    def shown(self) -> Table:
        """The table that stands under the picture."""
        return self.short or self.data

    def __post_init__(self) -> None:
        """Refuse an alternative text that screen readers would cut."""
        if not 0 < len(self.alt) <= ALT_MOST:
            raise ValueError(f"chart {self.key}: the alternative text has {len(self.alt)} characters, at most {ALT_MOST}")


def write_all(folder: Path, charts: Sequence[Chart]) -> list[Path]:
    """Write each chart as .svg, .png and .csv into `folder`, which is made if it is not there.

    Returns
    -------
    list of Path
        The files, in the order they were written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for chart in charts:
        parts = {"svg": chart.picture.svg, "png": chart.picture.png, "csv": as_csv(chart.data).encode()}
        for ending, content in parts.items():
            path = folder / f"{chart.key}.{ending}"
            path.write_bytes(content)
            written.append(path)
    return written
