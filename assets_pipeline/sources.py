"""One file of any kind we take, as a checked document."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from assets_pipeline import draco, glb
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import archives, paths, values
from assets_pipeline.kinds import MESHES, MODELS, Options


class Source(NamedTuple):
    """A document and the units its lengths are in."""

    document: Document
    units: str
    note: str = ""
    reads: dict[str, str] = {}
    """Sha256 of every other file it named, by the name it used."""


def load(path: Path, root: Path, options: Options = Options()) -> Source:  # noqa: B008 -- immutable
    """Read, check and open one file; everything it names must lie under `root`.

    Raises:
        AssetRejected: whatever is wrong with it, with its name relative to `root`.
    """
    name = path.relative_to(root).as_posix()
    try:
        reads: dict[str, str] = {}
        reader = _noting(paths.folder_reader(path.parent, root), reads)
        source = _open(path.name, paths.read_file(path, root), reader, options)  # bytes let go
        source = source._replace(reads=reads)
        draco.expand(source.document)
        values.check(source.document)
    except AssetRejected as error:
        raise error.within(name) from error
    return source


def _noting(read: paths.Reader, reads: dict[str, str]) -> paths.Reader:
    def reader(uri: str) -> bytes:
        data = read(uri)
        if not uri.startswith("data:"):
            reads[uri] = hashlib.sha256(data).hexdigest()
        return data

    return reader


def _open(name: str, data: bytes, read: paths.Reader, options: Options) -> Source:
    kind = PurePosixPath(name).suffix[1:].lower()
    if not kind and data.startswith(glb.MAGIC):  # a blob of ours is named by its hash alone
        kind = "glb"
    if kind == "zip":
        return _from_archive(data, options)
    if kind == "glb":
        return Source(Document.from_glb(data, read), options.units or "m")
    if kind == "gltf":
        return Source(Document.from_gltf(data, read), options.units or "m")
    if kind not in MESHES:
        raise AssetRejected("kind_unknown", f"{kind!r:.20} is none of {', '.join(MODELS)}, zip")
    from assets_pipeline import meshes  # noqa: PLC0415 -- trimesh is most of a worker's start

    loaded = meshes.load(data, kind, read, up=options.up)
    if options.units:
        return Source(loaded.document, options.units)
    units = meshes.guess_units(loaded.side, kind)
    note = f"{loaded.side:g} units wide and no units given: taken as {units}"
    return Source(loaded.document, units, note)


def _from_archive(data: bytes, options: Options) -> Source:
    files = archives.unpack(data)
    models = [
        name
        for name in files
        if PurePosixPath(name).suffix[1:].lower() in MODELS and not name.startswith("__MACOSX/")
    ]
    if len(models) != 1:
        raise AssetRejected("archive_ambiguous", f"{len(models)} models in it, not one")
    folder = PurePosixPath(models[0]).parent.as_posix()
    read = paths.mapping_reader(files, "" if folder == "." else folder)
    return _open(models[0], files[models[0]], read, options)
