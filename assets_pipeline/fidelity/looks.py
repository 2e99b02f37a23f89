"""Materials with every extension and every texture slot, down to sampler and picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assets_pipeline.accessors import Json
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.fidelity.loss import Loss, called, missing, shown
from assets_pipeline.fidelity.matching import Pairs
from assets_pipeline.fidelity.parts import without_encodings
from assets_pipeline.guard import pictures

_TRANSFORM = "KHR_texture_transform"
_REPEAT = 10497
_ASPECT = 0.02
"""A picture may be smaller, not of another shape: rounding of the shorter side aside."""


def slots(material: Json) -> Iterator[tuple[str, Json]]:
    """Every texture reference of a material with its JSON pointer inside the material."""
    waiting: list[tuple[str, Any]] = [("", material)]
    while waiting:
        pointer, value = waiting.pop(0)
        for key, inner in value.items() if isinstance(value, dict) else ():
            if key.endswith("Texture") and isinstance(inner, dict) and "index" in inner:
                yield f"{pointer}/{key}", inner
            elif key != "extras":
                waiting.append((f"{pointer}/{key}", inner))


def coordinate_set(info: Json) -> int:
    """Number of the TEXCOORD set that a slot reads."""
    transform = info.get("extensions", {}).get(_TRANSFORM, {})
    number: int = transform.get("texCoord", info.get("texCoord", 0))
    return number


def source(texture: Json) -> int:
    """The image of a texture: the one of its extension, which is preferred; -1 without one."""
    for extension in texture.get("extensions", {}).values():
        if isinstance(extension.get("source"), int):
            return int(extension["source"])
    return int(texture.get("source", -1))


def compare(before: Document, after: Document, pairs: Pairs) -> Iterator[Loss]:
    """Differences of paired materials."""
    for number, there in pairs.materials.items():
        one, two = before.json["materials"][number], after.json["materials"][there]
        where, pointer = called("material", number, one), f"/materials/{number}"
        for place, first, second in missing(_plain(one, before), _plain(two, after)):
            after_text = "" if second is None else shown(second)
            text = place[1:] if second is None else f"{place[1:]} {shown(first)}"
            yield Loss(_kind(place), pointer + place, where, text, after_text)
        yield from _pictures(_sizes(one, before), _sizes(two, after), where, pointer)


def _kind(place: str) -> str:
    if "Texture" in place:
        return "texture"
    return "extension" if place.startswith("/extensions") else "material"


def _plain(material: Json, document: Document) -> Any:
    """A material with sampler and names in the place of texture indices, transforms left out."""
    return _resolved(material, document, "")


def _resolved(value: Any, document: Document, key: str) -> Any:
    if not isinstance(value, dict):
        return value
    found = {
        name: _resolved(inner, document, name) if name != "extras" else inner
        for name, inner in value.items()
    }
    if "extensions" in found:
        found["extensions"] = without_encodings(found["extensions"])
        if not found["extensions"]:
            del found["extensions"]
    if key.endswith("Texture") and "index" in value:
        found["texCoord"] = coordinate_set(value)
        found["index"] = _texture(document.json, value["index"])
    return found


def _texture(json: Json, index: int) -> Json:
    """What a texture says beside its picture."""
    texture = json["textures"][index]
    sampler = json["samplers"][texture["sampler"]] if "sampler" in texture else {}
    sampler = {"wrapS": _REPEAT, "wrapT": _REPEAT, **sampler}
    rest = {key: value for key, value in texture.items() if key in {"name", "extras"}}
    number = source(texture)
    image = json["images"][number] if number >= 0 else {}
    named = {key: value for key, value in image.items() if key in {"name", "extras"}}
    return {"sampler": sampler, "image": named, **rest}


def _pictures(
    old: dict[str, pictures.Size | None],
    new: dict[str, pictures.Size | None],
    where: str,
    pointer: str,
) -> Iterator[Loss]:
    for place, size in old.items():
        there = new.get(place, size)  # a slot that is gone was told already
        if size is not None and (there is None or not _smaller(size, there)):
            texts = ["no picture" if each is None else f"{each[0]} x {each[1]} px"
                     for each in (size, there)]  # fmt: skip
            yield Loss("texture", pointer + place, where, f"{place[1:]} {texts[0]}", texts[1])


def _sizes(material: Json, document: Document) -> dict[str, pictures.Size | None]:
    return {place: _size(document, info) for place, info in slots(material)}


def _size(document: Document, info: Json) -> pictures.Size | None:
    """Pixels of the picture in a slot; None where there is none that can be read."""
    number = source(document.json["textures"][info["index"]])
    if number < 0:
        return None
    try:
        return pictures.size(document.image_bytes(number))
    except AssetRejected:
        return None


def _smaller(old: pictures.Size, new: pictures.Size) -> bool:
    """Whether a picture was made smaller in both directions alike, not larger or cut."""
    shares = [after / before for before, after in zip(old, new, strict=True)]
    slack = _ASPECT + 1 / min(new)
    return max(shares) <= 1 and abs(shares[0] - shares[1]) <= slack * max(shares)
