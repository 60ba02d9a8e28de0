"""Luck compiled: one number of one stream, worked out where it is needed, bit for bit what `sim.luck` gives for the whole stream.

Working out a number takes less time than waiting for the memory in which it would otherwise lie.
"""

from __future__ import annotations

from math import exp, log1p
from typing import Any

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import get_cython_function_address

from sim.engines.jit import f8, i8, plain, takes
from sim.engines.tables import State, floats, intrinsic, ints, person, stream
from sim.luck import LEAST, Luck

UNIFORM, EXPONENTIAL, NORMAL, LOGNORMAL = range(4)
KINDS = {"uniform": UNIFORM, "exponential": EXPONENTIAL, "normal": NORMAL, "lognormal": LOGNORMAL}
ROUNDS = 10
_u8 = types.uint64
_FIRST, _SECOND = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
_FIRST_STEP, _SECOND_STEP = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)


@intrinsic  # type: ignore[untyped-decorator]
def high(typing: Any, a: Any, b: Any) -> Any:
    """The upper 64 bits of a product of two 64-bit numbers."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        wide = ir.IntType(128)
        product = builder.mul(builder.zext(arguments[0], wide), builder.zext(arguments[1], wide))
        return builder.trunc(builder.lshr(product, wide(64)), ir.IntType(64))

    return _u8(_u8, _u8), generate


@intrinsic  # type: ignore[untyped-decorator]
def call(typing: Any, address: Any, x: Any) -> Any:
    """The value at x of a function of one number, by the function's address."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        number = ir.DoubleType()
        function = builder.inttoptr(arguments[0], ir.FunctionType(number, [number]).as_pointer())
        return builder.call(function, [arguments[1]])

    return types.float64(types.int64, types.float64), generate


@plain(_u8, _u8, i8, gives=f8)
def uniform(key: Any, second_key: Any, place: int) -> float:
    """The uniform in a place of a stream: Philox 4x64 with ten rounds, four numbers a block, counted from 1."""
    a, b, c, d = np.uint64(place // 4 + 1), np.uint64(0), np.uint64(0), np.uint64(0)
    for _ in range(ROUNDS):
        upper, other = high(_FIRST, a), high(_SECOND, c)
        a, b, c, d = other ^ b ^ key, _SECOND * c, upper ^ d ^ second_key, _FIRST * a
        key += _FIRST_STEP
        second_key += _SECOND_STEP
    lane = place % 4
    bits = a if lane == 0 else b if lane == 1 else c if lane == 2 else d
    found = float(bits >> np.uint64(11)) * 2.0**-53
    return found if found > LEAST else LEAST


@takes(i8, i8, i8, gives=f8)
def luck_at(s: State, draw: int, occasion: int, subject: int) -> float:
    """A subject's luck in a decision on one of its occasions."""
    given = ints(s.luck)[draw]
    if given != 0:
        found: float = floats(given)[occasion * s.people + subject]
        return found
    which = stream(s, ints(s.first_stream)[draw] + occasion)
    u = uniform(which.key, which.second_key, person(s, subject).slot)
    if which.kind == UNIFORM:
        return u
    if which.kind == EXPONENTIAL:
        return -log1p(-u)
    normal: float = call(s.normal_quantile, u)
    return normal if which.kind == NORMAL else exp(which.spread * normal - which.half)


@takes(i8, i8, gives=f8)
def luck(s: State, draw: int, subject: int) -> float:
    """A subject's luck in a decision made once."""
    return luck_at(s, draw, 0, subject)


def rows_of(found: Luck, rows: Any) -> None:
    """Fill the table of streams, decision by decision and occasion by occasion."""
    row = iter(rows)
    for name, draw in found.draws.items():
        spread = found.spreads.get(name, 0.0)
        for k in range(draw.occasions):
            one = next(row)
            one["key"], one["second_key"] = found.streams.key(f"{name}#{k}")
            one["kind"], one["spread"], one["half"] = KINDS[draw.kind], spread, spread * spread / 2.0


def normal_quantile() -> int:
    """The address of the quantile function of the normal distribution that `sim.luck` uses."""
    return int(get_cython_function_address("scipy.special.cython_special", "ndtri"))
