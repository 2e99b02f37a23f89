"""Every product grows: finite, of a plausible size, light enough, the same each time."""

import hashlib

import numpy as np
import pytest

from assets_pipeline.demo import designs
from assets_pipeline.demo.designs import DESIGNS
from assets_pipeline.demo.model import to_glb
from assets_pipeline.document import Document

QUICK = [
    "satin-skirt",
    "court-sneakers",
    "top-handle-bag",
    "round-wire",
    "pedestal-table",
    "ribbed-vase",
]
ALL = [pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow) for name in DESIGNS]
SIZES = {  # least and most (width, height, depth), metres
    "clothes": ((0.3, 0.2, 0.15), (1.1, 1.3, 0.75)),
    "shoes": ((0.3, 0.04, 0.2), (0.45, 0.26, 0.36)),
    "bags": ((0.15, 0.1, 0.04), (0.6, 0.75, 0.45)),
    "glasses": ((0.12, 0.03, 0.1), (0.2, 0.08, 0.2)),
    "furniture": ((0.15, 0.008, 0.1), (2.5, 2.0, 2.6)),
}
MOST_BYTES = 450_000
MOST_TRIANGLES = 30_000


@pytest.mark.parametrize("name", ALL)
def test_a_product_grows(name):
    design = DESIGNS[name]
    model = design.model()
    low, high = model.bounds
    least, most = SIZES[design.section]
    assert (high - low > least).all()
    assert (high - low < most).all()
    assert model.triangles < MOST_TRIANGLES
    for mesh in model.parts.values():
        assert np.isfinite(mesh.positions).all()
        assert np.isfinite(mesh.uvs).all()
        assert np.linalg.norm(mesh.normals, axis=1) == pytest.approx(1, abs=0.02)
        assert 0 <= mesh.faces.min() <= mesh.faces.max() < len(mesh.positions)
    data = to_glb(model, name)
    assert len(data) < MOST_BYTES
    assert len(
        Document.from_glb(data).json["extensions"]["KHR_materials_variants"]["variants"]
    ) == len(design.colors)


@pytest.mark.parametrize("name", ["court-sneakers", "satin-skirt", "rubber-plant"])
def test_the_same_bytes_each_time(name):
    first, second = (hashlib.sha256(to_glb(DESIGNS[name].model(), name)).digest() for _ in range(2))
    assert first == second


def test_ids_are_fit_for_file_names():
    assert all(name.replace("-", "").isalnum() and name.islower() for name in DESIGNS)


def test_a_colour_can_stand_for_others():
    paint = designs.by_color(lambda color: color, navy="red", light_blue="grey", other="white")
    assert [paint(color) for color in ("navy", "light-blue", "pink")] == ["red", "grey", "white"]
    assert designs.always(lambda color: color, "gold")("navy") == "gold"
