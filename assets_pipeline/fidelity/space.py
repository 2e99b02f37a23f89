"""World bounds of what each node shows, a wrapper above the roots left out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assets_pipeline import scene
from assets_pipeline.accessors import Json
from assets_pipeline.document import Document
from assets_pipeline.fidelity.loss import Loss, called
from assets_pipeline.fidelity.matching import Pairs
from assets_pipeline.fidelity.surface import Box, box, told, used
from assets_pipeline.fidelity.tree import carrier, parents

POSITION = 2.0**-13
"""Bounds may be off by this share of the diagonal: each end by one step of 14 bits, twice over."""


def compare(before: Document, after: Document, pairs: Pairs) -> Iterator[Loss]:
    """World bounds of what each node shows, a wrapper above the roots left out."""
    one, two = before.json, after.json
    back = set(pairs.nodes.values())
    added = set(range(len(two.get("nodes", [])))) - back
    old, new = _standing(one, set(range(len(one.get("nodes", []))))), _standing(two, back)
    nodes = one["nodes"]
    boxes = {number: _filled(before, number, old) for number in old if "mesh" in nodes[number]}
    whole = [each for each in boxes.values() if each is not None]
    if not whole:
        return
    near = POSITION * float(np.linalg.norm(np.ptp(np.concatenate(whole), axis=0)))
    for number, first in boxes.items():
        if first is None or number not in pairs.nodes:
            continue
        there = carrier(two, pairs.nodes[number], "mesh", added)
        second = _filled(after, there, new) if there in new else None
        where = called("node", number, nodes[number])
        if second is None:
            yield Loss("bounds", f"/nodes/{number}", where, "its place in the scene")
        elif np.abs(first - second).max() > near:
            text = f"space {told(first)}"
            yield Loss("bounds", f"/nodes/{number}", where, text, told(second))


def _standing(json: Json, own: set[int]) -> dict[int, scene.Floats]:
    """Matrices of all shown nodes in the frame of the topmost of `own` above them."""
    above, worlds = parents(json), scene.world_matrices(json)
    found: dict[int, scene.Floats] = {}
    bases: dict[int, scene.Floats] = {}
    for number, world in worlds.items():  # parents come before their children
        over = above.get(number, -1)
        if over in bases:
            bases[number] = bases[over]
        elif number in own:
            base = np.linalg.pinv(worlds[over]) if over in worlds else np.eye(4)
            bases[number] = base.astype(np.float64)
        if number in bases:
            found[number] = bases[number] @ world
    return found


def _filled(document: Document, number: int, worlds: dict[int, scene.Floats]) -> Box | None:
    """Corners (2, 3) of a node's mesh; None where it has no points."""
    node, boxes = document.json["nodes"][number], []
    for primitive in document.json["meshes"][node["mesh"]]["primitives"]:
        if "POSITION" in primitive["attributes"]:
            points = scene.placed(document, node, primitive, worlds, worlds[number])
            boxes.append(box(points[used(document, primitive)]))
    if not boxes:
        return None
    return box(np.concatenate(boxes))
