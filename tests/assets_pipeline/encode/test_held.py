from assets_pipeline.encode import held


def test_numbers_in_unknown_extensions(rich):
    rich.json["nodes"][0]["extensions"] = {"ACME_thing": {"data": [3, {"deep": 1.0}], "on": True}}
    found = held.find(rich.json)
    assert {1, 3} <= found.accessors
    assert {rich.json["accessors"][3]["bufferView"], 1, 3} <= found.views
    assert 0 not in found.accessors


def test_known_ones_hold_nothing(rich):
    assert held.find(rich.json) == (set(), set())


def test_views_with_extras_stay(rich):
    rich.json["bufferViews"][0]["extras"] = {"note": 1}
    found = held.find(rich.json)
    assert found.views == {0}
    assert found.accessors == {0}
