import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.search.lexical import LexicalIndex, terms

TEXTS = ["red wool coat 红色羊毛大衣", "blue denim jeans 蓝色牛仔裤", "oak table 橡木桌子"]


@pytest.mark.parametrize(
    ("query", "best"),
    [("coat", 0), ("大衣", 0), ("jeens", 1), ("denim", 1), ("桌子", 2), ("tables", 2), ("red", 0)],
)
def test_best_text(query, best):
    scores = LexicalIndex(TEXTS).score(query)
    assert scores.argmax() == best
    assert scores[best] > 0


def test_concepts_join_the_languages():
    scores = LexicalIndex(["red coat", "blue coat", "green coat"]).score("蓝色的")
    assert scores.argmax() == 1


def test_words_of_every_request_say_nothing():
    assert list(terms("show me the 给我看看")) == []


@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=4))
def test_scores_are_shares(query, texts):
    scores = LexicalIndex(texts).score(query)
    assert scores.shape == (len(texts),)
    assert ((scores >= 0) & (scores <= 1)).all()


def test_what_all_have_in_common_does_not_tell_them_apart():
    index = LexicalIndex(["red hat wool", "red hat", "blue scarf wool", "blue scarf"])
    among = np.array([True, True, False, False])
    scores = index.score("red hat of wool", among)
    assert scores[0] - scores[1] > index.score("red hat of wool")[[0, 1]] @ [1, -1]
