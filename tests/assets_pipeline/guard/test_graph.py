import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import graph, limits


def nodes(*children):
    return {"nodes": [{"children": list(own)} if own else {} for own in children]}


@pytest.mark.parametrize(
    ("json", "code"),
    [
        (nodes([0]), "node_cycle"),
        (nodes([1], [0]), "node_cycle"),
        (nodes([], [2], [3], [1]), "node_cycle"),
        (nodes([2], [2], []), "node_two_parents"),
        (nodes([1, 1], []), "node_two_parents"),
        (nodes([1], []) | {"scenes": [{"nodes": [1]}]}, "scene_node_not_root"),
        (nodes(*[[n + 1] for n in range(limits.NODE_DEPTH)], []), "node_too_deep"),
    ],
)
def test_refused(json, code):
    with pytest.raises(AssetRejected) as refusal:
        graph.check(json, "")
    assert refusal.value.code == code


def test_deepest_and_widest_that_pass():
    graph.check(nodes(*[[n + 1] for n in range(limits.NODE_DEPTH - 1)], []), "")
    wide = limits.PARTS["nodes"] - 1
    graph.check(nodes(list(range(1, wide + 1)), *[[]] * wide), "")


@given(st.lists(st.integers(-1, 7), min_size=8, max_size=8))
def test_against_walking_up(parents):
    """A forest is where walking up from every node ends."""
    children = [[c for c, p in enumerate(parents) if p == n] for n in range(8)]

    def ends(node: int) -> bool:
        for _ in range(9):
            if node == -1:
                return True
            node = parents[node]
        return False

    forest = all(ends(node) for node in range(8))
    try:
        graph.check(nodes(*children), "")
    except AssetRejected:
        assert not forest
    else:
        assert forest
