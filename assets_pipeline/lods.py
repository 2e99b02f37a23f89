"""Levels of detail: whole smaller documents that can be shown long before the finest is there."""

from __future__ import annotations

import copy
from typing import NamedTuple

import numpy as np
import wasmtime

from assets_pipeline import (
    compact,
    deviation,
    reduce,
    scene,
    seams,
    simplify,
    surfaces,
    unfold,
)
from assets_pipeline.accessors import Json
from assets_pipeline.document import Document


class Aim(NamedTuple):
    """What a level aims at."""

    ratio: float
    """Share of the triangles."""
    error: float
    """Largest deviation, as a share of the mesh's largest side: shape goes before the ratio."""
    tangents: bool = True
    """Whether they are kept; without them a viewer works them out, less exactly."""


AIMS = (Aim(0.07, 0.045, tangents=False), Aim(0.25, 0.02))
"""Coarse first."""
CLEARLY = 0.6
"""A level keeps at most this share of the next finer one's triangles."""

_TRIANGLES = 4
_SMALL = 64


class Level(NamedTuple):
    """A smaller document; how far it lies from the whole one, in metres of its scene."""

    document: Document
    triangles: int
    error_m: float


def triangles(document: Document) -> int:
    """Triangles of all meshes that the default scene shows, instances counted each."""
    json, total = document.json, 0
    for number in scene.world_matrices(json):
        mesh = json["nodes"][number].get("mesh")
        for primitive in json["meshes"][mesh]["primitives"] if mesh is not None else ():
            total += surfaces.count(json, primitive)
    return total


def levels(
    document: Document, tool: simplify.Simplifier, aims: tuple[Aim, ...] = AIMS
) -> list[Level]:
    """Smaller versions of a document, coarse first, each clearly smaller than the next.

    Materials, nodes, skins and morph targets stay; animations, which play on the finest level, are
    left out. The first level is there also when no triangle can go, for its pictures can shrink.
    There is none where an unknown extension might hold indices, or where the mesh costs too much.

    Args:
        document: whole, in metres; not changed.
        tool: the simplifier.
        aims: what to try, coarse first.
    """
    if not compact.possible(document):
        return []
    tool.refuel()
    sources = _parts(document)
    scales = _scales(document)
    found: list[Level] = []
    try:
        for aim in aims:
            found += [_level(document, sources, scales, aim, tool)]
    except (wasmtime.WasmtimeError, wasmtime.Trap):  # out of fuel or memory
        simplify.simplifier.cache_clear()
    return _worthwhile(found, triangles(document))


def _worthwhile(found: list[Level], whole: int) -> list[Level]:
    """The first level and those between it and the whole that are a clear step; errors ordered."""
    kept: list[Level] = []
    finer, error = whole, 0.0
    for level in reversed(found):
        if level.triangles <= CLEARLY * finer or level is found[0]:
            error = max(error, level.error_m)
            kept.insert(0, level._replace(error_m=error))
            finer = level.triangles
    return kept


Key = tuple[tuple[int, ...], ...]
"""What a primitive is made of: those with the same accessors become the same."""


def _key(primitive: Json) -> Key:
    groups = [primitive["attributes"], *primitive.get("targets", [])]
    numbers = [tuple(group[name] for name in sorted(group)) for group in groups]
    return ((primitive.get("indices", -1),), *numbers)


def _parts(document: Document) -> dict[Key, surfaces.Part]:
    """Surfaces of all primitives that can be simplified."""
    found: dict[Key, surfaces.Part] = {}
    for mesh in document.json.get("meshes", []):
        own: list[Key] = []
        for primitive in mesh["primitives"]:
            key = _key(primitive)
            if key not in found and _fit(document.json, primitive):
                part = surfaces.read(document, primitive)
                if part:
                    found[key] = part
                    own.append(key)
        _join(found, own)
    return found


