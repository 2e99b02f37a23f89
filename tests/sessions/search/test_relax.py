from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.catalogue import Product
from sessions.search.filters import Condition
from sessions.search.relax import matching

PRODUCTS = [Product(str(i), {}, "", "") for i in range(6)]
NAMES = ["category", "price_max", "color", "material", "mood"]


def having(name, ids):
    return Condition(name, lambda product: product.id in ids)


def test_keeps_what_it_can():
    wanted = [having("category", "012"), having("color", "34"), having("mood", "1")]
    found, dropped = matching(PRODUCTS, wanted)
    assert ([p.id for p in found], dropped) == (["1"], ("color",))


@given(st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from("012345")), max_size=5))
def test_result_is_maximal(has):
    wanted = [having(name, ids) for name, ids in has.items()]
    found, dropped = matching(PRODUCTS, wanted)
    assert found
    assert set(dropped) <= set(has)
    kept = [c for c in wanted if c.name not in dropped]
    assert found == [p for p in PRODUCTS if all(c.holds(p) for c in kept)]
    for condition in wanted:
        if condition.name in dropped:
            assert not any(condition.holds(p) for p in found)


def test_nothing_to_choose_from():
    assert matching([], [having("color", "1")])[0] == []
