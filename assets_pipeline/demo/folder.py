"""The demo catalogue as a folder that the build reads, written on all cores."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from assets_pipeline.demo import body
from assets_pipeline.demo.designs import DESIGNS
from assets_pipeline.demo.fabrics import mannequin
from assets_pipeline.demo.model import Model, to_glb
from assets_pipeline.demo.nets import surface
from assets_pipeline.demo.products import records

BODY = "mannequin.glb"
CELL_M = 0.0178


def write(
    out: Path, names: Collection[str] = DESIGNS.keys(), cell_m: float = CELL_M
) -> Iterator[tuple[str, int]]:
    """Write everything into the folder; yields each file's name and bytes when it is there.

    Args:
        out: made if it is not there.
        names: of designs.
        cell_m: how finely the mannequin is cut, metres.
    """
    out.mkdir(parents=True, exist_ok=True)
    chosen = [record for record in records() if record["id"] in names]
    table = json.dumps({"products": chosen, "body": BODY}, ensure_ascii=False, indent=1)
    yield "products.json", (out / "products.json").write_bytes(table.encode() + b"\n")
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as crew:
        figure = crew.submit(_figure, out, cell_m)
        yield from zip(names, crew.map(partial(_product, out), names), strict=True)
        yield BODY, figure.result()


def _figure(out: Path, cell_m: float) -> int:
    skin = surface(body.figure(), body.BOX, cell_m)
    model = Model({"skin": skin}, [{"skin": mannequin()}])
    return (out / BODY).write_bytes(to_glb(model, "mannequin"))


def _product(out: Path, name: str) -> int:
    return (out / f"{name}.glb").write_bytes(to_glb(DESIGNS[name].model(), name))
