"""How much one client may ask for. Knows no clock: `now` is in seconds of any steady clock."""

from __future__ import annotations

import ipaddress
from collections import Counter, OrderedDict
from collections.abc import Hashable, Mapping
from typing import Final, Generic, NamedTuple, TypeVar

from sessions.errors import Flooding, TooFast
from sessions.messages.shopper import (
    Audio,
    Bye,
    Consent,
    Do,
    Gestures,
    Got,
    Hello,
    Hush,
    Listen,
    Measures,
    Picture,
    Ping,
    Say,
    ShopperMessage,
    Want,
)

Key = TypeVar("Key", bound=Hashable)


class Rate(NamedTuple):
    """So many a second in the long run, so many at once."""

    per_s: float
    burst: float


RATES: Final[Mapping[type, Rate]] = {
    Gestures: Rate(1000, 2000),
    Say: Rate(10, 50),
    Picture: Rate(1, 5),
    Measures: Rate(5, 20),
    Do: Rate(50, 200),
    Consent: Rate(2, 10),
    Hello: Rate(1, 1),
    Bye: Rate(1, 1),
    Ping: Rate(20, 50),
    Want: Rate(30, 60),
    Got: Rate(400, 800),
    Listen: Rate(5, 20),
    Audio: Rate(40, 120),
    Hush: Rate(5, 20),
}
"""Messages of one connection, by type; a batch of gestures is one message. A person makes ten a
second; tools that replay visits as fast as answers come make hundreds, and are welcome."""

GUESTS: Final = Rate(2, 128)
"""New guest tokens for one address: a class or an office may come at once."""

STAFF: Final = Rate(20, 200)
"""Requests of the staff's pages at one address: each asks for news once a second."""

KEYS_TRIED: Final = Rate(0.1, 10)
"""Wrong staff keys from one address."""

FLOOD: Final = 4
"""So many times the rate, over `FLOOD_S`, is no shopper any more."""
FLOOD_S: Final = 5.0


class Bucket:
    """A token bucket that starts full."""

    __slots__ = ("_at", "_left", "_rate")

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._left = rate.burst
        self._at = 0.0

    def take(self, now: float) -> int:
        """Take one out: 0, or the milliseconds after which there will be one."""
        rate = self._rate
        left = min(rate.burst, self._left + (now - self._at) * rate.per_s)
        self._at = now
        if left >= 1:
            self._left = left - 1
            return 0
        self._left = left
        return max(1, round((1 - left) / rate.per_s * 1000))


class _Kind:
    """One message type of one connection: its bucket, and all that came in the current window."""

    __slots__ = ("bucket", "count", "since", "worst")

    def __init__(self, rate: Rate) -> None:
        self.bucket = Bucket(rate)
        self.worst = rate.per_s * FLOOD * FLOOD_S
        self.count = 0
        self.since = -FLOOD_S


class Limits:
    """The rates of one connection."""

    def __init__(self, rates: Mapping[type, Rate] = RATES) -> None:
        self._kinds = {kind: _Kind(rate) for kind, rate in rates.items()}

    def check(self, message: ShopperMessage, now: float) -> None:
        """Count a message.

        Raises:
            TooFast: over the rate of its type: leave it out.
            Flooding: `FLOOD` times the rate over `FLOOD_S`: close the connection.
        """
        kind = self._kinds[type(message)]
        if now - kind.since >= FLOOD_S:
            kind.since, kind.count = now, 0
        kind.count += 1
        wait_ms = kind.bucket.take(now)
        if kind.count > kind.worst:
            raise Flooding(f"{kind.count} {_name(message)} within {FLOOD_S:.0f} s")
        if wait_ms:
            raise TooFast(f"too many {_name(message)}: wait {wait_ms} ms", ref=message.seq)


def _name(message: ShopperMessage) -> str:
    return f"{type(message).__name__.lower()} messages"


class PerKey(Generic[Key]):
    """One bucket for each key; the keys longest unused are forgotten beyond `most`."""

    def __init__(self, rate: Rate, most: int = 4096) -> None:
        self._rate = rate
        self._most = most
        self._buckets: OrderedDict[Key, Bucket] = OrderedDict()

    def take(self, key: Key, now: float) -> int:
        """As `Bucket.take`, from the bucket of `key`."""
        bucket = self._buckets.pop(key, None) or Bucket(self._rate)
        self._buckets[key] = bucket
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return bucket.take(now)


class Addresses:
    """Who is connected: so many from one neighbourhood, so many in all."""

    def __init__(self, per_address: int, total: int) -> None:
        self._per_address = per_address
        self._total = total
        self._inside: Counter[str] = Counter()
        self.inside = 0
        """Connections now."""

    def enter(self, address: str) -> bool:
        """Whether one more may come in; if so, it is counted, and `leave` must follow."""
        near = neighbourhood(address)
        if self.inside >= self._total or self._inside[near] >= self._per_address:
            return False
        self._inside[near] += 1
        self.inside += 1
        return True

    def leave(self, address: str) -> None:
        """Count a connection out."""
        near = neighbourhood(address)
        self.inside -= 1
        self._inside[near] -= 1
        if not self._inside[near]:
            del self._inside[near]


def neighbourhood(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that an IPv6 customer is given."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ip.ipv4_mapped or ipaddress.ip_network((ip.packed, 64), strict=False))
    return str(ip)
