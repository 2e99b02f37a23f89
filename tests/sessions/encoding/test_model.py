from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from sessions.encoding import model
from sessions.errors import PackUnusable

FETCHED = Path(__file__).parents[3] / "var" / "models"


@pytest.fixture
def put(tmp_path: Path):
    """Writes a pack of given files, with the manifest that names them."""

    def write(name: str, files: dict[str, bytes]) -> str:
        folder = tmp_path / name
        folder.mkdir()
        for path, data in files.items():
            (folder / path).write_bytes(data)
        entries = [
            {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for path, data in files.items()
        ]
        manifest = {"version": 1, "packs": {name: {"what": "more fields", "files": entries}}}
        (tmp_path / "manifest.json").write_text(json.dumps(manifest))
        return str(tmp_path)

    return write


def test_hashed_is_always_there(put) -> None:
    models = put(model.DEFAULT_PACK, {model.DEFAULT_FILE: b"w"})
    assert model.load("hashed", models).name == "hashed"


def test_without_the_default_pack_it_is_compact(put, tmp_path: Path) -> None:
    assert model.load("", str(tmp_path / "nowhere")).name == "compact"
    assert model.load("", put("other", {"a": b"a"})).name == "compact"
    assert model.load("", None).version == model.load("compact").version


def test_without_its_table_the_compact_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "TRACKED", tmp_path / "none.bin")
    with pytest.raises(PackUnusable, match="compact"):
        model.load("compact")


def test_the_default_pack_is_used_with_its_digest(put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "UseEncoder", lambda *given: given)
    models = put(model.DEFAULT_PACK, {model.DEFAULT_FILE: b"weights"})
    name, path, digest = model.load("", models)  # type: ignore[misc]
    assert (name, path) == (
        model.DEFAULT_PACK,
        f"{models}/{model.DEFAULT_PACK}/{model.DEFAULT_FILE}",
    )
    assert digest == hashlib.sha256(b"weights").hexdigest()
    assert model.load(model.DEFAULT_PACK, models) == model.load("", models)


@pytest.mark.parametrize("setting", ["", "use-multilingual"])
@pytest.mark.parametrize(
    ("harm", "message"), [("flip", "is damaged"), ("cut", "is damaged"), ("drop", "is missing")]
)
def test_a_damaged_pack_is_refused_with_what_to_do(
    put, setting: str, harm: str, message: str
) -> None:
    models = put(model.DEFAULT_PACK, {model.DEFAULT_FILE: b"weights"})
    path = Path(models) / model.DEFAULT_PACK / model.DEFAULT_FILE
    if harm == "drop":
        path.unlink()
    else:
        path.write_bytes(b"Weights" if harm == "flip" else b"weight")
    with pytest.raises(PackUnusable, match=rf"{message}.*models fetch"):
        model.load(setting, models)


@pytest.mark.parametrize("text", [b"{", b"[]", b'{"packs": {"a": {}}}', b"\xff"])
def test_a_damaged_manifest_is_refused(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(text)
    with pytest.raises(PackUnusable, match=r"manifest\.json"):
        model.load("", str(tmp_path))


def test_weights_that_are_none_are_refused(put) -> None:
    with pytest.raises(PackUnusable, match="does not load as a text model"):
        model.load("", put(model.DEFAULT_PACK, {model.DEFAULT_FILE: b"not a graph"}))


def test_a_directory_goes_to_transformers_and_stays_local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "TransformerEncoder", lambda *a, **k: (*a, k))
    assert model.load(str(tmp_path)) == (tmp_path.name, str(tmp_path), {"local": True})


def test_a_pack_of_another_kind_goes_to_transformers_by_name(
    put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "TransformerEncoder", lambda *a, **k: (*a, k))
    models = put("minilm-en", {"config.json": b"{}"})
    assert model.load("minilm-en", models) == (
        "minilm-en",
        f"{models}/minilm-en",
        {"local": True},
    )


def test_anything_else_is_a_hub_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "TransformerEncoder", lambda *a, **k: (*a, k))
    assert model.load("some/model") == ("some/model", "some/model", {"local": False})


@pytest.mark.parametrize("setting", ["/no/such/folder", "./no-such", "~/no-such-folder"])
def test_a_missing_directory_is_not_asked_of_the_hub(setting: str) -> None:
    with pytest.raises(PackUnusable, match="no such directory"):
        model.load(setting)


@pytest.mark.slow
def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(PackUnusable, match=r"does not load as a text model.*SHOWROOM_TEXT_MODEL"):
        model.load(str(tmp_path))


@pytest.mark.skipif(
    model.DEFAULT_PACK not in model.fetched(str(FETCHED)), reason="the default pack is not fetched"
)
def test_the_real_default_pack_reads_both_languages() -> None:
    encoder = model.load("", str(FETCHED))
    texts = [
        "a red jacket",
        "红色外套",
        "comfortable sofa",
        "舒适的沙发",
        "it is too expensive",
        "太贵了",
    ]
    rows = encoder.encode(texts)
    assert rows.shape == (6, 512)
    np.testing.assert_allclose(rows, np.vstack([encoder.encode([t]) for t in texts]), atol=1e-5)
    assert (rows[::2] @ rows[1::2].T).argmax(1).tolist() == [0, 1, 2]
