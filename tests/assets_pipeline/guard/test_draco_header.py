import contextlib

import DracoPy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import draco_header


def fan(count):
    angles = np.linspace(0, np.pi, count + 1)
    points = np.stack([np.cos(angles), np.sin(angles), 0 * angles], 1)
    faces = np.stack([np.full(count, count + 1), np.arange(count), np.arange(1, count + 1)], 1)
    return np.concatenate([points, [[0, -0.1, 0]]]).astype(np.float32), faces.astype(np.uint32)


@pytest.mark.parametrize("sequential", [False, True])
@pytest.mark.parametrize("count", [1, 3, 200])
def test_counts_are_those_of_the_encoder(count, sequential):
    points, faces = fan(count)
    data = DracoPy.encode(points, faces, preserve_order=sequential)
    assert draco_header.read(data, "/x") == (count, count + 2)


def head(kind=1, method=0, flags=0, version=(2, 2)):
    return b"DRACO" + bytes([*version, kind, method]) + flags.to_bytes(2, "little")


def test_metadata_is_passed_over():
    names = b"\x01" + b"\x04name" + b"\x03abc" + b"\x00"  # one entry, no tree below
    below = b"\x00" + b"\x01" + b"\x05child" + names  # no entry, one tree below
    metadata = b"\x01" + b"\x07" + names + below  # of attribute 7, then of the mesh
    data = head(flags=0x8000) + metadata + b"\x0c\x22"
    assert draco_header.read(data, "/x") == (12, 34)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "draco_damaged"),
        (b"DRACO\x02\x02\x01", "draco_damaged"),
        (b"OCARD" + head()[5:] + b"\x01\x03", "draco_damaged"),
        (head(version=(2, 3)) + b"\x01\x03", "draco_unsupported"),
        (head(kind=0) + b"\x01\x03", "draco_unsupported"),
        (head(method=2) + b"\x01\x03", "draco_unsupported"),
        (head() + b"\x01", "draco_damaged"),
        (head() + b"\xff" * 5 + b"\x01\x03", "draco_damaged"),  # a number without end
        (head(flags=0x8000) + b"\xff\xff\xff\xff\x0f", "draco_damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data, code):
    with pytest.raises(AssetRejected) as refused:
        draco_header.read(data, "/bufferViews/3")
    assert (refused.value.code, refused.value.pointer) == (code, "/bufferViews/3")


@given(st.binary(max_size=60), st.sampled_from([0, 0x8000]), st.sampled_from([0, 1]))
def test_anything_else_is_read_or_refused(tail, flags, method):
    with contextlib.suppress(AssetRejected):
        found = draco_header.read(head(method=method, flags=flags) + tail, "")
        assert 0 <= found.faces < 1 << 35
        assert 0 <= found.points < 1 << 35
