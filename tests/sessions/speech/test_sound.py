import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sessions.speech.sound import FRAME_BYTES, FRAME_MS, milliseconds, samples


@given(st.binary(max_size=200))
def test_any_bytes_are_numbers_within_one(pcm):
    heard = samples(pcm)
    assert heard.shape == (len(pcm) // 2,)
    assert heard.dtype == np.float32
    assert (np.abs(heard) <= 1).all()


def test_samples_are_little_endian_and_signed():
    assert samples(b"\x00\x40\x00\x80").tolist() == [0.5, -1.0]


def test_a_frame_lasts_as_long_as_it_says():
    assert milliseconds(FRAME_BYTES) == FRAME_MS == 32
