"""Metres, +Y up, bottom centre at the origin: by one wrapper node, so nothing inside changes."""

from __future__ import annotations

import numpy as np

from assets_pipeline import scene
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected

METRES = {"m": 1.0, "dm": 0.1, "cm": 0.01, "mm": 0.001, "in": 0.0254, "ft": 0.3048}

_NEAR_M = 1e-4
"""A file that is this near to its place already stays byte for byte as it is."""

Bounds = tuple[tuple[float, float, float], tuple[float, float, float]]


def stand(document: Document, *, units: str = "m") -> Bounds:
    """Put the bottom centre of what the default scene shows at the origin; returns its bounds in m.

    Animations, skins and names stay valid, since only a new root is put above the old ones. Other
    scenes of the file that show one of these roots show the wrapper instead.

    Args:
        document: +Y up, in `units`; changed in place.
        units: one of `METRES`.

    Raises:
        AssetRejected: `units_unknown`, `no_geometry`, `bounds_not_finite`.
    """
    if units not in METRES:
        raise AssetRejected("units_unknown", f"{units!r:.40} is none of {', '.join(METRES)}")
    scale = METRES[units]
    low, high = (corner * scale for corner in scene.bounds(document))
    foot = np.array([(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2])
    if np.abs(foot).max() > _NEAR_M or scale != 1:
        _wrap(document, [float(x) + 0.0 for x in -foot], scale)
        low, high = low - foot, high - foot
    return _triple(low), _triple(high)


def _wrap(document: Document, translation: list[float], scale: float) -> None:
    json = document.json
    old = scene.roots(json)
    wrapped = set(old)
    node = {"name": "showroom_root", "translation": translation, "children": list(old)}
    root = document.add("nodes", node | ({"scale": [scale] * 3} if scale != 1 else {}))
    if not json.get("scenes"):
        json |= {"scenes": [{"nodes": list(old)}], "scene": 0}
    for shown in json["scenes"]:
        rest = [number for number in shown.get("nodes", []) if number not in wrapped]
        if len(rest) < len(shown.get("nodes", [])):
            shown["nodes"] = [root, *rest]


def _triple(corner: scene.Floats) -> tuple[float, float, float]:
    x, y, z = (round(float(value), 6) + 0.0 for value in corner)
    return x, y, z
