from __future__ import annotations

import json
from pathlib import Path

import pytest

from server import models_cli
from server.packs.records import PackUnknown, pinned
from sessions.errors import PackUnusable


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names that were asked of `fetch`; `kokoro` cannot be had."""
    names: list[str] = []

    def fetch(wanted: list[str], _models: Path, progress) -> list[str]:
        progress(f"fetching {wanted}")
        if wanted == ["kokoro"]:
            raise PackUnusable("no network")
        if wanted == ["lac-zh"]:
            raise OSError("disk full")
        names.extend(wanted)
        return wanted

    monkeypatch.setattr(models_cli, "fetch", fetch)
    return names


def _run(capsys, tmp_path: Path, *argv: str, packs: str = "") -> tuple[int, dict, str]:
    environ = {"SHOWROOM_MODELS": str(tmp_path), "SHOWROOM_PACKS": packs}
    code = models_cli.main(list(argv), environ)
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else {}, said.err


def test_fetch_without_names_takes_the_default_set(capsys, tmp_path: Path, fetched) -> None:
    code, answer, progress = _run(capsys, tmp_path, "fetch")
    assert (code, answer["ok"], fetched) == (
        0,
        True,
        [
            "use-multilingual",
            "cedict",
            "efficientnet-lite0",
            "vosk-zh-en",
            "silero-vad",
            "makehuman-body",
        ],
    )
    assert answer["packs"][0]["weights_verified"] is False
    assert "fetching" in progress


@pytest.mark.parametrize(
    ("packs", "argv", "names"),
    [
        ("none", ["fetch"], []),
        ("minilm-en,lac-zh", ["fetch", "hibari-en"], ["hibari-en"]),
        ("minilm-en", ["fetch"], ["minilm-en"]),
        ("", ["fetch", "minilm-en", "silero-vad"], ["minilm-en", "silero-vad"]),
    ],
)
def test_names_then_the_setting_decide(
    fetched, packs: str, argv: list[str], names: list[str]
) -> None:
    assert models_cli.main(argv, {"SHOWROOM_PACKS": packs}) == 0
    assert fetched == names


def test_one_failure_does_not_stop_the_others(capsys, tmp_path: Path, fetched) -> None:
    code, answer, progress = _run(capsys, tmp_path, "fetch", "kokoro", "lac-zh", "minilm-en")
    assert (code, answer["ok"], fetched) == (1, False, ["minilm-en"])
    assert [error["code"] for error in answer["errors"]] == ["pack_unusable", "disk"]
    assert answer["error"]["message"] == "kokoro: no network"
    assert "kokoro: no network" in progress


@pytest.mark.parametrize("argv", [[], ["bogus"], ["list", "extra"], ["fetch", "--bogus"]])
def test_bad_usage_is_2(capsys, tmp_path: Path, argv: list[str]) -> None:
    code, answer, progress = _run(capsys, tmp_path, *argv)
    assert (code, answer) == (2, {})
    assert "usage" in progress


@pytest.mark.parametrize(
    ("argv", "packs"), [(["fetch", "three"], ""), (["fetch"], "three"), (["list"], "three")]
)
def test_an_unknown_pack_is_2(capsys, tmp_path: Path, fetched, argv: list[str], packs: str) -> None:
    code, answer, _ = _run(capsys, tmp_path, *argv, packs=packs)
    assert code == 2
    assert answer["error"]["code"] == PackUnknown.code
    assert fetched == []


def test_help_is_0(capsys, tmp_path: Path) -> None:
    assert models_cli.main(["--help"], {"SHOWROOM_MODELS": str(tmp_path)}) == 0
    assert "fetch" in capsys.readouterr().out


def test_list_shows_every_pin(capsys, tmp_path: Path) -> None:
    code, answer, _ = _run(capsys, tmp_path, "list")
    assert code == 0
    assert [pack["name"] for pack in answer["packs"]] == list(pinned())
    assert {pack["state"] for pack in answer["packs"]} == {"absent"}
