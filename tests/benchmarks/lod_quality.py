"""Levels of detail beside gltfpack's: `PYTHONPATH=. python tests/benchmarks/lod_quality.py FOLDER`.

At 25 % each primitive is simplified to the number of triangles that `gltfpack -si 0.25 -sv` reached
(its own error cap stops it earlier on some), so that both are compared at equal counts. Distances
are means over both directions, weighted by area, in 1e-4 of the file's diagonal. At 10 % it is the
pipeline's own way, with the error cap of its first level; seconds are of the processor. Exit 1 when a bar is missed; without data
`not run: no data`, exit 0.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import peers
from serving import report, say
from surface import Surface, area, borders, compare, diagonal, flipped, surfaces

from assets_pipeline import lods, reduce, simplify
from assets_pipeline import surfaces as parts
from assets_pipeline.document import Document

MEAN, SLIP = 1.05, 0.01
WORST = 0.05
"""Largest distance of any sample at 10 %, as a share of the primitive's diagonal."""
UNCAPPED = 1.0
TENTH = (lods.Aim(0.10, lods.AIMS[0].error), *lods.AIMS[1:])
SAMPLES = 20_000


def peer(path: Path, ratio: float, folder: Path) -> Document:
    """What gltfpack makes of a file, in plain floats."""
    out = folder / f"{path.stem}-{ratio}.glb"
    keep = ("-noq", "-kv", "-kn", "-km", "-ke", "-si", str(ratio), "-sv")
    done = peers.call("gltfpack", "-i", path, "-o", out, *keep)
    if done.code:
        raise RuntimeError(f"gltfpack: {done.output[-500:]}")
    return Document.from_glb(out.read_bytes())


def paired(own: list[Surface], other: list[Surface]) -> list[tuple[Surface, Surface]]:
    """Each surface with that of the same material whose middle is nearest."""
    left, found = list(other), []
    for one in own:
        middle = one.points[one.triangles].mean(axis=(0, 1))
        away = [np.linalg.norm(x.points[x.triangles].mean(axis=(0, 1)) - middle) for x in left]
        best = min(range(len(left)), key=lambda n: (left[n].name != one.name, away[n]))
        found.append((one, left.pop(best)))
    return found


def equal(document: Document, counts: list[int], tool: simplify.Simplifier) -> list[Surface]:
    """The document's surfaces, each simplified to so many triangles."""
    small = Document(json.loads(json.dumps(document.json)), document.bin)
    sources, seen = lods._parts(document), 0
    tool.refuel()
    order = {}
    for number in sorted(lods.scene.world_matrices(document.json)):
        mesh = document.json["nodes"][number].get("mesh")
        for each in document.json["meshes"][mesh]["primitives"] if mesh is not None else ():
            if each.get("mode", 4) == 4 and "POSITION" in each["attributes"]:
                order.setdefault(lods._key(each), counts[seen])
                seen += 1
    for mesh in small.json["meshes"]:
        for each in mesh["primitives"]:
            key = lods._key(each)
            if key in sources and order.get(key, 0) < len(sources[key].surface.indices) // 3:
                goal = reduce.Goal(order[key], UNCAPPED, parts.movable(each))
                found = reduce.reduce(sources[key], tool, goal)
                parts.write(small, each, sources[key], found)
    return surfaces(small)


def gap(source: list[Surface], other: list[Surface]) -> dict[str, float]:
    """Mean distance and slipped share over all primitives, by area."""
    size = np.array([area(each) for each in source])
    found = [compare(one, two, SAMPLES) for one, two in zip(source, other, strict=True)]
    mean = np.average([each.mean for each in found], weights=size) / diagonal(source)
    slipped = np.average([each.slipped for each in found], weights=size)
    triangles = sum(len(each.triangles) for each in other)
    return {
        "triangles": triangles,
        "mean_1e-4": round(float(mean) * 1e4, 3),
        "slipped": round(float(slipped), 4),
    }


def at_quarter(path: Path, folder: Path, tool: simplify.Simplifier) -> dict[str, Any]:
    document = Document.from_glb(path.read_bytes())
    pairs = paired(surfaces(document), surfaces(peer(path, 0.25, folder)))
    source, theirs = [one for one, _ in pairs], [two for _, two in pairs]
    ours = equal(document, [len(each.triangles) for each in theirs], tool)
    whole = sum(len(each.triangles) for each in source)
    found = {"whole": whole, "ours": gap(source, ours), "gltfpack": gap(source, theirs)}
    return {**found, "applies": found["gltfpack"]["triangles"] < 0.9 * whole}


def at_tenth(path: Path, folder: Path, tool: simplify.Simplifier) -> dict[str, Any]:
    document = Document.from_glb(path.read_bytes())
    began = time.process_time()
    levels = lods.levels(document, tool, TENTH)
    seconds = time.process_time() - began
    if not levels:
        return {"levels": []}
    source, ours = surfaces(document), surfaces(levels[0].document)
    theirs = [two for _, two in paired(source, surfaces(peer(path, 0.1, folder)))]
    pairs = list(zip(source, ours, strict=True))
    flips = [flipped(one, two) for one, two in pairs]
    other = [flipped(one, two) for one, two in zip(source, theirs, strict=True)]
    worst = [compare(one, two, SAMPLES).worst / diagonal([one]) for one, two in pairs]
    return {
        "levels": [(level.triangles, float(f"{level.error_m:.3g}")) for level in levels],
        "seconds": round(seconds, 2),
        "borders": [sum(map(borders, source)), sum(map(borders, ours))],
        "flipped": sum(count for count, _ in flips),
        "flipped_area": round(max(share for _, share in flips), 5),
        "gltfpack_flipped": sum(count for count, _ in other),
        "worst": round(float(max(worst)), 4),
    }


def missed(result: dict[str, Any]) -> list[str]:
    """The bars that were not met, with the file."""
    bars = []
    for name, found in result.items():
        quarter, tenth = found["25 %"], found["10 %"]
        ours, theirs = quarter["ours"], quarter["gltfpack"]
        if quarter["applies"] and ours["mean_1e-4"] > MEAN * theirs["mean_1e-4"]:
            bars.append(f"{name}: mean")
        if quarter["applies"] and ours["slipped"] > theirs["slipped"] + SLIP:
            bars.append(f"{name}: slipped")
        if tenth["levels"] and tenth["borders"][1] > tenth["borders"][0]:
            bars.append(f"{name}: new border edges")
        if tenth["levels"] and tenth["flipped"]:
            bars.append(f"{name}: {tenth['flipped']} flipped")
        if tenth["levels"] and tenth["worst"] > WORST:
            bars.append(f"{name}: error")
    return bars


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?")
    folder = parser.parse_args().folder
    files = sorted(folder.rglob("*.glb")) if folder else []
    if not files:
        say("not run: no data")
        print(json.dumps({"not_run": "no data"}))
        return 0
    tool, result = simplify.Simplifier(), {}
    with tempfile.TemporaryDirectory() as name:
        for path in files:
            quarter = at_quarter(path, Path(name), tool)
            tenth = at_tenth(path, Path(name), tool)
            result[path.stem] = {"25 %": quarter, "10 %": tenth}
            say(f"{path.stem}: {result[path.stem]}")
    return report(result, missed(result))


if __name__ == "__main__":
    sys.exit(main())
