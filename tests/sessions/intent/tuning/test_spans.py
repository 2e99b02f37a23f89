import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.intent.tuning.spans import Counts, count, f1, spans

TAGS = st.lists(st.sampled_from(["O", "B-a", "I-a", "B-b", "I-b"]), max_size=12)


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("", set()),
        ("O O", set()),
        ("B-a", {("a", 0, 1)}),
        ("B-a I-a O B-b", {("a", 0, 2), ("b", 3, 4)}),
        ("B-a B-a", {("a", 0, 1), ("a", 1, 2)}),
        ("I-a I-a", {("a", 0, 2)}),
        ("B-a I-b", {("a", 0, 1), ("b", 1, 2)}),
        ("O I-b O", {("b", 1, 2)}),
    ],
)
def test_spans_are_those_of_conlleval(tags, found):
    assert spans(tags.split()) == found


def test_a_span_is_right_only_as_a_whole():
    assert count(["B-a", "I-a", "O"], ["B-a", "O", "O"]) == Counts(0, 1, 1)
    assert count(["B-a", "O", "B-b"], ["B-a", "O", "O"]) == Counts(1, 2, 1)


def test_f1_is_over_all_utterances():
    assert f1([Counts(1, 2, 1), Counts(0, 0, 1)]) == 0.5
    assert f1([Counts(0, 0, 0)]) == 1.0
    assert f1([Counts(0, 1, 0)]) == 0.0


@given(TAGS)
def test_spans_do_not_overlap_and_what_is_the_same_is_right(tags):
    covered = [at for _, start, end in spans(tags) for at in range(start, end)]
    assert len(covered) == len(set(covered)) == sum(tag != "O" for tag in tags)
    assert f1([count(tags, tags)]) == 1.0
