import numpy as np
import pytest

from assets_pipeline.pictures import layers

SIDE = 24


def seen(made, clear=(), double=(), flip=()):
    surface, lamps, eye = made
    parts = surface.parts
    triangles = np.where(
        np.isin(parts, flip)[:, None], surface.triangles[:, ::-1], surface.triangles
    )
    surface = surface._replace(triangles=triangles)
    none = np.zeros(len(parts), bool)
    kinds = layers.Kinds(np.isin(parts, clear), np.isin(parts, double), none)
    return [
        (layer, sorted(set(parts[layer.triangles].tolist())))
        for layer in layers.see(surface, kinds, lamps, eye, SIDE)
    ]


def test_of_solid_things_the_nearest_is_seen(make_facing):
    ((layer, parts),) = seen(make_facing(0, 0.5))
    assert parts == [1]
    assert layer.positions[:, 2] == pytest.approx(0.5)


def test_clear_ones_before_it_come_from_near_to_far(make_facing):
    found = seen(make_facing(0, 0.2, 0.4, -0.2), clear=(1, 2, 3))
    assert [parts for _, parts in found] == [[0], [2], [1]]  # what stands behind is not seen


def test_there_are_so_many_layers_and_no_more(make_facing):
    depths = np.arange(9) / 10
    assert len(seen(make_facing(*depths), clear=range(9))) == 1 + layers._DEEP


def test_backs_are_seen_only_where_they_may(make_facing):
    ((layer, _),) = seen(make_facing(0), flip=(0,))
    assert len(layer.places) == 0
    ((layer, _),) = seen(make_facing(0), flip=(0,), double=(0,))
    assert len(layer.places) > 0
    assert (layer.normals @ [0, 0, 1] < 0).all()  # the normals that came were those of the front


def test_a_spot_covers_its_share_of_a_pixel(make_facing):
    ((layer, _),) = seen(make_facing(0))
    covered = np.bincount(layer.places, layer.shares, SIDE * SIDE).reshape(SIDE, SIDE)
    assert covered.max() <= 1 + 1e-9
    assert covered[SIDE // 2, SIDE // 2] == pytest.approx(1)
    assert covered.sum() == pytest.approx((0.86 * SIDE) ** 2, rel=0.05)


def test_levels_say_how_much_texture_a_pixel_holds(make_facing):
    ((layer, _),) = seen(make_facing(0))
    assert layer.lods == pytest.approx(-np.log2(0.86 * SIDE), abs=0.1)


def test_rows_become_unit_vectors_and_nothing_stays_nothing():
    found = layers.unit(np.array([[3.0, 0, 4], [0, 0, 0]]))
    assert found.tolist() == [[0.6, 0, 0.8], [0, 0, 0]]
