"""Luck: named, counter-based draws, fixed before anything happens.

The i-th number of a stream belongs to the i-th person of the county's envelope, in every scenario. A stream is named by its
decision and occasion, so a new decision moves no old draw. A number depends on its stream and its place alone, so it does not matter
when it is worked out: the reference engine has whole streams worked out, the compiled engine single numbers where it needs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from scipy.special import boxcox1p, inv_boxcox, ndtri

from sim.declare import Draw, Kind

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TICKS_PER_DAY = 65536
"""Event times lie on a grid of 2^-16 day, exact in float64, so that sums of times are exact."""

LEAST = 2.0**-54
"""The least uniform: in place of 0, so that every variate is finite."""
_ZEROS = np.zeros(4, dtype=np.uint64)


class Streams:
    """The streams of one replication, `count` numbers each; asked for by name, and for some rows alone where `rows` is given."""

    def __init__(self, seed: int, replication: int, count: int) -> None:
        self._prefix = f"{seed}/{replication}/"
        self._count = count
        self._philox = np.random.Philox(key=0)

    def uniforms(self, stream: str, rows: Ints | None = None) -> Floats:
        """Uniforms in (0, 1) of one stream."""
        found = np.empty(self._width(rows))
        self._draw(stream, rows, found)
        return found

    def variates(self, draw: Draw, spread: float = 0.0, rows: Ints | None = None) -> Floats:
        """A decision's variates, shape (occasions, rows); `spread` is that of a lognormal factor."""
        luck = np.empty((draw.occasions, self._width(rows)))
        for k, occasion in enumerate(luck):
            self._draw(f"{draw.name}#{k}", rows, occasion)
            _transform(occasion, draw.kind, spread)
        return luck

    def key(self, stream: str) -> NDArray[np.uint64]:
        """The two numbers that a stream's generator starts from."""
        return np.frombuffer(blake2b((self._prefix + stream).encode(), digest_size=16).digest(), dtype=np.uint64)

    def _width(self, rows: Ints | None) -> int:
        return self._count if rows is None else len(rows)

    def _draw(self, stream: str, rows: Ints | None, out: Floats) -> None:
        """Fill `out` with a stream's uniforms; they are those of `Generator.random`, which turns all bits into floats, and slowly."""
        bits = self._bits(stream)
        if rows is not None:
            bits = bits.take(rows, mode="clip")  # rows are within the stream: the mode that need not look is the fastest
        np.right_shift(bits, 11, out=bits)
        np.multiply(bits, 2.0**-53, out=out)
        np.maximum(out, LEAST, out=out)

    def _bits(self, stream: str) -> NDArray[np.uint64]:
        """A stream's raw bits; a new generator for each would ask the system for entropy that it does not use."""
        self._philox.state = {
            "bit_generator": "Philox",
            "state": {"counter": _ZEROS, "key": self.key(stream)},
            "buffer": _ZEROS,
            "buffer_pos": len(_ZEROS),
            "has_uint32": 0,
            "uinteger": 0,
        }
        return self._philox.random_raw(self._count)


class Luck(Mapping[str, Floats]):
    """Each decision's variates by name, shape (occasions, rows), for the people present; worked out when first asked for.

    Attributes
    ----------
    streams
        Where they come from.
    draws
        The decisions by name.
    spreads
        Of the lognormal factors, by name.
    """

    def __init__(self, streams: Streams, draws: Mapping[str, Draw], spreads: Mapping[str, float], rows: Ints) -> None:
        self.streams, self.draws, self.spreads, self._rows = streams, draws, spreads, rows
        self._found: dict[str, Floats] = {}

    def __getitem__(self, name: str) -> Floats:
        if name not in self._found:
            self._found[name] = self.streams.variates(self.draws[name], self.spreads.get(name, 0.0), self._rows)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.draws)

    def __len__(self) -> int:
        return len(self.draws)


def uniforms(seed: int, replication: int, stream: str, count: int) -> Floats:
    """`count` uniforms in (0, 1) of one stream; the first k are the same whatever `count` is."""
    return Streams(seed, replication, count).uniforms(stream)


def variates(draw: Draw, seed: int, replication: int, count: int, spread: float = 0.0) -> Floats:
    """A decision's variates, shape (occasions, count): uniform, Exp(1), standard normal, or lognormal factors of mean 1.

    `spread` is the standard deviation of the factor's logarithm. One uniform drives each variate (inverse transform).
    """
    return Streams(seed, replication, count).variates(draw, spread)


def _transform(luck: Floats, kind: Kind, spread: float) -> None:
    """Turn uniforms into variates where they stand, with the functions that compiled code uses too.

    These are the C library's exp and log1p, which SciPy's power transforms with exponent 0 come down to. NumPy's own differ from them in
    the last bit, and between processors.
    """
    if kind == "exponential":
        np.negative(luck, out=luck)
        boxcox1p(luck, 0.0, out=luck)  # log1p
        np.negative(luck, out=luck)
    elif kind != "uniform":
        ndtri(luck, out=luck)
        if kind == "lognormal":
            luck[:] = lognormal(luck, spread)


def lognormal(normal: Floats, spread: float) -> Floats:
    """Factors of mean 1 from standard normal variates."""
    factors: Floats = np.asarray(inv_boxcox(spread * normal - spread * spread / 2.0, 0.0), dtype=np.float64)  # exp
    return factors


def on_grid(days: Floats) -> Floats:
    """Times or durations rounded up to the grid of 2^-16 day."""
    return np.ceil(days * TICKS_PER_DAY) / TICKS_PER_DAY
