from __future__ import annotations

from pathlib import Path

import pytest

from server.packs.fetching import fetch
from server.packs.listing import status
from server.packs.records import MANIFEST, PackUnknown


def _states(*arguments: object, **options: bool) -> list[str]:
    return [pack.state for pack in status(*arguments, **options)]  # type: ignore[arg-type]


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("nowhere", [True, False])
def test_without_packs_the_fall_backs_are_named(models: Path, nowhere: bool) -> None:
    found = status(None if nowhere else models)
    assert [(pack.name, pack.state, pack.fallback) for pack in found] == [
        ("one", "absent", "nothing"),
        ("two", "absent", "nothing"),
    ]
    assert found[0].line == "pack one absent, instead: nothing"


def test_a_fetched_pack_is_active_and_says_what_is_unverified(shop, models: Path) -> None:
    fetch(["one", "two"], models, print, get=shop.get)
    one, two = status(models, deep=True)
    assert (one.state, one.fallback, one.weights_verified) == ("active", "", False)
    assert one.line == "pack one in use (weight licence unverified)"
    assert two.line == "pack two in use"


@pytest.mark.parametrize(
    ("choice", "states"),
    [
        ("", ["active", "absent"]),
        (" ", ["active", "absent"]),
        ("all", ["active", "absent"]),
        ("one", ["active", "declined"]),
        ("two", ["declined", "absent"]),
        ("none", ["declined", "declined"]),
    ],
)
def test_the_operator_can_decline(shop, models: Path, choice: str, states: list[str]) -> None:
    fetch(["one"], models, print, get=shop.get)
    assert _states(models, choice) == states


@pytest.mark.usefixtures("shop")
def test_an_unknown_choice_is_refused(models: Path) -> None:
    with pytest.raises(PackUnknown):
        status(models, "three")


def test_damage_shows(shop, models: Path) -> None:
    fetch(["one", "two"], models, print, get=shop.get)
    weights = models / "one/w.bin"
    weights.write_bytes(b"\x01" * weights.stat().st_size)
    (models / "two/vocab.txt").unlink()
    assert _states(models) == ["active", "damaged"]  # sizes only: cheap enough for /healthz
    assert _states(models, deep=True) == ["damaged", "damaged"]
    (models / MANIFEST).write_bytes(b"{")
    assert _states(models) == ["damaged", "damaged"]


def test_a_pack_of_another_build_is_not_taken_for_ours(shop, models: Path) -> None:
    fetch(["one"], models, print, get=shop.get)
    manifest = models / MANIFEST
    manifest.write_text(manifest.read_text().replace('"version": "1.0"', '"version": "0.9"'))
    assert _states(models)[0] == "damaged"
