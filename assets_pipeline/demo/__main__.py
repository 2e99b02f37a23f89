"""`python -m assets_pipeline.demo OUT`: write the demo catalogue's meshes and `products.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from assets_pipeline.demo import folder
from assets_pipeline.demo.designs import DESIGNS


def _progress(line: str) -> None:
    """One line that is written over where there is a terminal, else a line each."""
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
    elif line:
        print(line, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Run the command; returns the exit code."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(arguments[0])
    total = 0
    for number, (name, size) in enumerate(folder.write(out)):
        _progress(f"[{number}/{len(DESIGNS)}] {name}")
        total += size
    _progress("")
    print(json.dumps({"products": len(DESIGNS), "bytes": total, "out": str(out)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
