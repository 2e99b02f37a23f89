"""Accessors as dense numpy arrays, and arrays as accessors (glTF 2.0, section 3.6.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.errors import AssetRejected

Json = dict[str, Any]
Array = NDArray[Any]

COMPONENTS: dict[int, np.dtype[Any]] = {
    5120: np.dtype("<i1"),
    5121: np.dtype("<u1"),
    5122: np.dtype("<i2"),
    5123: np.dtype("<u2"),
    5125: np.dtype("<u4"),
    5126: np.dtype("<f4"),
}
CODES = {dtype: code for code, dtype in COMPONENTS.items()}
SHAPES: dict[str, tuple[int, int]] = {  # columns, rows
    "SCALAR": (1, 1),
    "VEC2": (1, 2),
    "VEC3": (1, 3),
    "VEC4": (1, 4),
    "MAT2": (2, 2),
    "MAT3": (3, 3),
    "MAT4": (4, 4),
}
TYPES = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 16: "MAT4"}
ARRAY_BUFFER = 34962
ELEMENT_ARRAY_BUFFER = 34963


def element_bytes(accessor: Json) -> int:
    """Bytes of one element; matrix columns start at multiples of four."""
    columns, rows = SHAPES[accessor["type"]]
    column = rows * COMPONENTS[accessor["componentType"]].itemsize
    return column if columns == 1 else columns * (column + -column % 4)


def read(accessor: Json, view: Callable[[int], tuple[bytes, int]]) -> Array:
    """Dense values, shape (count,) or (count, width); sparse ones put in, normalised ones raw.

    Args:
        accessor: a glTF accessor whose ranges were checked.
        view: plain bytes and byte stride (0 = packed) of a buffer view.

    Raises:
        AssetRejected: `sparse_out_of_bounds`.
    """
    dtype, count = COMPONENTS[accessor["componentType"]], accessor["count"]
    columns, rows = SHAPES[accessor["type"]]
    values: Array = np.zeros((count, columns, rows), dtype)
    if "bufferView" in accessor:
        data, stride = view(accessor["bufferView"])
        values = _elements(data, accessor, stride).copy()
    if "sparse" in accessor:
        places, put = _sparse(accessor, view)
        if places.max() >= count:
            raise AssetRejected("sparse_out_of_bounds", f"value {places.max()} of {count}")
        values[places] = put
    return values.reshape(count) if columns * rows == 1 else values.reshape(count, columns * rows)


def _sparse(accessor: Json, view: Callable[[int], tuple[bytes, int]]) -> tuple[Array, Array]:
    """Where a sparse accessor differs, shape (k,), and the elements that stand there."""
    sparse = accessor["sparse"]
    found = []
    for key in ("indices", "values"):
        part = {
            "type": "SCALAR" if key == "indices" else accessor["type"],
            "componentType": (sparse[key] if key == "indices" else accessor)["componentType"],
            "count": sparse["count"],
            "byteOffset": sparse[key].get("byteOffset", 0),
        }
        found.append(_elements(view(sparse[key]["bufferView"])[0], part, 0))
    return found[0].reshape(-1), found[1]


def _elements(data: bytes, accessor: Json, stride: int) -> Array:
    """A strided window of shape (count, columns, rows) onto the bytes of a view."""
    dtype = COMPONENTS[accessor["componentType"]]
    columns, rows = SHAPES[accessor["type"]]
    size = element_bytes(accessor)
    return np.ndarray(
        (accessor["count"], columns, rows),
        dtype,
        data,
        accessor.get("byteOffset", 0),
        (stride or size, size // columns, dtype.itemsize),
    )


def describe(array: Array, *, normalized: bool, minmax: bool) -> Json:
    """The accessor of a packed array, without its view.

    Raises:
        ValueError: the array's type or shape is not one that glTF can hold.
    """
    width = array.shape[1] if array.ndim == 2 else 1
    fits = array.ndim in {1, 2} and array.size and array.dtype in CODES and width in TYPES
    if not fits:
        raise ValueError(f"glTF holds no accessor of {array.dtype} {array.shape}")
    accessor: Json = {
        "componentType": CODES[array.dtype],
        "count": len(array),
        "type": TYPES[width],
    }
    if normalized:
        accessor["normalized"] = True
    if minmax:
        flat = array.reshape(len(array), width)
        accessor |= {"min": flat.min(axis=0).tolist(), "max": flat.max(axis=0).tolist()}
    return accessor


def pack(array: Array, *, aligned: bool) -> tuple[bytes, int]:
    """Little-endian bytes of an array and their stride (0 = packed).

    Args:
        array: shape (n,) or (n, width).
        aligned: rows start at multiples of four, as vertex attributes must.
    """
    rows = np.ascontiguousarray(array).reshape(len(array), -1)
    size = rows.shape[1] * rows.itemsize
    if not aligned or size % 4 == 0:
        return rows.tobytes(), 0
    padded = np.zeros((len(rows), size + -size % 4), np.uint8)
    padded[:, :size] = rows.view(np.uint8).reshape(len(rows), size)
    return padded.tobytes(), padded.shape[1]
