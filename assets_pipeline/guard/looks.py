"""Materials and the extensions that this package reads, with types; the rest is not judged."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from assets_pipeline.guard import limits
from assets_pipeline.guard.schema import Index

Factor = Annotated[float, Meta(ge=-1e9, le=1e9)]
"""A number that stays finite when multiplied by others in single precision."""
Share = Annotated[float, Meta(ge=0, le=1e9)]
Color = Annotated[list[Share], Meta(min_length=3, max_length=3)]
Rgba = Annotated[list[Share], Meta(min_length=4, max_length=4)]
Pair = Annotated[list[Factor], Meta(min_length=2, max_length=2)]


class TextureInfo(Struct, rename="camel"):
    """Which texture a slot takes, and over which coordinates."""

    index: Index
    tex_coord: Index = 0
    scale: Factor = 1
    strength: Factor = 1


class Transform(Struct, rename="camel"):
    """KHR_texture_transform."""

    offset: Pair | UnsetType = UNSET
    scale: Pair | UnsetType = UNSET
    rotation: Factor = 0
    tex_coord: Index = 0


class Roughness(Struct, rename="camel"):
    """`pbrMetallicRoughness`."""

    base_color_factor: Rgba | UnsetType = UNSET
    metallic_factor: Factor = 1
    roughness_factor: Factor = 1


class Material(Struct, rename="camel"):
    """What a surface looks like."""

    pbr_metallic_roughness: Roughness | UnsetType = UNSET
    emissive_factor: Color | UnsetType = UNSET
    alpha_mode: str = "OPAQUE"
    alpha_cutoff: Factor = 0.5
    double_sided: bool = False


class Emission(Struct, rename="camel"):
    """KHR_materials_emissive_strength."""

    emissive_strength: Share = 1


class Refraction(Struct):
    """KHR_materials_ior."""

    ior: Factor = 1.5


class Specular(Struct, rename="camel"):
    """KHR_materials_specular."""

    specular_factor: Factor = 1


class Sheen(Struct, rename="camel"):
    """KHR_materials_sheen."""

    sheen_color_factor: Color | UnsetType = UNSET
    sheen_roughness_factor: Factor = 0


class Coat(Struct, rename="camel"):
    """KHR_materials_clearcoat."""

    clearcoat_factor: Factor = 0
    clearcoat_roughness_factor: Factor = 0


class Transmission(Struct, rename="camel"):
    """KHR_materials_transmission."""

    transmission_factor: Factor = 0


class Volume(Struct, rename="camel"):
    """KHR_materials_volume; a distance may be the largest float, for "never"."""

    thickness_factor: Share = 0
    attenuation_distance: float | UnsetType = UNSET
    attenuation_color: Color | UnsetType = UNSET


class Sampler(Struct, rename="camel"):
    """How a texture repeats and is filtered."""

    wrap_s: Literal[33071, 33648, 10497] = 10497
    wrap_t: Literal[33071, 33648, 10497] = 10497


class Mapping(Struct):
    """The material that a primitive wears in some variants."""

    material: Index
    variants: list[Index]


class Mappings(Struct):
    """KHR_materials_variants of a primitive."""

    mappings: list[Mapping]


class Variants(Struct):
    """KHR_materials_variants of the document."""

    variants: Annotated[list[dict[str, Any]], Meta(max_length=limits.VARIANTS)]


_SLOTS = (
    "materials/*/*Texture",
    "materials/*/pbrMetallicRoughness/*Texture",
    "materials/*/extensions/*/*Texture",
)
_EXTENSION = "materials/*/extensions/KHR_materials_"

PARTS: tuple[tuple[str, type[Struct]], ...] = (
    ("materials/*", Material),
    *((slot, TextureInfo) for slot in _SLOTS),
    *((f"{slot}/extensions/KHR_texture_transform", Transform) for slot in _SLOTS),
    (f"{_EXTENSION}emissive_strength", Emission),
    (f"{_EXTENSION}ior", Refraction),
    (f"{_EXTENSION}specular", Specular),
    (f"{_EXTENSION}sheen", Sheen),
    (f"{_EXTENSION}clearcoat", Coat),
    (f"{_EXTENSION}transmission", Transmission),
    (f"{_EXTENSION}volume", Volume),
    ("samplers/*", Sampler),
    ("meshes/*/primitives/*/extensions/KHR_materials_variants", Mappings),
    ("extensions/KHR_materials_variants", Variants),
)
"""Paths as in `references.find`, and what must stand there."""
