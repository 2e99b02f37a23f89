"""All primitives of a document: which share vertices, and what each of their accessors becomes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from assets_pipeline import scene, weld
from assets_pipeline.accessors import Array, Json
from assets_pipeline.document import Document
from assets_pipeline.encode import octahedral, order, quantise, skin
from assets_pipeline.encode.exponential import Exponents, put, vector_exponents
from assets_pipeline.encode.place import Place
from assets_pipeline.encode.stream import Stream, exact
from assets_pipeline.encode.tolerance import tolerances
from assets_pipeline.guard import references

TRIANGLES = 4
_POINTS = 0
_UNDERSTOOD = {"KHR_materials_variants"}
"""Extensions of a primitive that say nothing about its vertices."""

Primitives = list[Json]


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


def places(document: Document, json: Json, held: set[int]) -> Iterator[Place]:
    """Where primitives name accessors, with what these become.

    Args:
        document: the source.
        json: a copy of its JSON that will be changed.
        held: accessors that must stay as they are; so do all primitives that use one.
    """
    moves = tolerances(document)
    for group in _groups(json):
        if _free(group[0], held):
            yield from _arranged(document, group, moves)
        else:
            for primitive in group:
                yield from _untouched(document, primitive, held)


def _groups(json: Json) -> list[Primitives]:
    """Primitives by the vertices they draw."""
    found: dict[str, Primitives] = {}
    for _, primitive in references.find(json, "meshes/*/primitives/*"):
        alone = sorted(set(primitive.get("extensions", {})) - _UNDERSTOOD)
        key = repr((sorted(primitive["attributes"].items()), primitive.get("targets"), alone))
        found.setdefault(key, []).append(primitive)
    return list(found.values())


def _accessors(primitive: Json) -> list[int]:
    groups = [primitive["attributes"], *primitive.get("targets", [])]
    own = [primitive["indices"]] if "indices" in primitive else []
    return [index for group in groups for index in group.values()] + own


def _free(primitive: Json, held: set[int]) -> bool:
    """Whether the vertices may be changed at all."""
    known = set(primitive.get("extensions", {})) <= _UNDERSTOOD
    return known and bool(primitive["attributes"]) and held.isdisjoint(_accessors(primitive))


def _arranged(document: Document, group: Primitives, moves: dict[int, float]) -> Iterator[Place]:
    """Quantised, joined and reordered."""
    vertices = _quantised(document, group[0], moves)
    lists: dict[tuple[int, int], Primitives] = {}
    for primitive in group:
        key = (primitive.get("indices", -1), primitive.get("mode", TRIANGLES))
        lists.setdefault(key, []).append(primitive)
    loose = [key for key in lists if key[0] < 0 and key[1] != TRIANGLES]
    for key in loose:  # points and strips without indices stay a plain sequence
        for primitive in lists.pop(key):
            yield from _vertex_places(primitive, vertices)
    if not lists:
        return
    vertices, shape = vertices.joined()
    parts = [_part(document, *key, len(shape.rows)) for key in lists]
    arrangements = order.arrange(shape, parts)
    owners = iter(zip(lists.values(), parts, strict=True))
    for arranged in arrangements:
        taken = vertices.take(arranged.vertices)
        for indices in arranged.indices:
            primitives, part = next(owners)
            kind = "triangles" if part.triangles else "sequence"
            for primitive in primitives:
                yield from _vertex_places(primitive, taken)
                yield Place(
                    primitive, "indices", _index_stream(indices, len(arranged.vertices)), kind
                )


def _part(document: Document, index: int, mode: int, count: int) -> order.Part:
    own = document.accessor(index) if index >= 0 else np.arange(count)
    whole = mode == TRIANGLES and len(own) % 3 == 0
    return order.Part(own.astype(np.uint32), whole)


def _index_stream(indices: Array, count: int) -> Stream:
    return exact(indices.astype(np.uint16 if count <= 0xFFFF else np.uint32))


def _vertex_places(primitive: Json, vertices: Vertices) -> Iterator[Place]:
    for name, stream in vertices.attributes.items():
        yield Place(primitive["attributes"], name, stream, "vertex", name == "POSITION")
    for target, streams in zip(primitive.get("targets", []), vertices.targets, strict=True):
        for name, stream in streams.items():
            yield Place(target, name, stream, "vertex", name == "POSITION")


def _untouched(document: Document, primitive: Json, held: set[int]) -> Iterator[Place]:
    """Values and order as they are."""
    groups = [primitive["attributes"], *primitive.get("targets", [])]
    for group in groups:
        for name, index in group.items():
            if index not in held:
                yield Place(group, name, _exact(document, index), "vertex", name == "POSITION")
    if "indices" in primitive and primitive["indices"] not in held:
        indices = document.accessor(primitive["indices"])
        yield Place(primitive, "indices", exact(indices), "sequence")


def _exact(document: Document, index: int) -> Stream:
    normalized = bool(document.json["accessors"][index].get("normalized"))
    return exact(document.accessor(index), normalized=normalized)


def _quantised(document: Document, primitive: Json, moves: dict[int, float]) -> Vertices:
    """Streams of one set of vertices, in the order of the source."""
    names = primitive["attributes"]
    grids: dict[str, Exponents] = {}
    found: dict[str, Stream] = {}
    for name, index in names.items():
        values = document.accessor(index)
        normalized = bool(document.json["accessors"][index].get("normalized"))
        if name == "POSITION" and values.dtype == np.float32:
            grids[name] = vector_exponents(moves[index], 3)
            found[name] = put(values, grids[name])
        else:
            found[name] = quantise.attribute(name, values, normalized=normalized)
            if name.startswith("TEXCOORD_") and values.dtype == np.float32:
                grids[name] = quantise.texcoord_exponents(values)
    found |= _skinned(document, names)
    targets = [_target(document, target, grids) for target in primitive.get("targets", [])]
    return Vertices(found, targets)


def _target(document: Document, target: Json, grids: dict[str, Exponents]) -> dict[str, Stream]:
    found: dict[str, Stream] = {}
    for name, index in target.items():
        normalized = bool(document.json["accessors"][index].get("normalized"))
        values = document.accessor(index)
        found[name] = quantise.morph(name, values, grids.get(name), norm=normalized)
    return found


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
