import numpy as np
import pytest
import wasmtime
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline import simplify


@pytest.fixture(scope="module")
def tool(simplifier_script):
    return simplify.Simplifier(simplifier_script)


def grid(side: int, height) -> simplify.Surface:
    """A square grid of side x side vertices lifted by `height(x, y)`; shading is its UV."""
    x, y = np.meshgrid(np.linspace(0, 1, side), np.linspace(0, 1, side))
    points = np.stack([x, y, height(x, y)], -1).reshape(-1, 3).astype(np.float32)
    place = np.arange(side * side).reshape(side, side)
    a, b, c, d = place[:-1, :-1], place[:-1, 1:], place[1:, 1:], place[1:, :-1]
    faces = np.stack([a, b, c, a, c, d], -1).reshape(-1).astype(np.uint32)
    return simplify.Surface(faces, points, points[:, :2].copy(), np.ones(2, np.float32))


def area(surface, indices) -> float:
    a, b, c = surface.positions[indices.reshape(-1, 3)].transpose(1, 0, 2)
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def test_a_flat_sheet_needs_few_triangles_and_keeps_its_outline(tool):
    surface = grid(20, lambda x, y: 0 * x * y)
    found, *_, error, _ = tool.simplify(surface, target=6, error=0.01)
    assert len(found) < len(surface.indices) / 20
    assert error < 0.001
    assert area(surface, found) == pytest.approx(1, abs=1e-4)


def test_the_error_goes_before_the_target(tool):
    surface = grid(30, lambda x, y: 0.1 * np.sin(20 * x) * np.cos(17 * y))
    few, *_, loose, _ = tool.simplify(surface, target=60, error=1.0)
    more, *_, tight, _ = tool.simplify(surface, target=60, error=0.002)
    assert len(few) < len(more) < len(surface.indices)
    assert tight <= 0.002 < loose


@settings(max_examples=20)
@given(st.integers(3, 14), st.floats(0, 0.5), st.floats(0.05, 1))
def test_result_is_a_subset(tool, side, height, share):
    surface = grid(side, lambda x, y: height * np.sin(5 * x + y))
    target = int(len(surface.indices) * share) // 3 * 3
    found, *_, error, _ = tool.simplify(surface, target=target, error=0.1)
    assert len(found) % 3 == 0
    assert len(found) <= len(surface.indices)
    assert set(found.tolist()) <= set(surface.indices.tolist())
    assert 0 <= error <= 0.1 + 1e-6


def test_seams_stay_closed(tool):
    """Two sheets that meet in doubled vertices (a UV seam) must still meet afterwards."""
    left = grid(15, lambda x, y: 0.05 * np.sin(9 * y) + 0 * x)
    moved = left.positions * np.float32([-1, 1, 1])
    surface = simplify.Surface(
        np.concatenate([left.indices, left.indices.reshape(-1, 3)[:, ::-1].reshape(-1) + 225]),
        np.concatenate([left.positions, moved]),
        np.concatenate([left.shading, left.shading + 5]),
        left.weights,
    )
    found = tool.simplify(surface, target=len(surface.indices) // 8 * 3, error=0.02).indices
    on_seam = [i for i in set(found.tolist()) if surface.positions[i, 0] == 0]
    ours = {tuple(surface.positions[i]) for i in on_seam if i < 225}
    theirs = {tuple(surface.positions[i]) for i in on_seam if i >= 225}
    assert ours == theirs
    assert len(ours) >= 2


def test_the_same_again_and_again(tool):
    surface = grid(25, lambda x, y: 0.1 * np.sin(7 * x + 3 * y))
    first = tool.simplify(surface, target=300, error=0.05).indices
    for _ in range(30):
        again = tool.simplify(surface, target=300, error=0.05).indices
        assert (again == first).all()


def test_another_script_is_no_module():
    with pytest.raises(ValueError, match="no WebAssembly"):
        simplify.module_bytes("console.log('hello')")


def test_a_mesh_that_costs_too_much_is_stopped(simplifier_script):
    tool = simplify.Simplifier(simplifier_script)
    surface = grid(30, lambda x, y: 0.1 * np.sin(20 * x * y))
    tool.refuel(100_000)
    with pytest.raises(wasmtime.Trap):
        tool.simplify(surface, target=60, error=0.1)
