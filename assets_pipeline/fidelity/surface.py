"""Numbers of two primitives, compared by bounds: vertices may be joined, dropped and reordered.

Bounds are taken over the vertices that triangles use, since an encoder drops the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline import scene
from assets_pipeline.accessors import Array, Json
from assets_pipeline.document import Document
from assets_pipeline.fidelity.loss import Loss, shown

SLACK = {"NORMAL": 0.03, "TANGENT": 0.03, "COLOR": 0.01}
"""Directions have 8 bits in an octahedron, colours 8 bits."""
_WEIGHT = 0.02
"""A joint with less than this share nowhere may be dropped."""
_MORPH = 2.0**-8

Box = NDArray[np.float64]


class Side(NamedTuple):
    """One primitive in its document."""

    document: Document
    primitive: Json

    def values(self, name: str) -> Array:
        """Shape (k, width): an attribute of the vertices that are drawn."""
        return scene.floats(self.document, self.primitive["attributes"][name])[used(*self)]


class Twin(NamedTuple):
    """A primitive before and after, and its place in words and as a JSON pointer."""

    before: Side
    after: Side
    where: str
    pointer: str


def used(document: Document, primitive: Json) -> NDArray[np.bool_]:
    """Shape (vertices,): which ones a primitive draws."""
    first = next(iter(primitive["attributes"].values()))
    mask = np.ones(document.json["accessors"][first]["count"], bool)
    if "indices" in primitive:
        mask[:] = False
        mask[document.accessor(primitive["indices"])] = True
    return mask


def box(values: Array) -> Box:
    """Low and high of each component, shape (2, width)."""
    rows = values.reshape(len(values), -1).astype(np.float64)
    return np.array([rows.min(axis=0), rows.max(axis=0)])


def told(bounds: Box) -> str:
    """Bounds as a short text."""
    return shown([[round(float(value), 4) for value in row] for row in bounds])


def compare(twin: Twin) -> Iterator[Loss]:
    """Attributes and morph targets of two primitives that have the same ones."""
    attributes = twin.before.primitive["attributes"]
    for name in sorted(attributes):
        place = f"{twin.pointer}/attributes/{name}"
        if name.partition("_")[0] in SLACK:
            if problem := _differs(name, *(side.values(name) for side in twin[:2])):
                yield Loss("attribute", place, twin.where, *problem)
        elif name.startswith("JOINTS_") and name.replace("JOINTS", "WEIGHTS") in attributes:
            before, after = (_moving(side, name, least) for side, least in
                             ((twin.before, _WEIGHT), (twin.after, 0.0)))  # fmt: skip
            if gone := sorted(before - after):
                yield Loss("skin", place, twin.where, f"weights of joints {gone[:5]}")
    if attributes:
        yield from _morphs(twin)


def _differs(name: str, one: Array, two: Array) -> tuple[str, str] | None:
    if not name.startswith("COLOR"):
        one, two = (_unit(values) for values in (one, two))
    width = min(one.shape[1], two.shape[1])  # an alpha of one may be added
    old, new = box(one[:, :width]), box(two[:, :width])
    near = np.abs(old - new).max() <= SLACK[name.partition("_")[0]]
    return None if near else (f"{name} within {told(old)}", told(new))


def _unit(values: Array) -> Array:
    """Directions of length one; handedness stays."""
    length = np.linalg.norm(values[:, :3], axis=1, keepdims=True)
    found = values.copy()
    found[:, :3] = values[:, :3] / np.where(length > 0, length, 1)
    return found


def _moving(side: Side, name: str, least: float) -> set[int]:
    """Joints that have more than `least` of some vertex that is drawn."""
    shares = side.values(name.replace("JOINTS", "WEIGHTS"))
    found: set[int] = set(np.unique(side.values(name)[shares > least]).astype(int).tolist())
    return found


def _morphs(twin: Twin) -> Iterator[Loss]:
    """How far each target reaches, as a share of the mesh, whatever unit the mesh is in."""
    for number in range(len(twin.before.primitive.get("targets", []))):
        reach = [_reach(side, number) for side in twin[:2]]
        if abs(reach[0] - reach[1]) > _MORPH * max(1.0, reach[0]):
            texts = [f"{value:.4f} of the mesh" for value in reach]
            place = f"{twin.pointer}/targets/{number}"
            yield Loss("morph", place, twin.where, f"target {number}, {texts[0]},", texts[1])


def _reach(side: Side, number: int) -> float:
    target = side.primitive["targets"][number]
    if not {"POSITION"} <= set(target) & set(side.primitive["attributes"]):
        return 0.0
    low, high = box(side.values("POSITION"))
    moves = scene.floats(side.document, target["POSITION"])[used(*side)]
    return float(np.abs(moves).max() / max(np.linalg.norm(high - low), 1e-30))
