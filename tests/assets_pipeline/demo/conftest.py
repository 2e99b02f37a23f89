"""The mannequin, and cuts through meshes: an oracle that knows nothing of fields."""

from collections.abc import Callable

import numpy as np
import pytest

from assets_pipeline.demo import body
from assets_pipeline.demo.mesh import Array, Mesh
from assets_pipeline.demo.nets import surface


def crossings(mesh: Mesh, height: float, centre: tuple[float, float]) -> tuple[Array, Array]:
    """Where edges cross y = height: (angles, radii) about a centre (x, z)."""
    edges = np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]])
    a, b = mesh.positions[edges[:, 0]], mesh.positions[edges[:, 1]]
    crossed = (a[:, 1] < height) != (b[:, 1] < height)
    a, b = a[crossed], b[crossed]
    share = ((height - a[:, 1]) / (b[:, 1] - a[:, 1]))[:, None]
    flat = (a + share * (b - a))[:, [0, 2]] - np.array(centre)
    return np.arctan2(flat[:, 0], flat[:, 1]), np.linalg.norm(flat, axis=1)


@pytest.fixture(scope="session")
def figure() -> Mesh:
    return surface(body.figure(), body.BOX, 0.014)


@pytest.fixture(scope="session")
def ease(figure: Mesh) -> Callable[[Mesh, float, tuple[float, float], float], Array]:
    """Metres from the body's outline, within `reach` of the centre, to each of the garment's."""

    def measure(garment: Mesh, height: float, centre: tuple[float, float], reach: float) -> Array:
        angles, radii = crossings(figure, height, centre)
        near = radii < reach
        order = np.argsort(angles[near])
        at, far = crossings(garment, height, centre)
        body_there = np.interp(at, angles[near][order], radii[near][order], period=2 * np.pi)
        return far - body_there

    return measure
