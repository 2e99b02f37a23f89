"""`usdz.py [DEMO]`: every demo product as USDZ, opened again with usd-core.

Bars: all open; the bounds are the model's within 1 mm; every mesh of every colourway is bound to a
UsdPreviewSurface; textures are files in the package.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import demo
import numpy as np

from assets_pipeline import normalise, usdz
from assets_pipeline.document import Document

WITHIN_M = 0.001


def main(arguments: list[str]) -> int:
    """Print the table; 1 when a bar is missed."""
    if not usdz.available():
        print(json.dumps({"not run": usdz.EXTRA}))
        return 0
    rows = []
    for path in demo.products(*arguments[:1]):
        rows.append(row(path))
        print(rows[-1], file=sys.stderr, flush=True)
    answer = {
        "products": len(rows),
        "opened": sum(one["opened"] for one in rows),
        "worst_bounds_mm": round(max(one["off_m"] for one in rows) * 1000, 4),
        "colourways": sum(one["colourways"] for one in rows),
        "unbound_meshes": sum(one["unbound"] for one in rows),
        "file_textures": sum(one["textures"] for one in rows),
        "missing_textures": sum(one["missing"] for one in rows),
        "bytes": sum(one["bytes"] for one in rows),
        "cpu_s": round(sum(one["cpu_s"] for one in rows), 2),
    }
    good = answer["opened"] == len(rows) > 0 and answer["worst_bounds_mm"] <= WITHIN_M * 1000
    good &= not answer["unbound_meshes"] and not answer["missing_textures"]
    print(json.dumps({"ok": good, **answer}))
    return 0 if good else 1


def row(path: Path) -> dict[str, Any]:
    """What one product's package holds."""
    from assets_pipeline.usdz import package  # noqa: PLC0415 -- an optional extra

    document = Document.from_glb(path.read_bytes())
    bounds = normalise.stand(document)
    start = time.process_time()
    data = package.package(document)
    spent = time.process_time() - start
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "one.usdz"
        file.write_bytes(data)
        return {"product": path.stem, "bytes": len(data), "cpu_s": spent, **seen(file, bounds)}


def seen(file: Path, bounds: normalise.Bounds) -> dict[str, Any]:
    """What usd-core finds in a package."""
    from pxr import Usd, UsdGeom, UsdShade  # noqa: PLC0415 -- an optional extra

    stage = Usd.Stage.Open(str(file))
    cache = UsdGeom.BBoxCache(Usd.TimeCode.Default(), [UsdGeom.Tokens.default_])
    box = cache.ComputeWorldBound(stage.GetPseudoRoot()).ComputeAlignedRange()
    off = np.abs(np.array([box.GetMin(), box.GetMax()]) - np.array(bounds)).max()
    metres = UsdGeom.GetStageMetersPerUnit(stage) == 1 and UsdGeom.GetStageUpAxis(stage) == "Y"
    choice = stage.GetDefaultPrim().GetVariantSet("colorway")
    names = choice.GetVariantNames() or [""]
    unbound = 0
    for name in names:
        choice.SetVariantSelection(name)
        for prim in stage.Traverse():
            if prim.IsA(UsdGeom.Mesh):
                material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
                shader = material.ComputeSurfaceSource()[0] if material else None
                unbound += not shader or shader.GetIdAttr().Get() != "UsdPreviewSurface"
    files = [UsdShade.Shader(prim).GetInput("file") for prim in stage.Traverse()]
    paths = [one.Get().resolvedPath for one in files if one]
    return {
        "opened": bool(metres),
        "off_m": float(off),
        "colourways": len(names) - 1,
        "unbound": unbound,
        "textures": len(paths),
        "missing": sum(not path for path in paths),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
