import io

import numpy as np
import pytest
from PIL import Image

from assets_pipeline.errors import AssetRejected
from assets_pipeline.pictures import texels

REPEAT, CLAMP, MIRROR = 10497, 33071, 33648
ROW = texels.levels(np.array([[[0] * 4, [255] * 4]], np.uint8))


def at(levels, u, v=0.5, *, lod=-20.0, wrap=REPEAT, table=texels.PLAIN):
    return texels.sample(*levels, np.array([[u, v]]), np.array([lod]), (wrap, wrap), table)[0]


@pytest.mark.parametrize(
    ("u", "wrap", "value"),
    [
        (0.25, REPEAT, 0), (0.75, REPEAT, 1), (0.5, REPEAT, 0.5), (1.25, REPEAT, 0),
        (1.25, CLAMP, 1), (-0.25, CLAMP, 0), (1.25, MIRROR, 1), (1.75, MIRROR, 0),
    ],
)  # fmt: skip
def test_between_texels_and_beyond_the_edge(u, wrap, value):
    assert at(ROW, u, wrap=wrap)[0] == pytest.approx(value)


def test_from_afar_one_sees_the_mean():
    assert at(ROW, 0.3, lod=10.0)[0] == pytest.approx(128 / 255)


def test_colours_become_linear_but_alpha_does_not():
    grey = texels.levels(np.full((1, 1, 4), 128, np.uint8))
    assert at(grey, 0.5, table=texels.LINEAR)[0] == pytest.approx(0.2159, abs=1e-3)
    assert at(grey, 0.5, table=texels.LINEAR)[3] == pytest.approx(128 / 255)


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (7, 3), (16, 16)])
def test_levels_end_at_one_texel(shape):
    found = texels.levels(np.full((*shape, 4), 9, np.uint8))
    assert found.sizes[-1, 1:].tolist() == [1, 1]
    assert (found.data == 9).all()
    assert found.sizes[-1, 0] == len(found.data) - 1


def test_decoding():
    out = io.BytesIO()
    Image.new("RGB", (2100, 10), (255, 0, 0)).save(out, "PNG")
    found = texels.decode(out.getvalue())
    assert found.sizes[0, 1] == texels.SIDE_PX
    assert found.data[0].tolist() == [255, 0, 0, 255]
    with pytest.raises(AssetRejected):
        texels.decode(b"no picture")
