"""Pictures: bytes and quality against `gltf-transform optimize` with WebP, which comes from npm.

`PYTHONPATH=. .venv/bin/python tests/benchmarks/texture_bytes.py FOLDER` optimises each GLB of a
folder with both. Each texture that a material shows is decoded, ours, the peer's and the source's,
and compared at the source's pixel size: PSNR of 8-bit values as they stand in the file (sRGB for
colour), over R, G, B, and A too where the material uses it. Bytes are those of the distinct images.
`whole` is
the file, geometry and all. Exit 1 when ours are more in total, or a texture is worse. Seconds are for a look, not a bar: ours
of the pictures alone in this process, the peer's of its whole command. Without a folder:
`not run: no data`, exit 0.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import peers
from PIL import Image
from serving import report, say

from assets_pipeline import encode, textures
from assets_pipeline.document import Document
from assets_pipeline.guard import references
from assets_pipeline.textures.roles import uses

OFF = ("simplify", "join", "flatten", "instance", "palette", "prune-solid-textures")
OPTIONS = ["--compress", "meshopt", "--texture-compress", "webp", "--texture-size", "2048"]
OPTIONS += [word for name in OFF for word in (f"--{name}", "false")]
SLOTS = ("*Texture", "pbrMetallicRoughness/*Texture", "extensions/*/*Texture")

Slot = tuple[int, str]


def slots(document: Document) -> dict[Slot, int]:
    """The image that each slot of each material shows."""
    found: dict[Slot, int] = {}
    for number, material in enumerate(document.json.get("materials", [])):
        for path in SLOTS:
            for pointer, info in references.find(material, path):
                texture = document.json["textures"][info["index"]]
                webp = texture.get("extensions", {}).get("EXT_texture_webp", {})
                found[number, pointer] = webp.get("source", texture.get("source"))
    return found


def named(document: Document, found: dict[Slot, int]) -> dict[tuple[str, str], int]:
    """The same by the material's name, as the peer may change its number."""
    materials = document.json.get("materials", [])
    return {(materials[n].get("name", ""), slot): image for (n, slot), image in found.items()}


def pixels(document: Document, image: int, *, alpha: bool) -> np.ndarray:
    with Image.open(io.BytesIO(document.image_bytes(image))) as picture:
        return np.asarray(picture.convert("RGBA"), np.float64)[..., : 3 + alpha]


def psnr(one: np.ndarray, two: np.ndarray) -> float | None:
    """In dB; None when the pixel sizes differ."""
    if one.shape != two.shape:
        return None
    error = ((one - two) ** 2).mean()
    return 10 * math.log10(255**2 / error) if error else math.inf


def total(document: Document) -> int:
    images = range(len(document.json.get("images", [])))
    return sum(map(len, {document.image_bytes(image) for image in images}))


def compare(source: Document, ours: Document, theirs: Document) -> list[dict[str, Any]]:
    """One line for each image that a material shows."""
    before, after = named(source, slots(source)), named(theirs, slots(theirs))
    known, lines = uses(source.json), {}
    for key, image in before.items():
        if image in lines or key not in after:
            continue
        plain = pixels(source, image, alpha=known[image].alpha)
        pair = ((ours, image), (theirs, after[key]))
        kept = [psnr(plain, pixels(each, at, alpha=known[image].alpha)) for each, at in pair]
        lines[image] = {
            "slot": "/".join(key),
            "role": known[image].role.name,
            "mime": ours.json["images"][image]["mimeType"],
            "bytes": [len(each.image_bytes(at)) for each, at in pair],
            "psnr_db": [
                value and (round(value, 3) if math.isfinite(value) else "exact") for value in kept
            ],
            "worse": None in kept or kept[0] < kept[1],
        }
    return list(lines.values())


def measure(path: Path, folder: Path) -> dict[str, Any]:
    """Both tools on one file; the bytes as [ours, theirs]."""
    say(path.name)
    source = Document.from_glb(path.read_bytes())
    began = time.perf_counter()
    ours = textures.optimise(source)
    seconds = time.perf_counter() - began
    out = folder / path.name
    run = peers.call("@gltf-transform/cli", "optimize", path, out, *OPTIONS)
    if run.code:
        raise RuntimeError(run.output[-2000:])
    theirs = Document.from_glb(out.read_bytes())
    return {
        "source": total(source),
        "bytes": [total(ours), total(theirs)],
        "whole": [len(encode.encode(ours).to_glb()), out.stat().st_size],
        "seconds": [round(seconds, 3), round(run.seconds, 3)],
        "textures": compare(source, ours, theirs),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?")
    folder = parser.parse_args().folder
    paths = sorted(folder.glob("*.glb")) if folder else []
    if not paths:
        say("not run: no data")
        print(json.dumps({"not_run": "no data"}))
        return 0
    peers.install("@gltf-transform/cli")
    with tempfile.TemporaryDirectory() as name:
        found = {path.name: measure(path, Path(name)) for path in paths}
    ours, theirs = (sum(each["bytes"][side] for each in found.values()) for side in (0, 1))
    whole = [sum(each["whole"][side] for each in found.values()) for side in (0, 1)]
    seconds = [sum(each["seconds"][side] for each in found.values()) for side in (0, 1)]
    worse = [one["slot"] for each in found.values() for one in each["textures"] if one["worse"]]
    result = {
        "files": found,
        "bytes": [ours, theirs],
        "share": round(ours / theirs, 4),
        "whole": whole,
        "whole_share": round(whole[0] / whole[1], 4),
        "textures": sum(len(each["textures"]) for each in found.values()),
        "seconds": seconds,
    }
    good = ours <= theirs and whole[0] <= whole[1]
    bars = {"bytes in total": good, f"each texture as good: {worse}": not worse}
    return report(result, [name for name, met in bars.items() if not met])


if __name__ == "__main__":
    sys.exit(main())
