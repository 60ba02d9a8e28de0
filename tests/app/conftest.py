"""The command line in this process: what it prints, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.cli import main
from scenarios.language import set_language


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, stdout and stderr."""

    code: int
    out: str
    err: str


Etablering = Callable[..., Ended]


@pytest.fixture
def etablering(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Etablering:
    """`etablering("list", "--lang", "en")`, with the environment as it was afterwards."""
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("ETABLERING_LANG", "sv")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str) -> Ended:
        monkeypatch.setenv("ETABLERING_LANG", "sv")
        code = main(arguments)
        printed = capsys.readouterr()
        set_language("sv")
        return Ended(code, printed.out, printed.err)

    return call
