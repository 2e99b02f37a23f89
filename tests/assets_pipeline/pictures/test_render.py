import numpy as np
import pytest

from assets_pipeline.pictures import camera, render, tone

SIDE = 48
PAPER = tone.srgb(np.array(render.BACKDROP))


def shots(document, view="front", variants=(None,), *, stands=False) -> list[np.ndarray]:
    product = render.Product(document, stands=stands)
    return [one.astype(int) for one in product.view(view, list(variants), SIDE)]


def middle(picture) -> np.ndarray:
    return picture[SIDE // 2, SIDE // 2]


@pytest.mark.parametrize("view", camera.VIEWS)
def test_a_product_fills_the_frame_before_plain_paper(view, make_box):
    (picture,) = shots(make_box(), view)
    seen = np.argwhere((picture != PAPER).any(axis=2))
    assert max(seen.max(axis=0) - seen.min(axis=0)) == pytest.approx(0.86 * SIDE, abs=2)
    assert (picture[0] == PAPER).all()


def test_each_variant_in_its_colour(make_box, make_plain):
    red, blue = make_plain(0.6, 0.02, 0.02), make_plain(0.02, 0.02, 0.6)
    own, first, second = shots(make_box((1, 1, 1), red, blue), variants=(None, 0, 1))
    assert (own == first).all()
    assert middle(first)[0] > 2 * middle(first)[2]
    assert middle(second)[2] > 2 * middle(second)[0]


def test_the_same_bytes_each_time(make_box):
    one, two = (shots(make_box(), "three_quarter", stands=True)[0] for _ in range(2))
    assert (one == two).all()


def test_a_floor_is_darker_where_the_product_stands(make_box):
    hangs = shots(make_box((1, 1, 1)), "three_quarter")[0]
    stands = shots(make_box((1, 1, 1)), "three_quarter", stands=True)[0]
    assert (stands <= hangs).all()
    assert stands.sum() < hangs.sum()


@pytest.mark.parametrize(
    ("front", "seen"),
    [
        ({"alphaMode": "BLEND"}, (40, 200)),
        ({"alphaMode": "MASK", "alphaCutoff": 0.9}, (200, 256)),
        ({"alphaMode": "MASK", "alphaCutoff": 0.1}, (0, 60)),
    ],
)
def test_what_stands_behind_glass_is_seen(front, seen, make_box, make_plain, add_box):
    document = make_box((1, 1, 1), make_plain(0.01, 0.01, 0.01, 0.5, **front))
    document.json["materials"].append(
        {**make_plain(1, 0, 0), "emissiveFactor": [1, 0, 0]}  # glows red, whatever the shadow
    )
    add_box(document, np.array(document.accessor(0)) * np.float32(0.5), 1)
    (picture,) = shots(document)
    red = middle(picture)[0]
    assert seen[0] <= red < seen[1]


def test_glass_takes_the_colour_of_what_is_behind_and_its_own(make_box, make_plain):
    clear = {"extensions": {"KHR_materials_transmission": {"transmissionFactor": 1}}}
    (picture,) = shots(make_box((1, 1, 1), make_plain(0.1, 0.9, 0.1, **clear)))
    assert middle(picture)[1] > 1.5 * middle(picture)[0]


def test_unlit_is_as_the_merchant_says(make_box, make_plain):
    flat = make_plain(0.25, 0.5, 1, extensions={"KHR_materials_unlit": {}})
    (picture,) = shots(make_box((1, 1, 1), flat))
    assert np.abs(middle(picture) - tone.srgb(np.array([0.25, 0.5, 1]))).max() <= 1


def test_white_is_bright_but_not_blown_out(make_box, make_plain):
    (picture,) = shots(make_box((1, 1, 1), make_plain(0.9, 0.9, 0.9)))
    assert 200 < middle(picture).min() <= middle(picture).max() < 253


def test_back_faces_are_seen_only_where_the_material_says(make_box, make_plain):
    for double, paper in ((True, False), (False, True)):
        document = make_box((1, 1, 1), make_plain(0, 0, 0, doubleSided=double))
        primitive = document.json["meshes"][0]["primitives"][0]
        inward = document.accessor(primitive["indices"]).reshape(-1, 3)[:, ::-1].reshape(-1)
        near = inward[inward.reshape(-1, 3).min(axis=1).repeat(3) >= 0]
        primitive["indices"] = document.add_accessor(near[-6:].copy())  # the front alone
        (picture,) = shots(document)
        assert bool((picture == PAPER).all()) is paper
