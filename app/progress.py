"""How far a computation has come, on stderr: a bar in a terminal, a line now and then where there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from scenarios.language import translate as _

LINES = 10
"""Lines of progress where there is no terminal: one each tenth."""


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many of how many are done, and show it under `title` until the block ends."""
    if sys.stderr.isatty():
        with _bar(title) as tell:
            yield tell
    else:
        yield _lines(title)


def _lines(title: str) -> Callable[[int, int], None]:
    """Say one line each tenth of the way, and only when something has changed."""
    said = -1

    def tell(done: int, total: int) -> None:
        nonlocal said
        tenth = LINES * done // max(total, 1)
        if tenth > said:
            said = tenth
            click.echo(_("{title}: {done} of {total}").format(title=title, done=done, total=total), err=True)

    return tell


@contextmanager
def _bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Draw a bar that goes away when it is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield tell
