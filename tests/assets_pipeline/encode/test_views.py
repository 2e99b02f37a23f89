import numpy as np
import pytest

from assets_pipeline.encode import codec, views
from assets_pipeline.encode.stream import exact


def ramp(count, width=3, dtype=np.float32):
    return np.repeat(np.arange(count, dtype=dtype)[:, None], width, axis=1)


def triangles(count):
    start = np.arange(count, dtype=np.uint16)
    return np.stack([start, start + 1, start + 2], 1).reshape(-1)


def test_what_is_alike_shares_a_view_and_index_lists_stand_alone():
    items = [
        (exact(ramp(900)), "vertex"),
        (exact(triangles(900)), "triangles"),
        (exact(ramp(900) + 1), "vertex"),
        (exact(triangles(900)), "triangles"),
        (exact(ramp(900, 2)), "vertex"),
    ]
    found = views.group(items, codec.EXT)
    assert sorted(view.items for view in found) == [[0, 2], [1], [3], [4]]
    for view in found:
        assert view.compressed
        assert len(view.compressed) < len(view.plain)


def test_all_items_come_back_out_of_the_plain_bytes():
    items = [(exact(ramp(5, 3, np.uint8)), "vertex"), (exact(ramp(4, 3, np.uint8)), "vertex")]
    (view,) = views.group(items, "")
    assert view.fields == {"byteStride": 4, "target": 34962}
    rows = np.frombuffer(view.plain, np.uint8).reshape(-1, 4)[:, :3]
    assert (rows == np.concatenate([ramp(5), ramp(4)])).all()


def test_matrices_have_no_target_and_no_stride():
    (view,) = views.group([(exact(ramp(2, 16)), "matrices")], "")
    assert view.fields == {}
    assert view.plain == ramp(2, 16).tobytes()


@pytest.mark.parametrize("count", [1, 4])
def test_what_is_too_short_stays_plain(count):
    items = [(exact(ramp(count)), "vertex"), (exact(triangles(count)), "triangles")]
    assert all(view.compressed == b"" for view in views.group(items, codec.EXT))


def test_one_that_does_not_pay_does_not_hold_up_the_rest():
    noise = np.random.default_rng(1).integers(0, 256, (40, 16)).astype(np.uint8)
    items = [(exact(ramp(900)), "vertex"), (exact(noise), "animation")]
    first, second = views.group(items, codec.EXT)
    assert (first.items, bool(first.compressed)) == ([0], True)
    assert (second.items, second.compressed) == ([1], b"")


def test_rows_that_are_wider_than_the_codec_takes_stay_plain():
    wide = np.zeros((400, 300), np.uint8)
    (view,) = views.group([(exact(wide), "instances")], codec.EXT)
    assert view.compressed == b""
