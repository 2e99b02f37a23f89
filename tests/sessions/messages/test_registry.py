"""Messages and records as the writers see them."""

from sessions.messages.common import Act, Slot
from sessions.messages.registry import FRAMES, SHOPPER, fields, records, table, tag
from sessions.messages.shopper import Do, Gesture, Gestures, Hello


def test_tags_are_unique_over_both_directions():
    tags = [tag(each) for each in (*SHOPPER, *FRAMES)]
    assert len(tags) == len(set(tags))


def test_records_are_found_inside_records():
    assert records((Do,)) == [Act, Slot]
    assert records((Gestures,)) == [Gesture]
    assert records((Hello,)) == []


def test_fields_come_in_wire_order():
    assert [it.name for it in fields(Gestures)] == ["seq", "ack", "items"]


def test_the_table_has_a_line_for_each():
    assert len(table().splitlines()) == 2 + len(SHOPPER) + len(FRAMES)
