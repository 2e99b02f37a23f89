"""The one place that knows the package `meshopt`: byte codecs and vertex order of meshoptimizer.

The bit streams are those of EXT_meshopt_compression (vertex codec version 0, index codec 1), or,
on demand, of KHR_meshopt_compression (vertex codec version 1).
"""

from __future__ import annotations

import meshopt
import numpy as np
from numpy.typing import NDArray

from assets_pipeline.accessors import Array

Indices = NDArray[np.uint32]

EXT = "EXT_meshopt_compression"
KHR = "KHR_meshopt_compression"
_VERTEX_CODEC = {EXT: 0, KHR: 1}


def attributes(rows: Array, extension: str = EXT) -> bytes:
    """Rows of shape (n, stride) uint8, compressed; stride a multiple of four up to 256."""
    return bytes(meshopt.encode_gltf_buffer(rows, "ATTRIBUTES", _VERTEX_CODEC[extension]))


def triangles(indices: Array) -> bytes:
    """Indices (3 t,) of triangles, compressed; each triangle may come back rotated."""
    return bytes(meshopt.encode_gltf_buffer(indices.astype(np.uint32), "TRIANGLES"))


def sequence(indices: Array) -> bytes:
    """Indices of any other topology, compressed and kept in order."""
    return bytes(meshopt.encode_gltf_buffer(indices.astype(np.uint32), "INDICES"))


def strips(indices: Indices) -> Indices:
    """Triangles (3 t,) in an order that is good to draw and short to write; vertices not renamed."""
    new, place, _ = meshopt.reorder_mesh(indices, True, True)
    old = np.zeros(int(new.max()) + 1, np.uint32)
    used = np.flatnonzero(place != np.uint32(0xFFFFFFFF))
    old[place[used]] = used
    found: Indices = old[new]
    return found


def first_use(indices: Indices) -> tuple[Indices, Indices]:
    """Vertices renamed in the order of their first use.

    Returns:
        New indices, and the old index of each new vertex.
    """
    new, place, count = meshopt.reorder_mesh(indices, False, True)
    used = np.flatnonzero(place != np.uint32(0xFFFFFFFF))
    old = np.zeros(count, np.uint32)
    old[place[used]] = used
    return new, old
