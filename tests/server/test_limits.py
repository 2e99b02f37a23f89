import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.limits import (
    FLOOD,
    FLOOD_S,
    RATES,
    Addresses,
    Bucket,
    Limits,
    PerKey,
    Rate,
    neighbourhood,
)
from sessions.errors import Flooding, TooFast
from sessions.messages.registry import SHOPPER
from sessions.messages.shopper import Gestures, Say


def test_every_message_has_a_rate():
    assert set(RATES) == set(SHOPPER)


def test_a_burst_passes_then_the_rate():
    bucket = Bucket(Rate(10, 5))
    assert [bucket.take(0.0) for _ in range(6)] == [0] * 5 + [100]
    assert bucket.take(0.05) == 50
    assert bucket.take(0.1) == 0


@given(
    st.floats(0.5, 100),
    st.floats(1, 50),
    st.lists(st.floats(0, 2, allow_subnormal=False), max_size=200),
)
def test_no_more_than_burst_plus_rate_ever_passes(per_s, burst, steps):
    bucket, now, passed = Bucket(Rate(per_s, burst)), 0.0, 0
    for step in steps:
        now += step
        passed += bucket.take(now) == 0
    assert passed <= burst + per_s * now + 1e-6 * (1 + passed)


@given(st.floats(0.5, 100), st.integers(1, 20))
def test_waiting_as_told_is_enough(per_s, burst):
    bucket = Bucket(Rate(per_s, burst))
    while not (wait_ms := bucket.take(0.0)):
        pass
    assert bucket.take((wait_ms + 1) / 1000) == 0


def allowed(limits, message, now) -> bool:
    try:
        limits.check(message, now)
    except Flooding:
        raise
    except TooFast:
        return False
    return True


def test_kinds_do_not_take_from_each_other():
    limits = Limits()
    while allowed(limits, Say(), 0.0):
        pass
    assert allowed(limits, Gestures(), 0.0)


def test_a_refusal_says_which_message_and_how_long_to_wait():
    limits = Limits({Say: Rate(2, 1)})
    limits.check(Say(seq=7), 5.0)
    with pytest.raises(TooFast, match="500 ms") as refused:
        limits.check(Say(seq=8), 5.0)
    assert refused.value.ref == 8
    assert not refused.value.close


def test_far_over_the_rate_is_flooding():
    limits = Limits({Say: Rate(2, 6)})
    outcomes = [allowed(limits, Say(), n * 0.01) for n in range(int(2 * FLOOD * FLOOD_S))]
    assert outcomes.count(True) <= 6 + 2
    with pytest.raises(Flooding) as flooding:
        limits.check(Say(), 1.0)
    assert flooding.value.close == 3013


def test_a_little_over_the_rate_never_is():
    limits = Limits({Say: Rate(2, 6)})
    for n in range(2000):
        allowed(limits, Say(), n / (2 * FLOOD * 0.99))


def test_addresses_do_not_take_from_each_other_and_are_forgotten():
    guests = PerKey(Rate(1, 2), most=3)
    assert [guests.take("a", 0.0) for _ in range(3)] == [0, 0, 1000]
    assert guests.take("b", 0.0) == 0
    for other in "cde":
        guests.take(other, 0.0)
    assert len(guests._buckets) == 3
    assert guests.take("a", 0.0) == 0


def test_connections_are_counted_by_address_and_in_all():
    addresses = Addresses(per_address=2, total=3)
    outcomes = [addresses.enter(a) for a in ("1.1.1.1", "1.1.1.1", "1.1.1.1", "2.2.2.2", "3.3.3.3")]
    assert outcomes == [True, True, False, True, False]
    addresses.leave("1.1.1.1")
    assert addresses.enter("3.3.3.3")
    assert addresses.inside == 3


def test_nothing_stays_behind():
    addresses = Addresses(per_address=1, total=1000)
    for n in range(500):
        address = f"10.0.{n // 256}.{n % 256}"
        assert addresses.enter(address)
        assert not addresses.enter(address)
        addresses.leave(address)
    assert (addresses.inside, len(addresses._inside)) == (0, 0)


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_an_ipv6_customer_is_one_address(address, near):
    assert neighbourhood(address) == near
