"""Levels of detail as they are sent: with pictures of their size, encoded, under their hash."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from assets_pipeline import blobs, encode, lods, needle, simplify, textures
from assets_pipeline.catalogue import Blob, Lod
from assets_pipeline.document import Document

BETWEEN_PX = 512
"""Longer side of pictures in levels between the first and the finest."""
WORTH = 0.6
"""A level that is above this share of the next finer one's bytes is not worth a request."""


class Encoded(NamedTuple):
    """One level, ready to be sent: the bytes, and the document they are of."""

    glb: bytes
    document: Document
    triangles: int
    error_m: float


def levels(document: Document, tool: simplify.Simplifier | None) -> list[Encoded]:
    """Levels of a document, coarse first, the whole one last; without those that save too little."""
    smaller = lods.levels(document, tool) if tool else []
    sides = [textures.COARSE_PX, *[BETWEEN_PX] * len(smaller)]
    made = [_encoded(level, side_px) for level, side_px in zip(smaller, sides, strict=False)]
    whole = lods.Level(document, lods.triangles(document), 0.0)
    return _worth([*made, _encoded(whole, textures.FULL_PX)])


def _encoded(level: lods.Level, side_px: int) -> Encoded:
    document = encode.encode(textures.optimise(level.document, side_px))
    return Encoded(document.to_glb(), document, level.triangles, level.error_m)


def _worth(made: list[Encoded]) -> list[Encoded]:
    """The first level and the whole, and between them what is a clear step from and to both."""
    *smaller, whole = made
    kept = [whole]
    for level in [*smaller[:1], *reversed(smaller[1:])]:
        before, after = (kept[0], kept[1]) if len(kept) > 1 else (None, kept[0])
        above = before is None or len(before.glb) <= WORTH * len(level.glb)
        if above and len(level.glb) <= WORTH * len(after.glb):
            kept.insert(1 if before else 0, level)
    return kept


def store(out: Path, made: list[Encoded]) -> list[Lod]:
    """Write the levels to `out`."""
    return [
        Lod(blobs.put(out, each.glb).sha256, len(each.glb), each.triangles, _short(each.error_m))
        for each in made
    ]


def _short(error_m: float) -> float:
    return float(f"{error_m:.3g}")


def progressive(out: Path, made: list[Encoded]) -> Blob | None:
    """The root file for viewers that stream by `NEEDLE_progressive`, where there are levels."""
    first, *finer = made
    if not finer:
        return None
    named = [needle.Stored(blobs.sha256(each.glb), each.document) for each in reversed(finer)]
    return blobs.put(out, needle.root(first.document, named).to_glb())
