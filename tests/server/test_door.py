"""The door: who is turned away, how they are told, and that none of them leaves anything behind.

That those who may come in do is tested over real sockets, in `test_road`.
"""

import asyncio

import pytest

from server import door as module
from server.door import Door
from server.ears.front import Ears
from server.limits import Addresses
from server.metrics import Metrics
from server.origins import Origins
from server.tokens import Tokens
from sessions.errors import ShopFull
from sessions.messages.schema import PROTOCOL
from sessions.messages.shopper import Hello, Ping
from sessions.wire import decode_frames, encode

NOW = 1_800_000_000.0
TOKENS = Tokens(b"s" * 32)
TOKEN = TOKENS.issue(NOW, "shopper")[0]
CONNECT = {"type": "websocket.connect"}
GONE = {"type": "websocket.disconnect", "code": 1006}


class Full:
    """Visits of a showroom in which there is no place."""

    def __init__(self):
        self.asked = []

    async def join(self, hello, subject):
        self.asked.append((hello, subject))
        raise ShopFull("come back later")


class Caller:
    """One socket: what it sends, and what it is sent."""

    def __init__(self, *events, protocols=(PROTOCOL,), origin=None, broken=False):
        self.scope = {
            "type": "websocket",
            "path": "/ws",
            "scheme": "ws",
            "client": ("10.0.0.1", 1234),
            "subprotocols": list(protocols),
            "headers": [(b"host", b"shop.example")]
            + ([(b"origin", origin)] if origin is not None else []),
        }
        self.events = [CONNECT, *events]
        self.sent = []
        self.broken = broken

    async def receive(self):
        if not self.events:
            await asyncio.Event().wait()
        return self.events.pop(0)

    async def send(self, event):
        if self.broken:
            raise OSError("gone")
        self.sent.append(event)

    @property
    def outline(self):
        """Accepted or not, the code of the refusal, the close code."""
        accepted = any(each["type"] == "websocket.accept" for each in self.sent)
        frames = [each["bytes"] for each in self.sent if each["type"] == "websocket.send"]
        codes = [message.code for data in frames for message in decode_frames(data)]
        closes = [each["code"] for each in self.sent if each["type"] == "websocket.close"]
        return accepted, codes, closes


class House:
    def __init__(self, per_address=2, total=10):
        self.visits = Full()
        self.addresses = Addresses(per_address, total)
        self.door = Door(
            visits=self.visits,
            tokens=TOKENS,
            addresses=self.addresses,
            allowed=Origins(),
            delivery=lambda: pytest.fail("nobody came in"),
            metrics=Metrics(),
            now=lambda: NOW,
            ears=Ears((), ()),
        )

    def call(self, caller):
        async def main():
            async with asyncio.timeout(5):
                await self.door(caller.scope, caller.receive, caller.send)

        asyncio.run(main())
        return caller.outline


def frame(*messages):
    return {"type": "websocket.receive", "bytes": encode(messages)}


HELLO = frame(Hello(token=TOKEN))


@pytest.fixture
def house():
    return House()


@pytest.mark.parametrize(
    "also", [{"protocols": ()}, {"protocols": ("other",)}, {"origin": b"https://evil.example"}]
)
def test_turned_away_before_anything_is_accepted(house, also):
    assert house.call(Caller(HELLO, **also)) == (False, [], [3501])
    assert house.visits.asked == []


@pytest.mark.parametrize(
    ("first", "code", "close"),
    [
        (HELLO, "shop_full", 3504),
        (frame(Hello(token="x")), "token_invalid", 3500),
        (frame(Hello(token=TOKENS.issue_renewal(NOW, "s"))), "token_invalid", 3500),
        (frame(Hello(token=TOKENS.issue(NOW - 86_400)[0])), "token_invalid", 3500),
        (frame(Ping()), "hello_expected", 3501),
        (frame(Hello(token=TOKEN), Ping()), "hello_expected", 3501),
        ({"type": "websocket.receive", "bytes": b"\xc1"}, "frame_malformed", 3501),
        ({"type": "websocket.receive", "text": "hello"}, "frame_malformed", 3501),
    ],
)
def test_told_why_and_closed(house, first, code, close):
    assert house.call(Caller(first)) == (True, [code], [close])
    assert house.addresses.inside == 0


def test_the_shopper_is_who_the_token_says(house):
    house.call(Caller(HELLO))
    assert [subject for _, subject in house.visits.asked] == ["shopper"]


def test_silence_is_not_waited_for_for_ever(house, monkeypatch):
    monkeypatch.setattr(module, "HELLO_S", 0.01)
    assert house.call(Caller()) == (True, ["hello_expected"], [3501])
    assert house.addresses.inside == 0


@pytest.mark.parametrize("caller", [Caller(GONE), Caller(HELLO, broken=True)])
def test_those_who_go_again_are_counted_out(house, caller):
    assert house.call(caller)[1:] == ([], [])
    assert house.addresses.inside == 0


def test_no_more_from_one_address_than_may_be(house):
    assert house.addresses.enter("10.0.0.1")
    assert house.addresses.enter("10.0.0.1")
    assert house.call(Caller(HELLO)) == (False, [], [3504])
    house.addresses.leave("10.0.0.1")
    assert house.call(Caller(HELLO)) == (True, ["shop_full"], [3504])
    assert house.addresses.inside == 1
