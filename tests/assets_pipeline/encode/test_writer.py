import copy

import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.encode import codec, held
from assets_pipeline.encode.place import Place
from assets_pipeline.encode.stream import exact
from assets_pipeline.encode.writer import Writer


def ramp(count=300):
    return np.repeat(np.arange(count, dtype=np.float32)[:, None], 3, axis=1)


@pytest.fixture
def source(picture):
    document = Document.new()
    document.add_image(picture, "image/png")
    index = document.add_accessor(ramp(), minmax=True)
    document.json["accessors"][index]["extras"] = {"cloth": 1}
    document.add("meshes", {"primitives": [{"attributes": {"POSITION": index}}] * 2})
    return document


def written(source, values=None, extension=codec.EXT):
    json = copy.deepcopy(source.json)
    values = ramp() if values is None else values
    places = [
        Place(one["attributes"], "POSITION", exact(values), "vertex", minmax=True)
        for one in json["meshes"][0]["primitives"]
    ]
    finished = Writer(source, json, held.find(json), extension).write(places)
    return Document.from_glb(finished.to_glb())


def test_equal_streams_are_written_once(source):
    found = written(source)
    one, two = found.json["meshes"][0]["primitives"]
    assert one["attributes"] == two["attributes"]
    assert len(found.json["accessors"]) == 1
    assert (found.accessor(0) == ramp()).all()


def test_extras_and_images_are_carried_over(source):
    found = written(source)
    assert found.json["accessors"][0]["extras"] == {"cloth": 1}
    assert found.image_bytes(0) == source.image_bytes(0)


def test_the_extension_is_named_where_it_is_used_and_only_there(source):
    found = written(source)
    assert found.json["extensionsRequired"] == [codec.EXT]
    assert found.json["buffers"][1]["extensions"] == {codec.EXT: {"fallback": True}}
    plain = written(source, extension="")
    assert "extensionsRequired" not in plain.json
    assert len(plain.json["buffers"]) == 1
    assert len(plain.bin) > len(found.bin)


def test_quantised_positions_require_their_extension(source):
    found = written(source, ramp(100).astype(np.int16))
    assert "KHR_mesh_quantization" in found.json["extensionsRequired"]


def test_what_an_unknown_extension_names_keeps_its_place_and_bytes(source):
    kept = source.add_accessor(np.arange(7, dtype=np.uint16))
    source.json["nodes"] = [{"extensions": {"ACME_rope": {"lengths": kept}}}]
    found = written(source)
    assert found.json["nodes"] == source.json["nodes"]
    assert found.accessor(kept).tolist() == list(range(7))


def test_an_empty_document_stays_empty():
    source = Document.new()
    json = copy.deepcopy(source.json)
    found = Writer(source, json, held.find(json), codec.EXT).write([])
    assert not {"accessors", "bufferViews", "buffers"} & set(found.json)
