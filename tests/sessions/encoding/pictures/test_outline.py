"""Shapes by their edges."""

import numpy as np
import pytest

from sessions.encoding.pictures.look import subject
from sessions.encoding.pictures.outline import DIM, Outline


def forms(*pictures):
    return Outline().forms([subject(each) for each in pictures])


def test_shapes_are_told_apart_whatever_their_colour_and_place(drawn):
    bar, other_bar, plank = forms(
        drawn(shape="bar"), drawn((20, 60, 160), shape="bar", at=(30, 50)), drawn(shape="plank")
    )
    assert bar @ other_bar > 0.9 > bar @ plank


def test_length_one(drawn):
    rows = forms(drawn(), np.zeros((5, 5, 3), np.uint8))
    assert rows.shape == (2, DIM)
    assert np.linalg.norm(rows[0]) == pytest.approx(1, abs=1e-5)
    assert np.isfinite(rows).all()
