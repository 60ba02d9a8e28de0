"""Progress is told on stderr: a line each tenth where there is no terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from app.progress import progress

PROGRAM = """
from app.progress import progress
with progress("Räknar") as tell:
    for done in range(5):
        tell(done, 4)
"""


def test_ten_lines_at_most_and_none_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Räknar") as tell:
        for done in range(201):
            tell(done, 200)
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert len(lines) == 11
    assert lines[0] == "Räknar: 0 av 200"
    assert lines[-1] == "Räknar: 200 av 200"


def test_a_bar_in_a_terminal() -> None:
    """A pseudo-terminal stands for the planner's window."""
    theirs, ours = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    done = subprocess.run([sys.executable, "-c", PROGRAM], stderr=ours, stdout=subprocess.PIPE, check=False, env=environment)
    os.close(ours)
    shown = os.read(theirs, 65536).decode("utf-8", "replace")
    os.close(theirs)
    assert done.returncode == 0
    assert done.stdout == b""
    assert "4/4" in shown
    assert "Räknar" in shown