def _join(found: dict[Key, surfaces.Part], own: list[Key]) -> None:
    """Hold the borders at which primitives of one mesh meet, so that no crack opens there."""
    if len(own) < 2:
        return
    borders = []
    for key in own:
        part = found[key]
        places = seams.border(part.place, part.surface.indices.reshape(-1, 3))
        _, first = np.unique(part.place, return_index=True)
        borders.append(part.surface.positions[first[places]])
    if not any(map(len, borders)):  # closed, each for itself
        return
    place = seams.places(np.concatenate(borders))
    met = np.bincount(place) > 1
    start = 0
    for key, border in zip(own, borders, strict=True):
        shared = border[met[place[start : start + len(border)]]]
        start += len(border)
        surface = found[key].surface
        everywhere = seams.places(np.concatenate([shared, surface.positions]))
        held = np.isin(everywhere[len(shared) :], everywhere[: len(shared)])
        locks = np.where(held, seams.FIXED, surface.locks).astype(np.uint8)
        found[key] = found[key]._replace(surface=surface._replace(locks=locks))


def _fit(json: Json, primitive: Json) -> bool:
    """Whether a primitive is made of plain triangles, enough of them to have some to spare."""
    plain = "KHR_draco_mesh_compression" not in primitive.get("extensions", {})
    mode, attributes = primitive.get("mode", _TRIANGLES), primitive["attributes"]
    enough = surfaces.count(json, primitive) > _SMALL
    return plain and enough and mode == _TRIANGLES and "POSITION" in attributes


def _scales(document: Document) -> dict[int, float]:
    """By mesh, the most that any shown instance enlarges it."""
    json = document.json
    found: dict[int, float] = {}
    worlds = scene.world_matrices(json)
    for number, world in worlds.items():
        node = json["nodes"][number]
        if "mesh" in node:
            matrices = world[None]
            if "skin" in node:
                skin = json["skins"][node["skin"]]
                matrices = scene.joint_matrices(document, skin, worlds)
            scale = float(np.sqrt((matrices[:, :3, :3] ** 2).sum(axis=1)).max())
            found[node["mesh"]] = max(found.get(node["mesh"], 0.0), scale)
    return found


def _level(
    document: Document,
    sources: dict[Key, surfaces.Part],
    scales: dict[int, float],
    aim: Aim,
    tool: simplify.Simplifier,
) -> Level:
    small = Document(copy.deepcopy(document.json), document.bin)
    small.json.pop("animations", None)
    made: dict[Key, tuple[Json, float]] = {}
    largest = 0.0
    for number, mesh in enumerate(small.json.get("meshes", [])):
        for primitive in mesh["primitives"]:
            key = _key(primitive)
            if key in sources and key not in made:
                error = _simplify(small, primitive, sources[key], aim, tool)
                made[key] = (
                    {name: primitive[name] for name in _GEOMETRY if name in primitive},
                    error,
                )
            if key in made:
                primitive.update(copy.deepcopy(made[key][0]))
                largest = max(largest, made[key][1] * scales.get(number, 0.0))
    if not aim.tangents:
        _drop_tangents(small.json)
    small = compact.compact(small)
    return Level(small, triangles(small), largest)


def _drop_tangents(json: Json) -> None:
    for mesh in json.get("meshes", []):
        for primitive in mesh["primitives"]:
            for group in (primitive["attributes"], *primitive.get("targets", [])):
                if len(group) > 1:
                    group.pop("TANGENT", None)


_GEOMETRY = ("indices", "attributes", "targets")


def _simplify(
    document: Document, primitive: Json, part: surfaces.Part, aim: Aim, tool: simplify.Simplifier
) -> float:
    """Simplify one primitive in place; its deviation in its own units.

    What the simplifier estimates is measured again: where it lies too far off, more stays.
    """
    points, whole = part.surface.positions, part.surface.indices.size // 3
    most = aim.error * float((points.max(axis=0) - points.min(axis=0)).max())
    target = max(_SMALL, int(whole * aim.ratio))
    while target < whole:
        found = reduce.reduce(
            part, tool, reduce.Goal(target, aim.error, surfaces.movable(primitive))
        )
        if not len(found.indices):
            return 0.0
        away = deviation.farthest(points, found.positions, found.indices.reshape(-1, 3))
        if away <= most:
            surfaces.write(document, primitive, part, unfold.unfold(part, found))
            return away
        target = max(2 * target, len(found.indices) // 3 * 3 // 2)
    return 0.0
