"""The compiled run's memory: one record of scalars and addresses, and the tables of records that it points to.

A handler gets the record `s`, which to Numba is a bare pointer (nothing is counted, nothing copied), and reads a row of a table with
an accessor: `me(s, i).course`. What a person has of all stages lies side by side, so that one event touches few cache lines. There are no
bounds checks; `sim.engines.memory` owns the arrays and keeps them alive as long as `s` points to them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import extending, from_dtype, types
from numba.core import cgutils

from sim.declare import Fields, fields
from sim.events import RULES

intrinsic: Any = extending.intrinsic  # typed as its caller sees it, which is not how it is called

State = Any
"""The record `s`: scalars by name, and addresses that the accessors use."""

_SCALARS = (
    "tick end_tick first_slot slot slots people towns languages next_step handled stock_granted normal_quantile present_n present_most "
    "timers_free timers_left nodes_free nodes_left town_granted groups_n groups_most log_n log_most open_row dirty_n touched_n residents "
    "plan_n plan_next plan_place"
)
_ADDRESSES = (
    "person house kin luck first_stream streams values steps history history_first present slot_lists timers places roots pool_sizes "
    "stocks_left stocks_yearly stock_towns nodes groups changes dirty touched leaves log finished codes serving by_language market "
    "moves choice_sums clinic clinic_hours resident resident_parts house_parts "
    "neighbours neighbours_first plan settled inhabitants stock_of openings_first openings activities effect_luck"
)
STATE = np.dtype([("now", "f8"), ("year_ends", "f8"), *fields(i8=f"{_SCALARS} {_ADDRESSES}")])
"""The record: the present instant in days and ticks, counters, and addresses of tables."""

_INPUT = fields(
    f8="birth trait_factor trait_score received permit",
    i4="house slot row",
    i2="asylum_home home",
    i1="adult sex language schooling path special_need stays settles entitled examined in_plan on_leave working full_time studying "
    "in_practice practised sfi_level alone",
)
_HAZARD = fields(f8="left factor since born", i8="due", i1="active touched")
_HOUSE = fields(
    f8="received permit applied", i4="head first", i2="home members family", i1="door has_children own_housing time_limited out is_quota"
)


LINE = 64
"""Length of a line of the processor's cache."""


def _row(declared: Fields) -> np.dtype[np.void]:
    return np.dtype(list(declared), align=True)


