"""Buffer views compressed with EXT_meshopt_compression or KHR_meshopt_compression."""

from __future__ import annotations

import meshopt
import numpy as np

from assets_pipeline.accessors import Json
from assets_pipeline.errors import AssetRejected

NAMES = ("EXT_meshopt_compression", "KHR_meshopt_compression")


def extension(view: Json) -> Json | None:
    """What the extension says about a buffer view, or None where it is plain."""
    extensions = view.get("extensions", {})
    found: Json | None = next((extensions[name] for name in NAMES if name in extensions), None)
    return found


def decode(data: bytes, compressed: Json, index: int) -> bytes:
    """Plain bytes of a compressed view.

    Raises:
        AssetRejected: `meshopt_damaged`.
    """
    count, stride = compressed["count"], compressed["byteStride"]
    try:
        plain = meshopt.decode_gltf_buffer(
            data, count, stride, compressed["mode"], compressed.get("filter", "NONE")
        )
    except (ValueError, RuntimeError) as error:
        pointer = f"/bufferViews/{index}"
        raise AssetRejected("meshopt_damaged", str(error), pointer=pointer) from error
    return np.ascontiguousarray(plain).tobytes()
