import numpy as np
import pytest

from assets_pipeline import seams, simplify, surfaces
from assets_pipeline.document import Document
from assets_pipeline.reduce import Goal, reduce


@pytest.fixture(scope="module")
def tool(simplifier_script):
    return simplify.Simplifier(simplifier_script)


def part(islands: int, side: int = 17):
    """A wavy square whose texture is cut into islands x islands patches."""
    document = Document.new()
    points, uvs, faces = [], [], []
    cells = (side - 1) // islands
    for row in range(islands):
        for column in range(islands):
            x, y = np.meshgrid(np.arange(cells + 1), np.arange(cells + 1))
            u, v = (x + column * cells) / (side - 1), (y + row * cells) / (side - 1)
            at = np.arange(x.size).reshape(x.shape) + sum(len(each) for each in points)
            a, b, c, d = at[:-1, :-1], at[:-1, 1:], at[1:, 1:], at[1:, :-1]
            points.append(np.stack([u, v, 0.02 * np.sin(5 * u + 3 * v)], -1).reshape(-1, 3))
            uvs.append(points[-1][:, :2] + [2 * column, 2 * row])
            faces.append(np.stack([a, b, c, a, c, d], -1).reshape(-1))
    attributes = {
        "POSITION": document.add_accessor(np.concatenate(points).astype(np.float32)),
        "TEXCOORD_0": document.add_accessor(np.concatenate(uvs).astype(np.float32)),
    }
    indices = document.add_accessor(np.concatenate(faces).astype(np.uint32))
    found = surfaces.read(document, {"attributes": attributes, "indices": indices})
    assert found is not None
    return found


@pytest.mark.parametrize("move", [False, True])
def test_a_whole_texture_reaches_the_goal(tool, move):
    whole = part(1)
    found = reduce(whole, tool, Goal(64, 0.05, move))
    assert 20 < len(found.indices) // 3 <= 64
    assert found.error <= 0.05
    assert (found.positions == whole.surface.positions).all() != move


def test_seams_are_kept_until_they_are_in_the_way(tool):
    """Cut into 64 patches the surface cannot become 24 triangles without crossing seams."""
    cut = part(8)
    assert (cut.surface.locks == seams.SEAM).any()
    kept = tool.simplify(cut.surface, target=72, error=0.2, flags=simplify.PERMISSIVE)
    found = reduce(cut, tool, Goal(24, 0.2, move=False))
    assert len(found.indices) * 1.15 < len(kept.indices)


def test_nothing_lies_the_wrong_way_round(tool):
    whole = part(2)
    winding = seams.Winding(whole.surface.shading[:, :2], whole.surface.indices.reshape(-1, 3))
    found = reduce(whole, tool, Goal(40, 0.1, move=True))
    assert not winding.flipped(found.shading[:, :2], found.indices.reshape(-1, 3)).any()
