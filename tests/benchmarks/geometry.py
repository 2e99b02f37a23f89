"""Geometry bytes beside gltfpack's, and what they cost in accuracy.

    PYTHONPATH=. python tests/benchmarks/geometry.py FOLDER

Geometry bytes are all bytes of a GLB but its images'. Errors are measured on what glTF-Transform
decodes, not on what we think we wrote: from every vertex of the source to the output vertex that is
nearest in position, texture coordinates and normal together, and back. Exit 1 when a bar is missed.
Without a folder: `not run: no data`, exit 0.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import peers
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from serving import report, say

from assets_pipeline import encode, scene
from assets_pipeline.document import Document
from assets_pipeline.encode import tolerance

Floats = NDArray[np.float64]

FLAGS = ("-cc", "-kn", "-km", "-ke", "-kv")
TOTAL, EACH = 1.00, 1.05
ERRORS = {"position": 2.0**-14, "uv": 2.0**-12, "normal_degrees": 1.0}
DECODE = """
import { writeFileSync } from "node:fs";
import { NodeIO } from "@gltf-transform/core";
import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { MeshoptDecoder } from "meshoptimizer";
await MeshoptDecoder.ready;
const io = new NodeIO().registerExtensions(ALL_EXTENSIONS);
io.registerDependencies({ "meshopt.decoder": MeshoptDecoder });
const [source, out] = process.argv.slice(1);
const parts = [];
let place = 0;
const meshes = (await io.read(source)).getRoot().listMeshes().map((mesh) =>
  mesh.listPrimitives().map((primitive) => {
    const found = { indices: primitive.getIndices()?.getCount() ?? null, attributes: {} };
    for (const name of primitive.listSemantics()) {
      const accessor = primitive.getAttribute(name);
      const [count, size] = [accessor.getCount(), accessor.getElementSize()];
      const values = new Float32Array(count * size);
      for (let i = 0; i < count; i++) values.set(accessor.getElement(i, []), i * size);
      found.attributes[name] = { place, count, size };
      parts.push(Buffer.from(values.buffer));
      place += values.length;
    }
    return found;
  }));
