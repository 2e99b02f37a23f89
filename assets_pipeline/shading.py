"""Normals, UVs and colours of a loaded mesh, as glTF attributes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import trimesh

from assets_pipeline import weld
from assets_pipeline.accessors import Array

_CREASE_RAD = math.radians(40)
_MOST_AROUND = 64
"""Triangles looked at around one point; more meet only at the tip of a fan."""


def rounded(part: Any) -> Any:
    """Corners of loose triangles joined: normals flow over soft edges and break at sharp ones."""
    corners = np.asarray(part.vertices, np.float32)[part.faces.reshape(-1)] + np.float32(0)
    _, point = weld.weld(corners)
    a, b, c = corners.reshape(-1, 3, 3).transpose(1, 0, 2)
    normals = _corner_normals(point, np.cross(b - a, c - a).astype(np.float64))
    rows = np.hstack([corners, normals.round(4).astype(np.float32) + np.float32(0)])
    first, kind = weld.weld(rows)
    faces = kind.reshape(-1, 3)
    kept = rows[first]
    return trimesh.Trimesh(kept[:, :3], faces, vertex_normals=kept[:, 3:], process=False)


def _corner_normals(point: Array, area_normals: Array) -> Array:
    """Unit normals (3 t, 3) of triangle corners, weighted by area over the near-parallel ones.

    Args:
        point: shape (3 t,), equal where corners meet.
        area_normals: shape (t, 3), as long as the triangle is large.
    """
    order = np.argsort(point, kind="stable")
    at, own = point[order], area_normals[order // 3]
    unit = own / np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-300)
    total = own.copy()
    for step in range(1, _MOST_AROUND):  # neighbours of a corner stand next to it in this order
        met = np.flatnonzero(at[step:] == at[:-step])
        if not len(met):
            break
        soft = met[(unit[met] * unit[met + step]).sum(axis=1) > math.cos(_CREASE_RAD)]
        total[soft] += own[soft + step]
        total[soft + step] += own[soft]
    found = np.zeros_like(total)
    found[order] = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-300)
    return found


def attributes(part: Any) -> dict[str, Array]:
    """Positions, normals, and UVs and colours where the mesh has them, by glTF name.

    UVs are turned to count from the top; colours become linear 16-bit RGBA.
    """
    found = {
        "POSITION": np.asarray(part.vertices, np.float32),
        "NORMAL": np.asarray(part.vertex_normals, np.float32),
    }
    lengths = np.linalg.norm(found["NORMAL"], axis=1)
    found["NORMAL"][~(lengths > 0.5)] = (0, 1, 0)  # of faces without area
    uv = getattr(part.visual, "uv", None)
    if uv is not None and len(uv) == len(part.vertices) and np.isfinite(uv).all():
        flipped = np.asarray(uv, np.float32)[:, :2] * (1, -1) + (0, 1)  # glTF counts from the top
        found["TEXCOORD_0"] = flipped.astype(np.float32)
    if part.visual.kind == "vertex":
        rgba = np.asarray(part.visual.vertex_colors, np.float64) / 255
        rgba[:, :3] = linear(rgba[:, :3])
        found["COLOR_0"] = np.rint(rgba * 65535).astype(np.uint16)
    return found


def linear(srgb: Array) -> Array:
    """Linear light of sRGB components 0..1 (IEC 61966-2-1)."""
    low = srgb <= 0.04045
    return np.where(low, srgb / 12.92, ((np.maximum(srgb, 0.04045) + 0.055) / 1.055) ** 2.4)
