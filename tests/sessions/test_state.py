"""The state is plain data: its encoding is a snapshot."""

import msgspec

from sessions.messages.common import Act, Reason, SlateItem, Slot
from sessions.messages.frames import Said
from sessions.messages.jobs import Interaction
from sessions.state import Request, Shelf, State


def test_a_full_state_survives_its_encoding():
    state = State(
        lang="zh-CN",
        seed=7,
        recent=(Interaction(1, 10, "grab", "p1", 300, 0.5),),
        held={"left": "p1"},
        turns={3: 1},
        question=Act("cart.add", ("p1", "p2")),
        said=Said(text="好的"),
        request=Request(3, 3, "search", (Slot("color", "red"),), "", ("p1",)),
        shelf=Shelf(2, (SlateItem("p1", 0.5, 1.0, Reason("popular")),)),
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(state), type=State) == state


def test_two_fresh_states_share_nothing():
    one, other = State(), State()
    one.held["left"] = "p1"
    one.shelf.version = 5
    assert other == State()
