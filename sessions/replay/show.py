"""A log as lines that a person reads, and the difference of two logs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import msgspec

from sessions.log import Entry, Seal, plain, read
from sessions.replay.verify import Difference, Report, first_difference


def lines(data: bytes, unseal: Seal = plain) -> Iterator[dict[str, Any]]:
    """The header, then every entry, as plain values.

    Raises:
        LogUnreadable: not the log of a visit.
        LogDamaged: damaged from some place on.
    """
    header, entries = read(data, unseal)
    yield {"header": msgspec.to_builtins(header)}
    for entry in entries:
        value = msgspec.msgpack.decode(entry.frame)
        yield {"seq": entry.seq, "t_ms": entry.t_ms, "kind": entry.kind, "frame": value}


def diff(left: bytes, right: bytes) -> Report:
    """The first entry in which two logs differ; headers are not compared.

    Raises:
        LogUnreadable: one of them is not the log of a visit.
        LogDamaged: one of them is damaged.
    """
    events = 0
    pairs = zip_longest(read(left)[1], read(right)[1])
    for one, other in pairs:
        if one is None or other is None or _place(one) != _place(other):
            seq = (one or other).seq
            return Report(False, events, Difference(seq, "entry"))
        events += one.kind == "event"
        path = first_difference(
            msgspec.msgpack.decode(one.frame), msgspec.msgpack.decode(other.frame)
        )
        if path:
            return Report(False, events, Difference(one.seq, f"{one.kind}{path}"))
    return Report(True, events)


def _place(entry: Entry) -> tuple[int, int, str]:
    return entry.seq, entry.t_ms, entry.kind
