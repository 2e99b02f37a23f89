"""Makes the one file that a running server reads of the figure: `python -m assets_pipeline body`.

Of the mesh the body, the eyes, the bodysuit (`helper-tights`, which garments are cut from) and the
joints' cubes are kept. The macro targets span few directions: a truncated SVD keeps those that move
a vertex by more than a tenth of a millimetre; local changes are kept as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.body import source
from assets_pipeline.body.bones import BONES, PARENTS

VERSION: Final = 1
PACK: Final = "makehuman-body"
"""Name of the model pack."""
SMALLEST_M: Final = 1e-4
INFLUENCES: Final = 4

EYES: Final = ("helper-l-eye", "helper-r-eye")
SUIT: Final = "helper-tights"


def bake(found: source.Source) -> dict[str, NDArray[np.generic]]:
    """Arrays of the figure, as `figure.Figure` reads them.

    Returns:
        `template` (n, 3); `basis` (r, n, 3) float16 in units of `scale` (r,) metres; `mix`
        (targets, r); `body`, `eyes`, `suit` faces (f, 4); `cubes` (bones, 8) vertices about each
        bone's head; `parents` (bones,); `joints`, `weights` (n, 4).
    """
    groups = found.groups
    cubes = np.stack([np.unique(groups[f"joint-{cube}"]) for cube in BONES.values()])
    faces = {"body": groups["body"], "suit": groups[SUIT]}
    faces["eyes"] = np.concatenate([groups[name] for name in EYES])
    kept = np.unique(np.concatenate([cubes.ravel(), *(each.ravel() for each in faces.values())]))
    place = np.full(len(found.vertices), -1)
    place[kept] = np.arange(len(kept))
    basis, mix = _compressed(found, kept)
    scale = np.abs(basis).max(axis=(1, 2))
    joints, weights = _skin(found, kept)
    return {
        "version": np.array(VERSION),
        "template": found.vertices[kept].astype(np.float32),
        "basis": (basis / scale[:, None, None]).astype(np.float16),
        "scale": scale.astype(np.float32),
        "mix": mix.astype(np.float32),
        "cubes": place[cubes].astype(np.int32),
        "parents": np.array(PARENTS, np.int32),
        "joints": joints,
        "weights": weights,
        **{name: place[each].astype(np.int32) for name, each in faces.items()},
    }


def write(folder: Path, out: Path) -> None:
    """Bake the pack in `folder` into the file `out`.

    Raises:
        BodyUnreadable: the pack is missing or damaged.
    """
    arrays = bake(source.read(folder))
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_suffix(".part")
    with part.open("wb") as opened:
        np.savez(opened, **arrays)  # type: ignore[arg-type] # stubs take one array per keyword
    part.replace(out)


def _compressed(
    found: source.Source, kept: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(basis (r, n, 3), mix (targets, r)) with ``targets = mix @ basis``."""
    stacked = np.stack([found.targets[name][kept].ravel() for name in source.TARGETS])
    local = len(source.LOCAL) * 2
    macro = stacked[:-local]
    u, s, v = np.linalg.svd(macro, full_matrices=False)
    largest = np.abs(u * s).max(0) * np.abs(v).max(1)
    rank = int(np.flatnonzero(largest > SMALLEST_M).max()) + 1
    basis = np.concatenate([v[:rank], stacked[-local:]])
    mix = np.zeros((len(stacked), rank + local))
    mix[:-local, :rank] = (u * s)[:, :rank]
    mix[-local:, rank:] = np.eye(local)
    return basis.reshape(len(basis), -1, 3), mix


def _skin(
    found: source.Source, kept: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """The strongest bones of each vertex and their weights, which sum to 1."""
    full = np.zeros((len(found.vertices), len(BONES)))
    for name, (vertices, weights) in found.weights.items():
        if name in BONES:
            full[vertices, list(BONES).index(name)] = weights
    full = full[kept]
    strongest = np.argsort(-full, axis=1, kind="stable")[:, :INFLUENCES]
    weights = np.take_along_axis(full, strongest, axis=1)
    total = weights.sum(1, keepdims=True)
    weights = np.where(total > 0, weights / np.maximum(total, 1e-9), [1.0, 0.0, 0.0, 0.0])
    return strongest.astype(np.uint8), weights.astype(np.float32)
