"""Texture coordinates as each slot of each material sees them, transforms applied."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assets_pipeline.accessors import Json
from assets_pipeline.fidelity import looks
from assets_pipeline.fidelity.loss import Loss
from assets_pipeline.fidelity.surface import Box, Side, Twin, box, told

UV = 2.0**-11
"""Bounds may be off by this share of the range: each end by one step of 12 bits, twice over."""


def compare(twin: Twin) -> Iterator[Loss]:
    """Differences of what the slots of all materials and variants of a primitive see."""
    pairs = zip(*(_materials(side.primitive) for side in twin[:2]), strict=False)
    for first, second in pairs:
        there = dict(looks.slots(twin.after.document.json["materials"][second]))
        for place, info in looks.slots(twin.before.document.json["materials"][first]):
            old = _seen(twin.before, info)
            new = _seen(twin.after, there[place]) if place in there else None
            if old is None or new is None:  # told already
                continue
            if np.abs(old - new).max() > UV * max(1.0, float(np.ptp(old, axis=0).max())):
                text = f"coordinates of {place[1:]} within {told(old)}"
                yield Loss("uv", f"/materials/{first}{place}", twin.where, text, told(new))


def _materials(primitive: Json) -> list[int]:
    """All materials that a primitive may wear, in order."""
    said = primitive.get("extensions", {}).get("KHR_materials_variants", {}).get("mappings", [])
    mapped = [one["material"] for one in said if "material" in one]
    return [primitive["material"], *mapped] if "material" in primitive else mapped


def _seen(side: Side, info: Json) -> Box | None:
    """Bounds of a slot's coordinates after its KHR_texture_transform; None without any."""
    name = f"TEXCOORD_{looks.coordinate_set(info)}"
    if name not in side.primitive["attributes"]:
        return None
    values = side.values(name).astype(np.float64)
    said = info.get("extensions", {}).get("KHR_texture_transform", {})
    turn = float(said.get("rotation", 0.0))
    cos, sin = np.cos(turn), np.sin(turn)
    scaled = values * np.array(said.get("scale", (1.0, 1.0)), np.float64)
    turned = scaled @ np.array([[cos, -sin], [sin, cos]])
    return box(turned + np.array(said.get("offset", (0.0, 0.0)), np.float64))
