"""Identity round trip against trimesh: `PYTHONPATH=. python tests/benchmarks/roundtrip.py FOLDER`.

Every GLB is read, checked and written again, with every number decoded as the build does it, and by
trimesh 5 (`load_scene`, `export`). Times are the best of several in one process; the bar is on the
sum over the files with pictures. What the pipeline wrote must have lost nothing, and hold the same
picture bytes; what trimesh lost is printed beside it. Exit 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import trimesh
from serving import report, say

from assets_pipeline import fidelity
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import values

FASTER = 10.0


def ours(data: bytes) -> bytes:
    """Read, check every range and every number, write."""
    document = Document.from_glb(data)
    values.check(document)
    return document.to_glb()


def theirs(data: bytes) -> bytes:
    scene = trimesh.load_scene(io.BytesIO(data), file_type="glb", process=False)
    return bytes(scene.export(file_type="glb"))


def best(work: Callable[[bytes], bytes], data: bytes, tries: int) -> tuple[float, bytes]:
    """Shortest seconds of some tries, and what came out."""
    found, out = float("inf"), b""
    for _ in range(tries):
        began = time.perf_counter()
        out = work(data)
        found = min(found, time.perf_counter() - began)
    return found, out


def losses(before: Document, data: bytes) -> list[str]:
    try:
        return [loss.kind for loss in fidelity.check(before, Document.from_glb(data))]
    except AssetRejected as error:
        return [error.code]


def pictures(document: Document) -> list[bytes]:
    return [document.image_bytes(number) for number in range(len(document.json.get("images", [])))]


def measure(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    before = Document.from_glb(data)
    our_s, our_bytes = best(ours, data, 5)
    their_s, their_bytes = best(theirs, data, 2)
    say(f"{path.name}: {our_s * 1000:.1f} ms, trimesh {their_s * 1000:.1f} ms")
    return {
        "textured": bool(before.json.get("images")),
        "ms": round(our_s * 1000, 2),
        "trimesh_ms": round(their_s * 1000, 2),
        "faster": round(their_s / our_s, 1),
        "lost": losses(before, our_bytes),
        "pictures_identical": pictures(before) == pictures(Document.from_glb(our_bytes)),
        "trimesh_lost": dict(Counter(losses(before, their_bytes)).most_common()),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?")
    given = parser.parse_args()
    files = sorted(given.folder.rglob("*.glb")) if given.folder else []
    if not files:
        say("not run: no data")
        print(json.dumps({"not_run": "no data"}))
        return 0
    found = {path.name: measure(path) for path in files}
    textured = [each for each in found.values() if each["textured"]]
    sums = [sum(each[key] for each in textured) for key in ("ms", "trimesh_ms")]
    total = {
        "textured_files": len(textured),
        "ms": round(sums[0], 1),
        "trimesh_ms": round(sums[1], 1),
        "faster": round(sums[1] / sums[0], 1) if textured else None,
        "files_that_lost": sum(bool(each["lost"]) for each in found.values()),
        "files_that_trimesh_lost_from": sum(bool(each["trimesh_lost"]) for each in found.values()),
    }
    bars = {
        "nothing lost": not total["files_that_lost"],
        "pictures identical": all(each["pictures_identical"] for each in found.values()),
        f"{FASTER:g} times faster in total": not textured or sums[1] >= FASTER * sums[0],
    }
    missed = [name for name, met in bars.items() if not met]
    return report({"total": total, "files": found}, missed)


if __name__ == "__main__":
    sys.exit(main())
