import numpy as np
import pytest
import trimesh
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


def test_levels_are_whole_smaller_documents_coarse_first(large, tool):
    del large.json["nodes"][0]["skin"]
    found = lods.levels(large, tool)
    whole = lods.triangles(large)
    for level, aim in zip(found, lods.AIMS, strict=True):
        assert level.triangles < 1.15 * aim.ratio * whole
    assert found[0].error_m >= found[1].error_m > 0
    before = features.features(large)
    for level in found:
        small = Document.from_glb(level.document.to_glb())
        values.check(small)
        assert level.triangles == lods.triangles(small)
        assert distance(large, small) < 0.01
        after = features.features(small)
        for key in ("node_names", "materials", "variants", "skins", "morph_targets", "attributes",
                    "material_extensions", "extras", "copyright"):  # fmt: skip
            assert after[key] == before[key], key
        assert after["animations"] == 0


def test_with_a_skin_vertices_are_a_subset_with_all_they_carry(large, tool):
    for level in lods.levels(large, tool):
        small = level.document
        old, new = (d.json["meshes"][0]["primitives"][0] for d in (large, small))

        def rows(document, primitive):
            groups = [primitive["attributes"], *primitive["targets"]]
            arrays = [
                document.accessor(i).astype(float) for group in groups for i in group.values()
            ]
            return {tuple(row) for row in np.hstack(arrays)}

        assert rows(small, new) <= rows(large, old)


def static(points, uv, faces, copies: int = 1, scale: float = 1.0) -> Document:
    """One mesh of a single primitive, shown so many times."""
    document = Document.new()
    attributes = {
        "POSITION": document.add_accessor(points, target=34962, minmax=True),
        "TEXCOORD_0": document.add_accessor(uv, target=34962),
    }
    indices = document.add_accessor(faces.astype(np.uint32).reshape(-1), target=34963)
    document.add("meshes", {"primitives": [{"attributes": attributes, "indices": indices}]})
    for _ in range(copies):
        document.add("nodes", {"mesh": 0, "scale": [scale] * 3})
    return document


def sheet(side: int, height: float = 0.05):
    u, v = np.meshgrid(np.linspace(0, 1, side), np.linspace(0, 1, side))
    points = np.stack([u, v, height * np.sin(9 * u) * np.cos(7 * v)], -1)
    place = np.arange(side * side).reshape(side, side)
    a, b, c, d = place[:-1, :-1], place[:-1, 1:], place[1:, 1:], place[1:, :-1]
    faces = np.stack([a, b, c, a, c, d], -1).reshape(-1, 3)
    return (
        points.reshape(-1, 3).astype(np.float32),
        points.reshape(-1, 3)[:, :2].astype(np.float32),
        faces,
    )


def test_the_error_is_in_metres_of_the_scene(tool):
    small, large = (lods.levels(static(*sheet(30), scale=s), tool)[0] for s in (1.0, 10.0))
    assert large.error_m == pytest.approx(10 * small.error_m)


def test_the_error_is_the_distance_measured(tool):
    document = static(*sheet(40))
    for level in lods.levels(document, tool):
        there = cKDTree(samples(level.document, 1, 200_000)).query(samples(document, 2))[0].max()
        assert there < 1.3 * level.error_m + 0.005
        assert level.error_m < 0.04


def test_instances_share_one_mesh(tool):
    found = lods.levels(static(*sheet(30), copies=3), tool)[0]
    assert len(found.document.json["meshes"]) == 1
    assert found.triangles == 3 * lods.triangles(lods.levels(static(*sheet(30)), tool)[0].document)


def test_primitives_of_the_same_accessors_stay_the_same(tool):
    document = static(*sheet(30))
    first = document.json["meshes"][0]["primitives"][0]
    document.add("meshes", {"primitives": [dict(first, attributes=dict(first["attributes"]))]})
    small = lods.levels(document, tool)[0].document.json
    assert small["meshes"][0] == small["meshes"][1]
    assert len(small["accessors"]) == 3


