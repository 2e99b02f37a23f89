"""JSON that says the same in fewer bytes."""

from __future__ import annotations

import json as text
from typing import Any

import numpy as np

from assets_pipeline.accessors import Json
from assets_pipeline.guard import references

_DEFAULTS: dict[str, Json] = {
    "meshes/*/primitives/*": {"mode": 4},
    "samplers/*": {"wrapS": 10497, "wrapT": 10497},
    "materials/*": {
        "alphaCutoff": 0.5,
        "alphaMode": "OPAQUE",
        "doubleSided": False,
        "emissiveFactor": [0, 0, 0],
    },
    "materials/*/pbrMetallicRoughness": {
        "baseColorFactor": [1, 1, 1, 1],
        "metallicFactor": 1,
        "roughnessFactor": 1,
    },
    "materials/*/normalTexture": {"scale": 1, "texCoord": 0},
    "materials/*/occlusionTexture": {"strength": 1, "texCoord": 0},
    "materials/*/emissiveTexture": {"texCoord": 0},
    "materials/*/pbrMetallicRoughness/baseColorTexture": {"texCoord": 0},
    "materials/*/pbrMetallicRoughness/metallicRoughnessTexture": {"texCoord": 0},
}
"""What glTF 2.0 takes where a key is left out."""
_MOTIONS = ("matrix", "translation", "rotation", "scale", "weights")


def shorten(json: Json) -> None:
    """Leave out defaults, write node transforms as the floats they are, join equal samplers."""
    for place, defaults in _DEFAULTS.items():
        for _, part in references.find(json, place):
            for key in [key for key, value in defaults.items() if part.get(key) == value]:
                del part[key]
    for node in json.get("nodes", []):
        for key in _MOTIONS:
            if key in node:
                node[key] = [short(value) for value in node[key]]
    for animation in json.get("animations", []):
        _join_samplers(animation)


def short(value: float) -> float | int:
    """The shortest decimal of the same float32, for a number that is one; others as they are."""
    if value == int(value):
        return int(value)
    single = np.float32(value)
    return float(str(single)) if float(single) == value else value


def _join_samplers(animation: Json) -> None:
    """Each sampler once, without what is default."""
    known: dict[str, int] = {}
    kept: list[Any] = []
    for channel in animation["channels"]:
        sampler = animation["samplers"][channel["sampler"]]
        if sampler.get("interpolation") == "LINEAR":
            del sampler["interpolation"]
        key = text.dumps(sampler, sort_keys=True)
        if key not in known:
            known[key] = len(kept)
            kept.append(sampler)
        channel["sampler"] = known[key]
    animation["samplers"] = kept or animation["samplers"]
