"""Decoded numbers: finite floats, indices below the vertex count, joints below the joint count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assets_pipeline.accessors import Json
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import references

if TYPE_CHECKING:
    from assets_pipeline.document import Document


def check(document: Document, *, file: str = "") -> None:
    """Decode every accessor once and refuse what would break whoever draws it.

    Raises:
        AssetRejected: `value_not_finite`, `index_out_of_bounds`, `joint_out_of_bounds`,
            `sparse_out_of_bounds`, `meshopt_damaged`.
    """
    json = document.json
    highest: list[int] = []
    for number in range(len(json.get("accessors", []))):
        values = document.accessor(number)
        if values.dtype.kind == "f" and not np.isfinite(values).all():
            pointer = f"/accessors/{number}"
            raise AssetRejected("value_not_finite", "NaN or infinity", file=file, pointer=pointer)
        highest.append(int(values.max()) if values.dtype.kind == "u" else 0)
    for pointer, primitive in references.find(json, "meshes/*/primitives/*"):
        _check_indices(json, primitive, highest, pointer, file)
    _check_joints(json, highest, file)


def _check_indices(
    json: Json, primitive: Json, highest: list[int], pointer: str, file: str
) -> None:
    attributes = primitive["attributes"].values()
    count = min((json["accessors"][index]["count"] for index in attributes), default=0)
    top = highest[primitive["indices"]] if "indices" in primitive else -1
    if top >= count and attributes:
        message = f"index {top}, but only {count} vertices"
        place = f"{pointer}/indices"
        raise AssetRejected("index_out_of_bounds", message, file=file, pointer=place)


def _check_joints(json: Json, highest: list[int], file: str) -> None:
    skins = json.get("skins", [])
    for number, node in enumerate(json.get("nodes", [])):
        if "skin" not in node or "mesh" not in node:
            continue
        count = len(skins[node["skin"]]["joints"])
        for primitive in json["meshes"][node["mesh"]]["primitives"]:
            for name, index in primitive["attributes"].items():
                if name.startswith("JOINTS_") and highest[index] >= count:
                    message = f"joint {highest[index]} of {count}"
                    raise AssetRejected(
                        "joint_out_of_bounds", message, file=file, pointer=f"/nodes/{number}/skin"
                    )
