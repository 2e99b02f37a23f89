"""Which packs are in use, what is done without the others, and whose licence is unverified."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from server.packs.fetching import intact
from server.packs.records import ALL, Pack, Provenance, chosen, pinned, read_manifest
from sessions.errors import PackUnusable

State = Literal["active", "absent", "damaged", "declined"]


class PackStatus(msgspec.Struct, frozen=True):
    """One pack as `/healthz` and `models list` show it.

    `active`: there and whole. `absent`: not fetched. `damaged`: there, but not what is pinned.
    `declined`: `SHOWROOM_PACKS` says not to use it. `fallback` is what is used instead, empty
    for an active pack.
    """

    name: str
    state: State
    default: bool
    what: str
    languages: list[str]
    download_mb: float
    installed_mb: float
    code_licence: str
    weight_licence: str
    weights_verified: bool
    fallback: str

    @property
    def line(self) -> str:
        """One sentence for the log."""
        if self.state == "active":
            verified = "" if self.weights_verified else " (weight licence unverified)"
            return f"pack {self.name} in use{verified}"
        return f"pack {self.name} {self.state}, instead: {self.fallback}"


def status(models_dir: Path | None, choice: str = "", *, deep: bool = False) -> list[PackStatus]:
    """Every pinned pack and how it stands.

    Args:
        models_dir: where packs lie; None for nowhere.
        choice: the setting `SHOWROOM_PACKS`; an explicit list or `none` declines the others.
        deep: compare every byte (a second per GB) instead of the sizes alone.

    Raises:
        PackUnknown: `choice` names a pack that is not pinned.
    """
    allowed = chosen(choice.strip() or ALL)
    return [
        _status(pack, _state(pack, models_dir, deep=deep) if pack.name in allowed else "declined")
        for pack in pinned().values()
    ]


def _state(pack: Pack, models_dir: Path | None, *, deep: bool) -> State:
    if models_dir is None:
        return "absent"
    try:
        entry = read_manifest(models_dir).packs.get(pack.name)
    except PackUnusable:
        return "damaged"
    if entry is None:
        return "absent"
    whole = intact(pack, models_dir) if deep else _sized(pack, entry, models_dir)
    return "active" if whole else "damaged"


def _sized(pack: Pack, entry: Provenance, models_dir: Path) -> bool:
    paths = [(models_dir / pack.name / file.path, file.bytes) for file in pack.files]
    return entry == Provenance.of(pack) and all(
        path.is_file() and path.stat().st_size == size for path, size in paths
    )


def _status(pack: Pack, state: State) -> PackStatus:
    return PackStatus(
        name=pack.name,
        state=state,
        default=pack.default,
        what=pack.what,
        languages=pack.languages,
        download_mb=round(pack.download_bytes / 1e6, 1),
        installed_mb=round(pack.installed_bytes / 1e6, 1),
        code_licence=pack.code_licence,
        weight_licence=pack.weight_licence,
        weights_verified=pack.weights_verified,
        fallback="" if state == "active" else pack.fallback,
    )
