"""`python -m assets_pipeline.demo OUT`: write the demo catalogue's meshes and `products.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from assets_pipeline.demo import body
from assets_pipeline.demo.designs import DESIGNS
from assets_pipeline.demo.fabrics import mannequin
from assets_pipeline.demo.model import Model, to_glb
from assets_pipeline.demo.nets import surface
from assets_pipeline.demo.products import records

BODY = "mannequin.glb"
CELL = 0.0178


def figure() -> Model:
    """The mannequin."""
    skin = surface(body.figure(), body.BOX, CELL)
    return Model({"skin": skin}, [{"skin": mannequin()}])


def write(out: Path) -> int:
    """Write everything into the folder; returns the bytes written."""
    out.mkdir(parents=True, exist_ok=True)
    total = (out / BODY).write_bytes(to_glb(figure(), "mannequin"))
    for number, (name, design) in enumerate(DESIGNS.items(), 1):
        _progress(f"[{number}/{len(DESIGNS)}] {name}")
        total += (out / f"{name}.glb").write_bytes(to_glb(design.model(), name))
    _progress("")
    text = json.dumps({"products": records(), "body": BODY}, ensure_ascii=False, indent=1)
    return total + (out / "products.json").write_bytes(text.encode() + b"\n")


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
    total = write(out)
    print(json.dumps({"products": len(DESIGNS), "bytes": total, "out": str(out)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
