"""The report as one self-contained HTML file: pictures inline, style inline, no address called or linked."""

from __future__ import annotations

import json
import re
from base64 import b64encode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from results.charts.chart import Chart
from results.report.page import Page, Weighing
from results.tables import shown
from scenarios.language import language, number, translate


def render(page: Page) -> str:
    """Write the report's HTML.

    Parameters
    ----------
    page
        The report's content; every text in it is escaped.
    """
    environment = Environment(
        loader=PackageLoader("results.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_without_scheme,
    )
    environment.globals["_"] = translate
    environment.filters["shown"] = shown
    environment.filters["data_address"] = data_address
    environment.filters["weighing_data"] = weighing_data
    environment.filters["decimal"] = lambda value: number(value, 1)
    environment.globals["script"] = lambda name: Markup(_source(environment, name))
    css = Markup(_source(environment, "report.css"))
    return environment.get_template("report.html.j2").render(page=page, css=css, language=language())


def _without_scheme(value: object) -> object:
    """Texts from scenario files may quote web addresses; they are shown as words, so that nothing in the report looks like a link."""
    return re.sub(r"https?://", "", value) if type(value) is str else value


def _source(environment: Environment, name: str) -> str:
    """A template's text as it stands."""
    loader = environment.loader
    assert loader is not None
    source, _path, _fresh = loader.get_source(environment, name)
    return source


def weighing_data(weighing: Weighing) -> Markup:
    """What the script that weighs goals anew works with: no text in it can end the script."""
    content = {
        "courses": weighing.courses,
        "shelves": weighing.shelves,
        "closed": weighing.closed,
        "range": translate("{low} to {high}"),
        "said": translate("With these weights: {order} percent of the way."),
        "none": translate("Give at least one goal a weight."),
    }
    return Markup(json.dumps(content, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c"))


def data_address(chart: Chart) -> str:
    """The chart's SVG as a data address, so that the file needs no other file and no two pictures share names inside."""
    return "data:image/svg+xml;base64," + b64encode(chart.picture.svg).decode("ascii")
