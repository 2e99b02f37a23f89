import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import archives, limits


def zipped(*files, method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def test_files_come_out():
    data = zipped(("a/b.txt", b"one"), ("c", b""), ("d/", b""))
    assert archives.unpack(data) == {"a/b.txt": b"one", "c": b""}


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "C:/x", "a\\..\\x"])
def test_names_that_escape(name):
    with pytest.raises(AssetRejected, match="uri_outside"):
        archives.unpack(zipped((name, b"1")))


def test_bomb_stops_at_the_cap():
    data = zipped(("bomb", bytes(16 << 20)))
    assert len(data) < 100_000
    with pytest.raises(AssetRejected, match="archive_too_large"):
        archives.unpack(data)


def test_header_that_says_less_than_it_inflates_to():
    data = bytearray(zipped(("bomb", bytes(16 << 20))))
    for magic, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.find(magic) + at
        data[place : place + 4] = struct.pack("<I", 10)
    with pytest.raises(AssetRejected):
        archives.unpack(bytes(data))


def test_many_entries():
    files = [(str(number), b"") for number in range(limits.ARCHIVE_ENTRIES + 1)]
    with pytest.raises(AssetRejected, match="archive_too_many"):
        archives.unpack(zipped(*files))


def test_many_small_bombs_share_one_cap():
    files = [(str(number), bytes(3 << 20)) for number in range(10)]
    with pytest.raises(AssetRejected, match="archive_too_large"):
        archives.unpack(zipped(*files))


GOOD = zipped(("a.obj", b"v 0 0 0\n" * 50), ("t/b.png", b"123"))


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=5))
def test_damage_is_refused_or_harmless(changes):
    data = bytearray(GOOD)
    for place, value in changes:
        data[place] = value
    try:
        archives.unpack(bytes(data))
    except AssetRejected as refusal:
        assert refusal.code  # noqa: PT017 -- both ends are good ends


def test_password():
    data = bytearray(zipped(("a", b"1")))
    for magic, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.find(magic) + at] |= 1
    with pytest.raises(AssetRejected, match="archive_damaged"):
        archives.unpack(bytes(data))
