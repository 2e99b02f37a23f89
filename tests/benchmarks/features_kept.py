"""What publishing keeps: `PYTHONPATH=. python tests/benchmarks/features_kept.py FOLDER`.

Builds a folder of GLBs with `python -m assets_pipeline build` and asks four judges about the finest
level of each product: the pipeline's own comparison; three's GLTFLoader, which lists all that it
made of the file before and after; gltf-validator, on a copy whose views are laid open, since it
does not look into compressed ones; and Babylon, which must load every level. Exit 1 when a feature
is gone, an error is new, or a file does not load. Without a folder: `not run: no data`, exit 0.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import peers
from serving import ROOT, report, say

from assets_pipeline import compact
from assets_pipeline.catalogue import Product, decode
from assets_pipeline.document import Document

THREE = """
import { readFileSync } from "node:fs";
globalThis.self = globalThis;
globalThis.createImageBitmap = async (blob) => ({ width: 1, height: 1, size: blob.size, close() {} });
const { GLTFLoader } = await import("three/addons/loaders/GLTFLoader.js");
const { MeshoptDecoder } = await import("three/addons/libs/meshopt_decoder.module.js");
const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
const load = (path) => {
  const data = readFileSync(path);
  const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  return new Promise((good, bad) => loader.parse(bytes, "", good, bad));
};
const MAPS = ["map", "normalMap", "metalnessMap", "roughnessMap", "aoMap", "emissiveMap",
  "sheenColorMap", "sheenRoughnessMap", "clearcoatMap", "clearcoatNormalMap", "transmissionMap",
  "clearcoatRoughnessMap", "thicknessMap", "specularIntensityMap", "specularColorMap",
  "iridescenceMap", "anisotropyMap"];
const NUMBERS = ["sheen", "sheenRoughness", "clearcoat", "transmission", "thickness", "ior",
  "iridescence", "anisotropy", "metalness", "roughness", "opacity", "alphaTest", "side",
  "emissiveIntensity", "specularIntensity", "transparent"];
function* material(each) {
  yield `material ${each.name} ${each.type}`;
  for (const key of NUMBERS) if (key in each) yield `material ${each.name} ${key} ${each[key]}`;
  for (const key of ["color", "emissive", "sheenColor"])
    if (each[key]) yield `material ${each.name} ${key} ${each[key].getHexString()}`;
  for (const key of MAPS) if (each[key]) {
    const { channel, wrapS, wrapT, magFilter, minFilter, image } = each[key];
    if (image?.size) yield `material ${each.name} ${key} ${[channel, wrapS, wrapT, magFilter, minFilter]}`;
  }
  yield* known(each.userData, `material ${each.name}`);
}
function* known({ gltfExtensions = {}, ...extras }, name) {
  for (const [key, value] of Object.entries(gltfExtensions)) yield `${name} ${key} ${JSON.stringify(value)}`;
  for (const [key, value] of Object.entries(extras)) if (key !== "name") yield `${name} extra ${key} ${JSON.stringify(value)}`;
}
function* geometry({ geometry, name, morphTargetDictionary, morphTargetInfluences }) {
  const { attributes, index, morphAttributes } = geometry;
  yield `mesh ${name} triangles ${(index ?? attributes.position).count / 3}`;
  for (const key of Object.keys(attributes)) yield `mesh ${name} attribute ${key} ${attributes[key].itemSize}`;
  for (const [key, list] of Object.entries(morphAttributes)) yield `mesh ${name} morph ${key} ${list.length}`;
  if (morphTargetDictionary) yield `mesh ${name} morph names ${Object.keys(morphTargetDictionary)}`;
  if (morphTargetInfluences) yield `mesh ${name} morph weights ${morphTargetInfluences}`;
}
function* features(gltf) {
  for (const [number, scene] of gltf.scenes.entries()) {
    yield `scene ${number} ${scene.name}`;
    const parts = [];
    scene.traverse((node) => parts.push(node));
    for (const node of parts.slice(1)) {
      yield `node ${node.name} ${node.isMesh ? "" : node.type}`;
      yield* known(node.userData, `node ${node.name}`);
      if (node.isMesh) yield* geometry(node);
      if (node.isSkinnedMesh) yield `skin of ${node.name}: ${node.skeleton.bones.map((bone) => bone.name)}`;
    }
  }
  const nameless = new Map(); // three calls a track without a name by a random id
  for (const scene of gltf.scenes) scene.traverse(({ name, uuid }) => name || nameless.set(uuid, nameless.size));
  for (const clip of gltf.animations) {
    yield `clip ${clip.name} ${clip.duration.toFixed(3)} s`;
    for (const { name, times } of clip.tracks) {
      const [id, path] = name.split(".");
      yield `clip ${clip.name} ${nameless.get(id) ?? id} ${path} ${times.length} keys`;
    }
  }
  for (const each of await_(gltf)) yield* material(each);
  yield* known(gltf.userData, "document");
  if (gltf.asset.copyright) yield `copyright ${gltf.asset.copyright}`;
  for (const camera of gltf.cameras) yield `camera ${camera.type} ${camera.fov} ${camera.near} ${camera.far}`;
}
let materials;
const await_ = () => materials;
const found = {};
for (const path of process.argv.slice(1)) {
  try {
    const gltf = await load(path);
    materials = await gltf.parser.getDependencies("material");
    found[path] = [...features(gltf)];
  } catch (error) {
    found[path] = [`failed: ${error.message}`];
  }
}
console.log(JSON.stringify(found));
"""
VALIDATE = """
import { readFileSync } from "node:fs";
import validator from "gltf-validator";
const found = {};
for (const path of process.argv.slice(1)) {
  const { issues } = await validator.validateBytes(readFileSync(path), { maxIssues: 0 });
  found[path] = issues.messages.filter(({ severity }) => !severity).map(({ code }) => code);
}
console.log(JSON.stringify(found));
"""
BABYLON = """
import { readFileSync } from "node:fs";
import { MeshoptDecoder } from "meshoptimizer";
globalThis.MeshoptDecoder = { ...MeshoptDecoder, useWorkers() {} }; // node has no Worker
const { NullEngine, Scene, LoadAssetContainerAsync, Tools, Logger } = await import("@babylonjs/core");
await import("@babylonjs/loaders/glTF/index.js");
Logger.LogLevels = 0;
Tools.LoadBabylonScriptAsync = async () => {};
const found = {};
for (const path of process.argv.slice(1)) {
  try {
    const scene = new Scene(new NullEngine());
    const data = new Uint8Array(readFileSync(path));
    const all = await LoadAssetContainerAsync(data, scene, { pluginExtension: ".glb" });
    found[path] = { meshes: all.meshes.filter((mesh) => mesh.getTotalVertices()).length,
      skeletons: all.skeletons.length, clips: all.animationGroups.length, materials: all.materials.length };
    scene.dispose();
  } catch (error) {
    found[path] = { failed: String(error).slice(0, 300) };
  }
}
console.log(JSON.stringify(found));
process.exit(0);
"""
WRAPPER = "node showroom_root "


def pipeline(*words: str | Path) -> Any:
    """The JSON that a command of the pipeline prints."""
    command = [sys.executable, "-m", "assets_pipeline", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    return json.loads(done.stdout)


def open_copy(path: Path, folder: Path) -> Path:
    """The file with its compressed views laid open, as gltf-validator reads them."""
    document = Document.from_glb(path.read_bytes())
    copy = folder / f"{path.name}.glb"
    copy.write_bytes(compact.compact(document).to_glb())
    return copy


def gone(before: list[str], after: list[str]) -> list[str]:
    """Features that three saw before and not after, the wrapper's own line aside."""
    return sorted((Counter(before) - Counter(after)).elements())


