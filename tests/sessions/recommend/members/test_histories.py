"""Histories as two arrays, against lists."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sessions.recommend.members.histories import Histories

lists = st.lists(st.lists(st.integers(0, 6), max_size=6), max_size=8)


def back(histories: Histories) -> list[list[int]]:
    return [histories.one(at).tolist() for at in range(len(histories))]


@given(lists, st.data())
def test_parts_are_those_of_lists(given_lists, data):
    histories = Histories.of(given_lists)
    assert back(histories) == given_lists
    which = data.draw(
        st.lists(st.integers(0, len(given_lists) - 1), max_size=9) if given_lists else st.just([])
    )
    assert back(histories.take(np.array(which, np.int64))) == [given_lists[at] for at in which]
    most = data.draw(st.integers(1, 7))
    assert back(histories.newest(most)) == [one[-most:] for one in given_lists]
    dropped = data.draw(
        st.lists(st.integers(0, 8), min_size=len(given_lists), max_size=len(given_lists))
    )
    shorter = histories.without_last(np.array(dropped, np.int64))
    assert back(shorter) == [
        one[: max(0, len(one) - d)] for one, d in zip(given_lists, dropped, strict=True)
    ]


@given(lists)
def test_places_ages_and_matrices(given_lists):
    histories = Histories.of(given_lists)
    assert histories.owners.tolist() == [at for at, one in enumerate(given_lists) for _ in one]
    assert histories.ages.tolist() == [
        age for one in given_lists for age in range(len(one) - 1, -1, -1)
    ]
    held = histories.held(7).toarray()
    for row, one in zip(held, given_lists, strict=True):
        assert set(np.flatnonzero(row)) == set(one)
        assert row.max(initial=0) <= 1
    assert back(histories) == given_lists, "a matrix shares nothing with what it was made of"