writeFileSync(out, Buffer.concat(parts));
console.log(JSON.stringify(meshes));
"""
VALIDATE = """
import { readFileSync } from "node:fs";
import { validateBytes } from "gltf-validator";
const found = [];
for (const path of process.argv.slice(1)) {
  const { issues } = await validateBytes(readFileSync(path), { maxIssues: 0 });
  found.push(issues.messages.filter(({ severity }) => !severity).map(({ code }) => code));
}
console.log(JSON.stringify(found));
"""


def geometry_bytes(path: Path) -> int:
    """All but the images."""
    document = Document.from_glb(path.read_bytes())
    images = {image["bufferView"] for image in document.json.get("images", [])}
    pictures = sum(document.json["bufferViews"][view]["byteLength"] for view in images)
    return path.stat().st_size - pictures


def decoded(path: Path, work: Path) -> list[list[dict[str, Any]]]:
    """Primitives of a file as glTF-Transform reads them: arrays by attribute name."""
    out = work / "decoded.bin"
    needs = ("@gltf-transform/cli", "meshoptimizer")
    meshes: list[list[dict[str, Any]]] = peers.node(DECODE, path, out, needs=needs)
    values = np.frombuffer(out.read_bytes(), np.float32)
    for primitive in (one for mesh in meshes for one in mesh):
        for name, part in primitive["attributes"].items():
            end = part["place"] + part["count"] * part["size"]
            primitive["attributes"][name] = values[part["place"] : end].reshape(part["count"], -1)
    return meshes


def features(values: dict[str, Floats], move: float, spans: dict[str, float]) -> Floats:
    """Position, UVs and normal side by side, each in units of what it may be off."""
    columns = [values["POSITION"] / move]
    for name, span in spans.items():
        columns.append(values[name] / (span * ERRORS["uv"]))
    if "NORMAL" in values:
        columns.append(unit(values["NORMAL"]) / np.radians(ERRORS["normal_degrees"]))
    return np.hstack(columns).astype(np.float64)


def unit(vectors: Floats) -> Floats:
    long = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(long > 0, long, 1)


def errors(source: dict[str, Floats], output: dict[str, Floats], move: float) -> dict[str, float]:
    """Largest errors of one primitive, both ways; positions in its own units."""
    spans = {
        name: max(float(np.ptp(values, axis=0).max()), 1e-9)
        for name, values in source.items()
        if name.startswith("TEXCOORD_")
    }
    one, two = features(source, move, spans), features(output, move, spans)
    to_two = cKDTree(two).query(one)[1]
    to_one = cKDTree(one).query(two)[1]
    every = np.concatenate([np.arange(len(one)), to_one])
    other = np.concatenate([to_two, np.arange(len(two))])
    off = {
        n: source[n][every].astype(np.float64) - output[n][other] for n in spans | {"POSITION": 0}
    }
    found = {"position": float(np.linalg.norm(off["POSITION"], axis=1).max())}
    if spans:
        found["uv"] = max(float(np.linalg.norm(off[n], axis=1).max()) / s for n, s in spans.items())
    if "NORMAL" in source:
        chord = np.linalg.norm(
            unit(source["NORMAL"][every]) - unit(output["NORMAL"][other]), axis=1
        )
        found["normal_degrees"] = float(np.degrees(2 * np.arcsin(chord / 2)).max())
    return found


def accuracy(document: Document, meshes: list[list[dict[str, Any]]]) -> dict[str, float]:
    """Largest errors of a file; positions as a share of the asset's diagonal, and of the mesh's."""
    diagonal = tolerance.diagonal(*scene.bounds(document))
    scales = tolerance.scales(document.json)
    moves = tolerance.tolerances(document)
    largest: dict[str, float] = {}
    for number, (mesh, new) in enumerate(zip(document.json["meshes"], meshes, strict=True)):
        for primitive, output in zip(mesh["primitives"], new, strict=True):
            names = primitive["attributes"]
            source = {name: scene.floats(document, index) for name, index in names.items()}
            found = errors(source, output["attributes"], moves[names["POSITION"]] or 1e-9)
            own = tolerance.diagonal(source["POSITION"].min(axis=0), source["POSITION"].max(axis=0))
            found["position_of_mesh"] = found["position"] / (own or 1)
            found["position"] *= scales.get(number, diagonal / (own or 1)) / diagonal
            for key, value in found.items():
                largest[key] = max(value, largest.get(key, 0.0))
    return largest


def examine(path: Path, work: Path) -> dict[str, Any]:
    """One file: bytes, errors, and what the validator says before and after compression."""
    ours, plain, theirs = (work / f"{kind}.glb" for kind in ("ours", "plain", "gltfpack"))
    document = Document.from_glb(path.read_bytes())
    ours.write_bytes(encode.encode(document).to_glb())
    plain.write_bytes(encode.encode(document, extension="").to_glb())
    run = peers.call("gltfpack", "-i", path, "-o", theirs, *FLAGS)
    if run.code:
        raise RuntimeError(run.output)
    before, *after = peers.node(VALIDATE, path, plain, ours, needs=("gltf-validator",))
    sizes = {"source": geometry_bytes(path), "ours": geometry_bytes(ours)}
    sizes["gltfpack"] = geometry_bytes(theirs)
    return {
        **sizes,
        "ratio": round(sizes["ours"] / sizes["gltfpack"], 4),
        "errors": {
            k: float(f"{v:.4g}") for k, v in accuracy(document, decoded(ours, work)).items()
        },
        "new_validator_errors": sorted(
            code for found in after for code in (Counter(found) - Counter(before)).elements()
        ),
    }


def missed(files: dict[str, dict[str, Any]], total: float) -> list[str]:
    """The bars that were not met."""
    found = [] if total <= TOTAL else [f"total {total:.4f}"]
    for name, file in files.items():
        found += [f"{name}: ratio {file['ratio']}"] if file["ratio"] > EACH else []
        found += [
            f"{name}: {key}" for key, bar in ERRORS.items() if file["errors"].get(key, 0) > bar
        ]
        found += [f"{name}: {code}" for code in file["new_validator_errors"]]
    return found


def main() -> int:
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    paths = sorted(folder.glob("*.glb")) if folder else []
    if not paths:
        say("not run: no data")
        print(json.dumps({"not_run": "no data"}))
        return 0
    files = {}
    with tempfile.TemporaryDirectory() as work:
        for path in paths:
            files[path.name] = examine(path, Path(work))
            say(f"{path.name}: {files[path.name]}")
    total = sum(f["ours"] for f in files.values()) / sum(f["gltfpack"] for f in files.values())
    result = {"bars": {"total": TOTAL, "each": EACH, **ERRORS}, "total_ratio": round(total, 4)}
    return report({**result, "files": files}, missed(files, total))


if __name__ == "__main__":
    sys.exit(main())
