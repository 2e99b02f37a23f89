"""Copies of a node (EXT_mesh_gpu_instancing)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assets_pipeline import scene
from assets_pipeline.accessors import Json
from assets_pipeline.document import Document

NAME = "EXT_mesh_gpu_instancing"
_PARTS = {"TRANSLATION": "translation", "ROTATION": "rotation", "SCALE": "scale"}


def matrices(document: Document, node: Json) -> list[NDArray[np.float64]]:
    """One matrix (4, 4) per copy, below the node's own; the identity where there are none."""
    attributes = node.get("extensions", {}).get(NAME, {}).get("attributes", {})
    columns = {
        name: scene.floats(document, attributes[key]).astype(np.float64)
        for key, name in _PARTS.items()
        if key in attributes
    }
    if not columns:
        return [np.eye(4)]
    count = min(len(column) for column in columns.values())
    rows = ({name: column[i] for name, column in columns.items()} for i in range(count))
    return [scene.local_matrix(row) for row in rows]
