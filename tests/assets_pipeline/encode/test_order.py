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
