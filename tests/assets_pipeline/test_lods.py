import numpy as np
import pytest
from scipy.spatial import cKDTree

from assets_pipeline import features, lods, normalise, scene, simplify
from assets_pipeline.document import Document
from assets_pipeline.guard import values


@pytest.fixture(scope="module")
def tool(simplifier_script):
    return simplify.Simplifier(simplifier_script)


@pytest.fixture
def large(make_rich) -> Document:
    return make_rich(40)


def samples(document: Document, seed: int, count: int = 10_000) -> np.ndarray:
    """Points spread evenly over the static surface of a document, in the world."""
    corners = []
    for number, world in scene.world_matrices(document.json).items():
        mesh = document.json["nodes"][number].get("mesh")
        for primitive in document.json["meshes"][mesh]["primitives"] if mesh is not None else ():
            points = scene.floats(document, primitive["attributes"]["POSITION"])
            if "indices" in primitive:
                points = points[document.accessor(primitive["indices"])]
            corners.append((points @ world[:3, :3].T + world[:3, 3]).reshape(-1, 3, 3))
    a, b, c = np.concatenate(corners).transpose(1, 0, 2)
    areas = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    dice = np.random.default_rng(seed)
    pick = dice.choice(len(a), count, p=areas / areas.sum())
    u, v = dice.random((2, count, 1))
    u, v = np.where(u + v > 1, 1 - u, u), np.where(u + v > 1, 1 - v, v)
    return a[pick] + u * (b - a)[pick] + v * (c - a)[pick]


def distance(one: Document, two: Document) -> float:
    """Mean two-sided distance of two surfaces, as a share of the first one's diagonal."""
    first, second = samples(one, 1), samples(two, 2)
    there, back = cKDTree(second).query(first)[0], cKDTree(first).query(second)[0]
    own = cKDTree(samples(one, 3)).query(first)[0].mean()  # sampling alone
    diagonal = np.linalg.norm(np.ptp(first, axis=0))
    return float(((there.mean() + back.mean()) / 2 - own) / diagonal)


def test_first_level_is_a_whole_smaller_file(large, tool):
    del large.json["nodes"][0]["skin"]
    found = lods.coarse(large, tool)
    assert len(found.glb) < 0.3 * len(large.to_glb())
    small = Document.from_glb(found.glb)
    values.check(small)
    assert found.triangles == lods.triangles(small) < 0.25 * lods.triangles(large)
    assert distance(large, small) < 0.01
    assert 0 < found.error < lods.ERROR * 1.1
    before, after = features.features(large), features.features(small)
    for key in ("node_names", "materials", "variants", "skins", "morph_targets", "attributes",
                "material_extensions", "extras", "copyright"):  # fmt: skip
        assert after[key] == before[key], key
    assert after["animations"] == 0


def test_vertices_are_a_subset_with_all_they_carry(large, tool):
    small = Document.from_glb(lods.coarse(large, tool).glb)
    old, new = (d.json["meshes"][0]["primitives"][0] for d in (large, small))

    def rows(document, primitive):
        groups = [primitive["attributes"], *primitive["targets"]]
        arrays = [document.accessor(i).astype(float) for group in groups for i in group.values()]
        return {tuple(row) for row in np.hstack(arrays)}

    assert rows(small, new) <= rows(large, old)


def test_not_worth_it(rich, tool):
    """A document that is mostly one incompressible thing has no first level."""
    rich.json["meshes"][0]["primitives"][0]["indices"] = rich.add_accessor(
        np.arange(144, dtype=np.uint16), target=34963
    )
    assert lods.coarse(rich, tool) is None or len(lods.coarse(rich, tool).glb) < 0.6 * len(
        rich.to_glb()
    )
    bare = Document.new()
    points = np.random.default_rng(1).random((30, 3)).astype(np.float32)
    attributes = {"POSITION": bare.add_accessor(points, minmax=True)}
    bare.add("meshes", {"primitives": [{"attributes": attributes}]})
    bare.add("nodes", {"mesh": 0})
    assert lods.coarse(bare, tool) is None


def test_unknown_extension_means_one_level(large, tool):
    large.use_extension("VENDOR_points_somewhere")
    assert lods.coarse(large, tool) is None


def test_a_mesh_that_costs_too_much_has_one_level(large, simplifier_script, monkeypatch):
    monkeypatch.setattr(simplify.Simplifier.refuel, "__defaults__", (200_000,))
    assert lods.coarse(large, simplify.Simplifier(simplifier_script)) is None


def test_triangles_by_mode():
    document = Document.new()
    position = document.add_accessor(np.zeros((12, 3), np.float32), minmax=True)
    modes = {0: 0, 1: 0, 3: 0, 4: 4, 5: 10, 6: 10}
    for mode, count in modes.items():
        document.json["meshes"] = [
            {"primitives": [{"attributes": {"POSITION": position}, "mode": mode}]}
        ]
        document.json["nodes"] = [{"mesh": 0}, {"mesh": 0}, {}]
        assert lods.triangles(document) == 2 * count


def test_the_document_itself_is_not_touched(large, tool):
    before = large.to_glb()
    lods.coarse(large, tool)
    assert large.to_glb() == before


@pytest.mark.slow
def test_real_files_stay_near(real_files, tool):
    """Two-sided sampled distance on the static real files: far below what the eye sees at 256 px."""
    tried = 0
    for path in real_files:
        document = Document.from_glb(path.read_bytes())
        normalise.stand(document)
        found = lods.coarse(document, tool)
        if (
            found is None
            or document.json.get("skins")
            or found.triangles == lods.triangles(document)
        ):
            continue
        tried += 1
        assert distance(document, Document.from_glb(found.glb)) < 0.005, path.name
    assert tried >= 5
