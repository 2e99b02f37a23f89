"""Meshes: same parts, triangles, attributes and targets, in the same place to within a quantum."""

from __future__ import annotations

from collections.abc import Iterator

from assets_pipeline import scene
from assets_pipeline.accessors import Json
from assets_pipeline.document import Document
from assets_pipeline.fidelity import coordinates, parts, space, surface
from assets_pipeline.fidelity.loss import Loss, called
from assets_pipeline.fidelity.matching import Pairs
from assets_pipeline.fidelity.surface import Side, Twin

_VARIANTS = "KHR_materials_variants"
_SKIP = {"attributes", "indices", "material", "mode", "targets"}


def compare(before: Document, after: Document, pairs: Pairs) -> Iterator[Loss]:
    """Differences of paired meshes, and of the space that nodes fill."""
    sound = len(pairs.meshes) == len(before.json.get("meshes", []))
    for number, there in pairs.meshes.items():
        mesh = before.json["meshes"][number]
        where, pointer = called("mesh", number, mesh), f"/meshes/{number}"
        here, other = mesh["primitives"], after.json["meshes"][there]["primitives"]
        if len(here) != len(other):
            yield Loss("primitive", pointer, where, f"{len(here)} parts", f"{len(other)} parts")
            sound = False
            continue
        for place, (one, two) in enumerate(zip(here, other, strict=True)):
            sides = Side(before, one), Side(after, two)
            twin = Twin(*sides, f"{where}, part {place}", f"{pointer}/primitives/{place}")
            found = list(_told(twin, pairs))
            sound = sound and not found
            yield from found or [*surface.compare(twin), *coordinates.compare(twin)]
    if sound:
        yield from space.compare(before, after, pairs)


def _told(twin: Twin, pairs: Pairs) -> Iterator[Loss]:
    """What the JSON of two primitives says otherwise."""
    (_, one), (_, two), where, spot = twin
    counts = [scene.triangles(side.document.json, side.primitive) for side in twin[:2]]
    if counts[0] != counts[1]:
        yield Loss("triangles", spot, where, f"{counts[0]} triangles", f"{counts[1]} triangles")
    if (one.get("mode", 4) < 4) != (two.get("mode", 4) < 4):
        yield Loss("primitive", spot, where, f"mode {one.get('mode', 4)}", str(two.get("mode", 4)))
    for name in sorted(one["attributes"].keys() - two["attributes"].keys()):
        yield Loss("attribute", f"{spot}/attributes/{name}", where, name)
    yield from _targets(one, two, where, spot)
    yield from _worn(one, two, pairs, where, spot)
    yield from parts.verbatim(_unmapped(one), _unmapped(two), _SKIP, where, spot)


def _worn(one: Json, two: Json, pairs: Pairs, where: str, spot: str) -> Iterator[Loss]:
    """Material and variants."""
    if pairs.materials.get(one.get("material", -1), -1) != two.get("material", -1):
        texts = [f"material {each['material']}" if "material" in each else "no material"
                 for each in (one, two)]  # fmt: skip
        yield Loss("material", f"{spot}/material", where, *texts)
    old, new = _mappings(one), _mappings(two)
    if {index: pairs.materials.get(material, -1) for index, material in old.items()} != new:
        text = f"{len(new)} others" if new else ""
        yield Loss("variant", spot, where, f"{len(old)} variant mappings", text)


def _targets(one: Json, two: Json, where: str, spot: str) -> Iterator[Loss]:
    here, there = one.get("targets", []), two.get("targets", [])
    if len(here) != len(there):
        text = f"{len(there)} morph targets" if there else ""
        yield Loss("morph", f"{spot}/targets", where, f"{len(here)} morph targets", text)
        return
    for number, (first, second) in enumerate(zip(here, there, strict=True)):
        for name in sorted(first.keys() - second.keys()):
            yield Loss("morph", f"{spot}/targets/{number}", where, f"{name} of target {number}")


def _unmapped(primitive: Json) -> Json:
    """A primitive without its variant mappings, whose materials are numbered."""
    extensions = {k: v for k, v in primitive.get("extensions", {}).items() if k != _VARIANTS}
    rest = {key: value for key, value in primitive.items() if key != "extensions"}
    return {**rest, "extensions": extensions} if extensions else rest


def _mappings(primitive: Json) -> dict[int, int]:
    """Material of each variant that the primitive maps."""
    found: dict[int, int] = {}
    said = primitive.get("extensions", {}).get(_VARIANTS, {}).get("mappings", [])
    for mapping in said:
        for variant in mapping["variants"]:
            found.setdefault(variant, mapping["material"])
    return found
