import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits, paths

OUTSIDE = [
    "http://x/a.png", "https://x", "file:///etc/passwd", "//host/a", "/etc/passwd", "../a", "a/../../b",
    "%2e%2e/a", "..%2fa", "%2Fetc/passwd", "a\\b", "C:\\x", "C:/x", "a//b", "", "a\0b", "ftp:x", "/dev/zero",
]  # fmt: skip


@pytest.mark.parametrize("uri", OUTSIDE)
def test_outside(uri):
    with pytest.raises(AssetRejected, match="uri_outside"):
        paths.safe_name(uri)


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("a.png", "a.png"),
        ("./t/a.png", "t/a.png"),
        ("a%20b", "a b"),
        ("红.png", "红.png"),
        ("a..b", "a..b"),
    ],
)
def test_inside(uri, name):
    assert paths.safe_name(uri) == name


@given(uri=st.text(alphabet="./\\%2eEfFaA:C~", max_size=12))
def test_no_name_leaves_the_folder(uri, tmp_path_factory):
    root = tmp_path_factory.getbasetemp()
    try:
        name = paths.safe_name(uri)
    except AssetRejected:
        return
    assert (root / name).resolve().is_relative_to(root.resolve())


def test_files_and_links(tmp_path):
    root = tmp_path / "in"
    (root / "sub").mkdir(parents=True)
    (tmp_path / "secret").write_bytes(b"no")
    (root / "sub/a.bin").write_bytes(b"yes")
    (root / "sub/link").symlink_to(tmp_path / "secret")
    (root / "sub/loop").symlink_to(root / "sub/loop")
    read = paths.folder_reader(root / "sub", root)
    assert read("a.bin") == b"yes"
    assert read("data:;base64,eWVz") == b"yes"
    for name, code in [("link", "uri_outside"), ("none", "file_missing"), (".", "uri_outside"),
                       ("loop", "file_unreadable"), ("x" * 300, "file_unreadable")]:  # fmt: skip
        with pytest.raises(AssetRejected) as refusal:
            read(name)
        assert refusal.value.code == code, name


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 3)
    (tmp_path / "a").write_bytes(b"1234")
    with pytest.raises(AssetRejected, match="file_too_large"):
        paths.read_file(tmp_path / "a", tmp_path)


@pytest.mark.parametrize(
    "uri", ["data:,plain", "data:;base64,%%%", "data:;base64", "data:;base64,abc"]
)
def test_malformed_data(uri):
    with pytest.raises(AssetRejected, match="uri_malformed"):
        paths.embedded(uri)


def test_archive_members():
    read = paths.mapping_reader({"m/a.bin": b"1", "b": b"2"}, "m")
    assert read("a.bin") == b"1"
    with pytest.raises(AssetRejected, match="file_missing"):
        read("b")
    with pytest.raises(AssetRejected, match="uri_outside"):
        read("../b")
