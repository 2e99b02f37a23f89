"""A folder of meshes becomes a catalogue: `OUT/catalogue.json` and `OUT/a/<sha256>`.

Each file goes through `stage.make` in a worker process with bounded memory and time. What was made
is remembered in `OUT/cache/` under the hash of all that went in, so an unchanged product costs one
hash. The same input gives the same bytes, whatever the number of jobs.
"""

from __future__ import annotations

import functools
import queue
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from assets_pipeline import blobs, metadata, naming, simplify, sources, stage
from assets_pipeline.catalogue import Blob, Catalogue, Product, Rejected, encode
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import paths
from assets_pipeline.guard.process import Worker
from assets_pipeline.metadata import Entry
from assets_pipeline.pictures import shop
from assets_pipeline.usdz import stage as packages

RECIPE = 1
"""Raised when the same file would give other bytes, so that old cache entries do not count."""

Progress = Callable[[str], None]


class Report(NamedTuple):
    """A catalogue, and how many of its products came out of the cache."""

    catalogue: Catalogue
    cached: int


class _Job(NamedTuple):
    path: Path
    source: str
    entry: Entry


class _Setting(NamedTuple):
    folder: Path
    out: Path
    script: str
    progress: Progress
    workers: queue.SimpleQueue[Worker]
    pictures: str = "none"
    usdz: bool = False


def build(
    folder: Path,
    out: Path,
    *,
    jobs: int = 2,
    script: Path = simplify.SIMPLIFIER,
    progress: Progress = lambda _: None,
    pictures: str = "none",
    usdz: bool = False,
) -> Report:
    """Build the catalogue of a folder; a file that is refused stands in `rejected`.

    Args:
        folder: the input; everything below it that looks like a model is a product.
        out: the output, made if missing.
        jobs: worker processes.
        script: meshoptimizer's script; where it is missing there is no coarse level.
        progress: called with one line per file.
        pictures: one of `pictures.stage.AMOUNTS`.
        usdz: write USDZ files too, with usd-core.

    Raises:
        CatalogueUnreadable: `products.json` or `products.csv` does not read.
        OSError: `folder` or `out` cannot be used.
    """
    folder, out = folder.resolve(), out.resolve()
    table = metadata.load(folder)
    for name in (blobs.FOLDER, "cache"):
        (out / name).mkdir(parents=True, exist_ok=True)
    workers: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    for _ in range(max(1, jobs)):
        workers.put(Worker())
    used = str(script.resolve()) if simplify.available(script) else ""
    setting = _Setting(folder, out, used, progress, workers, pictures, usdz)
    try:
        with ThreadPoolExecutor(max(1, jobs)) as pool:
            body, refused = _body(table.body, setting)
            work, missing = _jobs(folder, out, table)
            done = list(pool.map(lambda job: _product(job, setting), work))
    finally:
        while not workers.empty():
            workers.get().close()
    products = _with_ids([found for found, _ in done if isinstance(found, Product)])
    rejected = [found for found, _ in done if isinstance(found, Rejected)]
    rejected = sorted([*rejected, *missing, *refused], key=lambda one: one.file)
    catalogue = Catalogue(products, rejected=rejected, body=body)
    blobs.write_atomic(out / "catalogue.json", encode(catalogue))
    return Report(catalogue, sum(cached for _, cached in done))


def _jobs(folder: Path, out: Path, table: metadata.Table) -> tuple[list[_Job], list[Rejected]]:
    """Every model file with what the shop says of it, and entries whose file is not there."""
    inside = sorted(path for path in folder.rglob("*") if path.suffix.lower() in sources.SUFFIXES)
    sold = [path for path in inside if not path.is_dir() and not path.is_relative_to(out)]
    names = [path.relative_to(folder).as_posix() for path in sold]
    by_source = {entry.source: entry for entry in table.products if entry.source}
    by_id = {entry.id: entry for entry in table.products if not entry.source}
    work = [
        _Job(path, name, by_source.get(name) or by_id.get(naming.slug(path.stem)) or Entry())
        for path, name in zip(sold, names, strict=True)
        if name != table.body and not _hidden(name)
    ]
    met = {id(job.entry) for job in work}
    lost = [entry for entry in table.products if id(entry) not in met]
    message = f"{metadata.JSON_NAME} or .csv names it, but it is not in the folder"
    return work, [Rejected(e.source or str(e.id), "file_missing", "", message) for e in lost]


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _product(job: _Job, setting: _Setting) -> tuple[Product | Rejected, bool]:
    """The product of one file, or why there is none; and whether the cache knew it."""
    try:
        made, cached = _made(job, setting)
    except AssetRejected as error:
        setting.progress(f"refused {error.within(job.source)}")
        return Rejected(job.source, error.code, error.pointer, error.message), False
    call = functools.partial(_call, setting)
    product, lack = shop.illustrated(_record(job, made), setting.out, setting.pictures, call)
    product, less = packages.exported(product, setting.out, call) if setting.usdz else (product, "")
    notes = "; ".join(filter(None, (made.note, lack, less)))
    said = f" ({notes})" if notes else ""
    setting.progress(f"{'unchanged' if cached else 'built'} {job.source}{said}")
    return product, cached


