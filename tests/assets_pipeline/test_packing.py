import base64
import copy

import pytest

from assets_pipeline import packing
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import paths


def uri(data: bytes) -> str:
    return "data:application/octet-stream;base64," + base64.b64encode(data).decode()


def test_without_uris_nothing_changes(rich):
    before = copy.deepcopy(rich.json)
    data = packing.absorb(rich.json, bytes(rich.bin), paths.embedded)
    assert (rich.json, bytes(data)) == (before, bytes(rich.bin))


def test_several_buffers_become_one():
    json = {
        "buffers": [
            {"byteLength": 3, "uri": uri(b"abc"), "name": "first", "extras": {"a": 1}},
            {"byteLength": 9, "extensions": {"EXT_meshopt_compression": {"fallback": True}}},
            {"byteLength": 4, "uri": uri(b"defgTAIL")},
        ],
        "bufferViews": [
            {"buffer": 2, "byteOffset": 1, "byteLength": 3},
            {"buffer": 0, "byteLength": 3},
            {
                "buffer": 1,
                "byteLength": 9,
                "extensions": {"EXT_meshopt_compression": {"buffer": 2}},
            },
        ],
    }
    data = packing.absorb(json, b"", paths.embedded)
    assert bytes(data) == b"abc\0defg"
    assert json["buffers"][0] == {"name": "first", "extras": {"a": 1}, "byteLength": 8}
    assert json["buffers"][1]["byteLength"] == 9
    assert json["bufferViews"][0] == {"buffer": 0, "byteOffset": 5, "byteLength": 3}
    assert json["bufferViews"][1] == {"buffer": 0, "byteLength": 3}
    assert json["bufferViews"][2]["buffer"] == 1
    assert json["bufferViews"][2]["extensions"]["EXT_meshopt_compression"] == {
        "buffer": 0, "byteOffset": 4,
    }  # fmt: skip


def test_glb_with_a_data_image_keeps_its_own_bytes(picture):
    json = {
        "buffers": [{"byteLength": 4}],
        "images": [{"uri": uri(picture)}, {"uri": uri(picture)}],
    }
    data = packing.absorb(json, b"ABCD", paths.embedded)
    assert bytes(data) == b"ABCD" + picture
    assert json["images"] == [{"mimeType": "image/png", "bufferView": 0}] * 2
    assert json["buffers"] == [{"byteLength": len(data)}]


def test_short_buffer_is_refused():
    json = {"buffers": [{"byteLength": 4, "uri": uri(b"abc")}]}
    with pytest.raises(AssetRejected, match="buffer_too_short") as refusal:
        packing.absorb(json, b"", paths.embedded)
    assert refusal.value.pointer == "/buffers/0"


def test_amplified_uris_are_refused(monkeypatch):
    monkeypatch.setattr("assets_pipeline.guard.limits.FILE_BYTES", 1000)
    json = {"buffers": [{"byteLength": 300, "uri": "big"} for _ in range(5)]}
    with pytest.raises(AssetRejected, match="file_too_large"):
        packing.absorb(json, b"", lambda _: bytes(300))
