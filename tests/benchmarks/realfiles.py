"""Real models in, the same on screen: `PYTHONPATH=. python tests/benchmarks/realfiles.py FOLDER`.

Builds a folder of GLBs as it lies there, outside the project. gltf-validator and `inspect` say what
the published files broke or lost, and a browser shows every product in its finest level. Exit 1
when a file is refused, an output has an error that its source had not, a feature is gone, a product
does not come into view, or the console complains. Without a folder: `not run: no data`, exit 0.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright
from serving import ROOT, report, say, serving

from assets_pipeline.catalogue import Catalogue, Product, decode
from tests.e2e.conftest import FLAGS, Shopper

PATIENCE_S = 120
ENCODED = {"extensionsRequired", "extensionsUsed", "resources", "totalVertexCount"}
"""What encoding changes without a loss: `inspect` compares extensions and pictures."""
VALIDATE = """
import { readFileSync } from "node:fs";
import { validateBytes } from "gltf-validator";
const found = {};
for (const path of process.argv.slice(1)) {
  const { info, issues } = await validateBytes(readFileSync(path), { maxIssues: 0 });
  const errors = issues.messages.filter(({ severity }) => !severity).map(({ code }) => code);
  found[path] = { info, errors };
}
console.log(JSON.stringify(found));
"""
ALL_HERE = """Object.values(__app.scene.products).every(({loaded, failed}) => loaded || failed)
  && [...document.querySelectorAll("#shelf .thumb")].every((tile) => tile.firstChild)"""
IN_VIEW = """((item) => item && (item.failed || (item.loaded && __app.scene.project(id))) && item)
  (__app.scene.products[id])"""


def answer(*command: str | Path, cwd: Path = ROOT) -> Any:
    """The JSON that a command prints."""
    return json.loads(subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, check=False).stdout)


def pipeline(*words: str | Path) -> Any:
    return answer(sys.executable, "-m", "assets_pipeline", *words)


def lost(source: Path, output: Path) -> list[str]:
    """What the pipeline's own comparison says is gone or changed."""
    found = pipeline("inspect", source, output)
    if not found["ok"]:
        return [f"refused: {found['error']}"]
    return found["difference"][: len(found["lost"])]


