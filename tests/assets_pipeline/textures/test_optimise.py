import copy
import io
import math

import numpy as np
import pytest
from PIL import Image

from assets_pipeline.document import Document
from assets_pipeline.guard import pictures
from assets_pipeline.textures import COARSE_PX, FULL_PX, optimise, pixels

WEBP = "EXT_texture_webp"


def encoded(picture: Image.Image, kind="PNG", **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo(side=96, seed=0, mode="RGB") -> Image.Image:
    pixels = np.random.default_rng(seed).integers(0, 256, (side // 8, side // 8, 4), np.uint8)
    return (
        Image.fromarray(pixels, "RGBA").resize((side, side), Image.Resampling.BICUBIC).convert(mode)
    )


def document(*images: bytes, **material) -> Document:
    """Each image with its texture; one material."""
    found = Document.new()
    for data in images:
        source = found.add_image(data, pictures.mime(data) or "image/png")
        found.json["images"][source]["name"] = f"image {source}"
        found.add("textures", {"source": source})
    found.add("materials", material)
    return found


def coloured(texture=0, **more):
    return {"pbrMetallicRoughness": {"baseColorTexture": {"index": texture}}, **more}


def shown(found: Document, index=0) -> Image.Image:
    return Image.open(io.BytesIO(found.image_bytes(index)))


def test_webp_is_required_and_the_original_is_gone():
    source = document(encoded(photo()), **coloured())
    before = copy.deepcopy(source.json)
    small = optimise(source)
    assert source.json == before
    assert small.json["textures"] == [{"extensions": {WEBP: {"source": 0}}}]
    assert WEBP in small.json["extensionsUsed"]
    assert WEBP in small.json["extensionsRequired"]
    assert small.json["images"][0] == {**before["images"][0], "mimeType": "image/webp"}
    assert len(small.bin) < len(source.bin) / 2
    assert Document.from_glb(small.to_glb()).image_bytes(0) == small.image_bytes(0)


def test_a_small_enough_original_keeps_its_bytes():
    data = encoded(photo(), "JPEG", quality=20)
    small = optimise(document(data, **coloured()))
    assert small.image_bytes(0) == data
    assert small.json["textures"] == [{"source": 0}]
    assert "extensionsUsed" not in small.json


def test_the_cap_and_the_levels():
    large = photo(64).resize((2560, 2560))  # smooth, hence quick to pack
    source = document(encoded(large), **coloured())
    assert shown(optimise(source)).size == (FULL_PX, FULL_PX)
    assert shown(optimise(source, COARSE_PX)).size == (COARSE_PX, COARSE_PX)
    assert shown(optimise(source, 1000)).size == (1000, 1000)


def test_equal_images_are_stored_once_and_keep_their_places():
    data = encoded(photo())
    source = document(data, data, **coloured(), emissiveTexture={"index": 1})
    small = optimise(source)
    assert [image["name"] for image in small.json["images"]] == ["image 0", "image 1"]
    assert small.json["images"][0]["bufferView"] == small.json["images"][1]["bufferView"]
    assert len(small.bin) < 1.1 * len(small.image_bytes(0))
    assert len(small.json["textures"]) == 2


def test_equal_images_that_are_kept_are_stored_once_too():
    data = encoded(photo(), "JPEG", quality=10)
    small = optimise(document(data, data, **coloured()))
    assert len(small.bin) < len(data) + 16
    assert small.image_bytes(0) == small.image_bytes(1) == data


def test_equal_images_take_the_strictest_use():
    data = encoded(photo(mode="RGBA"))
    source = document(data, data, **coloured(), extensions={
        "KHR_materials_sheen": {"sheenRoughnessTexture": {"index": 1}}})  # fmt: skip
    small = optimise(source)
    assert shown(small, 0).mode == "RGBA"
    assert (np.asarray(shown(small))[..., 3] == np.asarray(photo(mode="RGBA"))[..., 3]).all()


@pytest.mark.parametrize(("mode", "kept"), [("OPAQUE", "RGB"), ("MASK", "RGBA"), ("BLEND", "RGBA")])
def test_alpha_is_kept_where_it_is_used(mode, kept):
    source = document(encoded(photo(mode="RGBA")), **coloured(), alphaMode=mode)
    found = shown(optimise(source))
    assert found.mode == kept
    if kept == "RGBA":
        alpha = np.asarray(photo(mode="RGBA"))[..., 3]
        assert (np.asarray(found)[..., 3] == alpha).all()


def test_feature_ids_and_unused_images_keep_their_bytes():
    data = encoded(photo(), compress_level=0)
    source = document(data, **coloured())
    ids = {"featureIds": [{"featureCount": 2, "texture": {"index": 0, "channels": [0]}}]}
    source.add(
        "meshes", {"primitives": [{"attributes": {}, "extensions": {"EXT_mesh_features": ids}}]}
    )
    assert optimise(source).image_bytes(0) == data
    assert optimise(document(data)).image_bytes(0) == data


def test_ktx2_and_its_stand_in_are_left_alone():
    source = document(
        encoded(photo(), compress_level=0), b"\xabKTX 20\xbb\r\n\x1a\n" + bytes(90), **coloured()
    )
    source.json["textures"] = [{"source": 0, "extensions": {"KHR_texture_basisu": {"source": 1}}}]
    small = optimise(source, COARSE_PX)
    assert small.json["textures"] == source.json["textures"]
    assert [small.image_bytes(i) for i in (0, 1)] == [source.image_bytes(i) for i in (0, 1)]


def test_a_fall_back_that_nothing_needs_takes_no_bytes():
    source = document(encoded(photo()), encoded(photo(), "WEBP", quality=30), **coloured())
    source.json["textures"] = [{"source": 0, "extensions": {WEBP: {"source": 1}}}]
    small = optimise(source)
    assert small.json["textures"] == [{"extensions": {WEBP: {"source": 1}}}]
    assert small.image_bytes(0) == small.image_bytes(1) == source.image_bytes(1)
    assert len(small.bin) < len(source.image_bytes(1)) + 16


def test_other_extensions_of_a_texture_stay():
    source = document(encoded(photo()), **coloured())
    source.json["textures"][0] |= {
        "name": "kept",
        "sampler": 0,
        "extensions": {"SHOP_note": {"a": 1}},
    }
    texture = optimise(source).json["textures"][0]
    assert texture == {"name": "kept", "sampler": 0,
                       "extensions": {"SHOP_note": {"a": 1}, WEBP: {"source": 0}}}  # fmt: skip


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", encoded(photo())[:300], b"not a picture"])
def test_broken_pictures_stay_as_they_are(data):
    assert optimise(document(data, **coloured())).image_bytes(0) == data


def test_bytes_that_an_accessor_shares_stay():
    source = document(encoded(photo()), **coloured())
    source.json["accessors"] = [
        {"bufferView": 0, "componentType": 5121, "count": 4, "type": "SCALAR"}
    ]
    small = optimise(source)
    assert small.accessor(0).tolist() == [0x89, *b"PNG"]
    assert pictures.mime(small.image_bytes(0)) == "image/webp"


def test_everything_else_stays(rich):
    small = optimise(rich)
    for key in rich.json.keys() - {
        "images",
        "textures",
        "bufferViews",
        "buffers",
        "extensionsUsed",
    }:
        assert small.json[key] == rich.json[key]
    for index in range(len(rich.json["accessors"])):
        assert (small.accessor(index) == rich.accessor(index)).all()


def test_no_pictures_at_all():
    assert optimise(Document.new()).to_glb() == Document.new().to_glb()


def test_the_same_bytes_every_time():
    source = document(
        encoded(photo()), encoded(photo(seed=1)), **coloured(), normalTexture={"index": 1}
    )
    assert optimise(source).to_glb() == optimise(source).to_glb()


def test_what_is_optimised_stays():
    once = optimise(document(encoded(photo()), **coloured()))
    assert pixels.compare(shown(optimise(once)), shown(once)).psnr == math.inf
