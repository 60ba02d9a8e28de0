"""Luck: named, counter-based draws, all made before anything happens.

The i-th number of a stream belongs to the i-th person of the county's envelope, in every scenario. A stream is named by its
decision and occasion, so a new decision moves no old draw.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.declare import Draw

Floats = NDArray[np.float64]

TICKS_PER_DAY = 65536
"""Event times lie on a grid of 2^-16 day, exact in float64, so that sums of times are exact."""

_LEAST = 2.0**-54


def uniforms(seed: int, replication: int, stream: str, count: int) -> Floats:
    """`count` uniforms in (0, 1) of one stream; the first k are the same whatever `count` is."""
    key = np.frombuffer(blake2b(f"{seed}/{replication}/{stream}".encode(), digest_size=16).digest(), dtype=np.uint64)
    found: Floats = np.random.Generator(np.random.Philox(key=key)).random(count)
    return np.maximum(found, _LEAST)


def variates(draw: Draw, seed: int, replication: int, count: int, spread: float = 0.0) -> Floats:
    """A decision's variates, shape (occasions, count): uniform, Exp(1), standard normal, or lognormal factors of mean 1.

    `spread` is the standard deviation of the factor's logarithm. One uniform drives each variate (inverse transform).
    """
    streams = [uniforms(seed, replication, f"{draw.name}#{k}", count) for k in range(draw.occasions)]
    luck = np.stack(streams)
    if draw.kind == "uniform":
        return luck
    if draw.kind == "exponential":
        return -np.log1p(-luck)
    normal: Floats = ndtri(luck)
    if draw.kind == "normal":
        return normal
    return np.exp(spread * normal - spread * spread / 2.0)


def on_grid(days: Floats) -> Floats:
    """Times or durations rounded up to the grid of 2^-16 day."""
    return np.ceil(days * TICKS_PER_DAY) / TICKS_PER_DAY
