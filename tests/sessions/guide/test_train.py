"""Training of `asks`: exact, and of the right sides."""

import numpy as np

from sessions.encoding.hashed import HashedEncoder
from sessions.guide.asks import Asks
from sessions.guide.train import RIDGE, fit, sayings

ASKED = ["how much is delivery", "is delivery free", "when is my delivery here"]
SAID = ["show me a red coat", "a red one", "turn it round", "red", "put it down", "bigger"]


def test_sayings_are_what_stands_behind_the_label():
    text = "# remark\n@ Ann\nsearch color=red | show me red\naffirm | yes | no\n\nnothing\n"
    assert sayings(text) == ["show me red", "yes | no"]


def test_it_solves_the_normal_equations_and_tells_them_apart():
    encoder = HashedEncoder()
    weights, bias = fit(encoder, ASKED, SAID)
    rows = np.hstack([encoder.encode(ASKED + SAID), np.ones((9, 1))]).astype(float)
    found = np.append(weights, bias)
    heavy = np.repeat([1.0, 1.0], [3, 6])
    sides = np.repeat([1.0, -1.0], [3, 6])
    assert np.abs(rows.T @ (heavy * (rows @ found - sides)) + RIDGE * found).max() < 1e-9
    scores = rows @ found
    assert scores[:3].min() > scores[3:].max()
    assert isinstance(Asks(weights, bias)(encoder.encode(["delivery"])[0]), bool)
