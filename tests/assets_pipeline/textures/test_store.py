from assets_pipeline.document import Document
from assets_pipeline.textures import formats, pixels
from assets_pipeline.textures.store import store

WEBP = formats.Encoded(b"webp bytes", "image/webp", pixels.Kept(40, 40))


def two(first: bytes, second: bytes) -> Document:
    document = Document.new()
    for data in (first, second):
        document.add("textures", {"source": document.add_image(data, "image/png")})
    return document


def test_only_what_was_made_changes():
    document = store(two(b"first" * 9, b"second" * 9), {0: WEBP, 1: None})
    assert document.image_bytes(0) == b"webp bytes"
    assert document.image_bytes(1) == b"second" * 9
    assert [image["mimeType"] for image in document.json["images"]] == ["image/webp", "image/png"]
    assert document.json["textures"][1] == {"source": 1}


def test_pictures_that_came_out_alike_are_stored_once():
    document = store(two(b"first" * 9, b"second" * 9), {0: WEBP, 1: WEBP})
    assert bytes(document.bin) == b"webp bytes"
    assert len(document.json["bufferViews"]) == 2  # indices stay, for who may know them


def test_jpeg_needs_no_extension():
    jpeg = formats.Encoded(b"jpeg", "image/jpeg", pixels.Kept(40, 40))
    document = store(two(b"first", b"second"), {0: jpeg, 1: None})
    assert document.json["textures"] == [{"source": 0}, {"source": 1}]
    assert "extensionsUsed" not in document.json
