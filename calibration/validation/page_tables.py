"""The tables of the pages, in Markdown, from the files that the parts of the validation have written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from calibration.validation.scored import ALL_KINDS, KINDS, PROBABILITIES, Kind, Together, bounds_of, forecast, score, together
from calibration.validation.verdicts import Verdict, rms
from calibration.validation.words import NONE, figure_name, measured, period, plain, seen, significant, spanned, written
from results.indicators.catalogue import full_name
from results.report.words import unit_name
from scenarios.documentation import markdown
from scenarios.language import translate as _

Data = Mapping[str, Any]

FAR = 2.0
"""Standard deviations beyond which a fit is called poor."""

MOST_TOLD = 5
"""Parameters shown for each headline indicator."""


def kind_names() -> dict[Kind, str]:
    """What the forecasts are called."""
    return {
        "model": _("the model"),
        "last": _("last year's value"),
        "free": _("survival curves without capacity"),
        "unfitted": _("the same curves, unfitted"),
    }


def verdict_table(found: Sequence[Verdict]) -> str:
    """Demands, what was found, whether they are met."""
    return markdown(
        [_("What"), _("Asked"), _("Found"), _("Met")], ([each.what, each.asked, each.found, f"**{each.answer}**"] for each in found)
    )


def areas(files: Sequence[tuple[Data, str]]) -> str:
    """The country and the counties: how far they are from their figures; each with the address of its page."""
    header = [_("Area"), _("Figures"), _("z, root mean square"), _("without discrepancy"), _("beyond 2"), _("Parameters told of")]
    rows = []
    for data, address in files:
        told = [figure for figure in data["figures"] if figure["z"] is not None]
        far = sum(abs(figure["z"]) > FAR for figure in told)
        identified = sum(each["identified"] for each in data["parameters"])
        rows.append(
            [
                f"[{data['name']}]({address})",
                str(len(data["figures"])),
                plain(rms(told), 2),
                plain(rms(told, "z_bare"), 1),
                str(far),
                _("{n} of {all}").format(n=identified, all=len(data["parameters"])),
            ]
        )
    return markdown(header, rows)


def fit(data: Data) -> str:
    """Every figure of an area: observed, simulated with its interval, z with and without discrepancy."""
    header = [_("Figure"), _("Place"), _("Period"), _("Unit"), _("Observed"), _("Simulated"), "z", _("z without discrepancy"), _("Source")]
    rows = (
        [
            figure_name(each),
            each["place"],
            period(each["first"], each["last"]),
            unit_name(each["unit"]),
            seen(each),
            spanned(each["q50"], each["q05"], each["q95"], each["unit"]),
            plain(each["z"], 1),
            plain(each["z_bare"], 1),
            each["source"],
        ]
        for each in data["figures"]
    )
    return markdown(header, rows)


def poor(files: Sequence[Data]) -> str:
    """The figures that the model is far from, the farthest first."""
    found = [(data["name"], each) for data in files for each in data["figures"] if each["z"] is not None and abs(each["z"]) > FAR]
    if not found:
        return _("None.")
    rows = (
        [area, figure_name(each), period(each["first"], each["last"]), seen(each), written(each["simulated"], each["unit"]),
         plain(each["z"], 1), each["note"]]
        for area, each in sorted(found, key=lambda pair: -abs(pair[1]["z"]))
    )  # fmt: skip
    return markdown([_("Area"), _("Figure"), _("Period"), _("Observed"), _("Simulated"), "z", _("What is known of the figure")], rows)


def parameters(told: Sequence[Data]) -> str:
    """Every parameter before and after."""
    header = [_("Parameter"), _("Before"), _("After"), _("Left"), _("Expected"), _("Identifiable"), _("Unit")]
    rows = (
        [each["label"], measured(each["before"]), measured(each["after"]), plain(each["left"], 2), plain(each["expected_left"], 2),
         _("yes") if each["identified"] else _("no"), each["unit"]]
        for each in told
    )  # fmt: skip
    return markdown(header, rows)


def forecasts(rows: Sequence[Data]) -> str:
    """Series with all three forecasts and who came nearest."""
    names = kind_names()
    header = [_("Figure"), _("Place"), _("Period"), _("Observed"), *(names[kind] for kind in KINDS), _("Nearest")]
    return markdown(header, (_forecast_row(row, names) for row in rows))


def _forecast_row(row: Data, names: Mapping[Kind, str]) -> list[str]:
    model, free = forecast(row, "model"), forecast(row, "free")
    last = row["last_value"]
    shown = NONE if last is None else written(last["value"], row["unit"]) + ("" if last["from"] else "*")
    scores = {kind: found.missed for kind in KINDS if (found := score(row, kind)) is not None}
    nearest = [names[kind] for kind, missed in scores.items() if missed == min(scores.values())]
    interval = NONE if model is None else spanned(model.mean, model.quantile(0.05), model.quantile(0.95), row["unit"])
    return [
        figure_name(row),
        row["place"],
        period(row["first"], row["last"]),
        seen(row),
        interval,
        shown,
        NONE if free is None else written(free.mean, row["unit"]),
        ", ".join(nearest),
    ]


def forecast_summary(groups: Sequence[tuple[str, Sequence[Data]]]) -> str:
    """Errors and CRPS of the forecasts and on how many series the model is nearer, for groups of series."""
    names = kind_names()
    header = [_("Series"), _("Number"), _("Forecast"), _("Relative difference"), "CRPS", _("the model nearer, by error"), _("by CRPS")]
    rows = []
    for name, series in groups:
        found = together(series)
        for kind in ALL_KINDS:
            first = kind == "model"
            rows.append(
                [
                    name if first else "",
                    str(found.series) if first else "",
                    names[kind],
                    plain(found.relative[kind], 2),
                    plain(found.crps[kind], 2),
                    *_nearer(found, kind),
                ]
            )
    return markdown(header, rows)


def _nearer(found: Together, kind: Kind) -> list[str]:
    if kind == "model":
        return ["", ""]
    return [_("{n} of {all}").format(n=each.won, all=each.of) for each in (found.beaten[kind], found.beaten_crps[kind])]


def coverage(groups: Sequence[tuple[str, Sequence[Data]]]) -> str:
    """How often figures lie within intervals, with and without discrepancy."""
    header = [_("Series"), _("Doubt"), *(_("{n} percent").format(n=plain(100 * p)) for p in PROBABILITIES)]
    rows = []
    for name, series in groups:
        found = together(series)
        for words, parts in ((_("with the stated discrepancy"), found.coverage), (_("without it"), found.coverage_bare)):
            rows.append([name, words, *(_("{n} percent").format(n=plain(100 * parts[p])) for p in PROBABILITIES)])
    return markdown(header, rows)


def totals(rows: Sequence[Data]) -> str:
    """Counts of counties: relative difference of each forecast."""
    names = kind_names()
    header = [_("Figure"), _("Place"), _("Period"), _("Observed"), _("Simulated"), *(names[kind] for kind in KINDS)]
    return markdown(header, (_total_row(row) for row in rows))


def _total_row(row: Data) -> list[str]:
    model = forecast(row, "model")
    scores = [score(row, kind) for kind in KINDS]
    return [
        figure_name(row),
        row["place"],
        period(row["first"], row["last"]),
        written(bounds_of(row)[0], row["unit"]),
        NONE if model is None else written(model.mean, row["unit"]),
        *(NONE if each is None else plain(each.relative, 2) for each in scores),
    ]


def recovered(data: Data, labels: Mapping[str, str]) -> str:
    """Every parameter: how often its truth was found, how narrow its interval, whether its ranks are told from uniform."""
    header = [_("Parameter"), _("truths within"), _("declared identifiable"), _("width in parts of the prior's"), _("ranks, p")]
    rows = (
        [
            labels.get(each["name"], each["name"]),
            *(_("{n} of {all}").format(n=each[key], all=data["sets"]) for key in ("within", "identified")),
            plain(each["width"], 2),
            plain(each["rank_probability"], 2),
        ]
        for each in data["each"]
    )
    return markdown(header, rows)


def disagreements(files: Sequence[Data]) -> str:
    """Parameters about which the two ways to a posterior disagree, with what each says in standard deviations of the prior."""
    rows = [
        [data["name"], each["label"], *(f"{plain(mean, 2)} ± {plain(sd, 2)}" for mean, sd in (each["fit"], each["check"]))]
        for data in files
        for each in data["parameters"]
        if each["disagrees"]
    ]
    return markdown([_("Area"), _("Parameter"), _("Gauss–Newton"), _("ABC")], rows) if rows else ""


def sensitive(data: Data) -> str:
    """The parameters that matter most for each headline indicator."""
    rows = (
        [full_name(each["key"]), unit_name(each["unit"], True), each["period"],
         "; ".join(f"{one['label']} {significant(one['size'])} ({significant(one['spread'])})" for one in each["effects"][:MOST_TOLD]
                   if one["size"])]
        for each in data["indicators"]
    )  # fmt: skip
    return markdown([_("Indicator"), _("Unit"), _("Period"), _("What matters most")], rows)


def shares(data: Data) -> str:
    """What chance and parameters have of the variance of one outcome."""
    rows = []
    for each in data["indicators"]:
        if each["chance"] is None:
            continue
        whole = each["chance"] ** 2 + each["parameters"] ** 2
        parts = [100.0 * each[key] ** 2 / whole if whole else float("nan") for key in ("chance", "parameters")]
        rows.append([full_name(each["key"]), written(each["mean"], each["unit"]), *(f"{plain(part)} %" for part in parts)])
    return markdown([_("Indicator"), _("Mean"), _("Chance"), _("Parameters")], rows)
