"""What kinds of file are products, and what a shop may say of them. Imports nothing heavy."""

from __future__ import annotations

from typing import NamedTuple

MESHES = ("obj", "stl", "ply")
MODELS = ("glb", "gltf", *MESHES)
SUFFIXES = {f".{kind}" for kind in (*MODELS, "zip")}


class Options(NamedTuple):
    """What a shop may say of a file that does not say it itself."""

    units: str = ""
    """One of `normalise.METRES`; empty: glTF is in metres, a mesh file's units are guessed."""
    up: str = "y"
    """`y` or `z`: which axis of a mesh file points up."""


def split(source: str) -> tuple[str, str]:
    """Stem and suffix (with its dot) of a file's name inside a folder, as `pathlib` splits them.

    Many thousand names go through here, so no path is made of them.
    """
    name = source.rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if stem and suffix else (name, "")
