import numpy as np

from assets_pipeline.encode import order


def shape(count: int, standing=None) -> order.Shape:
    points = np.random.default_rng(7).random((count, 3))
    rows = np.arange(4 * count, dtype=np.uint32).astype(np.uint8).reshape(count, 4)
    return order.Shape(np.arange(count) if standing is None else standing, rows, points)


def part(*indices: int, triangles: bool = True) -> order.Part:
    return order.Part(np.array(indices, np.uint32), triangles)


def test_apart_where_they_share_little():
    one, two = order.arrange(shape(6), [part(0, 1, 2), part(3, 4, 5)])
    assert sorted(one.vertices.tolist()) == [0, 1, 2]
    assert sorted(two.vertices.tolist()) == [3, 4, 5]
    assert [len(one.indices), len(two.indices)] == [1, 1]


def test_together_where_they_share_all():
    (only,) = order.arrange(shape(3), [part(0, 1, 2), part(2, 1, 0)])
    assert len(only.vertices) == 3
    assert [len(each) for each in only.indices] == [3, 3]


def test_equal_vertices_are_one():
    (only,) = order.arrange(shape(4, np.array([0, 1, 2, 0])), [part(0, 1, 2, 2, 1, 3)])
    assert 3 not in only.vertices
    assert len(only.vertices) == 3


def test_other_topologies_keep_their_order():
    (only,) = order.arrange(shape(4), [part(3, 1, 1, 0, triangles=False)])
    assert only.vertices[only.indices[0]].tolist() == [3, 1, 1, 0]


def test_where_all_triangles_meet_in_one_vertex_their_order_is_kept():
    """Ordering them would take a minute for half a million: each is looked at from each other."""
    count = 40_000
    around = np.arange(1, count + 2, dtype=np.uint32)
    fan = np.stack([np.zeros(count, np.uint32), around[:-1], around[1:]], 1).reshape(-1)
    assert order._tangled(fan)
    strip = np.stack([np.arange(count), np.arange(count) + 1, np.arange(count) + 2], 1)
    assert not order._tangled(strip.astype(np.uint32).reshape(-1))
    rows = np.zeros((count + 2, 4), np.uint8)
    shape = order.Shape(np.arange(count + 2), rows, np.zeros((count + 2, 3)))
    (found,) = order.arrange(shape, [order.Part(fan, True)])
    assert (found.vertices[found.indices[0]] == fan).all()