def recounted(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """Where the validator's own counts differ: triangles, materials, skins, images, …"""
    keys = sorted((first.keys() | second.keys()) - ENCODED)
    pairs = [(key, first.get(key), second.get(key)) for key in keys]
    return [f"{key}: {one} before, {two} after" for key, one, two in pairs if one != two]


def compare(source: Path, product: Product, levels: list[Path], found: Any) -> dict[str, Any]:
    """One source beside what was published of it, the coarsest level first."""
    before, finest = found[str(source)], found[str(levels[-1])]
    known = Counter(before["errors"])
    return {
        "bytes": {"source": source.stat().st_size, "levels": [lod.bytes for lod in product.lods]},
        "triangles": [lod.triangles for lod in product.lods],
        "source_errors": known,
        "new_errors": [Counter(found[str(level)]["errors"]) - known for level in levels],
        "lost": lost(source, levels[-1]),
        "recounted": recounted(before["info"], finest["info"]),
    }


def examine(folder: Path, out: Path, products: list[Product]) -> dict[str, dict[str, Any]]:
    """All products by their source."""
    levels = {each.source: [out / "a" / lod.sha256 for lod in each.lods] for each in products}
    files = [*(folder / source for source in levels), *itertools.chain(*levels.values())]
    say(f"validating {len(files)} files")
    node = ("node", "--input-type=module", "-e", VALIDATE)
    found = answer(*node, *files, cwd=ROOT / "static")
    return {
        each.source: compare(folder / each.source, each, levels[each.source], found)
        for each in products
    }


def stand_still(shopper: Shopper) -> None:
    """Until the walk to a section is over: a card that opens on the way is left behind."""
    before = None
    while (now := shopper.get("__app.scene.camera")) != before:
        before = now
        shopper.page.wait_for_timeout(1000)


def open_card(shopper: Shopper, product: Product) -> None:
    """From the shelf, where it is there, else from the shelf of its section."""
    place = f"#shelf [data-product='{product.id}'] button"
    if not shopper.page.locator(place).count():
        shopper.page.click(f"[data-key='section-{product.section}']")
        stand_still(shopper)
    shopper.page.click(place)


def sharpened(shopper: Shopper, product: str) -> dict[str, Any]:
    """What is shown once it gets no finer: a level whose error is below a pixel is not fetched."""
    before = None
    while (now := shopper.until(IN_VIEW, PATIENCE_S, id=product)) != before:
        before = now
        shopper.page.wait_for_timeout(1500)
    return dict(now)


def show(shopper: Shopper, product: Product) -> dict[str, Any]:
    """What the room says of a product once its card is open and it gets no finer."""
    began = time.perf_counter()
    try:
        open_card(shopper, product)
        item = sharpened(shopper, product.id)
    except (AssertionError, Error) as error:
        item = {"loaded": False, "failed": True, "visible": False, "error": str(error)[:200]}
    say(f"{product.id}: {item}")
    return {**item, "seconds": round(time.perf_counter() - began, 1)}


def settled(shopper: Shopper) -> bool:
    """Whether every model in the room and every picture on the shelf came in time."""
    with contextlib.suppress(AssertionError):
        return bool(shopper.until(ALL_HERE, PATIENCE_S))
    return False


def visit(url: str, products: list[Product], picture: Path | None) -> dict[str, Any]:
    """Go in, wait for all that stands in the room, then open one card after the other."""
    with sync_playwright() as play:
        chromium = shutil.which("chromium")
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE_S * 1000)
        shopper = Shopper(page, url).enter()
        complete = settled(shopper)
        standing = shopper.get("__app.scene.products")
        if picture:
            page.screenshot(path=picture)
        shown = {product.source: show(shopper, product) for product in products}
    console = shopper.problems
    return {"complete": complete, "standing": standing, "shown": shown, "console": console}


def seen(item: dict[str, Any]) -> bool:
    return item["loaded"] and item["visible"] and not item["failed"]


def missed(files: list[str], result: dict[str, Any]) -> list[str]:
    """The bars that were not met."""
    products = result["products"].values()
    items = [*result["standing"].values(), *result["shown"].values()]
    bars = {
        "every file is a product": files == sorted(result["products"]) and not result["rejected"],
        "no error that the source had not": not any(any(each["new_errors"]) for each in products),
        "no feature lost": not any(each["lost"] or each["recounted"] for each in products),
        "the room is complete": result["complete"],
        "every product shown": all(seen(each) for each in items),
        "quiet console": not result["console"],
    }
    return [name for name, met in bars.items() if not met]


def prove(folder: Path, picture: Path | None) -> tuple[Catalogue, dict[str, Any]]:
    """Build, examine, serve and look, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "catalogue"
        pipeline("build", folder, out)
        catalogue = decode((out / "catalogue.json").read_bytes())
        result: dict[str, Any] = {"products": examine(folder, out, catalogue.products)}
        with serving(Path(name), out) as server:
            result |= visit(server.base, catalogue.products, picture)
    return catalogue, result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="keep a picture of the room")
    given = parser.parse_args()
    folder = given.folder and given.folder.resolve()
    files = sorted(folder.rglob("*.glb")) if folder else []
    if not files:
        say("not run: no data")
        print(json.dumps({"not_run": "no data"}))
        return 0
    catalogue, result = prove(folder, given.picture)
    result["rejected"] = [each.file for each in catalogue.rejected]
    return report(result, missed(sorted(f.relative_to(folder).as_posix() for f in files), result))


if __name__ == "__main__":
    sys.exit(main())
