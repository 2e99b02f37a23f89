"""Which one, yes, no, undo."""

from sessions.messages.common import Slot
from sessions.messages.frames import CartFrame, Said, Show
from sessions.messages.jobs import Reply


def test_which_one_is_asked_and_answered(road):
    road.do("cart.add", "p1", "p2", ambiguous="true")
    assert road.last(Show).what == "highlight"
    road.do("disambiguate", "p2")
    road.answer()
    assert [line.product for line in road.last(CartFrame).lines] == ["p2"]
    assert road.session.state.question is None


def test_yes_takes_what_is_spoken_of_and_no_drops_the_question(road):
    road.do("show_detail", "p3")
    road.do("like", "p1", "p2", ambiguous="true")
    road.do("affirm")
    assert road.session.state.liked == ("p3",)
    road.do("like", "p1", "p2", ambiguous="true")
    road.do("deny")
    assert road.session.state.question is None
    road.do("affirm")
    road.answer()
    assert road.last(Said).key == "affirmed"


def test_undo_goes_back_step_by_step(road):
    road.do("cart.add", "p1")
    road.answer()
    road.do("cart.add", "p2")
    road.answer()
    road.do("dislike", "p3")
    road.answer()
    for cart, hidden in ((2, ()), (1, ()), (0, ())):
        road.do("undo")
        road.answer()
        assert len(road.session.state.cart) == cart
        assert road.session.state.hidden == hidden
    road.do("undo")
    road.answer()
    assert road.last(Said).key == "nothing_to_undo"


def test_repeat_says_the_last_words_again(road):
    road.do("help")
    road.answer()
    said = road.last(Said)
    road.do("repeat")
    assert road.frames[-1].text == said.text


def test_an_unknown_act_is_out_of_scope(road):
    step = road.do("bake_a_cake")
    assert step.jobs == [Reply(road.seq, "en", "oos", (), (Slot("known", "false"),))]
