import pytest

from assets_pipeline.fidelity.matching import Pairs, pair


def named(*names):
    return [{"name": name} if name else {} for name in names]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("abc", "abcd", {0: 0, 1: 1, 2: 2}),
        ("abc", "cab", {0: 1, 1: 2, 2: 0}),
        ("aba", "baa", {0: 1, 1: 0, 2: 2}),  # equal names in order
        ("ab", "a", {0: 0}),
        ("a", "b", {}),
        ("", "abc", {}),
    ],
)
def test_parts_are_paired_by_place_or_by_name(before, after, found):
    assert pair(named(*before), named(*after)) == found


def test_parts_without_names_are_paired_in_order():
    assert pair(named("", ""), named("root", "", "")) == {0: 1, 1: 2}


def test_all_kinds_are_paired():
    pairs = Pairs.of({"nodes": named("a")}, {"nodes": named("b", "a"), "skins": [{}]})
    assert pairs.nodes == {0: 1}
    assert pairs.skins == {}
