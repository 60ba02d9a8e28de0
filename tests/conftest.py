"""Every test has exactly one marker: its own, else the one of the folder it lives in. Golden results change only with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# No clock for generated cases: on a busy machine the first one may take seconds.
settings.register_profile("busy", deadline=None)
settings.load_profile("busy")

HERE = Path(__file__).parent

INTENTS = ("unit", "theory", "property", "guarantee", "golden", "e2e", "house")

BY_FOLDER = {
    "app": "e2e",
    "calibration": "unit",
    "golden": "golden",
    "guarantees": "guarantee",
    "house": "house",
    "properties": "property",
    "priorities": "unit",
    "results": "unit",
    "scenarios": "unit",
    "sim": "unit",
    "theory": "theory",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", metavar="REASON", default="", help="store new golden results, for this reason")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    astray = []
    for item in items:
        own = {mark.name for mark in item.iter_markers()} & set(INTENTS)
        folder = item.path.relative_to(HERE).parts[0]
        if not own and folder in BY_FOLDER:
            item.add_marker(BY_FOLDER[folder])
        elif len(own) != 1:
            astray.append(f"{item.nodeid}: {', '.join(sorted(own)) or 'no marker, and its folder has none'}")
    if astray:
        raise pytest.UsageError("each test needs exactly one of " + ", ".join(INTENTS) + ":\n" + "\n".join(astray))
