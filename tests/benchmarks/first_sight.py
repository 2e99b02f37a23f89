"""How soon a shopper sees everything: `python tests/benchmarks/first_sight.py [GLB_FOLDER]`.

The real page in Chromium, in a network namespace of its own behind 20 Mbit/s (`netns.py`), in a
shop of the demo's products and, when given, of the real files. From the first wish for a mesh on:
seconds and bytes until every product in view has a shape, until the one looked at is at its best,
and until nothing more comes; then the same page again, with what the browser kept. Without a
graphics card the page draws and decodes slowly: the bytes are the line's part, the seconds are
everything. Needs root and chromium; prints one JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from netns import NEAR, SHAPE, inside, shaped, why_not
from playwright.sync_api import Page, sync_playwright
from serving import ROOT, report, say, serving

PATIENCE_S = 180
QUIET_S = 4
FLAGS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
)
WATCH = """
(() => {
  const seen = { began: 0, bytes: 0, moved: 0, all: null, best: null, inView: 0, look: "" };
  window.__seen = seen;
  const since = () => (performance.now() - seen.began) / 1000;
  const come = (bytes) => {
    seen.bytes += bytes;
    seen.moved = since();
  };
  new PerformanceObserver((list) => {
    for (const { name, transferSize } of list.getEntries())
      if (name.includes("/a/") && transferSize) (seen.http = (seen.http ?? 0) + transferSize), come(transferSize);
  }).observe({ type: "resource", buffered: true });
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", ({ data }) => {
        if (data.byteLength > 2048) come(data.byteLength);
      });
    }
    send(data) {
      const start = new TextDecoder("latin1").decode(data.slice(0, 12));
      if (!seen.began && start.includes("want")) seen.began = performance.now();
      super.send(data);
    }
  };
  const look = () => {
    const scene = window.__app?.scene;
    if (!scene?.ready || !seen.began) return;
    const products = Object.entries(scene.products);
    const shown = products.flatMap(([id, state]) => {
      const at = state.failed ? null : scene.project(id);
      const inside = at && at.x > 0 && at.y > 0 && at.x < innerWidth && at.y < innerHeight;
      return inside ? [{ id, ...state, off: Math.hypot(at.x - innerWidth / 2, at.y - innerHeight / 2) }] : [];
    });
    if (!shown.length) return;
    seen.inView = shown.length;
    const loaded = shown.filter(({ loaded }) => loaded).length;
    seen.loaded = loaded;
    if (loaded === shown.length) seen.all ??= { s: since(), bytes: seen.bytes };
    if (loaded >= shown.length * 0.9) seen.most ??= { s: since(), bytes: seen.bytes };
    const nearest = shown.sort((a, b) => a.off - b.off)[0];
    if (seen.look !== nearest.id) [seen.look, seen.best] = [nearest.id, null];
    const finest = (window.__lods?.[nearest.id] ?? 1) - 1;
    seen.level = nearest.lod;
    if (nearest.lod === finest) seen.best ??= { s: since(), bytes: seen.bytes };
  };
  setInterval(look, 50);
})();
"""


def shop(folder: Path, data: Path | None) -> Path:
    """A catalogue of the demo's products and the real files."""
    say("building the shop")
    source, out = folder / "source", folder / "shop"
    source.mkdir()
    run("assets_pipeline.demo", str(source))
    for file in sorted(data.glob("*.glb")) if data else ():
        shutil.copyfile(file, source / file.name)
    run("assets_pipeline", "build", str(source), str(out))
    return out


def run(*words: str) -> None:
    """Run a part of the project."""
    subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def browser(folder: Path, far: str) -> str:
    """A script that starts Chromium in the far namespace."""
    script = folder / "chromium"
    words = " ".join(inside(far, shutil.which("chromium") or ""))
    script.write_text(f'#!/bin/sh\nexec {words} "$@"\n')
    script.chmod(0o755)
    return str(script)


def watch(page: Page, url: str) -> dict[str, Any]:
    """What the page told, when no more bytes come."""
    page.goto(url, wait_until="commit")
    if page.locator("#consent-agree").is_visible(timeout=1000):
        page.click("#consent-agree")
    until = time.monotonic() + PATIENCE_S
    seen: dict[str, Any] = {}
    while time.monotonic() < until:
        page.wait_for_timeout(200)
        seen = page.evaluate("() => ({...window.__seen, now: performance.now() / 1000})")
        quiet = seen["began"] and seen["now"] - seen["began"] / 1000 - seen["moved"] > QUIET_S
        if quiet and seen["all"]:
            break
    return tidy(seen)


def tidy(seen: dict[str, Any]) -> dict[str, Any]:
    """The figures worth reading."""

    def at(key: str) -> Any:
        found = seen.get(key)
        return found and {"s": round(found["s"], 2), "mb": round(found["bytes"] / 1e6, 2)}

    return {
        "page_s": round(seen["began"] / 1000, 2),
        "in_view": seen["inView"],
        "without_shape": seen["inView"] - seen.get("loaded", 0),
        "most_have_shape": at("most"),
        "all_have_shape": at("all"),
        "looked_at_is_best": at("best"),
        "http_mb": round(seen.get("http", 0) / 1e6, 2),
        "all_mb": round(seen["bytes"] / 1e6, 2),
        "all_s": round(seen["moved"], 2),
    }


def near(far: str, data: Path | None, built: Path | None) -> int:
    """Serve in this namespace, look in the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = built or shop(folder, data)
        products = json.loads((built / "catalogue.json").read_text())["products"]
        lods = {each["id"]: len(each["lods"]) for each in products}
        os.environ["HOST"] = "0.0.0.0"  # the namespace's own
        with serving(folder, built) as server, sync_playwright() as play:
            origin = f"http://{NEAR}:{server.port}"
            secure = f"--unsafely-treat-insecure-origin-as-secure={origin}"
            context = play.chromium.launch_persistent_context(
                str(folder / "profile"),
                executable_path=browser(folder, far),
                args=[*FLAGS, secure],
                viewport={"width": 1280, "height": 800},
            )
            context.add_init_script(f"window.__lods = {json.dumps(lods)};")
            context.add_init_script(WATCH)
            visits = {}
            for visit in ("first", "again"):
                say(f"the {visit} visit")
                page = context.new_page()
                visits[visit] = watch(page, f"{origin}/?lang=en")
                page.close()
            context.close()
    return report({"link": " ".join(SHAPE), "products": len(products), **visits}, [])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, help="folder of real GLBs")
    parser.add_argument("--catalogue", type=Path, help="one that is built, in place of the demo's")
    parser.add_argument("--far", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.far:
        return near(given.far, given.data, given.catalogue)
    missing = why_not() or ("" if shutil.which("chromium") else "needs chromium")
    if not missing:
        try:
            with shaped() as link:
                again = inside(link.near, sys.executable, *sys.argv, "--far", link.far)
                return subprocess.run(again, check=False).returncode
        except subprocess.CalledProcessError as error:
            missing = f"{' '.join(error.cmd)}: {error.stderr.decode().strip()}"
    print(json.dumps({"not run": missing}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
