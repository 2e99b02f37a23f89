"""Counts of what follows what, against the formula written out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline.catalogue import Catalogue, Product
from sessions.recommend.neighbours import CoCounts

sequences = st.lists(st.lists(st.sampled_from("abcdef"), max_size=15), max_size=6)


@settings(max_examples=50)
@given(sequences)
def test_rows_are_the_formula(visits):
    counts = CoCounts()
    for visit in visits:
        counts.add(visit)
    for i in "abcdef":
        seen = {item: sum(visit.count(item) for visit in visits) for item in "abcdef"}
        expected: dict[str, float] = {}
        for visit in visits:
            for at, first in enumerate(visit):
                for later in range(at + 1, min(len(visit), at + 11)):
                    second, gap = visit[later], 1.0 / (later - at)
                    if first == i != second:
                        expected[second] = expected.get(second, 0.0) + gap
                    if second == i != first:
                        expected[first] = expected.get(first, 0.0) + 0.3 * gap
        expected = {j: c / (seen[i] * seen[j]) ** 0.25 for j, c in expected.items()}
        assert counts.row(i) == pytest.approx(expected)


def test_scores_fade_with_every_newer_product():
    counts = CoCounts()
    for visit in ("ax", "bx", "by"):
        counts.add(visit)
    a, b = counts.row("a"), counts.row("b")
    assert counts.scores("ba") == pytest.approx({"x": b["x"] + 0.65 * a["x"], "y": b["y"]})
    assert counts.scores("z" * 19 + "a") != {}
    assert counts.scores("z" * 20 + "a") == {}, "only the last twenty are asked"
    assert counts.scores("") == {}


def test_together_seeds_both_ways_and_unknown_ids_do_not():
    def product(name: str, *together: str) -> Product:
        return Product(name, {}, "", "x", together=list(together))

    counts = CoCounts.from_together(Catalogue([product("a", "b", "a", "zz"), product("b")]))
    assert set(counts.row("a")) == {"b"}
    assert set(counts.row("b")) == {"a"}
    assert counts.row("zz") == {}


def test_table_keeps_the_strongest_relative_to_the_best():
    counts = CoCounts()
    for visit in ["ab"] * 3 + ["ac"] * 2 + ["ad", "ay"]:
        counts.add(visit)
    others, pulls = counts.table({"a": 0, "b": 1, "c": 2, "d": 3, "e": 4}, 2)
    assert others.shape == pulls.shape == (6, 2)
    assert others[1].tolist() == [0, 5]
    assert others[0].tolist() == [1, 2]
    row = counts.row("a")
    np.testing.assert_allclose(pulls[0], [3 / 4, row["c"] / row["b"] * 2 / 3], rtol=1e-6)
    assert (others[4:] == 5).all()
    assert not pulls[4:].any()


def test_the_digest_follows_the_counts_not_their_history():
    one, other = CoCounts(), CoCounts()
    one.add("ab")
    one.add("cd")
    other.add("cd")
    other.add("ab")
    assert one.digest() == other.digest()
    other.add("ab")
    assert one.digest() != other.digest()
