"""USDZ files in a limited worker, and their place in a build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from assets_pipeline import blobs, normalise, sources
from assets_pipeline.catalogue import Blob, Product
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected

STORE = "assets_pipeline.usdz.stage:store"
WRITE = "assets_pipeline.usdz.stage:write"

RECIPE = 1
"""Raised when the same model would give other bytes, so that old cache entries do not count."""

Call = Callable[..., Any]


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


def exported(product: Product, out: Path, call: Call) -> tuple[Product, str]:
    """The product with its USDZ, remembered by its whole model; and a note where there is none.

    Args:
        product: with its levels, the last one whole.
        out: the output folder.
        call: `Worker.call` of a free worker.
    """
    if not product.lods:
        return product, ""
    whole = product.lods[-1].sha256
    kept = out / "cache" / f"{blobs.sha256(repr(('usdz', RECIPE, whole)).encode())}.json"
    blob = _remembered(kept, out)
    if blob is None:
        try:
            blob = call(STORE, whole, str(out))
        except AssetRejected as error:
            return product, f"no USDZ: {error.message}"
        blobs.write_atomic(kept, msgspec.json.encode(blob))
    return msgspec.structs.replace(product, usdz=blob), ""


def _remembered(kept: Path, out: Path) -> Blob | None:
    """The package that was written before, if it is still there."""
    try:
        blob = msgspec.json.decode(kept.read_bytes(), type=Blob)
    except (OSError, msgspec.DecodeError):
        return None
    return blob if blobs.holds(out, blob) else None
