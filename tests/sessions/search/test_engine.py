import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.catalogue import Catalogue, Product
from sessions.messages.common import Slot
from sessions.messages.jobs import Search
from sessions.search import engine
from sessions.search.engine import SearchEngine


class Stub:
    name, version, dim = "stub", "0", 4


FILTERED = [
    (["color=red"], {"j1", "d1"}),
    (["color=red", "category=jacket"], {"j1"}),
    (["color=red", "color=green"], {"j1", "d1", "f1"}),
    (["color=navy"], {"j2"}),
    (["category=jacket", "color!red"], {"j2", "j3"}),
    (["category=jacket", "category=coat", "material!wool"], {"j1", "j2", "j3"}),
    (["category=jacket", "price_max=30000"], {"j1", "j3"}),
    (["price_min=60000"], {"s2", "f1"}),
    (["price_min=20000", "price_max=30000"], {"j1", "d1"}),
    (["category=jacket", "size=S"], {"j1", "j2", "j3"}),
    (["category=jacket", "size=M"], {"j2", "j3"}),  # j1 has no M left
    (["rating_min=4.6"], {"j2"}),
    (["section=shoes"], {"s1", "s2"}),
    (["name=oslo lamp"], {"f2"}),
    (["name=Helmet"], {"x1"}),  # nobody has that very name, so the texts are read
    (["COLOR=RED"], {"j1", "d1"}),
]


@pytest.mark.parametrize(("said", "wanted"), FILTERED)
def test_filters(said, wanted, find):
    found = find(*[each.replace("COLOR=RED", "color=RED") for each in said])
    assert set(found.products) == wanted
    assert found.matched == len(wanted)
    assert found.relaxed == ()


RELAXED = [
    (["category=jacket", "color=red", "material=nylon"], {"j1"}, ("material",)),
    (["category=jacket", "color=green"], {"j1", "j2", "j3"}, ("color",)),
    (["category=coat", "price_max=100"], {"c1"}, ("price_max",)),
    (["category=coat", "price_max=100", "color=black"], {"c1"}, ("price_max",)),
    (["category=jacket", "style=none-such"], {"j1", "j2", "j3"}, ("style",)),
]


@pytest.mark.parametrize(("said", "wanted", "relaxed"), RELAXED)
def test_when_nothing_matches_the_least_is_given_up_and_told(said, wanted, relaxed, find):
    found = find(*said)
    assert (set(found.products), found.relaxed) == (wanted, relaxed)


WORDS = [
    ("helmet", "x1"),
    ("头盔", "x1"),
    ("damged helmt", "x1"),
    ("show me the oslo armchair", "f1"),
    ("奥斯陆的台灯", "f2"),
    ("swift boot", "s2"),
    ("红色的裙子", "d1"),
    ("velvet", "f1"),
]


@pytest.mark.parametrize(("text", "first"), WORDS)
def test_words_alone_find(text, first, find):
    found = find(text=text)
    assert found.products[0] == first
    assert found.matched < 11
    assert found.relaxed == ()


def test_words_that_name_nothing_are_told(find):
    found = find(text="zzzz qqqq")
    assert (found.matched, found.relaxed) == (11, ("text",))


SORTED = [
    ("price_asc", ["j3", "j1", "j2"]),
    ("price_desc", ["j2", "j1", "j3"]),
    ("rating_desc", ["j2", "j1", "j3"]),
    ("popularity", ["j1", "j2", "j3"]),
    ("name", ["j1", "j3", "j2"]),
]


@pytest.mark.parametrize(("key", "order"), SORTED)
def test_sort(key, order, find):
    assert list(find("category=jacket", f"sort_key={key}").products) == order


def test_without_a_price_comes_last(find):
    for key in ("price_asc", "price_desc"):
        assert find(f"sort_key={key}").products[-1] == "x1"


def test_similar_is_of_the_same_section_and_never_the_thing_itself(find):
    found = find(context="similar", near="j1")
    assert set(found.products) == {"j2", "j3", "c1", "t1", "d1"}
    assert found.products[0] == "j3"  # also a jacket, also of cotton


def test_similar_in_another_colour(find):
    assert find("color=black", context="similar", near="j1").products[0] == "j3"


def test_cheaper_costs_less(find):
    assert find(context="cheaper", near="j1").products == ("j3",)
    other_kind = find(context="cheaper", near="j3")
    assert (other_kind.products, other_kind.relaxed) == ((), ("category",))
    assert find(context="cheaper", near="x1").products == ()
    relaxed = find(context="cheaper", near="c1")
    assert relaxed.relaxed == ("category",)
    assert set(relaxed.products) == {"j1", "j2", "j3", "t1", "d1"}


