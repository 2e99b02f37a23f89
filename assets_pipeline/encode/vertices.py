"""One set of vertices: all its attributes and morph targets as streams."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from assets_pipeline import scene, weld
from assets_pipeline.accessors import Array, Json
from assets_pipeline.document import Document
from assets_pipeline.encode import octahedral, order, quantise, skin
from assets_pipeline.encode.exponential import Exponents, put, vector_exponents
from assets_pipeline.encode.stream import Stream, exact


class Vertices(NamedTuple):
    """All streams of one set of vertices: by attribute, and for each morph target."""

    attributes: dict[str, Stream]
    targets: list[dict[str, Stream]]

    def take(self, rows: Array) -> Vertices:
        """Some of the vertices in their final order."""
        first, *rest = [
            {name: octahedral.settle(stream.take(rows)) for name, stream in group.items()}
            for group in (self.attributes, *self.targets)
        ]
        return Vertices(first | _settled_skin(first), rest)

    def joined(self) -> tuple[Vertices, order.Shape]:
        """Equal vertices known as such, and what orders them."""
        groups = [self.attributes, *self.targets]
        rows = np.hstack([stream.rows for group in groups for stream in group.values()])
        first, kind = weld.weld(rows)
        standing = first[kind]
        kept, *rest = [
            {name: octahedral.join(stream, standing) for name, stream in group.items()}
            for group in groups
        ]
        at = self.attributes.get("POSITION")
        points = np.zeros((len(rows), 3)) if at is None else at.values.astype(np.float64)
        return Vertices(kept, rest), order.Shape(standing, rows, points)


def quantised(document: Document, primitive: Json, moves: dict[int, float]) -> Vertices:
    """The vertices of a primitive, in the order of the source.

    Args:
        document: the source.
        primitive: one of its primitives.
        moves: how far the points of each POSITION accessor may move.
    """
    names = primitive["attributes"]
    grids = _grids(document, names, moves)
    found: dict[str, Stream] = {}
    for name, index in names.items():
        values, normalized = document.accessor(index), _normalized(document, index)
        if name in grids:
            found[name] = put(values, grids[name])
        else:
            found[name] = quantise.attribute(name, values, normalized=normalized)
    found |= _skinned(document, names)
    targets = [_target(document, target, grids) for target in primitive.get("targets", [])]
    return Vertices(found, targets)


def _grids(document: Document, names: Json, moves: dict[int, float]) -> dict[str, Exponents]:
    """Grids of positions and texture coordinates that are floats."""
    found: dict[str, Exponents] = {}
    for name, index in names.items():
        values = document.accessor(index)
        if values.dtype == np.float32 and name == "POSITION":
            found[name] = vector_exponents(moves[index], 3)
        elif values.dtype == np.float32 and name.startswith("TEXCOORD_"):
            found[name] = quantise.texcoord_exponents(values)
    return found


def _normalized(document: Document, index: int) -> bool:
    return bool(document.json["accessors"][index].get("normalized"))


def _target(document: Document, target: Json, grids: dict[str, Exponents]) -> dict[str, Stream]:
    return {
        name: quantise.morph(
            name,
            document.accessor(index),
            grids.get(name),
            norm=_normalized(document, index),
        )
        for name, index in target.items()
    }


def _skin_sets(names: Json | dict[str, Stream]) -> list[tuple[str, str]]:
    """Names of joints and weights, where there is a set of both for each."""
    sets = sum(name.startswith("JOINTS_") for name in names)
    pairs = [(f"JOINTS_{number}", f"WEIGHTS_{number}") for number in range(sets)]
    return pairs if all(name in names for pair in pairs for name in pair) else []


def _skinned(document: Document, names: Json) -> dict[str, Stream]:
    """Joints and weights as integers."""
    pairs = _skin_sets(names)
    if not pairs:
        return {}
    joints = np.hstack([document.accessor(names[name]) for name, _ in pairs])
    weights = np.hstack([scene.floats(document, names[name]) for _, name in pairs])
    return _split_skin(pairs, *skin.quantise(joints, weights))


def _settled_skin(streams: dict[str, Stream]) -> dict[str, Stream]:
    """Joints and weights in places that change little from vertex to vertex."""
    pairs = _skin_sets(streams)
    if not pairs:
        return {}
    joints = np.hstack([streams[name].values for name, _ in pairs])
    weights = np.hstack([streams[name].values for _, name in pairs])
    return _split_skin(pairs, *skin.settle(joints, weights))


def _split_skin(pairs: list[tuple[str, str]], joints: Array, weights: Array) -> dict[str, Stream]:
    found: dict[str, Stream] = {}
    for number, (joint, weight) in enumerate(pairs):
        columns = slice(4 * number, 4 * number + 4)
        found |= {joint: exact(joints[:, columns])}
        found |= {weight: exact(weights[:, columns], normalized=True)}
    return found
