"""Nodes hang where they hung, stand where they stood, and carry what they carried."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assets_pipeline import scene
from assets_pipeline.accessors import Json
from assets_pipeline.fidelity.loss import Loss, called, shown
from assets_pipeline.fidelity.matching import Map, Pairs

NEAR = 1e-5
"""Share of its largest number by which a node's matrix may be off: 32-bit floats, rewritten."""


def parents(json: Json) -> Map:
    """Parent of every node that has one."""
    nodes = enumerate(json.get("nodes", []))
    return {child: number for number, node in nodes for child in node.get("children", [])}


def compare(one: Json, two: Json, pairs: Pairs) -> Iterator[Loss]:
    """Hierarchy, transforms, what nodes carry, skins' joints, and scenes."""
    above, over = parents(one), parents(two)
    back = {there: here for here, there in pairs.nodes.items()}
    for number, there in pairs.nodes.items():
        node = one["nodes"][number]
        where, pointer = called("node", number, node), f"/nodes/{number}"
        way, parent = _climb(there, over, back)
        if parent != above.get(number, -1):
            names = [_name(one, above.get(number, -1)), _name(one, parent)]
            yield Loss("hierarchy", pointer, where, f"parent {names[0]}", f"parent {names[1]}")
        elif parent >= 0:  # above a root, a wrapper may move the whole
            yield from _moved(node, two, way, where, pointer)
        else:
            yield from _moved(node, two, way[-1:], where, pointer)
        yield from _carried(number, one, two, pairs, back)
    yield from _skins(one, two, pairs)
    yield from _scenes(one, two, pairs, over, back)


def _climb(there: int, over: Map, back: Map) -> tuple[list[int], int]:
    """Nodes from below the next paired ancestor down to `there`; that ancestor before, or -1."""
    way = [there]
    while way[0] in over and over[way[0]] not in back:
        way.insert(0, over[way[0]])
    return way, back.get(over.get(way[0], -1), -1)


def _name(json: Json, number: int) -> str:
    return called("node", number, json["nodes"][number]) if number >= 0 else "none"


def _moved(node: Json, two: Json, way: list[int], where: str, pointer: str) -> Iterator[Loss]:
    want, have = scene.local_matrix(node), np.eye(4)
    for step in way:
        have = have @ scene.local_matrix(two["nodes"][step])
    if np.abs(want - have).max() > NEAR * max(1.0, np.abs(want).max()):
        yield Loss("transform", pointer, where, f"standing {_stands(want)}", _stands(have))


def _stands(matrix: scene.Floats) -> str:
    """A matrix in words: where its origin is, and its axes, whose lengths are the scale."""
    place, axes = ([round(float(x), 4) + 0.0 for x in part.flat]
                   for part in (matrix[:3, 3], matrix[:3, :3].T))  # fmt: skip
    scale = [round(float(x), 4) for x in np.linalg.norm(matrix[:3, :3], axis=0)]
    return f"at {place} scaled {scale} with axes {shown(axes)}"


def carrier(json: Json, number: int, key: str, added: set[int]) -> int:
    """The node that carries `key` for this one: itself, or a node added below it; -1 if none."""
    waiting = [number]
    while waiting:
        node = waiting.pop()
        if key in json["nodes"][node]:
            return node
        waiting += [child for child in json["nodes"][node].get("children", []) if child in added]
    return -1


def _carried(number: int, one: Json, two: Json, pairs: Pairs, back: Map) -> Iterator[Loss]:
    node = one["nodes"][number]
    added = set(range(len(two.get("nodes", [])))) - set(back)
    for key, chosen in (("mesh", pairs.meshes), ("skin", pairs.skins), ("camera", pairs.cameras)):
        if key not in node:
            continue
        there = carrier(two, pairs.nodes[number], key, added)
        found = two["nodes"][there][key] if there >= 0 else -1
        if found != chosen.get(node[key], -2):
            after = f"{key} {found}" if found >= 0 else ""
            where = called("node", number, node)
            yield Loss(key, f"/nodes/{number}/{key}", where, f"{key} {node[key]}", after)


def _skins(one: Json, two: Json, pairs: Pairs) -> Iterator[Loss]:
    for number, there in pairs.skins.items():
        skin, other = one["skins"][number], two["skins"][there]
        joints = [pairs.nodes.get(joint, -1) for joint in skin["joints"]]
        where, pointer = called("skin", number, skin), f"/skins/{number}"
        if joints != other["joints"]:
            before, after = (f"{len(each['joints'])} joints" for each in (skin, other))
            after = "other joints" if before == after else after
            yield Loss("skin", f"{pointer}/joints", where, before, after)
        root = skin.get("skeleton", -1)
        if root >= 0 and pairs.nodes.get(root, -1) != other.get("skeleton", -1):
            yield Loss("skin", f"{pointer}/skeleton", where, "skeleton root")


def _scenes(one: Json, two: Json, pairs: Pairs, over: Map, back: Map) -> Iterator[Loss]:
    if pairs.scenes.get(one.get("scene", 0), -1) != two.get("scene", 0) and one.get("scenes"):
        yield Loss("scene", "/scene", "document", f"scene {one.get('scene', 0)} as the first")
    for number, there in pairs.scenes.items():
        roots = set(two["scenes"][there].get("nodes", []))
        for node in one["scenes"][number].get("nodes", []):
            top = pairs.nodes.get(node, -1)
            while top in over and over[top] not in back:
                top = over[top]
            if top not in roots:
                where = called("scene", number, one["scenes"][number])
                yield Loss("scene", f"/scenes/{number}/nodes", where, _name(one, node))
