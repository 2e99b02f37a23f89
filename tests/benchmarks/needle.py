"""Needle's own viewer streams our levels: `PYTHONPATH=. python tests/benchmarks/needle.py FOLDER`.

Builds a folder of GLBs, opens each root file with three and `@needle-tools/gltf-progressive` in a
browser, asks for every level of every mesh and for the finest of every texture, and compares what
is shown then with the catalogue. Exit 1 when it differs; without data `not run: no data`, exit 0.
"""

from __future__ import annotations

import argparse
import functools
import json
import shutil
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import peers
from playwright.sync_api import sync_playwright
from serving import report, say
from streaming_bytes import build

from assets_pipeline.catalogue import Product

PACKAGE = "@needle-tools/gltf-progressive"
LOADING = "Error loading"
"""What the viewer says when a level does not come; that it misses its own decoders is no matter."""
PAGE = """<!doctype html><script type="importmap">{"imports": {
  "three": "/m/three/build/three.module.js",
  "three/examples/": "/m/three/examples/", "three/addons/": "/m/three/examples/jsm/"}}</script>
<script type="module">
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { NEEDLE_progressive } from "/m/@needle-tools/gltf-progressive/gltf-progressive.js";
const count = (meshes) => meshes.reduce((sum, { geometry: g }) =>
  sum + (g.index ? g.index.count : g.attributes.position.count) / 3, 0);
window.look = async (root, levels) => {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  loader.register((parser) => new NEEDLE_progressive(parser));
  const { scene } = await loader.loadAsync("/a/" + root);
  const meshes = [], widths = [];
  scene.traverse((each) => each.isMesh && meshes.push(each));
  const triangles = [count(meshes)];
  for (let level = levels - 2; level >= 0; level -= 1) {
    for (const mesh of meshes) await NEEDLE_progressive.assignMeshLOD(mesh, level);
    triangles.push(count(meshes));
  }
  for (const mesh of meshes)
    for (const { texture } of await NEEDLE_progressive.assignTextureLOD(mesh, 0))
      widths.push(texture ? texture.image.width : 0);
  return { triangles, widths };
};
window.ready = true;
</script>"""


class Handler(SimpleHTTPRequestHandler):
    """The page, npm's modules under `/m/`, blobs under `/a/`."""

    def __init__(self, *given: Any, places: dict[str, Path], **more: Any) -> None:
        self.places = places
        super().__init__(*given, **more)

    def translate_path(self, path: str) -> str:
        key, _, rest = path.split("?", maxsplit=1)[0].lstrip("/").partition("/")
        return str(self.places.get(key, self.places["p"] / "none") / rest)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


def look(out: Path, products: list[Product]) -> dict[str, Any]:
    modules = peers.install("three", PACKAGE) / "node_modules"
    (out / "p").mkdir()
    (out / "p/index.html").write_text(PAGE)
    for name, library in (("draco", "draco"), ("ktx2", "basis")):  # where it looks when offline
        (out / "p/include").mkdir(exist_ok=True)
        (out / "p/include" / name).symlink_to(modules / "three/examples/jsm/libs" / library)
    places = {"p": out / "p", "m": modules, "a": out / "a"}
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, places=places))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found: dict[str, Any] = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.set_default_timeout(120_000)
        problems: list[str] = []
        page.on("console", lambda line: LOADING in line.text and problems.append(line.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_port}/p/index.html")
        page.wait_for_function("window.ready")
        for each in products:
            if each.progressive:
                seen = page.evaluate(
                    "([root, levels]) => look(root, levels)",
                    [each.progressive.sha256, len(each.lods)],
                )
                wanted = [lod.triangles for lod in each.lods]
                found[each.source] = {"wanted": wanted, **seen, "problems": [*problems]}
                say(f"{each.source}: {found[each.source]}")
                problems.clear()
    server.shutdown()
    return found


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
        found = look(out, build(folder.resolve(), out))
    wrong = [
        source
        for source, each in found.items()
        if each["triangles"] != each["wanted"] or each["problems"] or 0 in each["widths"]
    ]
    return report(found, wrong)


if __name__ == "__main__":
    sys.exit(main())
