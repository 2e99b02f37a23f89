"""A lit box and other small things to be photographed."""

from __future__ import annotations

import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.pictures import camera, shadows
from assets_pipeline.pictures.gather import Surface

CORNERS = np.array([[x, y, z] for x in (-1, 1) for y in (0, 1) for z in (-1, 1)], np.float32)
FACES = np.array(
    [0, 1, 3, 0, 3, 2, 4, 6, 7, 4, 7, 5, 0, 4, 5, 0, 5, 1, 2, 3, 7, 2, 7, 6, 0, 2, 6, 0, 6, 4, 1, 5, 7,
     1, 7, 3], np.uint16,
)  # fmt: skip


def box(size=(0.2, 0.3, 0.1), *materials, place=(0.0, 0.0, 0.0)) -> Document:
    """A box of flat faces; its materials are variants of each other."""
    document = Document.new()
    points = CORNERS * (np.array(size, np.float32) * (0.5, 1, 0.5)).astype(np.float32)
    add(document, points + np.array(place, np.float32), 0)
    document.json["materials"] = list(materials) or [{}]
    document.json |= {"scenes": [{"nodes": [0]}], "scene": 0}
    if len(materials) > 1:
        names = [{"name": f"look {n}"} for n in range(len(materials))]
        mappings = [{"material": n, "variants": [n]} for n in range(len(materials))]
        primitive = document.json["meshes"][0]["primitives"][0]
        primitive["extensions"] = {"KHR_materials_variants": {"mappings": mappings}}
        document.json["extensions"] = {"KHR_materials_variants": {"variants": names}}
    return document


def add(document: Document, points: np.ndarray, material: int) -> None:
    """One more box."""
    attributes = {"POSITION": document.add_accessor(points, target=34962, minmax=True)}
    indices = document.add_accessor(FACES, target=34963)
    primitive = {"attributes": attributes, "indices": indices, "material": material}
    node = {"mesh": document.add("meshes", {"primitives": [primitive]})}
    number = document.add("nodes", node)
    for shown in document.json.get("scenes", []):
        shown["nodes"].append(number)


def plain(*rgba: float, **more: object) -> dict[str, object]:
    """A matt material."""
    look = {"baseColorFactor": [*rgba, 1][:4], "metallicFactor": 0, "roughnessFactor": 0.9}
    return {"pbrMetallicRoughness": look, **more}


@pytest.fixture
def make_box():
    return box


@pytest.fixture
def make_plain():
    return plain


@pytest.fixture
def add_box():
    return add


def facing(*depths: float, color=None):
    """Squares of one metre that face +Z at these depths, a part each, before a camera in front."""
    corners = np.array([[-0.5, 0, 0], [0.5, 0, 0], [0.5, 1, 0], [-0.5, 1, 0]])
    uvs = np.array([[0, 1, 0, 1], [1, 1, 1, 1], [1, 0, 1, 0], [0, 0, 0, 0]], float)
    count = len(depths)
    points = np.concatenate([corners + np.array([0, 0, depth]) for depth in depths])
    pair = np.array([[0, 1, 2], [0, 2, 3]])
    surface = Surface(
        points,
        np.tile([0.0, 0, 1], (4 * count, 1)),
        np.tile(uvs, (count, 1)),
        np.ones((4 * count, 4)) if color is None else np.tile(color, (4 * count, 1)),
        np.concatenate([pair + 4 * n for n in range(count)]),
        np.arange(count).repeat(2),
        [{"attributes": {}}] * count,
    )
    lamps = shadows.lamps(surface.positions, surface.triangles, np.zeros(0, np.int64))
    return surface, lamps, camera.look("front", surface.positions, SIDE)


SIDE = 24


@pytest.fixture
def make_facing():
    return facing
