"""What each image of a document is for, which says how it may be changed.

Slots and their channels: glTF 2.0, section 3.9, and the texts of the `KHR_materials_*` extensions.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from assets_pipeline.accessors import Json


class Role(IntEnum):
    """From the freest to the strictest; an image used in several ways takes the strictest."""

    COLOUR = 0
    """Seen by a person."""
    DATA = 1
    """Read by a shader: directions, roughness, thickness and the like."""
    EXACT = 2
    """Read by something we do not know: its bytes stay."""


class Use(NamedTuple):
    """How an image is used: its role, and whether its fourth channel is read."""

    role: Role
    alpha: bool = False
    coverage: bool = False
    """Alpha says how much of the surface is there: colour under zero is never seen alone."""

    def joined(self, other: Use) -> Use:
        """What holds for an image that is used in both ways."""
        return Use(
            max(self.role, other.role),
            self.alpha or other.alpha,
            self.coverage and other.coverage,
        )


_MAPS = "materials/*/extensions/KHR_materials_"
_COLOUR, _DATA, _DATA_RGBA = Use(Role.COLOUR), Use(Role.DATA), Use(Role.DATA, alpha=True)
_RGBA = Use(Role.COLOUR, alpha=True)
_BASE = Use(Role.COLOUR, alpha=True, coverage=True)
_SLOTS = (  # the first that fits
    ("materials/*/pbrMetallicRoughness/baseColorTexture", _BASE),
    (f"{_MAPS}pbrSpecularGlossiness/diffuseTexture", _BASE),
    (f"{_MAPS}pbrSpecularGlossiness/specularGlossinessTexture", _RGBA),
    (f"{_MAPS}sheen/sheenColorTexture", _COLOUR),
    (f"{_MAPS}specular/specularColorTexture", _COLOUR),
    (f"{_MAPS}diffuse_transmission/diffuseTransmissionColorTexture", _COLOUR),
    ("materials/*/emissiveTexture", _COLOUR),
    ("materials/*/pbrMetallicRoughness/metallicRoughnessTexture", _DATA),
    ("materials/*/normalTexture", _DATA),
    ("materials/*/occlusionTexture", _DATA),
    (f"{_MAPS}clearcoat/*", _DATA),
    (f"{_MAPS}transmission/*", _DATA),
    (f"{_MAPS}volume/*", _DATA),
    (f"{_MAPS}iridescence/*", _DATA),
    (f"{_MAPS}anisotropy/*", _DATA),
    ("materials/*", _DATA_RGBA),  # also sheen roughness and specular strength, which are in alpha
)
_OWN = ("KHR_texture_basisu", "EXT_texture_avif")
"""Extensions of a texture whose own image, and its stand-in, we leave alone."""


def uses(json: Json) -> list[Use]:
    """The use of each image, by its index; one that no material shows must stay exact."""
    found: list[Use | None] = [None] * len(json.get("images", []))
    textures = json.get("textures", [])
    for pointer, texture in _texture_infos(json):
        if type(texture) is int and 0 <= texture < len(textures):
            use = _use(json, pointer)
            for image, exact in sources(textures[texture]):
                one = Use(Role.EXACT) if exact else use
                before = found[image]
                found[image] = before.joined(one) if before else one
    return [use or Use(Role.EXACT) for use in found]


def sources(texture: Json) -> list[tuple[int, bool]]:
    """Images that a texture names, and whether they must stay as they are."""
    extensions = texture.get("extensions", {})
    webp = extensions.get("EXT_texture_webp", {}).get("source")
    own = any(name != "EXT_texture_webp" and "source" in extensions[name] for name in extensions)
    found = [(texture["source"], own)] if "source" in texture else []
    found += [(webp, own)] if webp is not None else []
    others = (extensions[name] for name in extensions if name != "EXT_texture_webp")
    return found + [(other["source"], True) for other in others if "source" in other]


def _texture_infos(json: Json) -> Iterator[tuple[str, Any]]:
    """Pointers and texture indices of all `{"index": i}` under a key that ends in "texture"."""
    waiting: list[tuple[str, Any]] = [("", json)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, dict):
            if pointer.lower().endswith("texture") and "index" in value:
                yield pointer, value["index"]
            waiting += [(f"{pointer}/{key}", value[key]) for key in value]
        elif isinstance(value, list):
            waiting += [(f"{pointer}/{place}", each) for place, each in enumerate(value)]


def _use(json: Json, pointer: str) -> Use:
    path = pointer[1:]
    use = next((use for slot, use in _SLOTS if fnmatchcase(path, slot)), Use(Role.EXACT))
    if use.coverage:
        material = json["materials"][int(path.split("/")[1])]
        if material.get("alphaMode", "OPAQUE") == "OPAQUE":  # alpha "MUST be ignored" (3.9.4)
            return _COLOUR
    return use
