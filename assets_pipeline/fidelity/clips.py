"""Clips: the same channels, key counts, durations and reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from assets_pipeline import scene
from assets_pipeline.accessors import Json
from assets_pipeline.document import Document
from assets_pipeline.fidelity.loss import Loss, called
from assets_pipeline.fidelity.matching import Map, Pairs
from assets_pipeline.fidelity.surface import box

TIME_S = 1e-4
_REACH = 0.002
"""Share of the largest value by which key values may be off: 16-bit integers hold far less."""


class _Channel(NamedTuple):
    keys: int
    start: float
    end: float
    interpolation: str
    reach: tuple[float, ...]
    """Low and high of each component, joined."""


_Channels = dict[tuple[int, str], _Channel]


def compare(before: Document, after: Document, pairs: Pairs) -> Iterator[Loss]:
    """Differences of paired animations."""
    for number, there in pairs.animations.items():
        one, two = before.json["animations"][number], after.json["animations"][there]
        where, pointer = called("clip", number, one), f"/animations/{number}"
        other = _channels(after, two, None)
        for (node, path), channel in _channels(before, one, pairs.nodes).items():
            moved = called("node", node, after.json["nodes"][node]) if node >= 0 else "a lost node"
            word = f"{path} of {moved}"
            if (node, path) in other:
                yield from _differ(channel, other[node, path], f"{where}, {word}", pointer)
            else:
                yield Loss("channel", pointer, where, word)


def _channels(document: Document, animation: Json, nodes: Map | None) -> _Channels:
    """Channels by the node they move, numbered as in the second document, and the property."""
    found: _Channels = {}
    for channel in animation["channels"]:
        target, sampler = channel["target"], animation["samplers"][channel["sampler"]]
        node, path = target.get("node", -1), target["path"]
        pointed = target.get("extensions", {}).get("KHR_animation_pointer", {}).get("pointer", "")
        place = node if nodes is None else nodes.get(node, -1)
        found[place, f"{path}{pointed}"] = _read(document, sampler, path)
    return found


def _read(document: Document, sampler: Json, path: str) -> _Channel:
    times = scene.floats(document, sampler["input"])
    values = scene.floats(document, sampler["output"])
    if path == "rotation":  # q and -q are one rotation
        values = np.abs(values)
    reach = tuple(float(value) for value in box(values).flat)
    kind = sampler.get("interpolation", "LINEAR")
    return _Channel(len(times), float(times.min()), float(times.max()), kind, reach)


def _differ(one: _Channel, two: _Channel, where: str, pointer: str) -> Iterator[Loss]:
    if one.keys != two.keys:
        yield Loss("keys", pointer, where, f"{one.keys} keys", str(two.keys))
    if max(abs(one.start - two.start), abs(one.end - two.end)) > TIME_S * max(1.0, one.end):
        spans = [f"{each.start:.4g} to {each.end:.4g} s" for each in (one, two)]
        yield Loss("duration", pointer, where, *spans)
    if one.interpolation != two.interpolation:
        yield Loss("interpolation", pointer, where, one.interpolation, two.interpolation)
    if len(one.reach) != len(two.reach):
        yield Loss("channel", pointer, where, "its values", "of another width")
    elif not np.allclose(one.reach, two.reach, 0, _REACH * max(1e-3, *map(abs, one.reach))):
        texts = [", ".join(f"{value:.4g}" for value in each.reach) for each in (one, two)]
        yield Loss("channel", pointer, where, f"values within {texts[0]}", texts[1])
