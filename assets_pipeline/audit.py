"""How a file stands against the budgets that 3D shops publish; never a reason to refuse it.

Limits: Khronos asset auditor, `khronos-recommended.json` 1.0.0-rc.1 (`khronos`), and Khronos 3D
Commerce asset creation guidelines 1.0 (`guidelines`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from assets_pipeline import normalise, scene
from assets_pipeline.accessors import Json
from assets_pipeline.catalogue import Audit, Check
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.fidelity import looks
from assets_pipeline.guard import pictures, references

_TOLERANCE = 0.03
_NAME = re.compile(r"[a-z0-9_-]+")


class Subject(NamedTuple):
    """What is judged: a document as it will be shown, its bytes as a file, its bounds in metres."""

    document: Document
    bytes: int
    bounds: normalise.Bounds


_Measure = Callable[[Subject], float]
_Row = tuple[str, float, _Measure]


def report(document: Document, size: int, bounds: normalise.Bounds) -> Audit:
    """All checks, each with the number found, the limit, and whether it is kept.

    Args:
        document: the source, decoded.
        size: bytes of the file.
        bounds: world bounds, metres.
    """
    subject = Subject(document, size, bounds)
    return Audit(*([_check(subject, *row) for row in rows] for rows in (_KHRONOS, _GUIDELINES)))


def _check(subject: Subject, name: str, limit: float, measure: _Measure) -> Check:
    value = float(f"{measure(subject):.6g}")
    kept = value >= limit if name.endswith("_smallest") else value <= limit
    return Check(name, value, float(limit), kept)


def _count(key: str) -> Callable[[Subject], float]:
    return lambda subject: len(subject.document.json.get(key, []))


def _primitives(subject: Subject) -> list[Json]:
    return [one for _, one in references.find(subject.document.json, "meshes/*/primitives/*")]


def _triangles(subject: Subject) -> float:
    json, total = subject.document.json, 0
    for number in scene.world_matrices(json):
        mesh = json["nodes"][number].get("mesh", -1)
        parts = json["meshes"][mesh]["primitives"] if mesh >= 0 else ()
        total += sum(scene.triangles(json, part) for part in parts)
    return total


def _textures(subject: Subject) -> list[pictures.Size]:
    """Pixels of every picture that a material uses."""
    json = subject.document.json
    used = {
        looks.source(json["textures"][info["index"]])
        for material in json.get("materials", [])
        for _, info in looks.slots(material)
    }
    found: list[pictures.Size] = []
    for image in sorted(used - {-1}):
        try:
            found.append(pictures.size(subject.document.image_bytes(image)))
        except AssetRejected:
            found.append((0, 0))
    return found


def _sides(subject: Subject) -> list[int]:
    return [side for size in _textures(subject) for side in size]


def _odd_textures(subject: Subject) -> float:
    return sum(any(side & (side - 1) for side in size) for size in _textures(subject))


def _side(subject: Subject, pick: Callable[[Any], float]) -> float:
    return float(pick(high - low for low, high in zip(*subject.bounds, strict=True)))


def _turned_roots(subject: Subject) -> float:
    """Roots that move, turn or scale what is below them; our own wrapper is one, where it is."""
    json = subject.document.json
    roots = (json["nodes"][number] for number in scene.roots(json))
    return sum(not np.allclose(scene.local_matrix(node), np.eye(4), 0, 1e-6) for node in roots)


def _off_origin(subject: Subject) -> float:
    """Metres from the bottom centre to the origin."""
    low, high = (np.array(corner) for corner in subject.bounds)
    foot = (low + high) / 2
    return float(np.linalg.norm([foot[0], low[1], foot[2]]))


def _beyond_unit(subject: Subject) -> float:
    """How far texture coordinates leave 0..1; as textured surfaces use them, transforms aside."""
    farthest = 0.0
    for part in _primitives(subject):
        for name, index in part["attributes"].items():
            if name.startswith("TEXCOORD_"):
                values = scene.floats(subject.document, index)
                farthest = max(farthest, float(-values.min()), float(values.max()) - 1)
    return farthest


def _inverted(subject: Subject) -> float:
    """Share of textured triangles whose texture is mirrored."""
    turned = total = 0
    for part in _primitives(subject):
        if "TEXCOORD_0" not in part["attributes"] or part.get("mode", 4) != 4:
            continue
        uv = scene.floats(subject.document, part["attributes"]["TEXCOORD_0"])
        own = part.get("indices", -1)
        corners = uv[subject.document.accessor(own)] if own >= 0 else uv
        a, b, c = corners[: len(corners) // 3 * 3].reshape(-1, 3, 2).transpose(1, 0, 2)
        one, two = b - a, c - a
        area = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
        turned += int((area > 0).sum())  # V counts downwards
        total += len(area)
    return turned / total if total else 0.0


def _odd_names(subject: Subject) -> float:
    """Nodes and materials whose names have other signs than small letters, digits, - and _."""
    json = subject.document.json
    parts = [*json.get("nodes", []), *json.get("materials", [])]
    return sum(not _NAME.fullmatch(str(part.get("name", "-"))) for part in parts)


_KHRONOS: tuple[_Row, ...] = (
    ("bytes", 5120 * 1024, lambda s: s.bytes),
    ("triangles", 100_000, _triangles),
    ("materials", 5, _count("materials")),
    ("nodes", 5, _count("nodes")),
    ("meshes", 5, _count("meshes")),
    ("primitives", 5, lambda s: len(_primitives(s))),
    ("texture_px_largest", 2048, lambda s: max(_sides(s), default=0)),
    ("texture_px_smallest", 512, lambda s: min(_sides(s), default=512)),
    ("textures_not_power_of_two", 0, _odd_textures),
    ("roots_with_transform", 0, _turned_roots),
    ("metres_largest", 100 * (1 + _TOLERANCE), lambda s: _side(s, max)),
    ("metres_smallest", 0.01 * (1 - _TOLERANCE), lambda s: _side(s, min)),
    ("uv_outside_unit", 0, _beyond_unit),
    ("uv_mirrored_share", 0, _inverted),
)
_GUIDELINES: tuple[_Row, ...] = (
    ("metres_off_origin", 0.001, _off_origin),
    ("names_not_plain", 0, _odd_names),
)
