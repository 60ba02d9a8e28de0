"""Replications over processes: the same results for any number of workers, and a killed worker costs only its replication.

The pool is the standard library's. When a process dies the pool breaks and takes its whole queue with it; so only as many replications
are handed out as there are workers, and those in hand when it broke are tried again, one at a time, so that the one that kills its
process is found and the others are not blamed.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Any, Generic, TypeVar

Result_co = TypeVar("Result_co", covariant=True)

MOST_ATTEMPTS = 3
"""Times a replication is tried before it is given up as failed."""


@dataclass(frozen=True)
class Task(Generic[Result_co]):
    """What every replication does: prepared once a process, then run by number.

    Attributes
    ----------
    prepare
        Called once in each process with `given`; a function at module level, since it travels to new processes.
    run
        Called with what `prepare` returned and the number of a replication.
    given
        Whatever `prepare` needs; it must be possible to pickle it.
    """

    prepare: Callable[[Any], Any]
    run: Callable[[Any, int], Result_co]
    given: Any


class _Prepared:
    """What `prepare` returned in this worker process; a process serves one study and then ends."""

    value: Any = None
    run: Callable[[Any, int], Any] | None = None


def _begin(prepare: Callable[[Any], Any], run: Callable[[Any, int], Any], given: Any) -> None:
    threading.Thread(target=end_with_parent, daemon=True).start()
    _Prepared.value, _Prepared.run = prepare(given), run


def end_with_parent() -> None:
    """Wait for the process that people started to end, however it does; nobody wants what is computed here after that."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _one(number: int) -> Any:
    assert _Prepared.run is not None
    return _Prepared.run(_Prepared.value, number)


def replicate(task: Task[Result_co], numbers: Iterable[int], workers: int) -> Iterator[tuple[int, Result_co | None]]:
    """Run replications and give each with its number as soon as it is ready, in no particular order; None for one that failed.

    Parameters
    ----------
    task
        What to do.
    numbers
        Numbers of the replications.
    workers
        Processes; 1 runs everything in this process.

    Raises
    ------
    Exception
        Whatever a replication raises: a fault of the program or its input, no reason to try again.
    """
    pending = list(numbers)
    if workers == 1:
        prepared = task.prepare(task.given)
        for number in pending:
            yield number, task.run(prepared, number)
        return
    attempts = dict.fromkeys(pending, 0)
    suspects: list[int] = []
    while pending or suspects:
        yield from _with_pool(task, pending, suspects, attempts, 1 if suspects else workers)
        for number in [n for n in suspects if attempts[n] >= MOST_ATTEMPTS]:
            suspects.remove(number)
            yield number, None


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes begun here do not hear the key that interrupts: only the one that people started does, once it has begun them.

    They inherit that the signal is blocked; beginning one can take a second, since it reads what it is given before it counts as begun.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    heard: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    if heard:
        raise KeyboardInterrupt


def _with_pool(
    task: Task[Result_co], pending: list[int], suspects: list[int], attempts: dict[int, int], workers: int
) -> Iterator[tuple[int, Result_co | None]]:
    """Work with one pool until the queue is empty or the pool breaks; suspects are worked off first, each alone."""
    queue = suspects if suspects else pending
    pool = ProcessPoolExecutor(
        max_workers=workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(task.prepare, task.run, task.given)
    )
    running: dict[Future[Result_co], int] = {}
    try:
        while queue or running:
            while queue and len(running) < workers:
                with deaf_to_interrupts():
                    running[pool.submit(_one, queue[0])] = queue[0]
                queue.pop(0)
            ready, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in sorted(ready, key=lambda f: running[f]):
                result = future.result()
                yield running.pop(future), result
    except BrokenProcessPool:
        lost = sorted(running.values())
        for number in lost:
            attempts[number] += 1
        suspects[:] = sorted({*suspects, *lost})
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
