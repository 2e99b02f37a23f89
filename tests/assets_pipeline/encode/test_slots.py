from assets_pipeline.encode.slots import Slots


def test_gaps_are_used_and_filled():
    slots = Slots({1: {"held": 1}, 4: {"held": 4}}, {"filler": True})
    assert [slots.add({"new": n}) for n in range(2)] == [0, 2]
    filler = {"filler": True}
    assert slots.items() == [{"new": 0}, {"held": 1}, {"new": 1}, filler, {"held": 4}]


def test_nothing_held():
    slots = Slots({}, {})
    assert slots.items() == []
    assert [slots.add({}), slots.add({})] == [0, 1]
