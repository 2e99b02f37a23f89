"""Which picture encoder is taken, and what is refused."""

import hashlib

import msgspec
import numpy as np
import pytest

from sessions.encoding.pictures.model import FILE, OUTLINE, PACK, load_pictures
from sessions.errors import PackUnusable


def packs(folder, data):
    (folder / PACK).mkdir()
    (folder / PACK / FILE).write_bytes(data)
    file = {"path": FILE, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    (folder / "manifest.json").write_bytes(
        msgspec.json.encode({"packs": {PACK: {"files": [file]}}})
    )
    return str(folder)


@pytest.mark.parametrize("setting", ["", OUTLINE])
def test_without_a_pack_it_is_edges_and_colours(setting, tmp_path):
    assert load_pictures(setting, str(tmp_path)).name == OUTLINE
    assert load_pictures(setting).name == OUTLINE


def test_a_pack_that_is_no_network_is_refused(tmp_path):
    encoder = load_pictures("", packs(tmp_path, b"not torch"))
    assert encoder.name == PACK
    with pytest.raises(PackUnusable, match=f"{PACK} does not load"):
        encoder.encode([np.zeros((8, 8, 3), np.uint8)])


def test_a_damaged_pack_is_refused(tmp_path):
    folder = packs(tmp_path, b"some")
    (tmp_path / PACK / FILE).write_bytes(b"other")
    with pytest.raises(PackUnusable, match="damaged"):
        load_pictures("", folder)


def test_asked_for_by_name_outline_is_taken_though_there_is_a_pack(tmp_path):
    assert load_pictures(OUTLINE, packs(tmp_path, b"some")).name == OUTLINE


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(PackUnusable, match="vision model"):
        load_pictures(str(tmp_path))
