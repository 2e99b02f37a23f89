"""What a limited worker does for one file: read, check, stand, simplify, store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from assets_pipeline import audit, blobs, features, fidelity, lods, normalise, simplify, sources
from assets_pipeline.accessors import Json
from assets_pipeline.catalogue import Audit, Blob, Lod, Variant
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import references
from assets_pipeline.naming import read

MAKE = "assets_pipeline.stage:make"
CHECK = "assets_pipeline.stage:check"
INSPECT = "assets_pipeline.stage:inspect"
COMPARE = "assets_pipeline.stage:compare"


class Made(msgspec.Struct, frozen=True):
    """What one file became. `reads` are the files it named, by sha256, as the cache needs."""

    bounds_m: normalise.Bounds
    lods: list[Lod]
    variants: list[Variant] = []
    credits: str = ""
    note: str = ""
    reads: dict[str, str] = {}
    audit: Audit = Audit()


def make(path: str, root: str, out: str, options: tuple[str, str], script: str) -> Made:
    """One product's blobs, written to `out`.

    Args:
        path: the file, under `root`.
        root: the input folder.
        out: the output folder.
        options: `sources.Options`.
        script: meshoptimizer's script, empty when it is not installed.

    Raises:
        AssetRejected: the file is refused, or `feature_lost`: what was made of it lacks something.
    """
    source = sources.load(Path(path), Path(root), sources.Options(*options))
    document, name = source.document, Path(path).relative_to(root).as_posix()
    original = document.snapshot()
    try:
        bounds = normalise.stand(document, units=source.units)
        tool = simplify.simplifier(Path(script)) if script else None
        first = lods.coarse(document, tool) if tool else None
        finest = document.to_glb()
        fidelity.require(original, Document.from_glb(finest))
    except AssetRejected as error:
        raise error.within(name) from error
    found = [(finest, lods.triangles(document), 0.0)]
    if first:
        found.insert(0, (first.glb, first.triangles, float(f"{first.error:.3g}")))
    return Made(
        bounds,
        [_lod(Path(out), *level) for level in found],
        _variants(document.json),
        str(document.json["asset"].get("copyright", "")),
        source.note or _doubt(bounds),
        source.reads,
        audit.report(original, Path(path).stat().st_size, bounds),
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


def compare(first: str, second: str) -> dict[str, Any]:
    """What differs between two files, in words and for programs.

    Raises:
        AssetRejected: one of the files is refused.
    """
    found = [Path(path) for path in (first, second)]
    return fidelity.report(*(sources.load(path, path.parent).document for path in found))


def _lod(out: Path, data: bytes, triangles: int, error_m: float) -> Lod:
    blob = blobs.put(out, data)
    return Lod(blob.sha256, blob.bytes, triangles, error_m)


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
