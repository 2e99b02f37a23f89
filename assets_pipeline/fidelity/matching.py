"""Which part of one document is which part of another."""

from __future__ import annotations

from typing import NamedTuple, Self

from assets_pipeline.accessors import Json

Map = dict[int, int]


def pair(before: list[Json], after: list[Json]) -> Map:
    """Index before to index after: by place where all names agree, else by name in order."""
    names = [str(item.get("name", "")) for item in before]
    if names == [str(item.get("name", "")) for item in after[: len(before)]]:
        return {number: number for number in range(len(before))}
    waiting: dict[str, list[int]] = {}
    for number, item in enumerate(after):
        waiting.setdefault(str(item.get("name", "")), []).append(number)
    found: Map = {}
    for number, name in enumerate(names):
        if waiting.get(name):
            found[number] = waiting[name].pop(0)
    return found


class Pairs(NamedTuple):
    """Maps of indices, before to after."""

    nodes: Map
    meshes: Map
    materials: Map
    skins: Map
    animations: Map
    cameras: Map
    scenes: Map

    @classmethod
    def of(cls, before: Json, after: Json) -> Self:
        """Pair all named kinds of parts."""
        return cls(*(pair(before.get(key, []), after.get(key, [])) for key in cls._fields))
