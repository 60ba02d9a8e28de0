"""The pages: `docs/validation.md`, one for the country and one for each county, from the files that the other parts have written.

Whatever part has not been run is left out, and said to be not measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from errno import ENOENT
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from calibration.identify import IDENTIFIED
from calibration.targets import NATION
from calibration.validation import against, charts
from calibration.validation import page_tables as tables
from calibration.validation.scored import county_outcomes, county_totals, forecast_years
from calibration.validation.setting import Work, kept
from calibration.validation.verdicts import rms, verdicts
from calibration.validation.words import plain
from calibration.validation.years import FORECAST, SPLIT
from results.charts.chart import Chart
from results.tables import as_csv
from scenarios.language import language, set_language
from scenarios.language import translate as _

Data = Mapping[str, Any]

NAME = "validation"
CHARTS = "charts"


class Pages:
    """The pages in the making: what was found, and the charts drawn so far.

    Parameters
    ----------
    found
        The files of `docs/validation` by name without ending.
    """

    def __init__(self, found: Mapping[str, Data]) -> None:
        self.found = found
        self.codes = sorted(code for code in found if code.isdigit() and code != NATION)
        self.charts: list[Chart] = []
        self._templates = Environment(
            loader=PackageLoader("calibration.validation", "templates"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )

    def texts(self) -> dict[str, str]:
        """Every page by its path under `docs`."""
        told = {f"{NAME}/{self.page_of(code)}": self._area(code) for code in (NATION, *self.codes)}
        return {f"{NAME}.md": self._main()} | told

    def page_of(self, code: str) -> str:
        """The name of an area's page."""
        return "sverige.md" if code == NATION else f"{self.found[code]['key']}.md"

    def _series(self, code: str = "") -> list[Data]:
        """Forecasts of an area; all without a code. A municipality's stand with its county's."""
        held = self.found.get("held-back")
        rows: list[Data] = list(held["series"]) if held else []
        return [row for row in rows if not code or row["area"][:2] == code]

    def _drawn(self, made: Sequence[Chart], folder: str) -> str:
        """Charts as a page shows them: the picture, how to read it, and where its numbers are."""
        self.charts += made
        return "\n\n".join(_shown(each, f"{folder}{each.key}") for each in made)

    def _area(self, code: str) -> str:
        data, rows = self.found[code], self._series(code)
        name, stem = data["name"], Path(self.page_of(code)).stem
        identified = [each["label"] for each in data["parameters"] if each["identified"]]
        earlier = [each for each in data["figures"] if int(each["first"][:4]) < SPLIT]
        sentence = (
            _("Its figures tell of these parameters: {list}.").format(list="; ".join(identified))
            if identified
            else _("Its figures tell of no single parameter so much that it could be called identifiable.")
        )
        folder = f"{CHARTS}/"
        fit_title, held_title, parameter_title = (
            _("Fitted against observed, {area}").format(area=name),
            _("Years held back, {area}").format(area=name),
            _("Parameters before and after, {area}").format(area=name),
        )
        fit = against.against(f"{stem}-anpassning", fit_title, against.fitted_lines(data["figures"], code), forecasts=False)
        lines = against.forecast_lines(forecast_years(rows), code)
        guessed = against.against(f"{stem}-undanhallet", held_title, lines, forecasts=True)
        moved = [charts.parameters(f"{stem}-parametrar", parameter_title, data["parameters"])]
        return self._rendered(
            "area.md.j2",
            name=name,
            figures=data["figures"],
            bounded=sum(each["bounds"][0] != each["bounds"][1] for each in data["figures"]),
            rms=plain(rms(data["figures"]), 2),
            rms_bare=plain(rms(data["figures"], "z_bare"), 1),
            told=sentence,
            draws=data["draws"],
            fit=tables.fit(data),
            fit_charts=self._drawn(fit, folder),
            held=tables.forecasts(rows) if rows else "",
            no_own=not earlier,
            held_charts=self._drawn(guessed, folder),
            identified=plain(IDENTIFIED, 1),
            parameters=tables.parameters(data["parameters"]),
            parameter_chart=self._drawn(moved, folder),
        )

    def _main(self) -> str:
        nation, counties = self.found[NATION], [self.found[code] for code in self.codes]
        found = verdicts(self.found, self.codes)
        everything = [nation, *counties]
        return self._rendered(
            "validation.md.j2",
            verdicts=tables.verdict_table(found),
            unmet=[each.what for each in found if each.met is False],
            nation=nation,
            county_figures=sum(len(data["figures"]) for data in counties),
            draws=nation["draws"],
            areas=tables.areas([(data, f"{NAME}/{self.page_of(data['code'])}") for data in everything]),
            held=self._held(),
            recovery=self._recovery(),
            untold=self._untold(),
            disagree=self._disagree(everything),
            sensitivity=self._sensitivity(),
            poor=tables.poor(everything),
            english=self._english(),
        )

    def _held(self) -> dict[str, Any] | None:
        if "held-back" not in self.found:
            return None
        rows = forecast_years(self._series())
        later = [row for row in self._series() if row["observed"] > FORECAST[-1]]
        counts = county_totals(rows)
        outcomes = (_("counts of counties that are outcomes"), county_outcomes(rows))
        country = (_("the country"), [row for row in rows if row["area"] == NATION])
        groups = [(_("all"), rows), (_("county totals"), counts), outcomes, country]
        lines = against.forecast_lines(rows, NATION)
        title = _("Years held back: observed and forecast, 2015–2016")
        return {
            "nowcast": sum(row["last_value"] is not None and not row["last_value"]["from"] for row in rows),
            "series": len(rows),
            "summary": tables.forecast_summary(groups),
            "coverage": tables.coverage(groups[:3]),
            "totals": tables.totals(counts),
            "all": tables.forecasts(rows) + "\n\\* " + _("the model's own number for 2014") + "\n",
            "charts": self._drawn(against.against("undanhallet", title, lines, forecasts=True), f"{NAME}/{CHARTS}/"),
            "later_summary": tables.forecast_summary([(_("after 2016"), later)]),
            "later": tables.forecasts(later),
        }

    def _recovery(self) -> dict[str, Any] | None:
        data = self.found.get("recovery")
        if data is None:
            return None
        labels = {each["name"]: each["label"] for code in (NATION, *self.codes) for each in self.found[code]["parameters"]}
        return {
            "sets": data["sets"],
            "county": self._name(data["county"]),
            "targets": data["targets"],
            "within": plain(100 * data["within"], 1),
            "within_identified": "–" if data["within_identified"] is None else plain(100 * data["within_identified"], 1),
            "chart": self._drawn([charts.ranks("ranger", data["rank_counts"])], f"{NAME}/{CHARTS}/"),
            "table": tables.recovered(data, labels),
        }

    def _name(self, code: str) -> str:
        return str(self.found[code]["name"]) if code in self.found else code

    def _untold(self) -> dict[str, str]:
        nation = self.found[NATION]
        told = [each["label"] for each in nation["parameters"] if each["identified"]]
        not_told = [each["label"] for each in nation["parameters"] if not each["identified"]]
        labels = {each["name"]: each["label"] for each in nation["parameters"]}
        pairs = [" – ".join(labels.get(name, name) for name in pair) for pair in nation["alike"]]
        tells = _(
            "The figures for the country tell of {told}. They do not tell enough of {rest}: there mostly what was believed before stands, "
            "and it is part of every interval."
        )
        alike = (
            _("Cannot be told apart, though the figures tell of them together: {pairs}.").format(pairs="; ".join(pairs))
            if pairs
            else _("No two parameters go so closely together that they cannot be told apart.")
        )
        return {
            "nation": tells.format(told="; ".join(told) or "–", rest="; ".join(not_told) or "–"),
            "singular": "; ".join(plain(value, 1) for value in nation["singular"]),
            "alike": alike,
            "table": tables.parameters(nation["parameters"]),
        }

    def _disagree(self, files: Sequence[Data]) -> dict[str, str]:
        checked = [data for data in files if data["check_points"] > 0]
        number = sum(each["disagrees"] for data in checked for each in data["parameters"])
        of = sum(len(data["parameters"]) for data in checked)
        text = _("The Gauss–Newton posterior and the regression-adjusted ABC disagree about {n} of {all} (area and parameter). Numbers are "
                 "in standard deviations of what was first believed.").format(n=number, all=of)  # fmt: skip
        return {"text": text, "table": tables.disagreements(checked)}

    def _sensitivity(self) -> dict[str, Any] | None:
        data = self.found.get("sensitivity")
        if data is None:
            return None
        return {
            "county": self._name(data["county"]),
            "ways": data["ways"],
            "draws": data["draws"],
            "first": data["together"][0]["label"],
            "first_after": max(data["together"], key=lambda each: each["after"])["label"],
            "chart": self._drawn([charts.matters("antaganden", data["together"])], f"{NAME}/{CHARTS}/"),
            "table": tables.sensitive(data),
            "shares": tables.shares(data),
        }

    def _english(self) -> str:
        """The demands in English, a line each."""
        before = language()
        set_language("en")
        try:
            found = verdicts(self.found, self.codes)
            return "\n".join(f"- {each.what}: {each.found} (asked: {each.asked}). Met: {each.answer}." for each in found)
        finally:
            set_language(before)

    def _rendered(self, template: str, **told: Any) -> str:
        return self._templates.get_template(template).render(**told)


def _shown(chart: Chart, path: str) -> str:
    """One chart in Markdown."""
    return f"![{chart.alt}]({path}.svg)\n\n*{chart.title}.* {chart.description} [{_('the numbers')}]({path}.csv)"


def read_all(folder: Path) -> dict[str, Data]:
    """The files that the parts have written, by name without ending."""
    return {path.stem: kept(path) for path in sorted(folder.glob("*.json"))}


def write_pages(work: Work) -> None:
    """Write all pages, and every chart with its numbers beside it."""
    found = read_all(work.pages)
    if NATION not in found:
        raise FileNotFoundError(ENOENT, "", str(work.pages / f"{NATION}.json"))
    made = Pages(found)
    for path, text in made.texts().items():
        (work.pages.parent / path).write_text(text, encoding="utf-8")
    folder = work.pages / CHARTS
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for chart in made.charts:
        (folder / f"{chart.key}.svg").write_bytes(chart.picture.svg)
        (folder / f"{chart.key}.csv").write_text(as_csv(chart.data), encoding="utf-8")
