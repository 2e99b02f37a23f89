import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from server import blobs as blobs_module
from server.blobs import Blobs, is_known, route, sniff
from sessions.errors import BlobUnknown

DATA = b"glTF" + bytes(range(256)) * 400


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def client(blobs):
    def missing(_request, error):
        return PlainTextResponse(error.message, 404)

    return TestClient(Starlette(routes=[route(blobs)], exception_handlers={BlobUnknown: missing}))


def test_a_blob_is_served_for_ever(client, put):
    name = put(DATA)
    answer = client.get(f"/a/{name}")
    assert answer.content == DATA
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["etag"] == f'"{name}"'
    assert answer.headers["content-type"] == "model/gltf-binary"


def test_head_says_all_but_the_bytes(client, put):
    answer = client.head(f"/a/{put(DATA)}")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(DATA))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("bytes=0-9", slice(0, 10)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=5-99999999", slice(5, None)),
    ],
)
def test_one_range_is_served(client, put, text, cut):
    answer = client.get(f"/a/{put(DATA)}", headers={"Range": text})
    assert answer.status_code == 206
    assert answer.content == DATA[cut]
    start = range(len(DATA))[cut][0]
    assert answer.headers["content-range"].startswith(f"bytes {start}-")


@pytest.mark.parametrize(
    "text",
    ["bytes=0-1,5-6", "bytes=a-b", "lines=1-2", "bytes=9-3", "bytes=-", "bytes=-0", "x", "bytes=1-2-3",
     f"bytes={'9' * 5000}-"],
)  # fmt: skip
def test_other_ranges_are_ignored(client, put, text):
    answer = client.get(f"/a/{put(DATA)}", headers={"Range": text})
    assert (answer.status_code, answer.content) == (200, DATA)


def test_a_range_beyond_the_end_is_416(client, put):
    answer = client.get(f"/a/{put(DATA)}", headers={"Range": "bytes=9999999-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(DATA)}"


def test_what_the_client_has_is_not_sent_again(client, put):
    name = put(DATA)
    answer = client.get(f"/a/{name}", headers={"If-None-Match": f'"{name}"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["cache-control"].endswith("immutable")


@pytest.mark.parametrize(
    ("text", "known"),
    [('"x"', True), ('W/"x"', True), ('"a", "x"', True), ("*", True), ("", False), ("x", False), ('"y"', False)],
)  # fmt: skip
def test_if_none_match(text, known):
    assert is_known(text, '"x"') is known


@pytest.mark.parametrize(
    "path",
    ["/a/", "/a/abc", "/a/" + "0" * 64, "/a/" + "A" * 64, "/a/" + "0" * 63 + "g", "/a/" + "٣" * 64,
     "/a/..%2Fsecret", "/a/%2e%2e", "/a/" + "0" * 64 + "%00", "/a/" + "0" * 65],
)  # fmt: skip
def test_everything_else_is_404(client, put, path):
    put(DATA)
    assert client.get(path).status_code == 404


def test_only_get_and_head(client, put):
    assert client.post(f"/a/{put(DATA)}").status_code == 405


def test_only_plain_files_are_blobs(blobs, put, tmp_path: Path):
    real = put(DATA)
    (tmp_path / "a" / ("1" * 64)).symlink_to(tmp_path / "a" / real)
    (tmp_path / "a" / ("2" * 64)).mkdir()
    os.mkfifo(tmp_path / "a" / ("3" * 64))
    for digit in "123":
        with pytest.raises(BlobUnknown):
            blobs.find(digit * 64)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(max_size=70))
def test_any_name_is_found_or_refused(blobs, name):
    with pytest.raises(BlobUnknown):
        blobs.find(name)


def test_reads_are_exact_or_refused(blobs, put):
    name = put(DATA)
    assert blobs.read(name, 10, 20) == DATA[10:30]
    with pytest.raises(BlobUnknown):
        blobs.read(name, len(DATA) - 5, 10)


def test_a_file_cut_short_is_refused(blobs, put, tmp_path: Path):
    name = put(DATA)
    blobs.find(name)
    (tmp_path / "a" / name).write_bytes(b"")
    with pytest.raises(BlobUnknown):
        blobs.read(name, 0, 10)


def test_few_files_stay_open(put, blobs, monkeypatch):
    monkeypatch.setattr(blobs_module, "_OPEN_FILES", 4)
    names = [put(bytes([n]) * 10) for n in range(20)]
    before = open_files()
    for _ in range(2):
        for n, name in enumerate(names):
            assert blobs.read(name, 0, 10) == bytes([n]) * 10
    assert open_files() == before + 4


def test_close_closes_every_file(put, tmp_path):
    before = open_files()
    each = Blobs(tmp_path / "a")
    each.find(put(DATA))
    each.close()
    assert open_files() == before


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"glTF\x02\0\0\0", "model/gltf-binary"),
        (b"\x89PNG\r\n\x1a\n____", "image/png"),
        (b"RIFF\n\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\n\0\0\0WAVEfmt ", "application/octet-stream"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\xabKTX 20\xbb\r\n\x1a\n", "image/ktx2"),
        (b"PK\x03\x04\x00\x00", "model/vnd.usdz+zip"),
        (b"<script>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_sniff(head, kind):
    assert sniff(head) == kind
