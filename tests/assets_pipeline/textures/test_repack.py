from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.document import Document
from assets_pipeline.textures.repack import repack

RANGES = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 56)), max_size=8)


def document(ranges) -> Document:
    views = [{"buffer": 0, "byteOffset": start, "byteLength": size} for start, size in ranges]
    json = {"asset": {"version": "2.0"}, "buffers": [{"byteLength": 256}], "bufferViews": views}
    return Document(json, bytes(range(256)))


@given(RANGES)
def test_every_view_keeps_its_bytes_and_its_alignment(ranges):
    found = document(ranges)
    before = [found.view(place)[0] for place in range(len(ranges))]
    packed = repack(found)
    assert [packed.view(place)[0] for place in range(len(ranges))] == before
    for (start, _), view in zip(ranges, packed.json["bufferViews"], strict=True):
        assert (view.get("byteOffset", 0) - start) % 8 == 0


@given(RANGES)
def test_no_more_is_kept_than_is_covered(ranges):
    covered = {place for start, size in ranges for place in range(start, start + size)}
    packed = repack(document(ranges))
    assert len(packed.bin) <= len(covered) + 8 * (len(ranges) + 1)
    if ranges:
        assert packed.json["buffers"][0]["byteLength"] == len(packed.bin)


def test_compressed_ranges_and_other_buffers():
    found = document([(100, 20)])
    packed_view = {"buffer": 1, "byteLength": 64, "extensions": {
        "EXT_meshopt_compression": {"buffer": 0, "byteOffset": 200, "byteLength": 8}}}  # fmt: skip
    found.json["bufferViews"].append(packed_view)
    found.json["buffers"].append({"byteLength": 64})
    packed = repack(found)
    inner = packed.json["bufferViews"][1]["extensions"]["EXT_meshopt_compression"]
    assert packed.bin[inner["byteOffset"] : inner["byteOffset"] + 8] == bytes(range(200, 208))
    assert "byteOffset" not in packed.json["bufferViews"][1]
    assert len(packed.bin) < 60


def test_nothing_to_pack():
    assert repack(Document.new()).bin == b""
