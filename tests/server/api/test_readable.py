import msgspec
import pytest

from server.api.readable import readable
from server.keys import KeyRing
from server.store.tables import Kept
from sessions.errors import LogDamaged
from sessions.log import Header, LogWriter
from sessions.messages.jobs import Event
from sessions.messages.shopper import Gesture, Gestures
from sessions.wire import encode_message


@pytest.fixture
def kept():
    wrapped, cipher = KeyRing(bytes(32)).make("v")
    writer = LogWriter(Header("v", "e", "digest", cipher="aes-256-gcm"), cipher.encrypt)
    event = Event(1, 40, Gestures(seq=1, items=(Gesture("grab", "coat"),)))
    writer.add(1, 40, "event", encode_message(event))
    writer.add(1, 40, "job", msgspec.msgpack.encode(["rank", 1, 7]))
    writer.add(1, 40, "snapshot", b"\x90")
    return Kept("v", "s", 0, writer.header, wrapped, [writer.take().data]), cipher


def test_what_the_shopper_did_is_there_and_can_be_json(kept):
    read = readable(*kept)
    again = msgspec.json.decode(msgspec.json.encode(read))
    assert again["header"]["catalogue"] == "digest"
    (entry,) = again["entries"]
    assert (entry["seq"], entry["t_ms"], entry["kind"]) == (1, 40, "event")
    assert entry["message"][2][0] == "gestures"
    assert entry["message"][2][3][0][:2] == ["grab", "coat"]


def test_a_damaged_log_is_refused(kept):
    stored, cipher = kept
    block = bytearray(stored.blocks[0])
    block[-1] ^= 1
    damaged = msgspec.structs.replace(stored, blocks=[bytes(block)])
    with pytest.raises(LogDamaged):
        readable(damaged, cipher)
