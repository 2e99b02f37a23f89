"""Skins and animations name accessors that can hold what they need."""

from __future__ import annotations

from assets_pipeline.accessors import Json
from assets_pipeline.errors import AssetRejected

_FLOAT = 5126
_TRACKS = {"translation": "VEC3", "rotation": "VEC4", "scale": "VEC3", "weights": "SCALAR"}
_PLAIN = {"SCALAR", "VEC2", "VEC3", "VEC4"}


def check(json: Json, file: str) -> None:
    """Refuse joints without matrices and tracks that cannot be played.

    Args:
        json: whose references name something.
        file: its name, for the refusal.

    Raises:
        AssetRejected: `attribute_malformed`, `animation_malformed`.
    """
    arrays = json.get("accessors", [])
    for number, skin in enumerate(json.get("skins", [])):
        if "inverseBindMatrices" in skin:
            found = arrays[skin["inverseBindMatrices"]]
            fit = (found["type"], found["componentType"]) == ("MAT4", _FLOAT)
            if not fit or found["count"] < len(skin["joints"]):
                pointer = f"/skins/{number}/inverseBindMatrices"
                message = "not one matrix per joint"
                raise AssetRejected("attribute_malformed", message, file=file, pointer=pointer)
    for number, animation in enumerate(json.get("animations", [])):
        _check_tracks(animation, arrays, f"/animations/{number}", file)


def _check_tracks(animation: Json, arrays: list[Json], base: str, file: str) -> None:
    for place, sampler in enumerate(animation["samplers"]):
        times = arrays[sampler["input"]]
        timed = (times["type"], times["componentType"]) == ("SCALAR", _FLOAT)
        if not timed or arrays[sampler["output"]]["type"] not in _PLAIN:
            message, pointer = "no times, or values of a matrix", f"{base}/samplers/{place}"
            raise AssetRejected("animation_malformed", message, file=file, pointer=pointer)
    for place, channel in enumerate(animation["channels"]):
        kind = arrays[animation["samplers"][channel["sampler"]]["output"]]["type"]
        path = channel["target"]["path"]
        if kind != _TRACKS.get(path, kind):
            message, pointer = f"{path} cannot be {kind}", f"{base}/channels/{place}"
            raise AssetRejected("animation_malformed", message, file=file, pointer=pointer)
