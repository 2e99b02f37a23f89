"""The demo's products for proofs that need a whole shop: `var/demo`, or made anew beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def products(given: str | None = None) -> list[Path]:
    """GLB files of the demo, by name; made once, which takes a minute or two."""
    folder = Path(given) if given else ROOT / "var/demo"
    if not (folder / "products.json").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "assets_pipeline.demo", str(folder)]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, check=True, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    return [path for path in sorted(folder.glob("*.glb")) if path.stem != "mannequin"]
