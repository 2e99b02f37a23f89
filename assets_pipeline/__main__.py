"""`python -m assets_pipeline build IN OUT`, `inspect FILE [FILE2]`, `usdz FILE OUT`, `sheet OUT PICTURE`.

Answers are JSON on stdout, progress on stderr. Exit 0 good, 1 a refused input, 2 bad usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from assets_pipeline import build, features, simplify, stage, usdz
from assets_pipeline.errors import AssetRejected, CatalogueUnreadable
from assets_pipeline.guard.process import Worker
from assets_pipeline.pictures import sheet
from assets_pipeline.pictures import stage as pictures
from assets_pipeline.usdz import stage as packages


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m assets_pipeline")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("build", help="a folder of meshes becomes a catalogue")
    command.add_argument("folder", metavar="IN", type=Path)
    command.add_argument("out", metavar="OUT", type=Path)
    command.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    command.add_argument("--pictures", choices=pictures.AMOUNTS, default=pictures.ALL)
    command.add_argument("--usdz", action="store_true", help="also for AR Quick Look")
    command.add_argument("--simplifier", type=Path, default=simplify.SIMPLIFIER)
    command.set_defaults(run=_build)
    command = commands.add_parser("inspect", help="what is in a file, or differs between two")
    command.add_argument("files", metavar="FILE", type=Path, nargs="+")
    command.set_defaults(run=_inspect)
    command = commands.add_parser("usdz", help="one file for AR Quick Look")
    command.add_argument("file", metavar="FILE", type=Path)
    command.add_argument("out", metavar="OUT.usdz", type=Path)
    command.set_defaults(run=_usdz)
    command = commands.add_parser("sheet", help="all pictures of a built catalogue in one")
    command.add_argument("catalogue", metavar="OUT", type=Path)
    command.add_argument("out", metavar="SHEET.webp", type=Path)
    command.set_defaults(run=_sheet)
    chosen = parser.parse_args(arguments)
    code, answer = chosen.run(chosen, parser)
    print(json.dumps(answer, ensure_ascii=False))
    return int(code)


def _build(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> tuple[int, Any]:
    if not chosen.folder.is_dir():
        parser.error(f"{chosen.folder} is not a folder")
    if chosen.usdz and not usdz.available():
        parser.error(usdz.EXTRA)
    start = time.perf_counter()
    try:
        report = build.build(
            chosen.folder,
            chosen.out,
            jobs=chosen.jobs,
            script=chosen.simplifier,
            pictures=chosen.pictures,
            usdz=chosen.usdz,
            progress=lambda line: print(line, file=sys.stderr, flush=True),
        )
    except CatalogueUnreadable as error:
        found = {"code": "catalogue_unreadable", "file": "", "pointer": "", "message": str(error)}
        return 1, {"ok": False, "error": found}
    except OSError as error:
        parser.error(str(error))
    products = report.catalogue.products
    return 0, {
        "ok": True,
        "products": len(products),
        "rejected": len(report.catalogue.rejected),
        "unchanged": report.cached,
        "bytes": sum(lod.bytes for product in products for lod in product.lods),
        "seconds": round(time.perf_counter() - start, 2),
    }


def _inspect(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> tuple[int, Any]:
    if len(chosen.files) > 2:
        parser.error("inspect takes one file or two")
    try:
        with Worker() as worker:
            found = [worker.call(stage.INSPECT, str(file.absolute())) for file in chosen.files]
    except AssetRejected as error:
        return 1, {"ok": False, "error": vars(error)}
    if len(found) == 1:
        return 0, {"ok": True, "features": found[0]}
    return 0, {"ok": True, "difference": features.difference(*found)}


def _usdz(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> tuple[int, Any]:
    if not usdz.available():
        parser.error(usdz.EXTRA)
    try:
        with Worker() as worker:
            paths = str(chosen.file.absolute()), str(chosen.out.absolute())
            return 0, worker.call(packages.WRITE, *paths)
    except AssetRejected as error:
        return 1, {"ok": False, "error": vars(error)}


def _sheet(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> tuple[int, Any]:
    try:
        return 0, {"ok": True, "pictures": sheet.write(chosen.catalogue, chosen.out)}
    except (CatalogueUnreadable, OSError, ValueError) as error:
        parser.error(str(error))


if __name__ == "__main__":
    sys.exit(main())
