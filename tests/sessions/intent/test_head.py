import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import PackUnusable
from sessions.intent.features import DIM
from sessions.intent.head import TWO, chance, pack, rounded, unpack
from sessions.intent.sense import Sense


def made(labels=("a", "b", "c")):
    weights = np.zeros((DIM, len(labels)))
    weights[5] = [1.0, -1.0, 0.0][: len(labels)]
    return pack(
        labels, weights, np.zeros(len(labels)), slope=2.0, shift=-1.0, threshold=0.4, data="d"
    )


def test_what_was_packed_comes_back():
    head = unpack(made())
    assert (head.labels, head.threshold, head.data) == (("a", "b", "c"), 0.4, "d")
    guesses, two = head.hear(np.array([5]))
    assert two == 0.0
    assert [guess.act for guess in guesses] == ["a", "c", "b"]
    assert guesses[0].score == pytest.approx(1 / (1 + np.exp(-1)))


def test_equal_chances_keep_the_order_of_labels():
    assert [g.act for g in unpack(made()).hear(np.array([7])).guesses] == ["a", "b", "c"]


def test_no_features_is_an_answer_too():
    assert len(unpack(made()).hear(np.zeros(0, np.int64)).guesses) == 3


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


def test_the_chance_of_two_wishes_is_no_act():
    heard = unpack(made(("a", TWO))).hear(np.array([5]))
    assert [guess.act for guess in heard.guesses] == ["a"]
    assert heard.two == pytest.approx(1 / (1 + np.exp(3)))


def sensed():
    marks = np.eye(3, 2, dtype=np.float32)
    sense = Sense(np.zeros(4, np.float32), np.eye(4, 2, dtype=np.float32), marks)
    weights = np.array([[-1.0, 1.0], [1.0, -1.0], [0.0, 0.5]])
    return sense, pack(
        ("a", "b"), np.zeros((DIM, 2)), np.zeros(2), slope=1.0, shift=0.0, threshold=0.4,
        data="d", encoder="e", sense=sense, senses=weights,
    )  # fmt: skip


def test_a_head_may_read_vectors_besides():
    _, stored = sensed()
    head = unpack(stored)
    assert head.encoder == "e"
    places = np.array([7])
    assert head.hear(places).guesses[0].act == "a", "nobody is preferred without a vector"
    first, second = np.eye(4, dtype=np.float32)[:2]
    assert head.hear(places, first).guesses[0].act == "b"
    assert head.hear(places, second).guesses[0].act == "a"


def test_what_is_learned_of_is_what_is_stored():
    draw = np.random.default_rng(0)
    parts = (draw.normal(size=size).astype(np.float32) for size in ((4,), (4, 2), (3, 2)))
    sense = Sense(*parts)
    stored = pack(
        ("a", "b"), np.zeros((DIM, 2)), np.zeros(2), slope=1.0, shift=0.0, threshold=0.4,
        data="d", encoder="e", sense=sense, senses=np.ones((3, 2)),
    )  # fmt: skip
    read = unpack(stored).sense
    for one, other in zip(rounded(sense), read, strict=True):
        assert np.allclose(one, other, atol=1e-6)


@given(st.integers(0, 10_000), st.binary(max_size=20))
def test_damaged_vectors_are_refused_or_read(at, junk):
    _, stored = sensed()
    at %= len(stored)
    with contextlib.suppress(PackUnusable):
        unpack(stored[:at] + junk + stored[at + len(junk) :])
