import pytest

from server.staff.talk import LINES, Talk, may_read


def test_lines_are_read_from_a_number_on():
    talk = Talk()
    talk.add("shopper", "Hello?", 10)
    talk.add("staff", "Hello!", 20, "Mei")
    assert [(line.number, line.who, line.by) for line in talk.after(0)] == [
        (1, "shopper", ""),
        (2, "staff", "Mei"),
    ]
    assert [line.text for line in talk.after(1)] == ["Hello!"]
    assert talk.after(9) == []


def test_forgotten_lines_do_not_give_their_numbers_away():
    talk = Talk()
    talk.add("shopper", "a", 1)
    talk.clear()
    talk.add("shopper", "b", 2)
    assert [(line.number, line.text) for line in talk.after(0)] == [(2, "b")]


def test_only_the_newest_are_kept():
    talk = Talk()
    for at in range(LINES + 5):
        talk.add("shopper", str(at), at)
    assert [line.number for line in talk.after(0)] == list(range(6, LINES + 6))
    assert talk.count == LINES + 5


@pytest.mark.parametrize(
    ("stage", "grants", "may"),
    [
        ("none", ("log",), False),
        ("none", ("qa_replay",), True),
        ("waiting", (), True),
        ("with", (), True),
    ],
)
def test_who_may_read(stage, grants, may):
    assert may_read(stage, grants) is may
