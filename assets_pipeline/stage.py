"""What a limited worker does for one file: read, check, stand, simplify, encode, store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from assets_pipeline import (
    blobs,
    encode,
    features,
    lods,
    needle,
    normalise,
    simplify,
    sources,
    textures,
)
from assets_pipeline.accessors import Json
from assets_pipeline.catalogue import Blob, Lod, Variant
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import references
from assets_pipeline.naming import read

MAKE = "assets_pipeline.stage:make"
CHECK = "assets_pipeline.stage:check"
INSPECT = "assets_pipeline.stage:inspect"

BETWEEN_PX = 512
"""Longer side of pictures in levels between the first and the finest."""
WORTH = 0.6
"""A level that is above this share of the next finer one's bytes is not worth a request."""


class Made(msgspec.Struct, frozen=True):
    """What one file became. `reads` are the files it named, by sha256, as the cache needs."""

    bounds_m: normalise.Bounds
    lods: list[Lod]
    variants: list[Variant] = []
    credits: str = ""
    note: str = ""
    reads: dict[str, str] = {}
    progressive: Blob | None = None


def make(path: str, root: str, out: str, options: tuple[str, str], script: str) -> Made:
    """One product's blobs, written to `out`.

    Args:
        path: the file, under `root`.
        root: the input folder.
        out: the output folder.
        options: `sources.Options`.
        script: meshoptimizer's script, empty when it is not installed.

    Raises:
        AssetRejected: the file is refused.
    """
    source = sources.load(Path(path), Path(root), sources.Options(*options))
    document, name = source.document, Path(path).relative_to(root).as_posix()
    try:
        bounds = normalise.stand(document, units=source.units)
        tool = simplify.simplifier(Path(script)) if script else None
        document = needle.tag(document, blobs.sha256(document.to_glb())[:16])
        smaller = lods.levels(document, tool) if tool else []
    except AssetRejected as error:
        raise error.within(name) from error
    stored = _stored(Path(out), [*smaller, lods.Level(document, lods.triangles(document), 0.0)])
    return Made(
        bounds,
        [lod for lod, _ in stored],
        _variants(document.json),
        str(document.json["asset"].get("copyright", "")),
        source.note or _doubt(bounds),
        source.reads,
        _progressive(Path(out), stored),
    )


def _doubt(bounds: normalise.Bounds) -> str:
    """A remark on sizes that hardly a product has: glTF is in metres, not every exporter is."""
    side = max(high - low for low, high in zip(*bounds, strict=True))
    return f"{side:g} m: is that in metres?" if not 0.005 <= side <= 20 else ""


def check(path: str, root: str, out: str) -> Blob:
    """A file that is stored as it is, once it was found sound: the default figure.

    Raises:
        AssetRejected: the file is refused.
    """
    source = sources.load(Path(path), Path(root))
    return blobs.put(Path(out), source.document.to_glb())


def inspect(path: str) -> dict[str, Any]:
    """Features of one file; what it names may lie in its own folder.

    Raises:
        AssetRejected: the file is refused.
    """
    found = Path(path)
    return features.features(sources.load(found, found.parent).document)


def _stored(out: Path, levels: list[lods.Level]) -> list[tuple[Lod, Document]]:
    """Levels, coarse first, as blobs; without those that save too little to be asked for."""
    made = []
    for number, level in enumerate(levels):
        side_px = textures.FULL_PX
        if number < len(levels) - 1:
            side_px = BETWEEN_PX if number else textures.COARSE_PX
        document = encode.encode(textures.optimise(level.document, side_px))
        made.append((level, document, document.to_glb()))
    found: list[tuple[Lod, Document]] = []
    for level, document, data in _worth(made):
        blob = blobs.put(out, data)
        error_m = float(f"{level.error_m:.3g}")
        found.append((Lod(blob.sha256, blob.bytes, level.triangles, error_m), document))
    return found


Step = tuple[lods.Level, Document, bytes]


def _worth(made: list[Step]) -> list[Step]:
    """The first level and the whole, and between them what is a clear step from and to both."""
    *smaller, whole = made
    kept = [whole]
    for step in [*smaller[:1], *reversed(smaller[1:])]:
        before, after = (kept[0], kept[1]) if len(kept) > 1 else (None, kept[0])
        above = before is None or len(before[2]) <= WORTH * len(step[2])
        if above and len(step[2]) <= WORTH * len(after[2]):
            kept.insert(1 if before else 0, step)
    return kept


def _progressive(out: Path, stored: list[tuple[Lod, Document]]) -> Blob | None:
    """The root file for viewers that stream by `NEEDLE_progressive`, where there are levels."""
    (_, first), *finer = stored
    if not finer:
        return None
    named = [needle.Stored(lod.sha256, document) for lod, document in reversed(finer)]
    return blobs.put(out, needle.root(first, named).to_glb())


def _variants(json: Json) -> list[Variant]:
    """Colourways of the file, with the colour that the name or the material says."""
    found: list[Variant] = []
    for index, name in enumerate(features.variants(json)):
        told = read(name)
        found.append(Variant(str(index), told.name, told.color, _swatch(json, index), index))
    return found


def _swatch(json: Json, variant: int) -> str:
    """`#rrggbb` of the first untextured material a variant chooses, else empty."""
    path = "meshes/*/primitives/*/extensions/KHR_materials_variants/mappings/*"
    for _, mapping in references.find(json, path):
        if not isinstance(mapping, dict) or variant not in mapping.get("variants", []):
            continue
        look = json["materials"][mapping.get("material", 0)].get("pbrMetallicRoughness", {})
        factor = look.get("baseColorFactor", [1, 1, 1, 1])
        if "baseColorTexture" not in look and isinstance(factor, list):
            return _hex(factor)
    return ""


def _hex(factor: list[float]) -> str:
    """The sRGB hex code of a linear colour."""
    rgb = np.clip(np.array(factor[:3], np.float64), 0, 1)
    srgb = np.where(rgb <= 0.0031308, rgb * 12.92, 1.055 * rgb ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(float(value) * 255):02x}" for value in srgb)
