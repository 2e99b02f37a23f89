import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline import glb
from assets_pipeline.errors import AssetRejected

CHUNKS = st.lists(st.tuples(st.integers(0, 2**32 - 1), st.binary(max_size=50)), max_size=4)


@given(CHUNKS)
def test_round_trip_but_for_padding(rest):
    chunks = [(glb.JSON_CHUNK, b"{}"), *rest]
    data = glb.join(chunks)
    found = glb.split(data)
    assert [kind for kind, _ in found] == [kind for kind, _ in chunks]
    assert all(body.startswith(old) for (_, body), (_, old) in zip(found, chunks, strict=True))
    assert all(len(body) - len(old) < 4 for (_, body), (_, old) in zip(found, chunks, strict=True))
    assert glb.join(found) == data
    assert len(data) % 4 == 0


def test_layout_by_hand():
    data = glb.join([(glb.JSON_CHUNK, b"{}"), (glb.BIN_CHUNK, b"\x01")])
    assert data[:12] == b"glTF" + struct.pack("<II", 2, len(data))
    assert data[12:24] == struct.pack("<I", 4) + b"JSON" + b"{}  "
    assert data[24:] == struct.pack("<I", 4) + b"BIN\0" + b"\x01\0\0\0"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda d: d[:0], "not_glb"),
        (lambda d: b"glTX" + d[4:], "not_glb"),
        (lambda d: d[:4] + struct.pack("<I", 1) + d[8:], "version_unsupported"),
        (lambda d: d + b"x", "length_mismatch"),
        (lambda d: d[:-1], "length_mismatch"),
        (lambda d: d[:12] + struct.pack("<I", 2**32 - 1) + d[16:], "truncated"),
        (lambda d: d[:16] + b"BIN\0" + d[20:], "not_glb"),
        (lambda d: d[:8] + struct.pack("<I", 16) + d[12:16], "truncated"),
    ],
)
def test_refused(change, code):
    data = glb.join([(glb.JSON_CHUNK, b"{}")])
    with pytest.raises(AssetRejected) as refusal:
        glb.split(change(data), file="a.glb")
    assert (refusal.value.code, refusal.value.file) == (code, "a.glb")
