"""Soft shadows baked into vertices: how much of the model stands around each place."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates

from assets_pipeline.demo.mesh import Array, Mesh

CELLS = 44
"""Grid cells along the model's diagonal."""


def occlusion(parts: dict[str, Mesh]) -> dict[str, Array]:
    """For each part, the light that reaches its vertices: (n,) from about .5 to 1.

    The surface is sampled into a grid and blurred; a vertex is the darker, the more surface lies
    in front of it, two cells along its normal, than a flat wall would put there.
    """
    places = np.concatenate([_samples(part) for part in parts.values()])
    low, high = places.min(0), places.max(0)
    cell = float(np.linalg.norm(high - low)) / CELLS
    shape = np.ceil((high - low) / cell).astype(int) + 9
    solid = np.zeros(shape)
    solid[tuple(np.round((places - low) / cell + 4).astype(int).T)] = 1.0
    around = gaussian_filter(solid, 1.6)
    return {slot: _light(part, around, low, cell) for slot, part in parts.items()}


def _light(part: Mesh, around: Array, low: Array, cell: float) -> Array:
    front = (part.positions + 2.2 * cell * part.normals - low) / cell + 4
    met = map_coordinates(around, front.T, order=1, mode="constant")
    return np.asarray(1 - 0.55 * np.clip((met - 0.12) / 0.28, 0, 1))


def _samples(part: Mesh) -> Array:
    """Points spread over the triangles: corners, middles and middles of sides."""
    corners = part.positions[part.faces]
    return np.concatenate([(corners * np.array(mix)[None, :, None]).sum(1) for mix in _MIXES])


_MIXES = (
    (1, 0, 0),
    (0, 1, 0),
    (0, 0, 1),
    (0.5, 0.5, 0),
    (0, 0.5, 0.5),
    (0.5, 0, 0.5),
    (1 / 3, 1 / 3, 1 / 3),
)
