"""Seconds for the same stages beside glTF-Transform's: `PYTHONPATH=. python … walltime.py FOLDER`.

Ours, in a process that is warm: read, pictures as WebP in the same pixel sizes, quantise, reorder,
compress, write. The peer's `optimize` runs as its command line does, so that the start of node is in
its time; `start_s`, a run of `--version` beside each file, says how much that is. Exit 1 when we are not twice as fast.
Without a folder: `not run: no data`, exit 0.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import peers
from serving import report, say

from assets_pipeline import encode, textures
from assets_pipeline.document import Document

BAR = 2.0
SIDE_PX = 2048
KEYS = ("ours_s", "peer_s", "start_s")
PEER = "@gltf-transform/cli"
OPTIONS = (
    *("--compress", "meshopt", "--texture-compress", "webp", "--texture-size", str(SIDE_PX)),
    *("--simplify", "false", "--palette", "false", "--join", "false", "--flatten", "false"),
    *("--instance", "false", "--prune", "false"),
)


def ours(path: Path) -> float:
    """Seconds for one file."""
    began = time.perf_counter()
    document = Document.from_glb(path.read_bytes())
    encode.encode(textures.optimise(document, SIDE_PX)).to_glb()
    return time.perf_counter() - began


def theirs(path: Path, out: Path) -> float:
    """Seconds for one file.

    Raises:
        RuntimeError: the peer failed.
    """
    run = peers.call(PEER, "optimize", path, out, *OPTIONS)
    if run.code:
        raise RuntimeError(run.output)
    return run.seconds


def main() -> int:
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    paths = sorted(folder.glob("*.glb")) if folder else []
    if not paths:
        say("not run: no data")
        print(json.dumps({"not_run": "no data"}))
        return 0
    ours(paths[0])  # warm
    files: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as work:
        for path in paths:
            start = peers.call(PEER, "--version").seconds
            peer = theirs(path, Path(work) / "a.glb")
            files[path.name] = {"ours_s": ours(path), "peer_s": peer, "start_s": start}
            say(f"{path.name}: {files[path.name]}")
    total = {key: sum(file[key] for file in files.values()) for key in KEYS}
    faster = total["peer_s"] / total["ours_s"]
    running = (total["peer_s"] - total["start_s"]) / total["ours_s"]
    result = {"times_faster": faster, "times_faster_without_starts": running}
    return report({**result, **total, "files": files}, [] if faster >= BAR else ["twice as fast"])


if __name__ == "__main__":
    sys.exit(main())
