import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import PackUnusable
from sessions.intent.features import DIM
from sessions.intent.head import chance, pack, unpack


def made(labels=("a", "b", "c")):
    weights = np.zeros((DIM, len(labels)))
    weights[5] = [1.0, -1.0, 0.0][: len(labels)]
    return pack(
        labels, weights, np.zeros(len(labels)), slope=2.0, shift=-1.0, threshold=0.4, data="d"
    )


def test_what_was_packed_comes_back():
    head = unpack(made())
    assert (head.labels, head.threshold, head.data) == (("a", "b", "c"), 0.4, "d")
    guesses = head.guess(np.array([5]))
    assert [guess.act for guess in guesses] == ["a", "c", "b"]
    assert guesses[0].score == pytest.approx(1 / (1 + np.exp(-1)))


def test_equal_chances_keep_the_order_of_labels():
    assert [g.act for g in unpack(made()).guess(np.array([7]))] == ["a", "b", "c"]


def test_no_features_is_an_answer_too():
    assert len(unpack(made()).guess(np.zeros(0, np.int64))) == 3


def test_version_names_the_bytes():
    assert unpack(made()).version == unpack(made()).version
    assert unpack(made()).version != unpack(made(("x", "b", "c"))).version


@given(st.integers(0, 10_000), st.binary(max_size=20))
def test_damaged_bytes_are_refused_or_read(at, junk):
    stored = made()
    at %= len(stored)
    with contextlib.suppress(PackUnusable):
        unpack(stored[:at] + junk + stored[at + len(junk) :])


@pytest.mark.parametrize("stored", [b"", b"{}\n", b"\n", made()[:-9]])
def test_other_bytes_are_refused(stored):
    with pytest.raises(PackUnusable):
        unpack(stored)


def test_chances_do_not_overflow():
    assert chance(np.array([-1e9, 1e9]), 3.0, 0.0).tolist() == pytest.approx([0, 1], abs=1e-9)


def test_a_head_may_read_vectors_besides():
    weights = np.zeros((DIM + 3, 2))
    weights[DIM + 1, 1] = 1.0
    biases = np.zeros(2)
    stored = pack(
        ("a", "b"), weights, biases, slope=1.0, shift=0.0, threshold=0.4, data="d", encoder="e"
    )
    head = unpack(stored)
    assert (head.encoder, head.width) == ("e", 3)
    places = np.array([7])
    assert head.guess(places)[0].act == "a"
    assert head.guess(places, np.array([0.0, 2.0, 0.0]))[0].act == "b"
