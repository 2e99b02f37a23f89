"""Form and colour together."""

import numpy as np
import pytest

from sessions.encoding.pictures.blend import PictureEncoder
from sessions.encoding.pictures.outline import Outline

ENCODER = PictureEncoder(Outline())


def test_alike_in_both_is_nearest(drawn):
    red_bar, red_again, blue_bar, blue_disc = ENCODER.encode(
        [
            drawn(shape="bar"),
            drawn((190, 40, 40), shape="bar", at=(40, 48)),
            drawn((30, 30, 200), shape="bar"),
            drawn((30, 30, 200)),
        ]
    )
    assert red_bar @ red_again > red_bar @ blue_bar > red_bar @ blue_disc


def test_rows_have_length_one_and_stand_for_themselves(drawn):
    pictures = [drawn(), drawn(shape="plank"), drawn((0, 90, 0), (240, 240, 200))]
    rows = ENCODER.encode(pictures)
    assert rows.shape == (3, ENCODER.dim)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    alone = np.concatenate([ENCODER.encode([each]) for each in pictures])
    assert np.abs(rows - alone).max() < 1e-5


def test_nothing_to_see():
    assert ENCODER.encode([]).shape == (0, ENCODER.dim)
