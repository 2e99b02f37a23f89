import json

import pytest

from assets_pipeline.fidelity.loss import Loss, called, missing, shown


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("skin 0", "", "node 1: skin 0 is gone"),
        ("", "skin 0", "node 1: skin 0 is new"),
        ("skin 0", "skin 2", "node 1: skin 0 became skin 2"),
    ],
)
def test_a_loss_is_a_sentence(before, after, sentence):
    assert Loss("skin", "/nodes/1/skin", "node 1", before, after).sentence == sentence


@pytest.mark.parametrize("item", [{}, {"name": ""}, {"name": 7}])
def test_what_has_no_name_is_called_by_its_number(item):
    assert called("mesh", 3, item) == "mesh 3"
    assert called("mesh", 3, {"name": "x" * 99}) == f"mesh 3 “{'x' * 40}”"


def test_long_values_are_cut():
    assert shown({"a": [1, True]}) == '{"a": [1, true]}'
    assert len(shown(list(range(99)))) == 60
    assert shown("é" * 9) == json.dumps("é" * 9, ensure_ascii=False)


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ({"a": 1}, {"a": 1.0, "b": 2}, []),
        ({"a": 1}, {"a": True}, [("/a", 1, True)]),
        ({"a": 0}, {"a": False}, [("/a", 0, False)]),
        ({"a": [1, 2]}, {"a": [1, 3]}, [("/a/1", 2, 3)]),
        ({"a": [1, 2]}, {"a": [1]}, [("/a", [1, 2], [1])]),
        ({"a": {"b": "x"}}, {"a": {}}, [("/a/b", "x", None)]),
        ({"scale": 1}, {}, []),
        ({"scale": 2}, {}, [("/scale", 2, None)]),
        ({"extras": {"scale": 1}}, {"extras": {}}, [("/extras/scale", 1, None)]),
        ({"extensions": {"A": {}, "B": {}}}, {}, [("/extensions/A", {}, None), ("/extensions/B", {}, None)]),
    ],
)  # fmt: skip
def test_what_the_second_lacks_or_has_otherwise(one, two, found):
    assert list(missing(one, two)) == found
