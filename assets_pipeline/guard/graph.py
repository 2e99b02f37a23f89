"""Nodes form a forest: one parent each, no cycles, bounded depth. Nothing recurses."""

from __future__ import annotations

from assets_pipeline.accessors import Json
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits


def check(json: Json, file: str) -> None:
    """Refuse what is not a forest.

    Raises:
        AssetRejected: `node_two_parents`, `node_cycle`, `node_too_deep`,
            `scene_node_not_root`.
    """
    nodes = json.get("nodes", [])
    children = [node.get("children", []) for node in nodes]
    depth = _depths(children, file)
    for number, scene in enumerate(json.get("scenes", [])):
        roots = scene.get("nodes", [])
        if len(set(roots)) < len(roots) or any(depth[root] for root in roots):
            pointer = f"/scenes/{number}/nodes"
            message = "a scene must list root nodes, each once"
            raise AssetRejected("scene_node_not_root", message, file=file, pointer=pointer)


def _depths(children: list[list[int]], file: str) -> list[int]:
    """Depth of every node under its root, level by level."""
    depth = [-1] * len(children)
    level = _roots(children, file)
    for place in range(limits.NODE_DEPTH):
        for node in level:
            depth[node] = place
        level = [child for node in level for child in children[node]]
    if level:
        message = f"deeper than {limits.NODE_DEPTH} levels"
        raise AssetRejected("node_too_deep", message, file=file, pointer=f"/nodes/{level[0]}")
    if -1 in depth:  # with one parent each, what no root reaches runs in a circle
        pointer = f"/nodes/{depth.index(-1)}"
        raise AssetRejected("node_cycle", "a node is its own ancestor", file=file, pointer=pointer)
    return depth


def _roots(children: list[list[int]], file: str) -> list[int]:
    """Nodes without a parent, once no node has two."""
    has_parent: set[int] = set()
    for node, own in enumerate(children):
        if has_parent.intersection(own) or len(set(own)) < len(own):
            pointer = f"/nodes/{node}/children"
            message = "a child has a parent already"
            raise AssetRejected("node_two_parents", message, file=file, pointer=pointer)
        has_parent.update(own)
    return [node for node in range(len(children)) if node not in has_parent]
