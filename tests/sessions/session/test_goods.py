"""Cart, likes, choices and outfit."""

import msgspec
import pytest

from sessions.messages.common import Slot
from sessions.messages.frames import CartFrame, Said, Show, SlateFrame, Worn
from sessions.messages.jobs import Choose, Chosen, Fitted, Reply


def test_adding_counts_lines_of_the_same_choice_together(road):
    road.do("cart.add", "p1", size="L")
    road.answer()
    road.do("cart.add", "p1", size="L", count=2)
    road.do("cart.add", "p2")
    road.answer()
    lines = road.last(CartFrame).lines
    assert [(line.product, line.variant, line.size, line.count) for line in lines] == [
        ("p1", "blue", "L", 3),
        ("p2", "blue", "M", 1),
    ]
    assert road.last(Said).key == "added"


def test_removing_takes_the_product_named_or_the_last(road):
    for product in ("p1", "p2", "p3"):
        road.do("cart.add", product)
        road.answer()
    road.do("cart.remove", "p1")
    road.do("cart.remove")
    road.answer()
    assert [line.product for line in road.session.state.cart] == ["p2"]
    road.do("cart.remove", "p7")
    road.answer()
    assert road.last(Said).key == "not_in_cart"


def test_a_choice_named_at_length_reads_again(road):
    road.do("try_on", "p1", size="S" * 100, color="r" * 100)
    (job,) = road.jobs
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(job), type=Choose) == job


def test_many_dislikes_stay_hidden(road):
    for number in range(100):
        road.do("dislike", f"x{number}")
    assert len(road.session.state.hidden) == 100


def test_what_is_sold_out_is_not_added(road):
    road.do("cart.add", "p1")
    job = road.jobs.pop()
    road.event(Chosen(for_seq=job.for_seq, product="p1", then="cart", problem="sold_out"))
    assert road.session.state.cart == ()
    road.answer()
    assert road.last(Said).key == "sold_out"


def test_trying_on_goes_from_choice_to_fit_to_words(road):
    road.do("try_on", "p1", color="red")
    road.answer()
    (item,) = road.last(Worn).items
    assert (item.product, item.variant, item.size, item.fit) == ("p1", "red", "M", "shown")
    assert road.last(Said).key == "tried_on"


def test_what_cannot_be_worn_leaves_and_is_said_so(road):
    road.do("try_on", "p1")
    road.answer(1)
    job = road.jobs.pop()
    road.event(Fitted(for_seq=job.for_seq, product="p1", reason="not_wearable"))
    assert road.session.state.worn == ()
    road.answer()
    assert road.last(Said).key == "not_wearable"


def test_a_new_size_is_worn_at_once(road):
    road.do("try_on", "p1")
    road.answer()
    road.do("set_size", "p1", size="XL")
    road.answer()
    assert road.last(Worn).items[0].size == "XL"
    assert road.session.state.sizes == {"p1": "XL"}


def test_choosing_without_wearing_shows_the_variant(road):
    road.do("set_color", "p1", color="green")
    road.answer()
    assert road.last(Show).what == "variant"
    assert road.last(Said).key == "chosen"


def test_taking_off_everything_or_one(road):
    for product in ("p1", "p2"):
        road.do("try_on", product)
        road.answer()
    road.do("take_off", "p1")
    road.answer()
    assert [item.product for item in road.session.state.worn] == ["p2"]
    road.do("take_off")
    road.do("take_off")
    road.answer()
    assert road.last(Said).key == "nothing_worn"


def test_dislike_hides_and_like_brings_back(road):
    road.do("dislike", "p1")
    road.answer()
    assert "p1" not in [item.product for item in road.session.state.shelf.items]
    road.do("like", "p1")
    road.answer()
    assert "p1" in [item.product for item in road.last(SlateFrame).items]


def test_without_a_product_the_one_in_hand_is_meant(road):
    road.gesture("grab", "p4")
    road.do("show_detail")
    assert road.last(Show).products == ("p4",)


def test_comparing_takes_the_one_spoken_of_before(road):
    road.do("show_detail", "p1")
    road.do("compare", "p2")
    assert road.last(Show).products == ("p2", "p1")


@pytest.mark.parametrize(("said", "stars"), [("4", 4), ("9", 5), ("0", 1), ("many", 5), ("٣", 5)])
def test_ratings_are_one_to_five_stars(road, said, stars):
    road.do("rate", "p1", rating=said)
    assert road.session.state.recent[-1].value == stars


def test_cart_and_checkout_name_what_is_in_it(road):
    road.do("cart.view")
    road.answer()
    assert road.last(Said).key == "cart_empty"
    road.do("cart.add", "p1", count=2)
    road.answer()
    road.do("checkout")
    reply = next(job for job in road.jobs if isinstance(job, Reply))
    assert (reply.key, reply.products, reply.slots) == (
        "checkout",
        ("p1",),
        (Slot("count", "2"),),
    )


def test_try_on_and_take_off_by_hand(road):
    road.gesture("try_on", "p1")
    road.answer()
    assert [item.product for item in road.last(Worn).items] == ["p1"]
    road.gesture("take_off", "p1")
    assert road.last(Worn).items == ()


def test_a_question_of_size_brings_along_what_was_chosen(road):
    road.do("cart.add", "p1", size="L")
    road.answer()
    road.do("ask_attribute", "p2", attribute="sizes")
    job = next(job for job in road.jobs if isinstance(job, Reply))
    assert [(slot.name, slot.value) for slot in job.slots] == [
        ("attribute", "sizes"),
        ("chose_of", "p1"),
        ("chose", "L"),
    ]


def test_why_is_answered_with_the_shelfs_own_reason(road):
    road.gesture("grab", "p1")
    road.answer()
    shown = road.session.state.shelf.items[0]
    road.do("ask_attribute", shown.product, attribute="reason")
    job = next(job for job in road.jobs if isinstance(job, Reply))
    assert (job.key, job.products) == ("why", (shown.product,))
    assert job.slots[0].value == shown.reason.kind
    road.do("ask_attribute", "gone", attribute="reason")
    assert road.jobs[-1].slots == ()
