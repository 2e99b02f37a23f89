"""Meshes of a stage: one per primitive, in world space."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pxr import Sdf, Usd, UsdGeom, Vt

from assets_pipeline.pictures.gather import Surface

UV_SETS = ("st", "st1")
COLOR = "displayColor"

Floats = NDArray[np.float64]


def mesh(stage: Usd.Stage, path: str, surface: Surface, part: int) -> UsdGeom.Mesh:
    """Define the mesh of one primitive of a surface."""
    corners = surface.triangles[surface.parts == part]
    used, local = np.unique(corners, return_inverse=True)
    made = UsdGeom.Mesh.Define(stage, path)
    made.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    points = surface.positions[used].astype(np.float32)
    made.CreatePointsAttr(_rows(points))
    made.CreateExtentAttr(_rows(np.stack([points.min(axis=0), points.max(axis=0)])))
    made.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(len(corners), 3, np.int32)))
    made.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(local.reshape(-1).astype(np.int32)))
    made.CreateNormalsAttr(_rows(surface.normals[used]))
    made.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
    _values(made, surface, used, part)
    return made


def _values(made: UsdGeom.Mesh, surface: Surface, used: NDArray[np.int64], part: int) -> None:
    """Texture coordinates, counted from the bottom as USD does, and colours."""
    values, given = UsdGeom.PrimvarsAPI(made), surface.primitives[part]["attributes"]
    for number, name in enumerate(UV_SETS):
        if f"TEXCOORD_{number}" in given:
            flipped = surface.uvs[used, 2 * number : 2 * number + 2] * (1, -1) + (0, 1)
            kind = Sdf.ValueTypeNames.TexCoord2fArray
            row = np.ascontiguousarray(flipped.astype(np.float32))
            values.CreatePrimvar(name, kind, UsdGeom.Tokens.vertex).Set(
                Vt.Vec2fArray.FromNumpy(row)
            )
    if "COLOR_0" in given:
        kind = Sdf.ValueTypeNames.Color3fArray
        colors = values.CreatePrimvar(COLOR, kind, UsdGeom.Tokens.vertex)
        colors.Set(_rows(surface.colors[used, :3]))


def _rows(values: Floats | NDArray[np.float32]) -> Vt.Vec3fArray:
    return Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(values.astype(np.float32)))
