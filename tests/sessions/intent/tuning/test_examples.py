import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import ExamplesRefused
from sessions.intent.tuning.examples import MAX_TOKENS, Example, labels, read

ROW = {"tokens": ["red", "hat"], "intent": "find", "tags": ["B-color", "O"]}


def test_reads_json_lines():
    lines = [json.dumps(ROW), "", "# a remark", json.dumps({"text": "too dear ", "intent": "no"})]
    assert read("\n".join(lines), "sequence") == [
        Example(("red", "hat"), "find", ("B-color", "O")),
        Example(("too", "dear"), "no"),
    ]


def test_a_line_ends_where_json_lines_end():
    row = '{"text": "one\u2028two\x85", "intent": "a"}\r\n'
    assert [one.tokens for one in read(row * 2, "sequence")] == [("one", "two")] * 2


def test_reads_the_lines_of_voices_without_turns_of_two_acts():
    text = (
        "@ Ann\nsearch color=red | something red\n@ Bo\nlike+buy | nice, I take it\nlike | nice\n"
    )
    assert read(text, "sequence") == [
        Example(("something", "red"), "search", (), "Ann"),
        Example(("nice",), "like", (), "Bo"),
    ]


@pytest.mark.parametrize(
    ("line", "task", "why"),
    [
        ("{", "joint", "line 1: "),
        ("[1]", "joint", "neither JSON nor"),
        (" | said", "sequence", "neither JSON nor"),
        ('{"tokens": 3}', "joint", "line 1: "),
        ('{"intent": "a"}', "joint", "either text or tokens"),
        ('{"text": "a", "tokens": ["a"], "intent": "b"}', "sequence", "either text or tokens"),
        ('{"text": " ", "intent": "b"}', "sequence", "says nothing"),
        ('{"tokens": ["a", " "], "intent": "b"}', "sequence", "a token says nothing"),
        ('{"text": "a"}', "sequence", "no intent"),
        ('{"text": "a", "tags": ["O"]}', "joint", "no intent"),
        ('{"text": "a", "intent": "b"}', "joint", "a tag a token"),
        ('{"text": "a b", "tags": ["O"]}', "token", "a tag a token"),
        ('{"text": "a", "tags": ["X"]}', "token", "tags are"),
        ('{"text": "a", "tags": ["B-"]}', "token", "tags are"),
        ('{"text": "a", "tags": ["I-x"]}', "token", "without its B-"),
        ('{"text": "a b", "tags": ["B-x", "I-y"]}', "token", "without its B-"),
        (json.dumps({"text": "a " * (MAX_TOKENS + 1), "intent": "b"}), "sequence", "more than"),
        ("# nothing", "joint", "no examples"),
        ("@ Ann\na+b | both", "sequence", "no examples"),
    ],
)
def test_refuses_with_the_line(line, task, why):
    with pytest.raises(ExamplesRefused, match=why.replace("+", r"\+")):
        read(line, task)


def test_what_a_task_does_not_learn_may_be_missing():
    assert read('{"text": "a", "tags": ["O"]}', "token")[0].intent == ""
    assert read('{"text": "a", "intent": "b"}', "sequence")[0].tags == ()


def test_labels_are_in_a_fixed_order_and_every_slot_can_go_on():
    some = [Example(("a",), "z", ("B-y",)), Example(("b", "c"), "a", ("B-x", "I-x"))]
    assert labels(some) == (["a", "z"], ["O", "B-x", "I-x", "B-y", "I-y"])
    assert labels(some[::-1]) == labels(some)


@given(
    st.text(max_size=60) | st.binary(max_size=40).map(lambda raw: raw.decode("utf-8", "replace"))
)
def test_any_text_is_read_or_refused(text):
    for task in ("sequence", "token", "joint"):
        try:
            some = read(text, task)
        except ExamplesRefused:
            continue
        assert all(one.tokens for one in some)
