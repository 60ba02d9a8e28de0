"""Worker processes that stay: jobs of any order, each done once, with what they share prepared once a process.

`results.replicate` serves one study and finds the replication that kills its process; this serves many short questions one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from results.replicate import MOST_ATTEMPTS, deaf_to_interrupts, end_with_parent

Job = TypeVar("Job")
Result = TypeVar("Result")


class Workers(Generic[Job, Result]):
    """Processes that do jobs; a context manager that ends them.

    Parameters
    ----------
    prepare
        Called once in each process with `given`; a function at module level, since it travels to new processes.
    run
        Called with what `prepare` returned and a job; likewise.
    given
        Whatever `prepare` needs; it must be possible to pickle it.
    count
        Processes; 1 does everything in this one.
    """

    def __init__(self, prepare: Callable[[Any], Any], run: Callable[[Any, Job], Result], given: Any, count: int = 1) -> None:
        self._prepare, self._run, self._given, self.count = prepare, run, given, count
        self._pool: ProcessPoolExecutor | None = None
        self._own: Any = None

    def __enter__(self) -> Workers[Job, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def do(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Result]]:
        """Each job with its result as soon as it is there, in no particular order.

        Raises
        ------
        BrokenProcessPool
            Processes died again and again.
        """
        if self.count == 1:
            if self._own is None:
                self._own = self._prepare(self._given)
            yield from ((job, self._run(self._own, job)) for job in jobs)
            return
        queue, attempts = list(jobs), 0
        while queue:
            try:
                for job, result in self._parallel(queue):
                    queue.remove(job)
                    yield job, result
            except BrokenProcessPool:
                self.close()
                attempts += 1
                if attempts >= MOST_ATTEMPTS:
                    raise

    def _parallel(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Result]]:
        if self._pool is None:
            given = (self._prepare, self._run, self._given)
            self._pool = ProcessPoolExecutor(self.count, get_context("spawn"), initializer=_begin, initargs=given)
        waiting, running = list(jobs), dict[Future[Any], Job]()
        while waiting or running:
            while waiting and len(running) < 2 * self.count:
                with deaf_to_interrupts():
                    running[self._pool.submit(_one, waiting[0])] = waiting[0]
                waiting.pop(0)
            ready, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in ready:
                result = future.result()
                yield running.pop(future), result

    def close(self) -> None:
        """End the processes; the next job begins new ones."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


class _Prepared:
    """What a worker process holds."""

    value: Any = None
    run: Callable[[Any, Any], Any] | None = None


def _begin(prepare: Callable[[Any], Any], run: Callable[[Any, Any], Any], given: Any) -> None:
    import threading

    threading.Thread(target=end_with_parent, daemon=True).start()
    _Prepared.value, _Prepared.run = prepare(given), run


def _one(job: Any) -> Any:
    assert _Prepared.run is not None
    return _Prepared.run(_Prepared.value, job)
