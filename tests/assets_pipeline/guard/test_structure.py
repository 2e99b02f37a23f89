"""Each way a document can lie, and the place the refusal must name."""

import struct

import pytest

from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected

BIG = 2**31 - 1

LIES = [
    ("/asset/version", "3.0", "version_unsupported", "/asset/version"),
    ("/asset", None, "gltf_malformed", "/asset"),
    ("/nodes", {}, "gltf_malformed", "/nodes"),
    ("/nodes/0/mesh", "0", "gltf_malformed", "/nodes/0/mesh"),
    ("/nodes/0/mesh", 9, "reference_missing", "/nodes/0/mesh"),
    ("/nodes/0/mesh", -1, "gltf_malformed", "/nodes/0/mesh"),
    ("/nodes/0/rotation", [0, 0, 1], "gltf_malformed", "/nodes/0/rotation"),
    ("/nodes/0/matrix", [1.0] * 15, "gltf_malformed", "/nodes/0/matrix"),
    ("/nodes/0/children", [0], "node_cycle", "/nodes/0"),
    ("/scenes/0/nodes", [0, 0], "scene_node_not_root", "/scenes/0/nodes"),
    ("/accessors/0/count", 0, "gltf_malformed", "/accessors/0/count"),
    ("/accessors/0/count", 145, "accessor_out_of_bounds", "/accessors/0"),
    ("/accessors/0/count", BIG, "decoded_too_large", "/meshes/0/primitives/0"),
    ("/accessors/0/byteOffset", 4, "accessor_out_of_bounds", "/accessors/0"),
    ("/accessors/0/byteOffset", -4, "gltf_malformed", "/accessors/0/byteOffset"),
    ("/accessors/0/type", "VEC5", "gltf_malformed", "/accessors/0/type"),
    ("/accessors/0/componentType", 5124, "gltf_malformed", "/accessors/0/componentType"),
    ("/accessors/0/min", [0], "accessor_malformed", "/accessors/0"),
    ("/accessors/4/count", BIG, "decoded_too_large", "/meshes/0/primitives/0"),
    ("/accessors/4/sparse/count", 145, "accessor_out_of_bounds", "/accessors/4/sparse"),
    ("/accessors/4/sparse/count", 3, "accessor_out_of_bounds", "/accessors/4/sparse/indices"),
    ("/accessors/4/sparse/indices/bufferView", 99, "reference_missing", None),
    ("/accessors/5/type", "VEC3", "accessor_out_of_bounds", "/accessors/5"),
    ("/accessors/5/componentType", 5122, "attribute_malformed", None),
    ("/bufferViews/0/byteLength", 10**6, "view_out_of_bounds", "/bufferViews/0"),
    ("/bufferViews/0/byteOffset", BIG, "view_out_of_bounds", "/bufferViews/0"),
    ("/bufferViews/0/byteStride", 4, "accessor_out_of_bounds", "/accessors/0"),
    ("/bufferViews/0/byteStride", 16, "accessor_out_of_bounds", "/accessors/0"),
    ("/bufferViews/0/byteStride", 256, "gltf_malformed", "/bufferViews/0/byteStride"),
    ("/bufferViews/0/buffer", 1, "reference_missing", "/bufferViews/0/buffer"),
    ("/buffers/0/byteLength", 10**6, "buffer_too_short", "/buffers/0"),
    ("/meshes/0/primitives", [], "gltf_malformed", "/meshes/0/primitives"),
    ("/meshes/0/primitives/0/attributes/NORMAL", 5, "attribute_malformed", None),
    ("/meshes/0/primitives/0/attributes/POSITION", 1, "attribute_malformed", None),
    ("/meshes/0/primitives/0/attributes/JOINTS_0", 3, None, None),
    ("/meshes/0/primitives/0/material", 2, "reference_missing", None),
    ("/meshes/0/primitives/0/targets", [{}] * 1_001, "gltf_malformed", None),
    ("/meshes/0/primitives/0/mode", 7, "gltf_malformed", None),
    ("/skins/0/joints", [], "gltf_malformed", "/skins/0/joints"),
    ("/animations/0/channels/0/sampler", 1, "reference_missing", None),
    ("/textures/0/source", 1, "reference_missing", "/textures/0/source"),
    ("/images/0", {}, "image_unknown", "/images/0"),
    ("/images/0/bufferView", 0, "image_unknown", "/images/0"),
    ("/images/0/uri", "http://x/y.png", "uri_outside", None),
    ("/buffers/0/uri", "file:///etc/passwd", "uri_outside", None),
]


def put(tree, pointer: str, value) -> None:
    *parents, last = pointer.strip("/").split("/")
    for key in parents:
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    tree[int(last) if isinstance(tree, list) else last] = value


@pytest.mark.parametrize(("pointer", "value", "code", "place"), LIES)
def test_lies_are_named(rich, pointer, value, code, place):
    put(rich.json, pointer, value)
    data = rich.to_glb()
    if code is None:
        assert Document.from_glb(data).json == rich.json
        return
    with pytest.raises(AssetRejected) as refusal:
        Document.from_glb(data, file="x.glb")
    assert refusal.value.code == code
    assert place is None or refusal.value.pointer == place


def test_image_bomb_is_refused_by_its_header(rich):
    view = rich.json["bufferViews"][rich.json["images"][0]["bufferView"]]
    at = view["byteOffset"] + 16
    rich.bin[at : at + 8] = struct.pack(">II", 60_000, 60_000)
    with pytest.raises(AssetRejected) as refusal:
        Document.from_glb(rich.to_glb())
    assert (refusal.value.code, refusal.value.pointer) == ("image_too_large", "/images/0")


def test_many_images_add_up(rich, monkeypatch):
    monkeypatch.setattr("assets_pipeline.guard.limits.IMAGES_PX", 100)
    rich.json["images"] *= 4
    with pytest.raises(AssetRejected, match="image_too_large"):
        Document.from_glb(rich.to_glb())


def test_wide_index_names_are_matched_not_guessed(rich):
    """A JSON `true` is not the index 1, whatever Python thinks."""
    rich.json["textures"][0]["extensions"] = {"EXT_texture_webp": {"source": False}}
    with pytest.raises(AssetRejected, match="reference_missing"):
        Document.from_glb(rich.to_glb())
