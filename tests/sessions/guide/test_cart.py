from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.catalogue import Price, Product
from sessions.guide.cart import counts, total
from sessions.guide.speech import SPEECHES
from sessions.messages.common import Slot


def test_counts_are_padded():
    slots = [Slot("count", "2"), Slot("size", "M"), Slot("count", "x")]
    assert counts(slots, 3) == [2, 1, 1]
    assert counts(slots, 1) == [2]


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 99)), min_size=1, max_size=8))
def test_total_is_the_sum(rows):
    products = [Product(str(i), {}, "", "", price=Price(p, "JPY")) for i, (p, _) in enumerate(rows)]
    text = total(products, [n for _, n in rows], SPEECHES["en"])
    assert text == f"¥{sum(p * n for p, n in rows):,}"
