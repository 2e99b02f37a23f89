"""The mannequin, and cuts through meshes: an oracle that knows nothing of fields."""

from collections.abc import Callable

import numpy as np
import pytest

from assets_pipeline.demo import body
from assets_pipeline.demo.mesh import Array, Mesh
from assets_pipeline.demo.nets import surface

BINS = 24


def section(mesh: Mesh, height: float, centre: tuple[float, float], reach: float) -> Array:
    """Largest radius per direction where a mesh crosses y = height, NaN where it does not.

    Only crossings within `reach` of the centre (x, z) count.
    """
    edges = np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]])
    a, b = mesh.positions[edges[:, 0]], mesh.positions[edges[:, 1]]
    crossed = (a[:, 1] < height) != (b[:, 1] < height)
    a, b = a[crossed], b[crossed]
    share = ((height - a[:, 1]) / (b[:, 1] - a[:, 1]))[:, None]
    flat = (a + share * (b - a))[:, [0, 2]] - np.array(centre)
    far = np.linalg.norm(flat, axis=1)
    flat, far = flat[far < reach], far[far < reach]
    bins = ((np.arctan2(flat[:, 0], flat[:, 1]) / (2 * np.pi) + 0.5) * BINS).astype(int) % BINS
    return np.array([far[bins == i].max() if (bins == i).any() else np.nan for i in range(BINS)])


@pytest.fixture(scope="session")
def figure() -> Mesh:
    return surface(body.figure(), body.BOX, 0.02)


@pytest.fixture(scope="session")
def ease(figure: Mesh) -> Callable[[Mesh, float, tuple[float, float], float], Array]:
    """Garment radius minus body radius in each direction, metres."""

    def measure(garment: Mesh, height: float, centre: tuple[float, float], reach: float) -> Array:
        outer = section(garment, height, centre, reach)
        inner = section(figure, height, centre, reach)
        return (outer - inner)[~np.isnan(outer) & ~np.isnan(inner)]

    return measure
