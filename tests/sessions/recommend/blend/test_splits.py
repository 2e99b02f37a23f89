"""What is kept back: nothing that a member was fitted on is asked for."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sessions.recommend.blend import splits
from sessions.recommend.members.histories import Histories

# every event is an item of its own, so that a leak would show
lengths = st.lists(st.integers(0, 6), max_size=40)


def numbered(sizes: list[int]) -> Histories:
    numbers = iter(range(10**6))
    return Histories.of([[next(numbers) for _ in range(size)] for size in sizes])


@given(lengths)
def test_newest_asks_every_place_of_the_last_tenth(sizes):
    split = splits.newest(numbered(sizes))
    back = sizes[len(sizes) - round(len(sizes) * splits.SHARE) :]
    assert len(split.fitted) == len(sizes) - len(back)
    assert len(split.asked) == len(split.targets) == sum(max(0, size - 1) for size in back)
    assert not set(split.targets) & set(split.fitted.flat)
    for at in range(len(split.asked)):
        assert split.asked.one(at)[-1] == split.targets[at] - 1


@given(lengths)
def test_last_of_each_asks_for_the_last_and_keeps_two_back(sizes):
    split = splits.last_of_each(numbered(sizes))
    assert len(split.fitted) == len(sizes)
    assert len(split.targets) == sum(size > 2 for size in sizes)
    assert not (set(split.targets) | set(split.targets - 1)) & set(split.fitted.flat)
    for at in range(len(split.asked)):
        assert split.asked.one(at)[-1] == split.targets[at] - 1


def test_no_more_than_is_needed_is_asked(monkeypatch):
    monkeypatch.setattr(splits, "MOST", 5)
    assert len(splits.newest(numbered([6] * 40)).asked) == 5
    one, other = (splits.last_of_each(numbered([6] * 40)) for _ in range(2))
    assert len(one.targets) == 5
    np.testing.assert_array_equal(one.targets, other.targets)
