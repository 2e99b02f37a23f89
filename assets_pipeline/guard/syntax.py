"""JSON text to a dict, with size, depth and numbers bounded before they cost anything."""

from __future__ import annotations

import re

import msgspec
import numpy as np

from assets_pipeline.accessors import Json
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits

_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_STEPS = np.zeros(256, np.int8)
_STEPS[list(b"[{")] = 1
_STEPS[list(b"]}")] = -1
_LONG = re.compile(rb"(?<![\d.])\d{20,}|\d{400}")
"""Whole numbers beyond 64 bits; fractions beyond all sense."""


def parse(text: bytes, *, file: str = "") -> Json:
    """The object that a JSON text holds.

    Raises:
        AssetRejected: `json_too_large`, `json_too_deep`, `json_malformed`.
    """
    if len(text) > limits.JSON_TEXT_BYTES:
        raise AssetRejected("json_too_large", f"{len(text)} bytes of JSON", file=file)
    if text.count(b'"') > 2 * limits.JSON_STRINGS:
        raise AssetRejected("json_too_large", "too many strings", file=file)
    _check_shape(_STRINGS.sub(b"", text), file)
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AssetRejected("json_malformed", str(error)[:200], file=file) from error
    if not isinstance(found, dict):
        raise AssetRejected("json_malformed", "the JSON is not an object", file=file)
    return found


def _check_shape(bare: bytes, file: str) -> None:
    """Depth and number of values of a JSON text without its strings, by counting brackets."""
    if len(bare) > limits.JSON_BYTES:
        raise AssetRejected("json_too_large", f"{len(bare)} bytes beside strings", file=file)
    codes = np.frombuffer(bare, np.uint8)
    depth = np.cumsum(_STEPS[codes], dtype=np.int32)
    if len(depth) and depth.max() > limits.JSON_DEPTH:
        raise AssetRejected("json_too_deep", f"nested {depth.max()} levels deep", file=file)
    long = _LONG.search(bare)
    if long:
        message = f"the number {long[0][:40].decode()}… is too long"
        raise AssetRejected("json_malformed", message, file=file)
    if sum(map(bare.count, (b",", b"[", b"{"))) > limits.JSON_VALUES:
        raise AssetRejected("json_too_large", "too many values", file=file)
