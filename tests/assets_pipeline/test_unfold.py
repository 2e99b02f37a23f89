import numpy as np
import pytest

from assets_pipeline import seams, simplify, surfaces
from assets_pipeline.document import Document
from assets_pipeline.unfold import unfold


def grid(side=6, **more):
    """A flat square whose texture lies as it does itself, with further attributes."""
    document = Document.new()
    x, y = np.meshgrid(np.linspace(0, 1, side), np.linspace(0, 1, side))
    points = np.stack([x, y, 0 * x], -1).reshape(-1, 3).astype(np.float32)
    at = np.arange(side * side).reshape(side, side)
    a, b, c, d = at[:-1, :-1], at[:-1, 1:], at[1:, 1:], at[1:, :-1]
    faces = np.stack([a, b, c, a, c, d], -1).reshape(-1).astype(np.uint16)
    values = {"POSITION": points, "TEXCOORD_0": points[:, :2].copy(), **more}
    primitive = {
        "attributes": {name: document.add_accessor(each) for name, each in values.items()},
        "indices": document.add_accessor(faces),
    }
    part = surfaces.read(document, primitive)
    assert part is not None
    return document, primitive, part


def simplified(part, shift=()):
    """The source itself, with the texture of some vertices drawn elsewhere."""
    shading = part.surface.shading.copy()
    for vertex, uv in shift:
        part.columns("TEXCOORD_0", shading)[part.vertices == vertex] = uv
    return simplify.Simplified(part.surface.indices, part.surface.positions, shading, 0.01)


def turns(part, found, name="TEXCOORD_0"):
    return seams.turn(part.columns(name, found.shading), found.indices.reshape(-1, 3))


def test_a_sound_surface_is_left_alone():
    _, _, part = grid()
    found = unfold(part, simplified(part))
    assert (found.indices == part.surface.indices).all()
    assert len(found.copies) == 0


def test_a_flipped_triangle_covers_nothing_and_its_neighbours_stay():
    _, _, part = grid()
    folded = simplified(part, [(14, (0.9, 0.1))])
    before = turns(part, folded)
    found = unfold(part, folded)
    after = turns(part, found)
    assert (before < 0).any()
    assert (after[before < 0] == 0).all()
    assert (after[before >= 0] == before[before >= 0]).all()
    assert len(found.copies) == (before < 0).sum()
    corners = found.positions[found.indices]
    assert (corners == folded.positions[folded.indices]).all()  # the shape is the same


def test_a_mirrored_source_may_stay_mirrored():
    _, _, part = grid()
    part.columns("TEXCOORD_0", part.surface.shading)[:, 0] *= -1
    found = unfold(part, simplified(part))
    assert len(found.copies) == 0


def test_what_faces_the_other_way_is_no_measure():
    """Two sheets close together, back to back, each with its own way round."""
    document, primitive, _ = grid()
    points = document.accessor(primitive["attributes"]["POSITION"])
    uv = document.accessor(primitive["attributes"]["TEXCOORD_0"])
    faces = document.accessor(primitive["indices"]).reshape(-1, 3)
    both = {
        "POSITION": np.concatenate([points, points - np.float32([0, 0, 1e-3])]),
        "TEXCOORD_0": np.concatenate([uv, uv]),
    }
    primitive = {
        "attributes": {name: document.add_accessor(each) for name, each in both.items()},
        "indices": document.add_accessor(
            np.concatenate([faces, faces[:, ::-1] + len(points)]).astype(np.uint16).reshape(-1)
        ),
    }
    part = surfaces.read(document, primitive)
    assert part is not None
    assert len(unfold(part, simplified(part)).copies) == 0


@pytest.mark.parametrize("also", [{}, {"JOINTS_0": np.arange(144, dtype=np.uint8).reshape(36, 4)}])
def test_copies_are_written_with_all_their_vertex_had(also):
    document, primitive, part = grid(**also)
    found = unfold(part, simplified(part, [(14, (0.9, 0.1))]))
    surfaces.write(document, primitive, part, found)
    names = primitive["attributes"]
    read = {name: document.accessor(index) for name, index in names.items()}
    drawn = document.accessor(primitive["indices"]).reshape(-1, 3)
    assert len(read["POSITION"]) == 36 + len(found.copies)
    assert (seams.turn(read["TEXCOORD_0"], drawn) >= 0).all()
    for name in also:
        there = {
            tuple(p): tuple(j)
            for p, j in zip(read["POSITION"].tolist(), read[name].tolist(), strict=True)
        }
        assert len(there) == 36  # copies have their joints from where they stand


def test_each_set_of_coordinates_is_mended_by_itself():
    second = np.random.default_rng(0).random((36, 2)).astype(np.float32)
    _, _, part = grid(TEXCOORD_1=second)
    found = unfold(part, simplified(part, [(14, (0.9, 0.1))]))
    assert (turns(part, found) >= 0).all()
    before = part.columns("TEXCOORD_1", part.surface.shading)[part.surface.indices]
    assert (part.columns("TEXCOORD_1", found.shading)[found.indices] == before).all()
