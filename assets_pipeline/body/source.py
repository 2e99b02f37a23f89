"""MakeHuman's base mesh and shape targets, as the model pack `makehuman-body` holds them.

The pack is three files: `base.obj` (the mesh with its helper geometry: a bodysuit, and a cube about
each joint), `weights.json` (bone -> vertex, weight) and `targets.gz`, all targets one behind the
other in the order of `TARGETS`, each a gzip member of lines `vertex dx dy dz`. Lengths are
decimetres, +Y up, +Z the front.
"""

from __future__ import annotations

import itertools
import json
import zlib
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.errors import BodyUnreadable

GENDERS: Final = ("male", "female")
AMOUNTS: Final = ("min", "average", "max")
RACES: Final = ("african", "asian", "caucasian")
HEIGHTS: Final = ("minheight", "maxheight")
PROPORTIONS: Final = ("idealproportions", "uncommonproportions")
CUPS: Final = ("mincup", "maxcup")
LOCAL: Final = {
    "bust": "torso/measure-bust-circ",
    "underbust": "torso/measure-underbust-circ",
    "waist": "torso/measure-waist-circ",
    "hips": "torso/measure-hips-circ",
    "shoulder": "torso/measure-shoulder-dist",
    "nape_to_waist": "torso/measure-napetowaist-dist",
    "waist_to_hip": "torso/measure-waisttohip-dist",
    "neck": "neck/measure-neck-circ",
    "upper_arm": "arms/measure-upperarm-circ",
    "upper_arm_length": "arms/measure-upperarm-length",
    "lower_arm_length": "arms/measure-lowerarm-length",
    "wrist": "hands/measure-wrist-circ",
    "thigh": "legs/measure-thigh-circ",
    "knee": "legs/measure-knee-circ",
    "calf": "legs/measure-calf-circ",
    "upper_leg_length": "legs/measure-upperleg-height",
    "lower_leg_length": "legs/measure-lowerleg-height",
    "ankle": "feet/measure-ankle-circ",
}
"""Changes of one place: each target comes as `-decr` and `-incr`."""

Floats = NDArray[np.float64]


def _names() -> list[str]:
    builds = [
        f"{gender}-young-{muscle}muscle-{weight}weight"
        for gender, muscle, weight in itertools.product(GENDERS, AMOUNTS, AMOUNTS)
    ]
    macro = "macrodetails"
    return [
        *(f"{macro}/{race}-{gender}-young" for race in RACES for gender in GENDERS),
        *(f"{macro}/universal-{build}" for build in builds),
        *(f"{macro}/height/{build}-{height}" for build in builds for height in HEIGHTS),
        *(f"{macro}/proportions/{build}-{part}" for build in builds for part in PROPORTIONS),
        *(f"breast/{build}-{cup}-averagefirmness" for build in builds[9:] for cup in CUPS),
        *(f"{path}-{way}" for path in LOCAL.values() for way in ("decr", "incr")),
    ]


TARGETS: Final = tuple(_names())
"""Names of the targets, without `.target.gz`, in the order of `targets.gz`."""


class Source(NamedTuple):
    """What the pack holds, in metres.

    Attributes:
        vertices: (n, 3).
        groups: faces of each group of the mesh, (faces, 4) vertex indices.
        targets: (n, 3) offsets by name.
        weights: bone -> (vertices (k,), weights (k,)).
    """

    vertices: Floats
    groups: dict[str, NDArray[np.int64]]
    targets: dict[str, Floats]
    weights: dict[str, tuple[NDArray[np.int64], Floats]]


def read(folder: Path) -> Source:
    """Read the pack.

    Raises:
        BodyUnreadable: a file is missing or is not what the pack says.
    """
    try:
        vertices, groups = _mesh((folder / "base.obj").read_text())
        blob = (folder / "targets.gz").read_bytes()
        bones = json.loads((folder / "weights.json").read_bytes())["weights"]
        weights = {
            name: (np.array([at for at, _ in rows], int), np.array([w for _, w in rows], float))
            for name, rows in bones.items()
        }
        targets = dict(zip(TARGETS, _targets(blob, len(vertices)), strict=True))
    except (OSError, ValueError, KeyError, IndexError, TypeError, zlib.error) as error:
        raise BodyUnreadable(f"{folder.name} does not hold the figure: {error}") from error
    return Source(vertices, groups, targets, weights)


def _mesh(text: str) -> tuple[Floats, dict[str, NDArray[np.int64]]]:
    corners: list[list[str]] = []
    faces: dict[str, list[list[int]]] = {}
    group: list[list[int]] = []
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "v":
            corners.append(rest.split())
        elif word == "g":
            group = faces.setdefault(rest.strip(), [])
        elif word == "f":
            group.append([int(corner.split("/")[0]) - 1 for corner in rest.split()])
    vertices = np.array(corners, float) * 0.1
    return vertices, {name: np.array(rows, np.int64) for name, rows in faces.items() if rows}


def _targets(blob: bytes, count: int) -> list[Floats]:
    found = []
    while blob:
        stream = zlib.decompressobj(wbits=31)
        table = np.array(stream.decompress(blob).split(), float).reshape(-1, 4)
        blob = stream.unused_data
        offsets = np.zeros((count, 3))
        offsets[table[:, 0].astype(int)] = table[:, 1:] * 0.1
        found.append(offsets)
    return found
