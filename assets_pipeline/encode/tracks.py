"""Animations: every key and track stays; values move by at most 2^-13 of what they span."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assets_pipeline.accessors import Array, Json
from assets_pipeline.document import Document
from assets_pipeline.encode import exponential, quaternion
from assets_pipeline.encode.place import Place
from assets_pipeline.encode.stream import Stream, exact

TIMES = 2.0**-16
"""Of the duration: no key moves further."""
VALUES = 2.0**-15
"""Of the largest value of a column: the grid moves none of its values further, and a column that
spans no more than this is one value, its first."""
_MARGIN = 0.999
"""So that columns of 1.0 and 0.9999999 share a grid, and often their values."""
WEIGHTS = 2.0**-10
"""Of a morph weight."""


def places(document: Document, json: Json, held: set[int]) -> Iterator[Place]:
    """Inputs and outputs of all samplers."""
    for animation in json.get("animations", []):
        paths = _paths(animation)
        for number, sampler in enumerate(animation["samplers"]):
            if sampler["input"] not in held:
                times = document.accessor(sampler["input"])
                yield Place(sampler, "input", _times(times), "animation", minmax=True)
            if sampler["output"] not in held:
                index = sampler["output"]
                values = document.accessor(index)
                normalized = bool(document.json["accessors"][index].get("normalized"))
                path = (
                    paths.get(number, "") if sampler.get("interpolation") != "CUBICSPLINE" else ""
                )
                yield Place(sampler, "output", _values(path, values, normalized), "animation")


def _paths(animation: Json) -> dict[int, str]:
    """What each sampler moves, where all its channels agree."""
    found: dict[int, set[str]] = {}
    for channel in animation["channels"]:
        found.setdefault(channel["sampler"], set()).add(channel["target"]["path"])
    return {number: paths.pop() for number, paths in found.items() if len(paths) == 1}


def _times(times: Array) -> Stream:
    """Keys on a grid, as long as no two fall together."""
    span = float(times.max()) - float(times.min())
    if times.dtype != np.float32 or span <= 0:
        return exact(times)
    moved = exponential.put(times, exponential.column_exponents(np.array([span * TIMES])))
    return moved if (np.diff(moved.values) > 0).all() else exact(times)


def _values(path: str, values: Array, normalized: bool) -> Stream:
    if values.dtype != np.float32:
        return exact(values, normalized=normalized)
    if path == "rotation":
        length = np.sqrt((values.astype(np.float64) ** 2).sum(axis=1))
        near = np.abs(length - 1).max() < 0.01
        return quaternion.put(values) if near else exact(values)
    if path in {"translation", "scale"}:
        return _placed(values)
    if path == "weights":
        largest = np.array([max(1.0, float(np.abs(values).max()))])
        return exponential.put(values, exponential.column_exponents(largest * WEIGHTS))
    return exact(values)


def _placed(values: Array) -> Stream:
    """Translations or scales (n, 3)."""
    move = np.abs(values).max(axis=0).astype(np.float64) * (VALUES * _MARGIN)
    still = values.max(axis=0).astype(np.float64) - values.min(axis=0) <= move
    steady = np.where(still, values[0], values)
    return exponential.put(steady, exponential.column_exponents(move))