def _made(job: _Job, setting: _Setting) -> tuple[stage.Made, bool]:
    options = sources.Options(job.entry.units, job.entry.up)
    data = paths.read_file(job.path, setting.folder)
    simple = blobs.sha256(Path(setting.script).read_bytes()) if setting.script else ""
    key = repr((RECIPE, job.path.suffix, options, simple, blobs.sha256(data)))
    kept = setting.out / "cache" / f"{blobs.sha256(key.encode())}.json"
    made = _remembered(kept, job, setting)
    if made is not None:
        return made, True
    arguments = (str(job.path), str(setting.folder), str(setting.out), tuple(options))
    made = _call(setting, stage.MAKE, *arguments, setting.script)
    blobs.write_atomic(kept, msgspec.json.encode(made))
    return made, False


def _remembered(kept: Path, job: _Job, setting: _Setting) -> stage.Made | None:
    """What was made of the same bytes before, if all it read and wrote is still the same."""
    try:
        made = msgspec.json.decode(kept.read_bytes(), type=stage.Made)
        reader = paths.folder_reader(job.path.parent, setting.folder)
        same = all(blobs.sha256(reader(uri)) == digest for uri, digest in made.reads.items())
    except (OSError, msgspec.DecodeError, AssetRejected):
        return None
    whole = all(blobs.holds(setting.out, Blob(lod.sha256, lod.bytes)) for lod in made.lods)
    return made if same and whole else None


def _call(setting: _Setting, target: str, *arguments: Any) -> Any:
    worker = setting.workers.get()
    try:
        return worker.call(target, *arguments)
    finally:
        setting.workers.put(worker)


def _body(name: str, setting: _Setting) -> tuple[Blob | None, list[Rejected]]:
    """The default figure, stored as it is: garments are made in its own coordinates."""
    if not name:
        return None, []
    try:
        path = setting.folder / paths.safe_name(name)
        return _call(setting, stage.CHECK, str(path), *map(str, setting[:2])), []
    except AssetRejected as error:
        setting.progress(f"refused {error.within(name)}")
        return None, [Rejected(name, error.code, error.pointer, error.message)]


def _record(job: _Job, made: stage.Made) -> Product:
    """What the file name says, then what the file says, then what the shop says."""
    told = naming.read(job.path.stem)
    kind = naming.KINDS.get(told.category)
    colors = list(dict.fromkeys(one.color for one in made.variants if one.color))
    said = {"color": told.color or colors, "material": told.material}
    product = Product(
        id=naming.slug(job.path.stem),
        name=told.name,
        source=job.source,
        category=told.category or "other",
        section=kind.section if kind else "other",
        wear=kind.wear if kind else "",
        attributes={key: value for key, value in said.items() if value},
        variants=made.variants,
        bounds_m=made.bounds_m,
        lods=made.lods,
        credits=made.credits,
    )
    given = job.entry.given()
    kind = naming.KINDS.get(given.get("category", ""))
    implied = {"section": kind.section, "wear": kind.wear} if kind else {}
    attributes = job.entry.attributes
    if attributes is not msgspec.UNSET:
        given["attributes"] = {**product.attributes, **attributes}
    return msgspec.structs.replace(product, **(implied | given))


def _with_ids(products: list[Product]) -> list[Product]:
    """Two files of one name: all but the first get the start of their path's hash."""
    seen: set[str] = set()
    found: list[Product] = []
    for one in sorted(products, key=lambda product: product.source):
        unique = one
        if one.id in seen:
            short = blobs.sha256(one.source.encode())[:6]
            unique = msgspec.structs.replace(one, id=f"{one.id}-{short}")
        seen.add(unique.id)
        found.append(unique)
    return found
