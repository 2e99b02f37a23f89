"""What a limited worker does for one file: read, check, stand, simplify, encode, store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from assets_pipeline import (
    audit,
    blobs,
    features,
    fidelity,
    lods,
    needle,
    normalise,
    publish,
    simplify,
    sources,
)
from assets_pipeline.accessors import Json
from assets_pipeline.catalogue import Lod, Variant
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import references
from assets_pipeline.kinds import Options
from assets_pipeline.naming import read
from assets_pipeline.work import Made


def make(path: str, root: str, out: str, options: tuple[str, str], script: str) -> Made:
    """One product's blobs, written to `out`.

    Args:
        path: the file, under `root`.
        root: the input folder.
        out: the output folder.
        options: `kinds.Options`.
        script: meshoptimizer's script, empty when it is not installed.

    Raises:
        AssetRejected: the file is refused, or `feature_lost`: what was made of it lacks something.
    """
    source = sources.load(Path(path), Path(root), Options(*options))
    document, name = source.document, Path(path).relative_to(root).as_posix()
    original = document.snapshot()
    try:
        bounds = normalise.stand(document, units=source.units)
        tool = simplify.simplifier(Path(script)) if script else None
        document = needle.tag(document, blobs.sha256(document.to_glb())[:16])
        levels = publish.levels(document, tool)
        fidelity.require(original, Document.from_glb(levels[-1].glb))
    except AssetRejected as error:
        raise error.within(name) from error
    return Made(
        bounds,
        publish.store(Path(out), levels),
        _variants(document.json),
        str(document.json["asset"].get("copyright", "")),
        source.note or _doubt(bounds),
        source.reads,
        audit.report(original, Path(path).stat().st_size, bounds),
        publish.progressive(Path(out), levels),
    )


def _doubt(bounds: normalise.Bounds) -> str:
    """A remark on sizes that hardly a product has: glTF is in metres, not every exporter is."""
    side = max(high - low for low, high in zip(*bounds, strict=True))
    return f"{side:g} m: is that in metres?" if not 0.005 <= side <= 20 else ""


def check(path: str, root: str, out: str, options: tuple[str, str], script: str) -> Made:
    """A file that is stored as it is, once it was found sound: the default figure.

    Args:
        path: the file, under `root`.
        root: the input folder.
        out: the output folder.
        options: `kinds.Options`.
        script: not used.

    Raises:
        AssetRejected: the file is refused.
    """
    del script
    source = sources.load(Path(path), Path(root), Options(*options))
    blob = blobs.put(Path(out), source.document.to_glb())
    whole = Lod(blob.sha256, blob.bytes, lods.triangles(source.document), 0.0)
    return Made(((0.0,) * 3, (0.0,) * 3), [whole], reads=source.reads)


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
        if variant not in mapping["variants"]:
            continue
        look = json["materials"][mapping["material"]].get("pbrMetallicRoughness", {})
        factor = look.get("baseColorFactor", [1, 1, 1, 1])
        if "baseColorTexture" not in look:
            return _hex(factor)
    return ""


def _hex(factor: list[float]) -> str:
    """The sRGB hex code of a linear colour."""
    rgb = np.clip(np.array(factor[:3], np.float64), 0, 1)
    srgb = np.where(rgb <= 0.0031308, rgb * 12.92, 1.055 * rgb ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(float(value) * 255):02x}" for value in srgb)
