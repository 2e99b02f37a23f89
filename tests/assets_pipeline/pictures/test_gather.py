import numpy as np
import pytest

from assets_pipeline import scene
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.pictures import gather


def outward(surface) -> np.ndarray:
    """Whether each triangle's corners run as its normal says."""
    a, b, c = (surface.positions[surface.triangles[:, n]] for n in range(3))
    return (np.cross(b - a, c - a) * surface.normals[surface.triangles[:, 0]]).sum(axis=1) > 0


def test_all_that_is_shown_stands_in_the_world(rich):
    surface = gather.gather(rich)
    low, high = scene.bounds(rich)
    assert np.allclose([surface.positions.min(axis=0), surface.positions.max(axis=0)], [low, high])
    assert np.allclose(np.linalg.norm(surface.normals, axis=1), 1)


@pytest.mark.parametrize("scale", [(1, 1, 1), (-1, 1, 1), (2, -3, -1), (-1, -1, -1)])
def test_normals_point_outwards_even_when_mirrored(scale, make_box):
    document = make_box()
    document.json["nodes"][0]["scale"] = list(scale)
    surface = gather.gather(document)
    assert outward(surface).all()
    away = surface.positions - surface.positions.mean(axis=0)
    assert ((away * surface.normals).sum(axis=1) > 0).all()


def test_copies_of_a_node(make_box):
    document = make_box((1, 1, 1))
    moves = document.add_accessor(np.array([[0, 0, 0], [5, 0, 0]], np.float32))
    instancing = {"attributes": {"TRANSLATION": moves}}
    document.json["nodes"][0]["extensions"] = {"EXT_mesh_gpu_instancing": instancing}
    surface = gather.gather(document)
    assert len(surface.triangles) == 24
    assert surface.positions[:, 0].max() == pytest.approx(5.5)


@pytest.mark.parametrize(("mode", "count"), [(4, 1), (5, 2), (6, 2)])
def test_strips_and_fans_become_triangles_of_one_winding(mode, count):
    document = Document.new()
    rows = {4: [0, 1, 2, 0], 5: [0, 1, 3, 2], 6: [0, 1, 2, 3]}[mode]
    corners = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
    position = document.add_accessor(corners[rows], target=34962, minmax=True)
    document.add("meshes", {"primitives": [{"attributes": {"POSITION": position}, "mode": mode}]})
    document.add("nodes", {"mesh": 0})
    surface = gather.gather(document)
    assert len(surface.triangles) == count
    assert np.allclose(surface.normals, (0, 0, 1))


def test_refusals(make_box, monkeypatch):
    with pytest.raises(AssetRejected, match="no_geometry"):
        gather.gather(Document.new())
    monkeypatch.setattr(gather, "MOST_TRIANGLES", 11)
    with pytest.raises(AssetRejected, match="picture_too_large"):
        gather.gather(make_box())
