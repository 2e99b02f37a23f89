import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.ears.orders import LONGEST, Close, Open, Pcm, Told, framed, order, read, told
from sessions.speech.listener import Heard

ORDERS = [Open(1, "en"), Open(2, "zh-CN", push=True), Pcm(1, b"\x00\x01"), Close(1), Close(2, True)]
TOLD = [Told(1, Heard("final", 3, "红色", 10, 20)), Told(1), Told(2, Heard("began", 1))]


@pytest.mark.parametrize(("many", "decode"), [(ORDERS, order), (TOLD, told)])
def test_they_arrive_as_they_were_sent(many, decode):
    stream = io.BytesIO(b"".join(map(framed, many)))
    assert [read(stream.read, decode) for _ in many] == many
    assert read(stream.read, decode) is None


@given(st.integers(0, 20))
def test_a_stream_that_breaks_off_has_ended(left):
    data = framed(Pcm(1, bytes(30)))
    assert read(io.BytesIO(data[:left]).read, order) is None


def test_what_is_too_long_or_no_order_is_refused():
    with pytest.raises(ValueError, match="at most"):
        read(io.BytesIO((LONGEST + 1).to_bytes(4, "little")).read, order)
    with pytest.raises(msgspec.DecodeError):
        read(io.BytesIO(b"\x01\x00\x00\x00\xc0").read, order)
