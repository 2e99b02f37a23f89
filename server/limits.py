"""How much one client may ask for. Knows no clock: `now` is in seconds of any steady clock."""

from __future__ import annotations

import ipaddress
from collections import Counter, OrderedDict
from collections.abc import Hashable, Mapping
from typing import Final, Generic, NamedTuple, TypeVar

from sessions.errors import Flooding, ShopFull

Key = TypeVar("Key", bound=Hashable)


class Rate(NamedTuple):
    """So many a second in the long run, so many at once."""

    per_s: float
    burst: float


RATES: Final[Mapping[str, Rate]] = {
    "gestures": Rate(60, 120),
    "say": Rate(2, 6),
    "do": Rate(20, 40),
    "consent": Rate(1, 5),
    "hello": Rate(1, 1),
    "bye": Rate(1, 1),
    "ping": Rate(5, 10),
    "want": Rate(30, 60),
    "got": Rate(400, 800),
}
"""By message type."""

GUESTS: Final = Rate(1, 30)
"""New guest tokens for one address: a family or an office may come at once."""

FLOOD: Final = 10
"""So many times the rate, over `FLOOD_S`, is no shopper any more."""
FLOOD_S: Final = 5.0


class Bucket:
    """A token bucket that starts full."""

    __slots__ = ("_at", "_left", "_rate")

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate = rate
        self._left = rate.burst
        self._at = now

    def take(self, now: float, cost: float = 1) -> int:
        """Take `cost` out: 0, or the milliseconds after which there will be enough."""
        left = self._left + (now - self._at) * self._rate.per_s
        self._at = now
        self._left = left = min(left, self._rate.burst)
        if left >= cost:
            self._left = left - cost
            return 0
        return max(1, round((cost - left) / self._rate.per_s * 1000))


class _Kind:
    """One message type of one connection: its bucket, and all that came in the current window."""

    __slots__ = ("bucket", "count", "since", "worst")

    def __init__(self, rate: Rate, now: float) -> None:
        self.bucket = Bucket(rate, now)
        self.worst = rate.per_s * FLOOD * FLOOD_S
        self.count = 0.0
        self.since = now


class Limits:
    """The rates of one connection."""

    def __init__(self, now: float, rates: Mapping[str, Rate] = RATES) -> None:
        self._kinds = {kind: _Kind(rate, now) for kind, rate in rates.items()}

    def take(self, kind: str, now: float, cost: float = 1) -> int:
        """Count a message of type `kind`: 0 when it may pass, else for how many ms it may not.

        Raises:
            Flooding: `FLOOD` times the rate over `FLOOD_S`: close the connection.
        """
        entry = self._kinds[kind]
        if now - entry.since >= FLOOD_S:
            entry.since, entry.count = now, 0.0
        entry.count += cost
        if entry.count > entry.worst:
            raise Flooding(f"{entry.count:.0f} times {kind} within {FLOOD_S:.0f} s")
        return entry.bucket.take(now, cost)


class PerKey(Generic[Key]):
    """One bucket for each key; the keys longest unused are forgotten beyond `most`."""

    def __init__(self, rate: Rate, most: int = 4096) -> None:
        self._rate = rate
        self._most = most
        self._buckets: OrderedDict[Key, Bucket] = OrderedDict()

    def take(self, key: Key, now: float) -> int:
        """As `Bucket.take`, from the bucket of `key`."""
        bucket = self._buckets.pop(key, None) or Bucket(self._rate, now)
        self._buckets[key] = bucket
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return bucket.take(now)


class Doors:
    """Who is in: so many connections from one neighbourhood, so many in all."""

    def __init__(self, per_address: int, total: int) -> None:
        self._per_address = per_address
        self._total = total
        self._inside: Counter[str] = Counter()
        self.inside = 0
        """Connections now."""

    def enter(self, address: str) -> None:
        """Count a connection in; `leave` must follow.

        Raises:
            ShopFull: as many as this address, or the server, may have.
        """
        near = neighbourhood(address)
        if self.inside >= self._total:
            raise ShopFull(f"{self.inside} connections, the server takes no more")
        if self._inside[near] >= self._per_address:
            raise ShopFull(f"{self._inside[near]} connections from one address")
        self._inside[near] += 1
        self.inside += 1

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
