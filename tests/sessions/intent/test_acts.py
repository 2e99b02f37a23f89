from sessions.intent.acts import ACTS, DESCRIBES, FILTERS, SLOTS, schema
from sessions.intent.head import TWO
from sessions.intent.train import LABELS


def test_every_slot_of_an_act_is_described():
    for name, info in ACTS.items():
        assert set(info.slots) <= set(SLOTS), name
        assert info.en
        assert info.zh
    assert set(DESCRIBES) < set(FILTERS) < set(SLOTS)


def test_schema_is_plain_data():
    said = schema()
    assert set(said["acts"]) == set(ACTS) == set(LABELS) - {TWO}
    assert said["acts"]["compare"]["published"] == {"simmc2": "REQUEST:COMPARE"}
    assert said["acts_per_turn"] == 2
