import meshopt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.encode import codec


def triangles(indices) -> list[tuple[int, ...]]:
    """Each triangle with its smallest corner first, all sorted."""
    rows = [tuple(row) for row in indices.reshape(-1, 3).tolist()]
    return sorted(min(r, r[1:] + r[:1], r[2:] + r[:2]) for r in rows)


corners = st.lists(st.integers(0, 40), min_size=3, max_size=90).map(lambda c: c[: len(c) // 3 * 3])


@given(corners)
def test_strips_keep_every_triangle_and_its_side(corners):
    indices = np.array(corners, np.uint32)
    assert triangles(codec.strips(indices)) == triangles(indices)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=90))
def test_first_use(indices):
    new, old = codec.first_use(np.array(indices, np.uint32))
    assert old[new].tolist() == indices
    assert list(dict.fromkeys(new.tolist())) == list(range(len(old)))


@pytest.mark.parametrize("extension", [codec.EXT, codec.KHR])
def test_attributes_come_back(extension):
    rows = np.random.default_rng(1).integers(0, 255, (300, 12), np.uint8)
    data = codec.attributes(rows, extension)
    assert (meshopt.decode_gltf_buffer(data, 300, 12, "ATTRIBUTES") == rows).all()
    assert data[0] == {codec.EXT: 0xA0, codec.KHR: 0xA1}[extension]


@given(corners)
def test_indices_come_back(corners):
    indices = np.array(corners, np.uint32)
    again = meshopt.decode_gltf_buffer(codec.triangles(indices), len(indices), 4, "TRIANGLES")
    assert triangles(again) == triangles(indices)
    again = meshopt.decode_gltf_buffer(codec.sequence(indices), len(indices), 4, "INDICES")
    assert (again == indices).all()
