"""Training: exact ridge regression, fair folds, limits that keep their word."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from sessions.encoding.hashed import HashedEncoder
from sessions.sentiment.corpus import Labelled
from sessions.sentiment.head import QUESTIONS, Head, opinion
from sessions.sentiment.train import FOLDS, RIDGE, SURE, fit, limits, load, matrices, wanted

ENCODER = HashedEncoder()
GOOD = [f"lovely {word}" for word in ["coat", "hat", "lamp", "chair", "vase", "belt"]]
BAD = [f"awful {word}" for word in ["coat", "hat", "lamp", "chair", "vase", "belt"]]
ROWS = [Labelled(t, 1, {"look": 1}) for t in GOOD] + [Labelled(t, -1, {}) for t in BAD]


@pytest.fixture(scope="module")
def fitted():
    words, meaning = matrices(ROWS, ENCODER)
    folds = np.arange(len(ROWS)) % FOLDS
    return (words, meaning, *fit(words, meaning, wanted(ROWS), np.ones(len(ROWS)), folds))


def test_weights_solve_the_normal_equations(fitted):
    words, meaning, weights, _ = fitted
    rows = np.hstack([words.toarray(), meaning, np.ones((len(ROWS), 1))])
    found = np.vstack([weights.words, weights.meaning, weights.biases[None]])
    error = rows.T @ (rows @ found - wanted(ROWS)) + RIDGE * found
    assert np.abs(error).max() < 1e-9


def test_rows_are_held_out_of_what_answers_them(fitted):
    words, meaning, _, held = fitted
    other = wanted(ROWS).copy()
    other[0] *= -1
    again = fit(csr_matrix(words), meaning, other, np.ones(len(ROWS)), np.arange(len(ROWS)) % FOLDS)
    assert np.allclose(again[1][0], held[0])
    assert not np.allclose(again[1][1], held[1])


def test_what_was_learned_is_said_of_new_texts(fitted):
    *_, weights, held = fitted
    head = Head(ENCODER, weights, limits(held, ROWS), "x")
    said = head.read(["lovely shoes", "awful shoes"])
    assert [each.sign for each in said] == [1, -1]
    assert said[0].aspects == {"look": 1}


def test_above_the_sure_margin_nine_of_ten_are_right():
    draw = np.random.default_rng(0)
    rows = [Labelled("x", 1 if yes else -1, {}) for yes in draw.random(400) < 0.5]
    held = wanted(rows) + draw.normal(size=(len(rows), len(QUESTIONS))) * 1.5
    sure = limits(held, rows).sure
    said = [(opinion(row, 0.0), label.sign) for row, label in zip(held, rows, strict=True)]
    kept = [o.sign == sign for o, sign in said if o.sign and o.margin >= sure]
    assert len(kept) > 20
    assert np.mean(kept) >= SURE - 0.01


def test_reviews_come_first_and_weigh_most():
    rows, weights, langs = load()
    assert len(rows) == len(weights) > len(langs) >= 900
    assert (weights[: len(langs)] == 1).all()
    assert weights[len(langs) :].max() < 1
