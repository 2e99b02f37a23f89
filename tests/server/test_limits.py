import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.limits import FLOOD, FLOOD_S, RATES, Bucket, Doors, Limits, PerKey, Rate, neighbourhood
from sessions.errors import Flooding, ShopFull
from sessions.messages.registry import SHOPPER, tag


def test_every_message_has_a_rate():
    assert set(RATES) == {tag(each) for each in SHOPPER}


def test_a_burst_passes_then_the_rate():
    bucket = Bucket(Rate(10, 5), 0.0)
    assert [bucket.take(0.0) for _ in range(6)] == [0] * 5 + [100]
    assert bucket.take(0.05) == 50
    assert bucket.take(0.1) == 0


@given(
    st.floats(0.5, 100),
    st.floats(1, 50),
    st.lists(st.floats(0, 2, allow_subnormal=False), max_size=200),
)
def test_no_more_than_burst_plus_rate_ever_passes(per_s, burst, steps):
    bucket, now, passed = Bucket(Rate(per_s, burst), 0.0), 0.0, 0
    for step in steps:
        now += step
        passed += bucket.take(now) == 0
    assert passed <= burst + per_s * now + 1e-6 * (1 + passed)


@given(st.floats(0.5, 100), st.integers(1, 20))
def test_waiting_as_told_is_enough(per_s, burst):
    bucket = Bucket(Rate(per_s, burst), 0.0)
    while not (wait_ms := bucket.take(0.0)):
        pass
    assert bucket.take((wait_ms + 1) / 1000) == 0


def test_kinds_do_not_take_from_each_other():
    limits = Limits(0.0)
    while not limits.take("say", 0.0):
        pass
    assert limits.take("gestures", 0.0) == 0


def test_a_batch_costs_as_many():
    limits = Limits(0.0, {"gestures": Rate(60, 120)})
    assert [limits.take("gestures", 0.0, cost=40) for _ in range(4)] == [0, 0, 0, 667]


def test_far_over_the_rate_is_flooding():
    limits = Limits(0.0, {"say": Rate(2, 6)})
    outcomes = [limits.take("say", n * 0.01) for n in range(int(2 * FLOOD * FLOOD_S))]
    assert outcomes.count(0) <= 6 + 2
    with pytest.raises(Flooding):
        limits.take("say", 1.0)


def test_a_little_over_the_rate_never_is():
    limits = Limits(0.0, {"say": Rate(2, 6)})
    for n in range(2000):
        limits.take("say", n / (2 * FLOOD * 0.99))


def test_addresses_do_not_take_from_each_other_and_are_forgotten():
    guests = PerKey(Rate(1, 2), most=3)
    assert [guests.take("a", 0.0) for _ in range(3)] == [0, 0, 1000]
    assert guests.take("b", 0.0) == 0
    for other in "cde":
        guests.take(other, 0.0)
    assert len(guests._buckets) == 3
    assert guests.take("a", 0.0) == 0


def test_doors_count_by_address_and_in_all():
    doors = Doors(per_address=2, total=3)
    doors.enter("1.1.1.1")
    doors.enter("1.1.1.1")
    with pytest.raises(ShopFull, match="one address"):
        doors.enter("1.1.1.1")
    doors.enter("2.2.2.2")
    with pytest.raises(ShopFull, match="no more"):
        doors.enter("3.3.3.3")
    doors.leave("1.1.1.1")
    doors.enter("3.3.3.3")
    assert doors.inside == 3


def test_nothing_stays_behind_the_doors():
    doors = Doors(per_address=2, total=1000)
    for n in range(500):
        doors.enter(f"10.0.{n // 256}.{n % 256}")
        doors.leave(f"10.0.{n // 256}.{n % 256}")
    assert (doors.inside, len(doors._inside)) == (0, 0)


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
