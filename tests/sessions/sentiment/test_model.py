"""Which head reads: the one of the encoder."""

from sessions.encoding.hashed import HashedEncoder
from sessions.encoding.model import compact
from sessions.sentiment.head import unpack
from sessions.sentiment.model import HEADS, load_head


def test_each_encoder_has_its_own():
    encoder = compact()
    head = load_head(encoder)
    assert head.encoder is encoder
    assert unpack(HEADS[1].read_bytes(), encoder).version == head.version
    assert unpack(HEADS[0].read_bytes(), encoder) is None


def test_none_for_another():
    assert load_head(HashedEncoder()) is None
