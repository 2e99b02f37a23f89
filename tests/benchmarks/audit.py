"""A visit's exported log beside what its shopper sent and saw, read with plain `msgpack`."""

from __future__ import annotations

import json
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgpack
from serving import Server
from shopper import RELIABLE, Shopper


def entries(log: Path) -> tuple[dict[str, Any], list[list[Any]]]:
    """The header, and `[seq, t_ms, kind, value]` of every entry; `sessions.log` tells the format."""
    data = log.read_bytes()
    offset, header, found = 0, {}, []
    while offset < len(data):
        length = int.from_bytes(data[offset : offset + 4], "little")
        body = data[offset + 8 + 48 : offset + 8 + length]
        if offset:
            found += msgpack.unpackb(body, strict_map_key=False)
        else:
            header = msgpack.unpackb(body)
        offset += 8 + length
    return header, found


def audit(log: Path, shopper: Shopper) -> list[str]:
    """What the log and the shopper do not agree on: messages lost, doubled or reordered; frames."""
    header, found = entries(log)
    bodies = [value[2] for _, _, kind, value in found if kind == "event"]
    heard = [
        body[1] if body[0] in RELIABLE else body[4]
        for body in bodies
        if body[0] in RELIABLE or body[0] == "refusal"
    ]
    faults = []
    first = heard[0] if heard else 0
    if heard != list(range(first, shopper.sent + 1)):
        counts = Counter(heard)
        doubled = [seq for seq, count in counts.items() if count > 1][:5]
        missing = [seq for seq in range(first, shopper.sent + 1) if seq not in counts][:5]
        faults.append(
            f"messages {first}..{shopper.sent}: missing {missing}, doubled {doubled}, "
            f"of {shopper.sent} sent {len(heard)} in the log"
        )
    if shopper.keep:
        faults += _frames(header, found, shopper)
    return faults


def _frames(header: dict[str, Any], found: list[list[Any]], shopper: Shopper) -> list[str]:
    """The reliable frames in the log must be those that came, number by number."""
    logged = [value for _, _, kind, value in found if kind == "frame"]
    number = header.get("first_frame", 1)
    there = {number + place: frame for place, frame in enumerate(logged)}
    seen: dict[int, list[Any]] = {}
    at = 0
    for frame in shopper.frames:
        if frame[0] == "gap":  # a snapshot stands for all before, also for what was never written
            at = frame[1] - 1
            seen = {key: value for key, value in seen.items() if key <= at}
        else:
            at += 1
            seen[at] = frame
    differing = [
        key for key in seen if key >= number and _plain(there.get(key)) != _plain(seen[key])
    ]
    # What the server said after the shopper had gone is in the log alone.
    return [f"frames {differing[:5]} are not those of the log (of {at})"] if differing else []


def _plain(frame: Any) -> str:
    return json.dumps(frame, sort_keys=True, default=str)


def examine(
    server: Server, shoppers: list[Shopper], folder: Path, *, recompute: bool
) -> dict[str, Any]:
    """Export, audit and replay the log of every shopper."""

    def one(place: int) -> tuple[list[str], list[dict[str, Any]]]:
        log = folder / f"{place}.log"
        server.export(shoppers[place].visit, log)
        modes = (False, True) if recompute else (False,)
        return audit(log, shoppers[place]), [server.verify(log, recompute=it) for it in modes]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(one, range(len(shoppers))))
    faults = [f"visit {place}: {fault}" for place, (each, _) in enumerate(found) for fault in each]
    for place, (_, reports) in enumerate(found):
        faults += [f"visit {place}: {it}" for it in reports if not it["identical"]]
    plain = [reports[0] for _, reports in found]
    result = {
        "logs": len(shoppers),
        "events": sum(it.get("events", 0) for it in plain),
        "verify_identical": sum(it["identical"] for it in plain),
        "damaged": sum(bool(it.get("damaged")) for it in plain),
    }
    if recompute:
        again = [reports[1] for _, reports in found]
        result |= {
            "recompute_identical": sum(it["identical"] for it in again),
            "recomputed": sum(it.get("recomputed", 0) for it in again),
            "skipped": sum(it.get("skipped", 0) for it in again),
        }
    return {**result, "faults": faults[:10], "fault_count": len(faults)}
