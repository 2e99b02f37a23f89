import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.encode import tolerance


def scene(*scales: float) -> Document:
    """Squares one metre wide, each a mesh and a node of its own scale."""
    document = Document.new()
    square = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
    for scale in scales:
        index = document.add_accessor(square, target=34962, minmax=True)
        mesh = document.add("meshes", {"primitives": [{"attributes": {"POSITION": index}}]})
        document.add("nodes", {"mesh": mesh, "scale": [scale] * 3})
    return document


@pytest.mark.parametrize(
    ("scales", "moves"),
    [
        ((1,), [1]),
        ((5,), [1]),
        ((1.5, 1), [1, 1.5]),  # in its own units, what the larger one may move
        ((100, 1), [1, 2]),  # at most twice its own share
    ],
)
def test_share_of_the_asset(scales, moves):
    found = tolerance.tolerances(scene(*scales))
    assert list(found.values()) == pytest.approx([m * np.sqrt(2) * 2.0**-14 for m in moves])


def test_skinned_meshes_have_only_their_own(rich):
    (move,) = tolerance.tolerances(rich).values()
    positions = rich.accessor(0)
    own = tolerance.diagonal(positions.min(axis=0), positions.max(axis=0))
    assert move == pytest.approx(own * 2.0**-14)


def test_nothing_shown():
    document = scene(1)
    document.json |= {"scenes": [{"nodes": []}], "scene": 0}
    assert list(tolerance.tolerances(document).values()) == pytest.approx([np.sqrt(2) * 2.0**-14])
