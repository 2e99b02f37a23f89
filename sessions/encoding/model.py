"""Picks the text encoder: the one module of this room that touches files."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from sessions.encoding.base import TextEncoder
from sessions.encoding.compact import CompactEncoder
from sessions.encoding.glossary import Glossary
from sessions.encoding.hashed import HashedEncoder
from sessions.encoding.transformer import TransformerEncoder
from sessions.encoding.use import UseEncoder
from sessions.errors import PackUnusable

HASHED = "hashed"
COMPACT = "compact"
TRACKED = Path(__file__).parent / "data" / "compact.bin"
"""Made by `python -m sessions.encoding.train`; tracked, so that it is there without any pack."""
DEFAULT_PACK = "use-multilingual"
DEFAULT_FILE = "use_quantized.onnx"
DICTIONARY = "cedict"

REPAIR = "run `python -m server models fetch`, or set SHOWROOM_TEXT_MODEL=compact"


class PackFile(msgspec.Struct, frozen=True):
    """One data file of a pack; `path` is below the pack's folder."""

    path: str
    bytes: int
    sha256: str


class _Entry(msgspec.Struct, frozen=True):
    files: list[PackFile]


class _Manifest(msgspec.Struct, frozen=True):
    packs: dict[str, _Entry]


def load(setting: str = "", models_dir: str | None = None) -> TextEncoder:
    """The encoder that `SHOWROOM_TEXT_MODEL` asks for.

    Args:
        setting: `""` (the default pack where it was fetched, else `compact`), `compact`, `hashed`,
            the name of a fetched pack, a directory, or a hub id (both for transformers'
            `AutoModel`).
        models_dir: where packs lie; None uses no pack.

    Raises:
        PackUnusable: missing, damaged, or not a text model; says what to do next.
    """
    if setting == HASHED:
        return HashedEncoder()
    if setting == COMPACT:
        return compact()
    packs = fetched(models_dir)
    if not setting and DEFAULT_PACK not in packs:
        return compact()
    name = setting or DEFAULT_PACK
    if models_dir is not None and name in packs:
        folder = Path(models_dir) / name
        digests = check(folder, packs[name])
        if DEFAULT_FILE in digests:
            path = str(folder / DEFAULT_FILE)
            return _opened(name, lambda: UseEncoder(name, path, digests[DEFAULT_FILE]))
        return _opened(name, lambda: TransformerEncoder(name, str(folder), local=True))
    return _any_model(setting or name)


def load_glossary(models_dir: str | None) -> Glossary | None:
    """The dictionary that joins the two languages, where it was fetched.

    Raises:
        PackUnusable: it is damaged.
    """
    packs = fetched(models_dir)
    if models_dir is None or DICTIONARY not in packs:
        return None
    folder = Path(models_dir) / DICTIONARY
    check(folder, packs[DICTIONARY])
    with gzip.open(folder / "cedict.txt.gz", "rt", encoding="utf-8") as lines:
        return Glossary(lines)


def compact() -> CompactEncoder:
    """The tracked encoder.

    Raises:
        PackUnusable: its file is missing or damaged.
    """
    try:
        return CompactEncoder(TRACKED.read_bytes())
    except OSError as error:
        raise PackUnusable(f"compact text model: {error}") from error


def fetched(models_dir: str | None) -> dict[str, list[PackFile]]:
    """Packs that `models fetch` wrote into the manifest, with their files.

    Raises:
        PackUnusable: the manifest does not read.
    """
    manifest = Path(models_dir) / "manifest.json" if models_dir is not None else None
    if manifest is None or not manifest.is_file():
        return {}
    try:
        packs = msgspec.json.decode(manifest.read_bytes(), type=_Manifest).packs
    except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
        raise PackUnusable(
            f"manifest.json of the packs does not read ({error}); {REPAIR}"
        ) from error
    return {name: entry.files for name, entry in packs.items()}


def check(folder: Path, files: list[PackFile]) -> dict[str, str]:
    """Compare a pack with its manifest; path -> sha256.

    Raises:
        PackUnusable: a file is missing or not what was fetched.
    """
    for file in files:
        try:
            with (folder / file.path).open("rb") as opened:
                same = hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256
        except OSError as error:
            raise PackUnusable(f"{folder.name}: {file.path} is missing; {REPAIR}") from error
        if not same:
            raise PackUnusable(f"{folder.name}: {file.path} is damaged; {REPAIR}")
    return {file.path: file.sha256 for file in files}


def _any_model(setting: str) -> TextEncoder:
    local = Path(setting).expanduser()
    if local.is_dir():
        name = local.resolve().name
        return _opened(name, lambda: TransformerEncoder(name, str(local), local=True))
    if setting.startswith((".", "/", "~")):
        raise PackUnusable(f"{setting}: no such directory; {REPAIR}")
    return _opened(setting, lambda: TransformerEncoder(setting, setting, local=False))


def _opened(name: str, build: Callable[[], TextEncoder]) -> TextEncoder:
    try:
        return build()
    except Exception as error:  # a bad file makes these libraries raise nearly anything
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise PackUnusable(f"{name} does not load as a text model: {why}; {REPAIR}") from error