def new(before: list[str], after: list[str]) -> list[str]:
    found = sorted((Counter(after) - Counter(before)).elements())
    return [line for line in found if not line.startswith(WRAPPER)]


def judge(folder: Path, out: Path, products: list[Product], work: Path) -> dict[str, Any]:
    """What every judge says of every product."""
    sources = {each.source: (folder / each.source).resolve() for each in products}
    levels = {each.source: [out / "a" / lod.sha256 for lod in each.lods] for each in products}
    finest = {source: paths[-1] for source, paths in levels.items()}
    opened = {source: open_copy(path, work) for source, path in finest.items()}
    everything = [path for paths in levels.values() for path in paths]
    say("three")
    seen = peers.node(THREE, *sources.values(), *finest.values(), needs=("three",))
    say("gltf-validator")
    errors = peers.node(VALIDATE, *sources.values(), *opened.values(), needs=("gltf-validator",))
    say("Babylon")
    needs = ("@babylonjs/core", "@babylonjs/loaders", "meshoptimizer")
    loaded = peers.node(BABYLON, *sources.values(), *everything, needs=needs)
    found: dict[str, Any] = {}
    for name, path in sources.items():
        own = pipeline("inspect", path, finest[name])
        three = [seen[str(each)] for each in (path, finest[name])]
        valid = [Counter(errors[str(each)]) for each in (path, opened[name])]
        babylon = [loaded[str(each)] for each in (path, finest[name])]
        failed = [loaded[str(each)] for each in levels[name] if "failed" in loaded[str(each)]]
        found[name] = {
            "own_lost": own["difference"][: len(own["lost"])] if own["ok"] else [own["error"]],
            "three_features": len(three[0]),
            "three_lost": gone(*three),
            "three_new": new(*three),
            "new_errors": valid[1] - valid[0],
            "errors_mended": sum((valid[0] - valid[1]).values()),
            "babylon": babylon[1],
            "babylon_lost": [
                key for key, count in babylon[0].items() if babylon[1].get(key) != count
            ],
            "babylon_failed": failed,
        }
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?")
    given = parser.parse_args()
    files = sorted(given.folder.rglob("*.glb")) if given.folder else []
    if not files:
        say("not run: no data")
        print(json.dumps({"not_run": "no data"}))
        return 0
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "catalogue"
        pipeline("build", given.folder.resolve(), out)
        catalogue = decode((out / "catalogue.json").read_bytes())
        found = judge(given.folder, out, catalogue.products, Path(name))
    each = found.values()
    bars = {
        "every file is published": len(found) == len(files) and not catalogue.rejected,
        "nothing lost by our own comparison": not any(one["own_lost"] for one in each),
        "nothing lost that three sees": not any(one["three_lost"] for one in each),
        "no new error": not any(one["new_errors"] for one in each),
        "Babylon loads every level": not any(one["babylon_failed"] for one in each),
        "nothing lost that Babylon counts": not any(one["babylon_lost"] for one in each),
    }
    rejected = [(one.file, one.code, one.message) for one in catalogue.rejected]
    result = {"files": len(files), "rejected": rejected, "products": found}
    return report(result, [name for name, met in bars.items() if not met])


if __name__ == "__main__":
    sys.exit(main())
