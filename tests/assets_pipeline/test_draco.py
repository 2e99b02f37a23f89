"""Streams are made with DracoPy's own encoder, in the order of the source."""

import copy

import DracoPy
import numpy as np
import pytest

from assets_pipeline import draco, features
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected

GENERIC = {"JOINTS_0": 11, "WEIGHTS_0": 12}
KINDS = {0: "POSITION", 3: "TEXCOORD_0"}


def stream(document: Document) -> bytes:
    """The rich document's one primitive, in its own order."""
    attributes = document.json["meshes"][0]["primitives"][0]["attributes"]
    values = {name: document.accessor(index) for name, index in attributes.items()}
    return DracoPy.encode(
        values["POSITION"],
        document.accessor(5).reshape(-1, 3),
        preserve_order=True,
        quantization_bits=16,
        generic_attributes={number: values[name] for name, number in GENERIC.items()},
        tex_coord=values["TEXCOORD_0"].astype(np.float64),
    )


@pytest.fixture
def packed(rich):
    """The rich document with its mesh in a Draco stream."""
    document = Document(copy.deepcopy(rich.json), rich.bin)
    data = stream(rich)
    found = {
        KINDS.get(a["attribute_type"]): a["unique_id"] for a in DracoPy.decode(data).attributes
    }
    ids = {**GENERIC, **{name: found[name] for name in KINDS.values()}}
    primitive = document.json["meshes"][0]["primitives"][0]
    for index in [*primitive["attributes"].values(), primitive["indices"]]:
        del document.json["accessors"][index]["bufferView"]
    primitive["extensions"][draco.NAME] = {
        "bufferView": document.add_view(data),
        "attributes": ids,
    }
    document.use_extension(draco.NAME, required=True)
    return document


def extension(document: Document) -> dict:
    return document.json["meshes"][0]["primitives"][0]["extensions"][draco.NAME]


def test_a_document_without_any_stays(rich):
    before = copy.deepcopy(rich.json)
    draco.expand(rich)
    assert rich.json == before


def test_everything_comes_back(rich, packed):
    draco.expand(packed)
    for index in rich.json["meshes"][0]["primitives"][0]["attributes"].values():
        assert packed.accessor(index).dtype == rich.accessor(index).dtype
        np.testing.assert_allclose(packed.accessor(index), rich.accessor(index), atol=1e-4)
    assert (packed.accessor(5) == rich.accessor(5)).all()
    assert features.difference(features.features(rich), features.features(packed)) == []
    assert "extensionsRequired" not in packed.json
    assert b"DRACO" not in packed.bin


def test_the_result_is_a_sound_file(packed):
    draco.expand(packed)
    again = Document.from_glb(packed.to_glb())
    assert again.json == packed.json
    draco.expand(again)
    assert again.to_glb() == packed.to_glb()


def test_indices_that_the_document_does_not_declare_are_added(rich, packed):
    del packed.json["meshes"][0]["primitives"][0]["indices"]
    draco.expand(packed)
    added = packed.json["meshes"][0]["primitives"][0]["indices"]
    assert (packed.accessor(added) == rich.accessor(5)).all()


def test_two_primitives_share_one_stream(rich, packed):
    primitives = packed.json["meshes"][0]["primitives"]
    primitives.append(copy.deepcopy(primitives[0]) | {"material": 1})
    draco.expand(packed)
    one, two = primitives
    assert (one["attributes"], one["indices"]) == (two["attributes"], two["indices"])
    assert (packed.accessor(5) == rich.accessor(5)).all()


def cut(document: Document, keep: int) -> None:
    view = document.json["bufferViews"][extension(document)["bufferView"]]
    view["byteLength"] = keep


def poke(document: Document, place: int, value: int) -> None:
    view = document.json["bufferViews"][extension(document)["bufferView"]]
    document.bin[view["byteOffset"] + place] = value


LIES = {
    "cut to nothing": (lambda d: cut(d, 8), "draco_damaged"),
    "cut short": (lambda d: cut(d, 60), "draco_damaged"),
    "another name": (lambda d: poke(d, 0, 0), "draco_damaged"),
    "another version": (lambda d: poke(d, 6, 9), "draco_unsupported"),
    "a point cloud": (lambda d: poke(d, 7, 0), "draco_unsupported"),
    "an unknown method": (lambda d: poke(d, 8, 7), "draco_unsupported"),
    "another number of faces": (lambda d: poke(d, 11, 1), "draco_mismatch"),
    "more points": (lambda d: poke(d, 14, 0x7F), "draco_mismatch"),
    "strips": (lambda d: d.json["meshes"][0]["primitives"][0].update(mode=5), "draco_unsupported"),
    "an id that is not there": (lambda d: extension(d)["attributes"].update(POSITION=77), "draco_mismatch"),
    "a name that is not there": (lambda d: extension(d)["attributes"].update(NORMAL=1), "draco_mismatch"),
    "ids swapped": (lambda d: extension(d)["attributes"].update(POSITION=extension(d)["attributes"]["TEXCOORD_0"]), "draco_mismatch"),
    "fewer vertices": (lambda d: [a.update(count=100) for a in d.json["accessors"][:4]], "draco_mismatch"),
    "floats as integers": (lambda d: d.json["accessors"][0].update(componentType=5123), "draco_mismatch"),
    "the stream as an array": (lambda d: d.json["accessors"][5].update(bufferView=extension(d)["bufferView"]), "draco_mismatch"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_lies_are_refused(packed, lie):
    change, code = LIES[lie]
    change(packed)
    with pytest.raises(AssetRejected) as refusal:
        draco.expand(packed)
    assert refusal.value.code == code
    assert refusal.value.pointer


def test_too_many_faces_are_refused_before_decoding(packed, monkeypatch):
    monkeypatch.setattr("assets_pipeline.guard.limits.FACES", 10)
    with pytest.raises(AssetRejected, match="draco_too_large"):
        draco.expand(packed)


def test_metadata_is_passed_over(rich):
    data = DracoPy.encode(rich.accessor(0), rich.accessor(5).reshape(-1, 3), create_metadata=True,
                          generic_attributes={"named": rich.accessor(2)})  # fmt: skip
    found = draco.draco_header.read(data, "")
    assert found.faces == 242
