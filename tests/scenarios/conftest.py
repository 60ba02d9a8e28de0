"""What the tests of the loader share: a small county in a new folder, the language of messages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scenarios.language import set_language
from tests.scenarios.small import write_county


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """The folder of a small county."""
    write_county(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def messages_in_english() -> Iterator[None]:
    """Messages are read in the language of their msgids, and Swedish is the language again afterwards."""
    set_language("en")
    yield
    set_language("sv")
