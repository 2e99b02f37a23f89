import json

import pytest

from assets_pipeline import features, glb
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import paths


def test_round_trip_loses_nothing(rich):
    again = Document.from_glb(rich.to_glb())
    assert again.json == rich.json
    assert again.bin.startswith(rich.bin)
    assert again.to_glb() == rich.to_glb()
    assert features.difference(features.features(rich), features.features(again)) == []


def test_unknown_things_travel(rich):
    """Unknown extension, extras, key, chunk and Chinese text: nobody here understands them."""
    rich.json["extensions"]["VENDOR_thing"] = {"deep": [1, {"x": None}], "n": 1.5}
    rich.json["nodes"][0] |= {"名": "红色", "extras": {"a": [True]}}
    rich.chunks.append((0x12345678, b"abcd"))
    data = rich.to_glb()
    again = Document.from_glb(data)
    assert again.json == rich.json
    assert again.chunks == rich.chunks
    assert again.to_glb() == data


def test_image_bytes_are_the_ones_that_went_in(rich, picture):
    assert Document.from_glb(rich.to_glb()).image_bytes(0) == picture


def test_bytes_stay_when_others_are_added(rich):
    before = bytes(rich.bin)
    rich.add_image(b"new", "image/png")
    assert bytes(rich.bin).startswith(before)
    assert rich.json["buffers"][0]["byteLength"] == len(rich.bin)


def test_extensions_are_listed_once():
    document = Document.new()
    for required in (False, True, True):
        document.use_extension("KHR_x", required=required)
    assert document.json["extensionsUsed"] == document.json["extensionsRequired"] == ["KHR_x"]


def test_empty_document_has_no_binary_chunk():
    data = Document.new(generator="me").to_glb()
    assert [kind for kind, _ in glb.split(data)] == [glb.JSON_CHUNK]
    assert Document.from_glb(data).json["asset"]["generator"] == "me"


def test_gltf_with_its_files_becomes_the_same_glb(rich, picture):
    """Buffer and image beside the `.gltf`, then the same as `data:` URIs."""
    tree = json.loads(json.dumps(rich.json))
    view = tree["bufferViews"][tree["images"][0].pop("bufferView")]
    assert bytes(rich.bin[view["byteOffset"] :][: view["byteLength"]]) == picture
    tree["images"][0]["uri"] = "t%20x.png"
    tree["buffers"][0]["uri"] = "a/data.bin"
    files = {"a/data.bin": bytes(rich.bin), "t x.png": picture}
    document = Document.from_gltf(json.dumps(tree).encode(), paths.mapping_reader(files))
    assert document.image_bytes(0) == picture
    assert "uri" not in json.dumps(document.json)
    for index in range(len(rich.json["accessors"])):
        assert (document.accessor(index) == rich.accessor(index)).all()
    with pytest.raises(AssetRejected, match="uri_outside"):
        Document.from_gltf(json.dumps(tree).encode(), paths.embedded)


@pytest.mark.slow
def test_real_files_lose_nothing(real_files):
    for path in real_files:
        document = Document.from_glb(path.read_bytes())
        again = Document.from_glb(document.to_glb())
        assert again.json == document.json
        assert again.bin == document.bin
        (_, _), *rest = glb.split(path.read_bytes())
        assert rest == glb.split(document.to_glb())[1:], path.name
