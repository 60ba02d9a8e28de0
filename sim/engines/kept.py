"""Compiled code in the folder whose name says all that decides it; read from there also where nothing can be written."""

from __future__ import annotations

from typing import Any, ClassVar

from numba.core import caching

from sim.engines.cache import folder

_caching: Any = caching  # what is made here is asked for by Numba alone


class _OurFolder(_caching._CacheLocator):  # type: ignore[misc]
    """The folder itself: wherever the sources lie, equal ones share what was compiled, and none of it lies anywhere else."""

    def __init__(self, py_func: Any) -> None:
        self._line = py_func.__code__.co_firstlineno

    def ensure_cache_path(self) -> None:
        """Nothing: the folder is there, and need not be writable."""

    def get_cache_path(self) -> str:
        """Where the code lies."""
        return str(folder())

    def get_source_stamp(self) -> str:
        """The folder's name says it all."""
        return ""

    def get_disambiguator(self) -> str:
        """What tells functions of one name apart."""
        return str(self._line)

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> _OurFolder:
        """For any function."""
        return cls(py_func)


class _Code(_caching.CompileResultCacheImpl):  # type: ignore[misc]
    _locator_classes: ClassVar[list[type]] = [_OurFolder]


class KeptCode(_caching.FunctionCache):  # type: ignore[misc]
    """A function's compiled code, kept where it can be."""

    _impl_class = _Code

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep it, or do without where nothing can be written."""
        try:
            super().save_overload(sig, data)
        except OSError:
            return