def _table(common: dict[str, Fields], state: str, whole: int = 1) -> np.dtype[np.void]:
    """A row of what all stages know, then what each declares; as long as a whole number of `whole`."""
    parts = common | {stage: getattr(rules, state) for stage, rules in RULES.items() if hasattr(rules, state)}
    row = np.dtype([(name, _row(declared)) for name, declared in parts.items()], align=True)
    assert row.fields is not None
    names, formats, offsets = list(row.fields), [f[0] for f in row.fields.values()], [f[1] for f in row.fields.values()]
    return np.dtype({"names": names, "formats": formats, "offsets": offsets, "itemsize": -(-row.itemsize // whole) * whole}, align=True)


PERSON = _table({"common": _INPUT}, "PERSON_STATE", LINE)
"""A person's row: who they are and where they stand, then each stage's part that is needed before anybody is received."""

RESIDENT = _table({"hazard": _HAZARD}, "RESIDENT_STATE", LINE)
"""A resident's row: each stage's part that is needed from reception on. Nobody's row, the first, is that of all who are not received."""

HOUSE = _table({"common": _HOUSE}, "HOUSEHOLD_STATE")
"""A household's row."""

HISTORY = _row(fields(f8="day value"))
STEP = np.dtype([("day", "f8"), ("place", "i8"), ("value", "f8")])
TIMER_ROW = _row(fields(i8="key next"))
PLACE = _row(fields(i4="queues first_queue capacity in_use first_stock stocks", i2="grant", i1="mechanism policy dirty where due"))
NODE = _row(
    fields(i8="key joined permit limit", i4="subject child next prev queue twin", i2="need home", i1="has_children special_need neighbour")
)
STREAM = np.dtype([("key", "u8"), ("second_key", "u8"), ("spread", "f8"), ("half", "f8"), ("kind", "i8")])
GROUP = _row(fields(i4="first place"))
CHANGE = _row(fields(f8="units yearly most", i4="place stock number act"))
NEIGHBOUR = _row(fields(f8="minutes", i8="town"))
LEAVE = _row(fields(f8="due days", i4="cause occasion"))
ACTIVITY = _row(fields(f8="ready", i8="due", i4="node", i2="home", i1="doing done has_offer locks acts"))
"""A resident's way through one kind of activity."""
ROW = _row(fields(f8="time", i8="word"))
"""A row of the log as it is written: person, event, detail and municipality packed in one word that sorts as they should."""

SEATS, QUOTAS, BATCHES = 0, 1, 2
MECHANISMS = {"seats": SEATS, "quotas": QUOTAS, "batches": BATCHES}
RESIZE, REORDER, REFILL, REDIRECT = 0, 1, 2, 3


def accessor(address: str, table: np.dtype[Any], part: str = "", through: int = -1) -> Any:
    """`row(s, i)`: row i of the table at `s.<address>`, or its nested part, as a record; only arithmetic on addresses.

    Where `through` is an offset, the row's number stands there in person i's row.
    """
    assert table.fields is not None and STATE.fields is not None
    row_type = from_dtype(table.fields[part][0] if part else table)
    stride, offset, at, of_person = (
        table.itemsize,
        table.fields[part][1] if part else 0,
        STATE.fields[address][1],
        STATE.fields["person"][1],
    )

    @intrinsic  # type: ignore[untyped-decorator]
    def row(typing: Any, s: Any, i: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            word = cgutils.intp_t
            here, number = builder.ptrtoint(arguments[0], word), arguments[1]

            def base(where: int) -> Any:
                return builder.load(builder.inttoptr(builder.add(here, word(where)), word.as_pointer()))

            if through >= 0:
                place = builder.add(base(of_person), builder.add(builder.mul(number, word(PERSON.itemsize)), word(through)))
                short = ir.IntType(32)
                number = builder.sext(builder.load(builder.inttoptr(place, short.as_pointer())), word)
            place = builder.add(base(at), builder.add(builder.mul(number, word(stride)), word(offset)))
            return builder.inttoptr(place, context.get_value_type(row_type))

        return row_type(s, types.int64), generate

    return row


def _pointer(to: Any) -> Any:
    pointed: Any = types.CPointer(to)  # type: ignore[no-untyped-call]

    @intrinsic  # type: ignore[untyped-decorator]
    def pointer(typing: Any, address: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.inttoptr(arguments[0], context.get_value_type(pointed))

        return pointed(types.int64), generate

    return pointer


@intrinsic  # type: ignore[untyped-decorator]
def prefetch(typing: Any, address: Any) -> Any:
    """`prefetch(address)`: fetch the cache line at an address ahead of its use; changes nothing, and a wrong address does no harm."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        word = cgutils.intp_t
        small, byte = ir.IntType(32), ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, small, small, small])
        function = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")  # type: ignore[no-untyped-call]
        builder.call(function, [builder.inttoptr(builder.add(arguments[0], word(0)), byte), small(1), small(3), small(1)])
        return context.get_dummy_value()

    return types.void(types.int64), generate


ints = _pointer(types.int64)
"""`ints(s.heap)[k]`: an int64 at an address; no length."""
floats = _pointer(types.float64)
"""`floats(s.values)[k]`: a float64 at an address; no length."""


def person_part(stage: str) -> Any:
    """The accessor of a stage's part of a person's row, or of a resident's."""
    common = PERSON["common"].fields
    assert PERSON.fields is not None and common is not None
    if stage in PERSON.fields:
        return accessor("person", PERSON, stage)
    return accessor("resident", RESIDENT, stage, through=PERSON.fields["common"][1] + common["row"][1])


def house_part(stage: str) -> Any:
    """The accessor of a stage's part of a household's row."""
    return accessor("house", HOUSE, stage)


person, hazard, house = person_part("common"), person_part("hazard"), house_part("common")
place_row, node, group = accessor("places", PLACE), accessor("nodes", NODE), accessor("groups", GROUP)
timer, step, history, change = (
    accessor(a, t) for a, t in (("timers", TIMER_ROW), ("steps", STEP), ("history", HISTORY), ("changes", CHANGE))
)
stream, log_row, leave = accessor("streams", STREAM), accessor("log", ROW), accessor("leaves", LEAVE)
neighbour = accessor("neighbours", NEIGHBOUR)
activity = accessor("activities", ACTIVITY)
