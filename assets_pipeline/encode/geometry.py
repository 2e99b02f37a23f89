"""All primitives of a document: which share vertices, and what each of their accessors becomes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assets_pipeline.accessors import Array, Json
from assets_pipeline.document import Document
from assets_pipeline.encode import order
from assets_pipeline.encode.place import Place
from assets_pipeline.encode.stream import Stream, exact
from assets_pipeline.encode.tolerance import tolerances
from assets_pipeline.encode.vertices import Vertices, quantised
from assets_pipeline.guard import references

TRIANGLES = 4
_UNDERSTOOD = {"KHR_materials_variants"}
"""Extensions of a primitive that say nothing about its vertices."""

Primitives = list[Json]


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
    vertices = quantised(document, group[0], moves)
    lists = _by_indices(group)
    for key in [key for key in lists if key[0] < 0 and key[1] != TRIANGLES]:
        for primitive in lists.pop(key):  # points and strips without indices stay a sequence
            yield from _vertex_places(primitive, vertices)
    if not lists:
        return
    vertices, shape = vertices.joined()
    parts = [_part(document, *key, len(shape.rows)) for key in lists]
    owners = iter(zip(lists.values(), parts, strict=True))
    for arranged in order.arrange(shape, parts):
        taken = vertices.take(arranged.vertices)
        for indices in arranged.indices:
            primitives, part = next(owners)
            stream = _index_stream(indices, len(arranged.vertices))
            kind = "triangles" if part.triangles else "sequence"
            for primitive in primitives:
                yield from _vertex_places(primitive, taken)
                yield Place(primitive, "indices", stream, kind)


def _by_indices(group: Primitives) -> dict[tuple[int, int], Primitives]:
    """Primitives of one set of vertices by their index accessor, -1 for none, and their mode."""
    found: dict[tuple[int, int], Primitives] = {}
    for primitive in group:
        key = (primitive.get("indices", -1), primitive.get("mode", TRIANGLES))
        found.setdefault(key, []).append(primitive)
    return found


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
