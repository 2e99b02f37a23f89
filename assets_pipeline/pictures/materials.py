"""What a glTF material says, as plain numbers for the shader.

Names and defaults: glTF 2.0, section 5.19, and the ratified KHR_materials_* extensions.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from assets_pipeline.accessors import Json
from assets_pipeline.guard import references

OPAQUE, MASK, BLEND = range(3)
_MODES = {"MASK": MASK, "BLEND": BLEND}
_REPEAT = 10497


class Slot(NamedTuple):
    """One texture as a material uses it.

    Attributes:
        image: its number in the document.
        uv: 0 or 1, the TEXCOORD set.
        matrix: (a, b, c, d, e, f): u' = a u + b v + c, v' = d u + e v + f.
        wraps: sampler constants for u and v.
        scale: strength of a normal or occlusion texture.
    """

    image: int
    uv: int
    matrix: tuple[float, float, float, float, float, float]
    wraps: tuple[int, int]
    scale: float


class Look(NamedTuple):
    """One material; colours are linear. `textures` holds slots beside the names of their factors."""

    base: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    metallic: float = 1.0
    rough: float = 1.0
    emissive: tuple[float, float, float] = (0.0, 0.0, 0.0)
    mode: int = OPAQUE
    cutoff: float = 0.5
    double_sided: bool = False
    unlit: bool = False
    f0: float = 0.04
    specular: float = 1.0
    sheen: tuple[float, float, float] = (0.0, 0.0, 0.0)
    sheen_rough: float = 0.0
    coat: float = 0.0
    coat_rough: float = 0.0
    transmission: float = 0.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    textures: tuple[tuple[str, Slot], ...] = ()

    @property
    def lets_through(self) -> bool:
        """Whether something may be seen behind it."""
        return self.mode != OPAQUE or self.transmission > 0


def looks(json: Json, primitives: list[Json], variant: int | None) -> list[Look]:
    """The look of each primitive in a variant (None: as the file comes)."""
    return [look(json, _material(primitive, variant)) for primitive in primitives]


def _material(primitive: Json, variant: int | None) -> int:
    """The material's number, -1 for the default one (KHR_materials_variants)."""
    for _, mapping in references.find(primitive, "extensions/KHR_materials_variants/mappings/*"):
        if variant in mapping["variants"]:
            return int(mapping["material"])
    return int(primitive.get("material", -1))


def look(json: Json, number: int) -> Look:
    """The look of material `number`; -1 is glTF's default material."""
    if number < 0:
        return Look()
    material = json["materials"][number]
    pbr = material.get("pbrMetallicRoughness", {})
    more = material.get("extensions", {})
    sheen, coat = more.get("KHR_materials_sheen", {}), more.get("KHR_materials_clearcoat", {})
    strength = more.get("KHR_materials_emissive_strength", {}).get("emissiveStrength", 1.0)
    return Look(
        base=_four(pbr.get("baseColorFactor", (1, 1, 1, 1))),
        metallic=float(pbr.get("metallicFactor", 1)),
        rough=float(pbr.get("roughnessFactor", 1)),
        emissive=_three(material.get("emissiveFactor", (0, 0, 0)), strength),
        mode=_MODES.get(material.get("alphaMode", "OPAQUE"), OPAQUE),
        cutoff=float(material.get("alphaCutoff", 0.5)),
        double_sided=bool(material.get("doubleSided")),
        unlit="KHR_materials_unlit" in more,
        f0=_f0(more.get("KHR_materials_ior", {}).get("ior", 1.5)),
        specular=float(more.get("KHR_materials_specular", {}).get("specularFactor", 1)),
        sheen=_three(sheen.get("sheenColorFactor", (0, 0, 0))),
        sheen_rough=float(sheen.get("sheenRoughnessFactor", 0)),
        coat=float(coat.get("clearcoatFactor", 0)),
        coat_rough=float(coat.get("clearcoatRoughnessFactor", 0)),
        transmission=float(more.get("KHR_materials_transmission", {}).get("transmissionFactor", 0)),
        tint=_tint(more.get("KHR_materials_volume", {})),
        textures=_textures(json, material, pbr, sheen),
    )


def _textures(json: Json, material: Json, pbr: Json, sheen: Json) -> tuple[tuple[str, Slot], ...]:
    named = {
        "base": pbr.get("baseColorTexture"),
        "metal_rough": pbr.get("metallicRoughnessTexture"),
        "normal": material.get("normalTexture"),
        "occlusion": material.get("occlusionTexture"),
        "emissive": material.get("emissiveTexture"),
        "sheen": sheen.get("sheenColorTexture"),
    }
    slots = [(name, _slot(json, info)) for name, info in named.items() if info]
    return tuple((name, slot) for name, slot in slots if slot is not None)


def _slot(json: Json, info: Json) -> Slot | None:
    """A texture reference with its transform; None for a picture that only a card can read."""
    texture = json["textures"][info["index"]]
    webp = texture.get("extensions", {}).get("EXT_texture_webp", {})
    image = webp.get("source", texture.get("source"))
    if image is None:
        return None
    change = info.get("extensions", {}).get("KHR_texture_transform", {})
    (x, y), (sx, sy) = change.get("offset", (0, 0)), change.get("scale", (1, 1))
    cos, sin = math.cos(change.get("rotation", 0)), math.sin(change.get("rotation", 0))
    matrix = (cos * sx, sin * sy, float(x), -sin * sx, cos * sy, float(y))
    sampler = json["samplers"][texture["sampler"]] if "sampler" in texture else {}
    wraps = (sampler.get("wrapS", _REPEAT), sampler.get("wrapT", _REPEAT))
    uv = min(1, int(change.get("texCoord", info.get("texCoord", 0))))
    return Slot(
        image,
        uv,
        matrix,
        wraps,
        float(info["scale"] if "scale" in info else info.get("strength", 1)),
    )


def _f0(ior: float) -> float:
    """Reflectance straight on, of a surface with this index of refraction (Fresnel)."""
    return round(((ior - 1) / (ior + 1)) ** 2, 9) if ior > 0 else 1.0


def _tint(volume: Json) -> tuple[float, float, float]:
    """What a volume's thickness leaves of white light (Beer's law)."""
    thick, far = volume.get("thicknessFactor", 0), volume.get("attenuationDistance", math.inf)
    share = thick / far if far > 0 else 0.0
    red, green, blue = (
        min(max(0.0, c), 1.0) ** share for c in volume.get("attenuationColor", (1, 1, 1))
    )
    return red, green, blue


def _three(
    values: list[float] | tuple[float, ...], factor: float = 1
) -> tuple[float, float, float]:
    red, green, blue = (float(value) * factor for value in values[:3])
    return red, green, blue


def _four(values: list[float] | tuple[float, ...]) -> tuple[float, float, float, float]:
    red, green, blue, alpha = (float(value) for value in values[:4])
    return red, green, blue, alpha
