"""One thing that is gone or different, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from assets_pipeline.accessors import Json

_SHOWN = 60
_DEFAULTS: Json = {  # what glTF takes when a key is left out: leaving it out loses nothing
    "alphaCutoff": 0.5,
    "alphaMode": "OPAQUE",
    "baseColorFactor": [1, 1, 1, 1],
    "color": [1, 1, 1],
    "doubleSided": False,
    "emissiveFactor": [0, 0, 0],
    "intensity": 1,
    "metallicFactor": 1,
    "roughnessFactor": 1,
    "scale": 1,
    "strength": 1,
}


class Loss(msgspec.Struct, frozen=True):
    """A difference that must not be.

    `kind` is a short token (`node`, `triangles`, `texture`...), `pointer` the place in the first
    document, `where` that place in words; `before` and `after` are texts, empty for nothing.
    """

    kind: str
    pointer: str
    where: str
    before: str
    after: str = ""

    @property
    def sentence(self) -> str:
        """The difference in words."""
        if not self.after:
            return f"{self.where}: {self.before} is gone"
        if not self.before:
            return f"{self.where}: {self.after} is new"
        return f"{self.where}: {self.before} became {self.after}"


def called(key: str, number: int, item: Json) -> str:
    """A part in words: `material 2 “leather”`."""
    name = item.get("name")
    return f"{key} {number} “{name:.40}”" if isinstance(name, str) and name else f"{key} {number}"


def shown(value: Any) -> str:
    """A JSON value as a short text."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def missing(one: Any, two: Any, pointer: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where JSON `two` lacks or changes something of `one`: pointer, value before, value after.

    What only `two` has does not count. Numbers are compared as numbers; nothing recurses deeper
    than the JSON itself, whose depth the guard bounds.
    """
    if isinstance(one, dict) and isinstance(two, dict):
        for key, value in one.items():
            if key in two or key == "extensions":  # each extension is told by its own name
                yield from missing(value, two.get(key, {}), f"{pointer}/{key}")
            elif key not in _DEFAULTS or value != _DEFAULTS[key] or "/extras" in pointer:
                yield f"{pointer}/{key}", value, None
    elif isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        for place, (first, second) in enumerate(zip(one, two, strict=True)):
            yield from missing(first, second, f"{pointer}/{place}")
    elif one != two or (isinstance(one, bool) != isinstance(two, bool)):
        yield pointer, one, two
