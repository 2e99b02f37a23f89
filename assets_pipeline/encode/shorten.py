"""JSON that says nothing is left out: defaults of primitives and samplers, samplers twice there."""

from __future__ import annotations

from assets_pipeline.accessors import Json
from assets_pipeline.guard import references

_TRIANGLES = 4


def shorten(json: Json) -> None:
    """Change `json` in place."""
    for _, primitive in references.find(json, "meshes/*/primitives/*"):
        if primitive.get("mode") == _TRIANGLES:
            del primitive["mode"]
    for _, sampler in references.find(json, "animations/*/samplers/*"):
        if sampler.get("interpolation") == "LINEAR":
            del sampler["interpolation"]
