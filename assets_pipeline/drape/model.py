"""A dressed body as a glTF document: the figure, and each garment with its fit as vertex colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.accessors import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER
from assets_pipeline.body.bones import BONES, PARENTS
from assets_pipeline.body.figure import Figure, split
from assets_pipeline.document import Document
from assets_pipeline.drape.dress import Dressed, Worn
from assets_pipeline.drape.report import tightness
from assets_pipeline.garments import edges
from assets_pipeline.garments.dye import Dye
from assets_pipeline.garments.spec import Spec

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MANNEQUIN: Final = [0.56, 0.52, 0.48, 1.0]
"""Linear light of the figure: a shop's mannequin rather than somebody's skin."""


def document(
    dressed: Dressed, specs: list[Spec], *, figure: bool = True, skinned: bool = True
) -> Document:
    """The figure and its garments, skinned, standing as it was dressed.

    Args:
        dressed: the body and what it wears.
        specs: looks of the garments, in their order.
        figure: whether the body is shown, too.
        skinned: whether bones may bend it; without, nothing but the scene's meshes is written.
    """
    writer = _Writer(dressed, skinned=skinned)
    if figure:
        writer.figure()
    for worn, spec in zip(dressed.worn, specs, strict=True):
        writer.garment(worn, spec)
    return writer.document


def visible(figure: Figure) -> Ints:
    """Vertices of the figure that are shown, in the order in which they are written."""
    return np.unique(_faces(figure))


def _faces(figure: Figure) -> Ints:
    return np.concatenate([figure.triangles, split(figure.eyes)]).astype(np.int64)


class _Writer:
    def __init__(self, dressed: Dressed, *, skinned: bool) -> None:
        self.document = Document.new(generator="xr-showroom")
        self._dressed = dressed
        self.document.json["scene"] = self.document.add("scenes", {"nodes": []})
        self._skin = self._skeleton() if skinned else None

    def figure(self) -> None:
        """The mannequin."""
        figure = self._dressed.room.figure
        faces = _faces(figure)
        used, flat = np.unique(faces, return_inverse=True)
        points = self._dressed.body.vertices[used]
        material = {
            "name": "mannequin",
            "pbrMetallicRoughness": {
                "baseColorFactor": MANNEQUIN,
                "metallicFactor": 0,
                "roughnessFactor": 0.6,
            },
        }
        joints, weights = figure.joints[used], figure.weights[used]
        parts = {
            "POSITION": points,
            "NORMAL": edges.normals(points, flat.reshape(-1, 3)),
            "_SOURCE": np.arange(len(used)),
        }
        self._node("body", parts, flat, self.document.add("materials", material), (joints, weights))

    def garment(self, worn: Worn, spec: Spec) -> None:
        """One garment, its strain as `_TIGHTNESS` (1 is a fifth longer than its pattern)."""
        pattern, flat = worn.piece.pattern, worn.piece.flat
        out = edges.normals(worn.cloth, pattern.faces)
        joints, weights = pattern.skin()
        parts = {
            "POSITION": worn.cloth[flat.source],
            "NORMAL": out[flat.source],
            "TEXCOORD_0": flat.uvs * [1, -1] + [0, 1],
            "_SOURCE": flat.source,
            "_TIGHTNESS": (tightness(worn)[flat.source] - 128.0) / 127.0,
        }
        material = Dye(self.document, flat.side).material(spec)
        own = joints[flat.source], weights[flat.source]
        self._node(spec.kind, parts, flat.faces.ravel(), material, own)

    def _node(
        self,
        name: str,
        parts: Mapping[str, NDArray[Any]],
        faces: Ints,
        material: int,
        bones: tuple[NDArray[np.uint8], NDArray[np.float32]],
    ) -> None:
        add = self.document.add_accessor
        attributes = {
            key: add(value.astype("<f4"), target=ARRAY_BUFFER, minmax=key == "POSITION")
            for key, value in parts.items()
        }
        node: dict[str, Any] = {"name": name}
        if self._skin is not None:
            attributes["JOINTS_0"] = add(bones[0], target=ARRAY_BUFFER)
            attributes["WEIGHTS_0"] = add(bones[1], target=ARRAY_BUFFER)
            node["skin"] = self._skin
        narrow = "<u2" if len(parts["POSITION"]) < 65535 else "<u4"
        indices = add(faces.ravel().astype(narrow), target=ELEMENT_ARRAY_BUFFER)
        primitive = {"attributes": attributes, "indices": indices, "material": material}
        node["mesh"] = self.document.add("meshes", {"name": name, "primitives": [primitive]})
        self.document.json["scenes"][0]["nodes"].append(self.document.add("nodes", node))

    def _skeleton(self) -> int:
        heads = self._dressed.room.figure.heads(self._dressed.body.vertices)
        nodes: list[int] = []
        for name, parent, head in zip(BONES, PARENTS, heads, strict=True):
            at = head - heads[parent] if parent >= 0 else head
            node: dict[str, Any] = {"name": name, "translation": [round(float(x), 6) for x in at]}
            nodes.append(self.document.add("nodes", node))
            if parent >= 0:
                self.document.json["nodes"][nodes[parent]].setdefault("children", []).append(
                    nodes[-1]
                )
        self.document.json["scenes"][0]["nodes"].append(nodes[0])
        inverse = np.tile(np.eye(4, dtype="<f4").ravel(), (len(heads), 1))
        inverse[:, 12:15] = -heads
        skin = {"joints": nodes, "inverseBindMatrices": self.document.add_accessor(inverse)}
        return self.document.add("skins", {**skin, "skeleton": nodes[0]})
