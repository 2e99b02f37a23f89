"""Small documents of our own making, with one of everything that a writer could lose."""

from __future__ import annotations

import functools
import io
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from assets_pipeline.body import figure
from assets_pipeline.document import Document
from assets_pipeline.drape.wardrobe import Wardrobe
from assets_pipeline.guard.process import Worker

REAL = Path(__file__).parents[3] / "shared/data/glb"
MODULES = Path(__file__).parents[2] / "static/node_modules"


def png(width: int = 8, height: int = 4, seed: int = 0) -> bytes:
    pixels = np.random.default_rng(seed).integers(0, 255, (height, width, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def sheet(side: int = 12) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A wavy square of side x side vertices: positions, UVs, indices."""
    u, v = np.meshgrid(np.linspace(0, 1, side), np.linspace(0, 1, side))
    points = np.stack([u, v, 0.05 * np.sin(6 * u)], -1).reshape(-1, 3).astype(np.float32)
    place = np.arange(side * side).reshape(side, side)
    a, b, c, d = place[:-1, :-1], place[:-1, 1:], place[1:, 1:], place[1:, :-1]
    faces = np.stack([a, b, c, a, c, d], -1).reshape(-1)
    return points, points[:, :2].copy(), faces.astype(np.uint16)


def rich_document(side: int = 12) -> Document:
    """Skin, animation, morph target, variants, extension, extras, texture, sparse accessor."""
    document = Document.new(generator="test")
    json = document.json
    points, uv, faces = sheet(side)
    attributes = {
        "POSITION": document.add_accessor(points + np.float32(1), target=34962, minmax=True),
        "TEXCOORD_0": document.add_accessor(uv, target=34962),
        "JOINTS_0": document.add_accessor(np.zeros((len(points), 4), np.uint8), target=34962),
        "WEIGHTS_0": document.add_accessor(
            np.tile(np.array([255, 0, 0, 0], np.uint8), (len(points), 1)),
            target=34962,
            normalized=True,
        ),
    }
    morph = document.add_accessor(np.zeros_like(points), target=34962, minmax=True)
    sparse = json["accessors"][morph]
    del sparse["bufferView"]
    sparse["sparse"] = {
        "count": 2,
        "indices": {"bufferView": document.add_view(bytes([1, 3])), "componentType": 5121},
        "values": {"bufferView": document.add_view(np.ones((2, 3), np.float32).tobytes())},
    }
    texture = document.add("textures", {"source": document.add_image(png(), "image/png")})
    colour = {"baseColorTexture": {"index": texture}}
    red = {"baseColorFactor": [0.5, 0.0, 0.0, 1.0]}
    document.add("materials", {"name": "cloth", "pbrMetallicRoughness": colour})
    sheen = {"KHR_materials_sheen": {"sheenRoughnessFactor": 0.5}}
    document.add("materials", {"name": "red", "pbrMetallicRoughness": red, "extensions": sheen})
    mappings = [{"material": 0, "variants": [0]}, {"material": 1, "variants": [1]}]
    primitive = {
        "attributes": attributes,
        "indices": document.add_accessor(faces, target=34963),
        "material": 0,
        "targets": [{"POSITION": morph}],
        "extensions": {"KHR_materials_variants": {"mappings": mappings}},
    }
    document.add("meshes", {"primitives": [primitive], "weights": [0.0]})
    inverse = document.add_accessor(np.eye(4, dtype=np.float32).reshape(1, 16))
    document.add("skins", {"joints": [1], "inverseBindMatrices": inverse})
    times = document.add_accessor(np.array([0, 1], np.float32), minmax=True)
    moves = document.add_accessor(np.array([[0, 0, 0], [0, 1, 0]], np.float32))
    target = {"sampler": 0, "target": {"node": 1, "path": "translation"}}
    document.add(
        "animations", {"samplers": [{"input": times, "output": moves}], "channels": [target]}
    )
    json["nodes"] = [
        {"name": "cloth", "mesh": 0, "skin": 0, "extras": {"sku": "A-1"}},
        {"name": "hip", "translation": [0.0, 2.0, 0.0]},
    ]
    json |= {"scenes": [{"nodes": [0, 1]}], "scene": 0}
    variants = [{"name": "plain"}, {"name": "Red"}]
    json["extensions"] = {"KHR_materials_variants": {"variants": variants}}
    json["asset"] |= {"copyright": "someone", "extras": {"kept": True}}
    for name in ("KHR_materials_variants", "KHR_materials_sheen"):
        document.use_extension(name)
    return document


@pytest.fixture
def rich() -> Document:
    return rich_document()


class _Here(Worker):
    """Runs stages in this process: the limits have their own tests, and a start costs a second."""

    def call(self, target, *arguments):
        module, _, name = target.partition(":")
        return getattr(import_module(module), name)(*arguments)


@pytest.fixture
def in_process(monkeypatch):
    for module in ("crews.processes", "spool", "__main__"):
        monkeypatch.setattr(import_module(f"assets_pipeline.{module}"), "Worker", _Here)


@pytest.fixture(scope="session")
def make_rich() -> Callable[[int], Document]:
    return rich_document


@pytest.fixture(scope="session")
def rich_glb() -> Callable[[], bytes]:
    """A function, so that hypothesis does not print ten kilobytes for each failure."""
    return functools.cache(lambda: rich_document().to_glb())


@pytest.fixture
def picture() -> bytes:
    return png()


@pytest.fixture(scope="session")
def simplifier_script() -> Path:
    script = MODULES / "meshoptimizer/meshopt_simplifier.js"
    if not script.is_file():
        pytest.skip("meshoptimizer is not installed (npm ci in static/)")
    return script


@pytest.fixture(scope="session")
def real_files() -> list[Path]:
    if not REAL.is_dir():
        pytest.skip("no real files here")
    return sorted(REAL.glob("*.glb"))


@pytest.fixture(scope="session")
def room():
    """The wardrobe with the real figure, where set-up has baked it."""
    models = Path(os.environ.get("SHOWROOM_MODELS", "var/models"))
    if not (models / figure.FILE).is_file():
        pytest.skip("the figure was not baked: its pack is missing")
    return Wardrobe(models)


@pytest.fixture(scope="session")
def woman(room):
    """Somebody of 1.65 m."""
    return room.fitter.fit({"height": 1.65, "bust": 0.90, "waist": 0.72, "hips": 0.97}, "women")