def test_no_crack_opens_between_primitives_of_one_mesh(tool):
    """Two halves of one wavy sheet, a material each: their common border stays common."""
    points, uv, faces = sheet(30)
    middle = points[faces][:, :, 0].mean(axis=1) < 0.5
    document = static(points, uv, faces[middle])
    rest = document.add_accessor(faces[~middle].astype(np.uint32).reshape(-1), target=34963)
    first = document.json["meshes"][0]["primitives"][0]
    document.json["meshes"][0]["primitives"].append(
        first | {"indices": rest, "attributes": dict(first["attributes"])}
    )
    small = lods.levels(document, tool)[0].document
    one, two = (
        {tuple(row) for row in small.accessor(each["attributes"]["POSITION"]).tolist()}
        for each in small.json["meshes"][0]["primitives"]
    )
    before = [
        set(map(tuple, points[np.unique(faces[side])].tolist())) for side in (middle, ~middle)
    ]
    assert one & two == before[0] & before[1]


def test_closed_primitives_of_one_mesh_have_no_border(tool):
    """Two balls, a material each: neither has an edge at which they could meet."""
    ball = trimesh.creation.icosphere(3)
    points = ball.vertices.astype(np.float32)
    document = static(points, points[:, :2], ball.faces)
    first = document.json["meshes"][0]["primitives"][0]
    other = document.add_accessor(points + np.float32(3), target=34962, minmax=True)
    second = first | {"attributes": first["attributes"] | {"POSITION": other}}
    document.json["meshes"][0]["primitives"].append(second)
    assert lods.levels(document, tool)[0].triangles < 0.1 * lods.triangles(document)


def test_a_first_level_for_the_pictures_alone(rich, tool):
    """What has few triangles keeps them all; its pictures may still shrink."""
    rich.json["meshes"][0]["primitives"][0]["indices"] = rich.add_accessor(
        np.arange(144, dtype=np.uint16), target=34963
    )
    (only,) = lods.levels(rich, tool)
    assert only.triangles == lods.triangles(rich)
    assert only.error_m == 0


@pytest.mark.parametrize("make", [
    np.zeros_like, lambda p: p * np.float32([1, 0, 0]), lambda p: p * np.float32(1e-30),
    lambda p: p * np.float32(1e18),
], ids=["point", "line", "tiny", "huge"])  # fmt: skip
def test_degenerate_surfaces_are_survived(make, tool):
    points, uv, faces = sheet(12)
    for level in lods.levels(static(make(points), uv, faces), tool):
        values.check(level.document)
        assert np.isfinite(level.error_m)
    lods.levels(static(points, 0 * uv, faces), tool)
    lods.levels(static(points, uv, 0 * faces), tool)


def test_unknown_extension_means_no_other_level(large, tool):
    large.use_extension("VENDOR_points_somewhere")
    assert lods.levels(large, tool) == []


def test_a_mesh_that_costs_too_much_has_no_other_level(large, simplifier_script, monkeypatch):
    monkeypatch.setattr(simplify.Simplifier.refuel, "__defaults__", (200_000,))
    assert lods.levels(large, simplify.Simplifier(simplifier_script)) == []


def test_the_same_again(large, tool):
    first, second = ([x.document.to_glb() for x in lods.levels(large, tool)] for _ in range(2))
    assert first == second


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
    lods.levels(large, tool)
    assert large.to_glb() == before


@pytest.mark.slow
def test_real_files_stay_near(real_files, tool):
    """Two-sided sampled distance on the static real files: far below what the eye sees at 256 px."""
    tried = 0
    for path in real_files:
        document = Document.from_glb(path.read_bytes())
        normalise.stand(document)
        for level in lods.levels(document, tool):
            if document.json.get("skins") or level.triangles == lods.triangles(document):
                continue
            tried += 1
            assert distance(document, level.document) < 0.005, path.name
    assert tried >= 8
