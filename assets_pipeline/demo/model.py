"""A product's looks: meshes by slot, a material per slot and colourway; written as GLB."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from assets_pipeline.accessors import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER
from assets_pipeline.demo.light import occlusion
from assets_pipeline.demo.mesh import Array, Mesh
from assets_pipeline.demo.textures import Texture
from assets_pipeline.document import Document


@dataclass(frozen=True)
class Material:
    """One physically based material.

    Attributes:
        color: sRGB `#rrggbb`, multiplied with the colour texture.
        texture: colour texture, sRGB.
        bumps: tangent-space normal map.
        tile: metres of surface that one repeat of the textures covers.
        sheen: sRGB colour of the cloth's soft rim, or "".
        alpha: 1 is opaque; below, light passes (lenses).
    """

    color: str = "#ffffff"
    roughness: float = 0.8
    metallic: float = 0.0
    texture: Texture | None = None
    bumps: Texture | None = None
    bump_scale: float = 1.0
    tile: float = 0.1
    sheen: str = ""
    clearcoat: float = 0.0
    alpha: float = 1.0
    glow: str = ""
    double_sided: bool = False


@dataclass(frozen=True)
class Model:
    """Meshes by slot name, and for each colourway the materials of those slots.

    A slot that a colourway does not name keeps its material of the first one.
    """

    parts: dict[str, Mesh]
    looks: list[dict[str, Material]]
    names: list[str] = field(default_factory=list)

    @property
    def bounds(self) -> tuple[Array, Array]:
        """Lowest and highest corner, metres."""
        points = np.concatenate([part.positions for part in self.parts.values()])
        return points.min(axis=0), points.max(axis=0)

    @property
    def triangles(self) -> int:
        """How many triangles there are."""
        return sum(len(part.faces) for part in self.parts.values())


def linear(color: str) -> list[float]:
    """Linear components of an sRGB `#rrggbb`, to five places."""
    channels = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    low, high = channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
    return [round(float(value), 5) for value in np.where(channels <= 0.04045, low, high)]


def to_glb(model: Model, name: str) -> bytes:
    """The model as GLB, its colourways as `KHR_materials_variants`.

    The root node carries `wear_offset`: what brings the model back to where it is worn after its
    origin was put at the bottom centre of its bounds.
    """
    writer = _Writer(Document.new(generator="xr-showroom demo"))
    light = occlusion(model.parts)
    primitives = [writer.primitive(model, slot, light[slot]) for slot in model.parts]
    mesh = writer.document.add("meshes", {"name": name, "primitives": primitives})
    low, high = model.bounds
    offset = [(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2]
    root = {
        "name": name,
        "mesh": mesh,
        "extras": {"wear_offset": [round(float(value), 5) for value in offset]},
    }
    scene = {"name": name, "nodes": [writer.document.add("nodes", root)]}
    writer.document.json["scene"] = writer.document.add("scenes", scene)
    writer.list_variants(model.names)
    return writer.document.to_glb()


class _Writer:
    """Adds each texture and each material to the document once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._textures: dict[bytes, int] = {}
        self._materials: dict[tuple[str, Material], int] = {}

    def primitive(self, model: Model, slot: str, light: Array) -> dict[str, Any]:
        """One slot's triangles with its material in every colourway."""
        mesh = model.parts[slot]
        looks = [self._material(slot, look.get(slot, model.looks[0][slot])) for look in model.looks]
        add = self.document.add_accessor
        uvs = mesh.uvs / model.looks[0][slot].tile
        attributes = {
            "POSITION": add(mesh.positions.astype("<f4"), target=ARRAY_BUFFER, minmax=True),
            "NORMAL": add(mesh.normals.astype("<f4"), target=ARRAY_BUFFER),
            "TEXCOORD_0": add(uvs.astype("<f4"), target=ARRAY_BUFFER),
            "COLOR_0": add(_grey(light), target=ARRAY_BUFFER, normalized=True),
        }
        narrow = "<u2" if len(mesh.positions) < 65535 else "<u4"
        indices = add(mesh.faces.reshape(-1).astype(narrow), target=ELEMENT_ARRAY_BUFFER)
        found: dict[str, Any] = {"attributes": attributes, "indices": indices, "material": looks[0]}
        if len(looks) > 1:
            found["extensions"] = {"KHR_materials_variants": {"mappings": _mappings(looks)}}
        return found

    def list_variants(self, names: list[str]) -> None:
        """Name the colourways on the document."""
        if len(names) > 1:
            self.document.use_extension("KHR_materials_variants")
            extensions = self.document.json.setdefault("extensions", {})
            variants = [{"name": name} for name in names]
            extensions["KHR_materials_variants"] = {"variants": variants}

    def _material(self, slot: str, look: Material) -> int:
        key = (slot, look)
        if key not in self._materials:
            number = sum(1 for other, _ in self._materials if other == slot)
            name = f"{slot}_{number}" if number else slot
            self._materials[key] = self.document.add("materials", self._described(name, look))
        return self._materials[key]

    def _described(self, name: str, look: Material) -> dict[str, Any]:
        surface: dict[str, Any] = {
            "baseColorFactor": [*linear(look.color), look.alpha],
            "metallicFactor": look.metallic,
            "roughnessFactor": look.roughness,
        }
        material: dict[str, Any] = {"name": name, "pbrMetallicRoughness": surface}
        if look.texture:
            surface["baseColorTexture"] = {"index": self._texture(look.texture)}
        if look.bumps:
            bumps = {"index": self._texture(look.bumps), "scale": look.bump_scale}
            material["normalTexture"] = bumps
        if look.alpha < 1:
            material["alphaMode"] = "BLEND"
        if look.glow:
            material["emissiveFactor"] = linear(look.glow)
        if look.double_sided:
            material["doubleSided"] = True
        return material | self._extensions(look)

    def _extensions(self, look: Material) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if look.sheen:
            found["KHR_materials_sheen"] = {
                "sheenColorFactor": linear(look.sheen),
                "sheenRoughnessFactor": 0.5,
            }
        if look.clearcoat:
            found["KHR_materials_clearcoat"] = {
                "clearcoatFactor": look.clearcoat,
                "clearcoatRoughnessFactor": 0.25,
            }
        for name in found:
            self.document.use_extension(name)
        return {"extensions": found} if found else {}

    def _texture(self, texture: Texture) -> int:
        if texture.data not in self._textures:
            if not self._textures:
                self.document.add("samplers", {"magFilter": 9729, "minFilter": 9987})
            image = self.document.add_image(texture.data, texture.mime)
            entry = {"sampler": 0, "source": image}
            self._textures[texture.data] = self.document.add("textures", entry)
        return self._textures[texture.data]


def _mappings(looks: list[int]) -> list[dict[str, Any]]:
    return [
        {
            "material": material,
            "variants": [i for i, other in enumerate(looks) if other == material],
        }
        for material in dict.fromkeys(looks)
    ]


def _grey(light: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Opaque grey vertex colours of light 0..1."""
    colors = np.full((len(light), 4), 255, np.uint8)
    colors[:, :3] = np.round(light * 255)[:, None]
    return colors
