"""USDZ files in a limited worker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assets_pipeline import blobs, normalise, sources
from assets_pipeline.catalogue import Blob
from assets_pipeline.document import Document


def store(blob: str, out: str) -> Blob:
    """The package of a stored GLB, written to `out`.

    Raises:
        AssetRejected: `no_geometry`, `picture_too_large`, `usdz_failed`.
    """
    from assets_pipeline.usdz import package  # noqa: PLC0415 -- usd-core is an optional extra

    whole = (Path(out) / blobs.FOLDER / blob).read_bytes()
    return blobs.put(Path(out), package.package(Document.from_glb(whole)))


def write(path: str, out: str) -> dict[str, Any]:
    """One file of any kind that is read here, as USDZ; what it names may lie in its own folder.

    Raises:
        AssetRejected: the file is refused.
    """
    from assets_pipeline.usdz import package  # noqa: PLC0415 -- usd-core is an optional extra

    source = sources.load(Path(path), Path(path).parent)
    bounds = normalise.stand(source.document, units=source.units)
    data = package.package(source.document)
    blobs.write_atomic(Path(out), data)
    return {"ok": True, "bytes": len(data), "bounds_m": bounds}
