"""`python -m assets_pipeline COMMAND`: build, inspect, usdz, sheet, fit, body.

`build IN OUT`, `inspect FILE [FILE2]`, `usdz FILE OUT`, `sheet OUT PICTURE`, `fit --list`,
`fit --body height=1.65,.. --garment ID --size S OUT.glb`, `wardrobe SHEET`, `body`.

Answers are JSON on stdout, progress on stderr. Exit 0 good, 1 a refused input or a build that could
not go on, 2 bad usage, 130 stopped by Ctrl-C; a stopped build goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from assets_pipeline import build, crews, extras, tools, usdz
from assets_pipeline.errors import (
    AssetRejected,
    BodyUnreadable,
    BuildBusy,
    CatalogueUnreadable,
    CrewUnfit,
    MeasurementsRefused,
)
from assets_pipeline.guard.process import Worker
from assets_pipeline.progress import Display

INSPECT = "assets_pipeline.stage:inspect"
COMPARE = "assets_pipeline.stage:compare"
_CODES: dict[type[Exception], str] = {
    CatalogueUnreadable: "catalogue_unreadable",
    BuildBusy: "build_busy",
    CrewUnfit: "scheduler_unfit",
    BodyUnreadable: "body_unreadable",
    MeasurementsRefused: "measurements_refused",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m assets_pipeline")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("build", help="a folder of meshes becomes a catalogue")
    command.add_argument("folder", metavar="IN", type=Path)
    command.add_argument("out", metavar="OUT", type=Path)
    command.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    command.add_argument("--scheduler", metavar="ADDRESS", default="", help="of a Dask cluster")
    command.add_argument("--pictures", choices=extras.AMOUNTS, default=extras.ALL)
    command.add_argument("--usdz", action="store_true", help="also for AR Quick Look")
    command.add_argument("--check", action="store_true", help="hash every file and blob again")
    command.add_argument("--prune", action="store_true", help="remove blobs no product names")
    command.add_argument("--simplifier", type=Path, default=tools.SIMPLIFIER)
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
    models = Path(os.environ.get("SHOWROOM_MODELS", "var/models"))
    command = commands.add_parser("fit", help="a garment of the wardrobe on a body")
    command.add_argument("--list", action="store_true", help="what can be worn, and in which sizes")
    command.add_argument("--body", metavar="height=1.65,bust=0.88,..", default="", help="metres")
    command.add_argument("--build", choices=("", "women", "men"), default="")
    command.add_argument("--garment", metavar="ID")
    command.add_argument("--size", metavar="S")
    command.add_argument("--models", type=Path, default=models)
    command.add_argument("out", metavar="OUT.glb", type=Path, nargs="?")
    command.set_defaults(run=_fit)
    command = commands.add_parser("wardrobe", help="all garments, worn, in one picture")
    command.add_argument("--models", type=Path, default=models)
    command.add_argument("out", metavar="SHEET.webp", type=Path)
    command.set_defaults(run=_wardrobe)
    command = commands.add_parser("body", help="bake the figure out of its model pack")
    command.add_argument("--models", type=Path, default=models)
    command.set_defaults(run=_body)
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
    display = Display(sys.stderr, bar=sys.stderr.isatty())
    try:
        summary = build.run(
            chosen.folder,
            chosen.out,
            crew=crews.start(chosen.jobs, chosen.scheduler),
            script=chosen.simplifier,
            watch=display,
            check=chosen.check,
            prune=chosen.prune,
            extras=extras.wanted(chosen.pictures, usdz=chosen.usdz),
        )
    except tuple(_CODES) as error:
        return 1, _failure(_CODES[type(error)], str(error))
    except KeyboardInterrupt:
        return 130, _failure("interrupted", "stopped; the same command goes on from here")
    except OSError as error:
        parser.error(str(error))
    finally:
        display.finish()
    return 0, {
        "ok": True,
        **summary._asdict(),
        "seconds": round(time.perf_counter() - start, 2),
    }


def _failure(code: str, message: str) -> dict[str, Any]:
    found = {"code": code, "file": "", "pointer": "", "message": message}
    return {"ok": False, "error": found}


def _inspect(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> tuple[int, Any]:
    if len(chosen.files) > 2:
        parser.error("inspect takes one file or two")
    files = [str(file.absolute()) for file in chosen.files]
    target, key = (INSPECT, "features") if len(files) == 1 else (COMPARE, "")
    try:
        with Worker() as worker:
            found = worker.call(target, *files)
    except AssetRejected as error:
        return 1, {"ok": False, "error": vars(error)}
    return 0, {"ok": True, **({key: found} if key else found)}


def _usdz(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> tuple[int, Any]:
    if not usdz.available():
        parser.error(usdz.EXTRA)
    try:
        with Worker() as worker:
            paths = str(chosen.file.absolute()), str(chosen.out.absolute())
            return 0, worker.call(usdz.WRITE, *paths)
    except AssetRejected as error:
        return 1, {"ok": False, "error": vars(error)}


def _sheet(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> tuple[int, Any]:
    from assets_pipeline.pictures import sheet  # noqa: PLC0415 -- Pillow, which a build does without

    try:
        return 0, {"ok": True, "pictures": sheet.write(chosen.catalogue, chosen.out)}
    except (CatalogueUnreadable, OSError, ValueError) as error:
        parser.error(str(error))


def _fit(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> tuple[int, Any]:
    from assets_pipeline.drape import command  # noqa: PLC0415 -- scipy and compiled code

    garments = {each["id"]: each["sizes"] for each in command.garments()}
    if chosen.list:
        return 0, command.garments()
    if not (chosen.garment and chosen.size and chosen.out):
        parser.error("fit takes --garment, --size and OUT.glb, or --list")
    if chosen.size not in garments.get(chosen.garment, ()):
        parser.error(f"no {chosen.garment} in {chosen.size}: `fit --list` tells what there is")
    try:
        wanted = command.measurements(chosen.body)
        return 0, command.fit(
            chosen.models, wanted, chosen.garment, chosen.size, chosen.out, build=chosen.build
        )
    except (MeasurementsRefused, BodyUnreadable) as error:
        return 1, _failure(_CODES[type(error)], str(error))
    except OSError as error:
        parser.error(str(error))


def _body(chosen: argparse.Namespace, _: argparse.ArgumentParser) -> tuple[int, Any]:
    from assets_pipeline.body import bake, figure  # noqa: PLC0415

    try:
        bake.write(chosen.models / bake.PACK, chosen.models / figure.FILE)
    except BodyUnreadable as error:
        return 1, _failure(_CODES[type(error)], str(error))
    return 0, {"ok": True, "bytes": (chosen.models / figure.FILE).stat().st_size}


def _wardrobe(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> tuple[int, Any]:
    from assets_pipeline.drape import sheet  # noqa: PLC0415 -- Pillow, scipy and compiled code

    try:
        return 0, {"ok": True, "garments": sheet.write(chosen.models, chosen.out)}
    except BodyUnreadable as error:
        return 1, _failure(_CODES[type(error)], str(error))
    except (OSError, ValueError) as error:
        parser.error(str(error))


if __name__ == "__main__":
    sys.exit(main())