def test_complement_starts_with_what_is_sold_together(find):
    found = find(context="complement", near="j1")
    assert found.products[0] == "t1"
    assert set(found.products) == {"t1", "s1", "s2"}  # a dress covers the torso
    assert set(find(context="complement", near="f1").products) == {"f2"}


def test_an_unknown_neighbour_is_passed_over(find):
    assert find("color=red", context="similar", near="nobody").matched == 2


SLOTS = st.lists(
    st.builds(
        Slot,
        st.sampled_from(["color", "material", "category", "size", "section", "price_max",
                         "price_min", "rating_min", "in_stock", "heel", "sort_key", "name"]),
        st.sampled_from(["red", "blue", "cotton", "jacket", "M", "42", "20000", "4", "x", "", "-1",
                         "price_asc", "true", "clothes", "港湾夹克", "1e9", "²"]),
        st.booleans(),
    ),
    max_size=6,
)  # fmt: skip
CONTEXTS = st.sampled_from(["search", "section", "similar", "cheaper", "complement", "for_you"])


@given(
    slots=SLOTS,
    context=CONTEXTS,
    near=st.sampled_from(["", "j1", "x1", "?"]),
    text=st.text(max_size=30),
)
def test_what_is_not_relaxed_holds(*, slots, context, near, text, engine, shop):
    found = engine.search(Search(5, 0, tuple(slots), context, near), text, None)
    again = engine.search(Search(5, 0, tuple(slots), context, near), text, None)
    assert found == again
    assert found.for_seq == 5
    assert len(set(found.products)) == len(found.products) <= found.matched
    assert near not in found.products
    for id_ in found.products:
        product = shop.by_id[id_]
        if "price_max" not in found.relaxed:
            tops = [
                int(s.value)
                for s in slots
                if s.name == "price_max" and s.wanted and s.value == "20000"
            ]
            assert all(product.price and product.price.minor <= top for top in tops)
        if "color" not in found.relaxed:
            has = {product.attributes["color"], *(v.color for v in product.variants)}
            known = {"red", "blue"}
            wanted = {s.value for s in slots if s.name == "color" and s.wanted}
            refused = {s.value for s in slots if s.name == "color" and not s.wanted} & known
            assert not refused & has
            assert not wanted or not wanted <= known or wanted & has


@given(vector=st.lists(st.floats(-1, 1, width=32), min_size=4, max_size=4))
def test_the_vector_orders_but_never_filters(vector, engine):
    job = Search(1, 1, (Slot("section", "clothes"),), "search", "")
    found = engine.search(job, "", np.array(vector, np.float32))
    assert set(found.products) == {"j1", "j2", "j3", "c1", "t1", "d1"}


def test_ties_go_by_id(shop):
    flat = np.zeros((len(shop.products), 4), np.float32)
    found = SearchEngine(shop, flat, _Named()).search(
        Search(1, 0, (Slot("material", "cotton"), Slot("rating_min", "")), "search", ""), "", None
    )
    assert found.products == ("j1", "j3", "t1")


def test_vectors_must_fit_the_catalogue(shop, vectors):
    with pytest.raises(ValueError, match="vectors"):
        SearchEngine(shop, vectors[:-1], None)


def test_an_empty_shop_finds_nothing():
    engine = SearchEngine(Catalogue([]), np.zeros((0, 4), np.float32), _Named())
    found = engine.search(Search(1, 0, (Slot("color", "red"),), "search", ""), "red", None)
    assert (found.products, found.matched) == ((), 0)


class _Named:
    name, version, dim = "n", "v", 4

    def encode(self, texts):
        raise NotImplementedError


def test_of_several_kinds_the_one_that_is_called_so_counts_more(monkeypatch):
    plain = Product("b", {"en": "Thing"}, "", "jacket", description={"en": "no leather"})
    other = Product("a", {"en": "Thing"}, "", "down-jacket", description={"en": "leather, leather"})
    shop = SearchEngine(Catalogue([plain, other]), np.zeros((2, 4), np.float32), Stub())
    kinds = (Slot("category", "jacket"), Slot("category", "down-jacket"))

    def gap(text, kinds=kinds):
        job = Search(1, constraints=kinds)
        ahead = shop.search(job, text, None).products[0] == "b"
        monkeypatch.setattr(engine, "NAMED_WEIGHT", -10.0)
        behind = shop.search(job, text, None).products[0] == "b"
        monkeypatch.undo()
        return ahead, behind

    assert gap("jackets, but no leather") == (True, False)  # it was called so: the weight decides
    assert len(set(gap("leather parkas"))) == 1  # it was not: the weight is not asked
    assert len(set(gap("jackets", kinds[:1]))) == 1  # there is nothing to tell apart
