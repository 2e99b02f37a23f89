"""What a shopper waits for: `PYTHONPATH=. python tests/benchmarks/streaming_bytes.py FOLDER`.

Builds a folder of GLBs and weighs what the client loads first against the file as it came and
against the finest level, and two steps (first, then finest) against the finest alone, geometry only
(bytes of vertices and triangles, without JSON and images). The first
level's bars are medians over the files that have pictures. Exit 1 when a bar is missed; without data `not run: no data`, exit 0.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from serving import ROOT, report, say

from assets_pipeline.catalogue import Product, decode
from assets_pipeline.document import Document

ORIGINAL, OPTIMISED, TWO_STEPS = 0.06, 0.25, 1.15
PRODUCT = 1000
"""Triangles of what is more than a test tile: medians over these are told beside, without a bar."""


def parts(path: Path) -> tuple[int, int]:
    """Bytes of all images in a GLB, and of all else in its binary chunk."""
    document = Document.from_glb(path.read_bytes())
    views = {each["bufferView"] for each in document.json.get("images", []) if "bufferView" in each}
    images = sum(document.json["bufferViews"][view]["byteLength"] for view in views)
    return images, len(document.bin) - images


def weighed(source: Path, product: Product, blobs: Path) -> dict[str, Any]:
    sizes = [lod.bytes for lod in product.lods]
    shapes = [parts(blobs / lod.sha256)[1] for lod in product.lods]
    original = source.stat().st_size
    return {
        "original": original,
        "levels": sizes,
        "geometry": shapes,
        "triangles": [lod.triangles for lod in product.lods],
        "error_m": [lod.error_m for lod in product.lods],
        "textured": parts(source)[0] > 0,
        "first_to_original": round(sizes[0] / original, 4),
        "first_to_optimised": round(sizes[0] / sizes[-1], 4),
        "two_steps": round((shapes[0] + shapes[-1]) / shapes[-1], 3) if len(sizes) > 1 else 1.0,
        "progressive": product.progressive.bytes if product.progressive else None,
    }


def build(folder: Path, out: Path) -> list[Product]:
    command = [sys.executable, "-m", "assets_pipeline", "build", folder, out]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return decode((out / "catalogue.json").read_bytes()).products


def summary(found: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Medians over the textured files; two steps over all that have them."""
    textured = [each for each in found.values() if each["textured"]]
    shaped = [each for each in textured if each["triangles"][-1] >= PRODUCT]
    stepped = [each for each in found.values() if len(each["levels"]) > 1]
    keys = ("first_to_original", "first_to_optimised")
    medians = {key: statistics.median(each[key] for each in textured) for key in keys}
    total = sum(each["geometry"][-1] for each in stepped)
    both = sum(each["geometry"][0] + each["geometry"][-1] for each in stepped)
    two = statistics.median(each["two_steps"] for each in stepped)
    worth = {f"{key}_products": statistics.median(each[key] for each in shaped) for key in keys}
    return {**medians, **worth, "two_steps": two, "two_steps_total": round(both / max(1, total), 3)}


def missed(found: dict[str, float]) -> list[str]:
    bars = {
        "first_to_original": ORIGINAL,
        "first_to_optimised": OPTIMISED,
        "two_steps": TWO_STEPS,
        "two_steps_total": TWO_STEPS,
    }
    return [f"{key}: {found[key]} > {bar}" for key, bar in bars.items() if found[key] > bar]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?")
    folder = parser.parse_args().folder
    if not folder or not list(folder.rglob("*.glb")):
        say("not run: no data")
        print(json.dumps({"not_run": "no data"}))
        return 0
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        products = build(folder.resolve(), out)
        found = {each.source: weighed(folder / each.source, each, out / "a") for each in products}
    medians = summary(found)
    return report({"files": found, "median": medians}, missed(medians))


if __name__ == "__main__":
    sys.exit(main())
