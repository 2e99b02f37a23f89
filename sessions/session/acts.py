"""What an act does, said or pressed: one line an act."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import msgspec

from sessions.messages.common import Act, Slot
from sessions.messages.frames import CartFrame, Speaking, Worn
from sessions.session import goods, helping, shelf
from sessions.session.turn import Turn

Perform = Callable[[Turn, Act], None]


def perform(turn: Turn, act: Act) -> None:
    """Do what `act` says; ask back where it may mean several things."""
    if any(slot.name == "ambiguous" for slot in act.slots) and len(act.products) > 1:
        _which_one(turn, act)
        return
    ACTS.get(act.act, _oos)(turn, act)


def _which_one(turn: Turn, act: Act) -> None:
    slots = tuple(slot for slot in act.slots if slot.name != "ambiguous")
    turn.state.question = msgspec.structs.replace(act, products=(), slots=slots)
    turn.show("highlight", act.products)
    turn.reply("which_one", act.products)


def _disambiguate(turn: Turn, act: Act) -> None:
    question, turn.state.question = turn.state.question, None
    if question is None or not act.products:
        goods.detail(turn, act)
        return
    perform(turn, msgspec.structs.replace(question, products=act.products))


def _affirm(turn: Turn, act: Act) -> None:
    question = turn.state.question
    if question is None:
        turn.reply("affirmed")
    elif products := act.products or turn.state.focus[:1]:
        _disambiguate(turn, msgspec.structs.replace(act, products=products))


def _deny(turn: Turn, act: Act) -> None:
    asked, turn.state.question = turn.state.question, None
    if act.products:
        goods.dislike(turn, act)
    elif asked is None and turn.state.help.stage == "waiting":
        helping.end(turn)
    else:
        turn.reply("denied")


def _undo(turn: Turn, _act: Act) -> None:
    state = turn.state
    if not state.undo:
        turn.reply("nothing_to_undo")
        return
    *rest, point = state.undo
    state.undo = tuple(rest)
    state.request, state.cart, state.worn, state.hidden = (
        point.request,
        point.cart,
        point.worn,
        point.hidden,
    )
    turn.frames += [CartFrame(lines=state.cart), Worn(items=state.worn)]
    turn.reply("undone")
    shelf.rank(turn)


def _show(turn: Turn, act: Act, what: str, key: str) -> None:
    if product := goods.meant(turn, act):
        turn.focus(product)
        turn.show(what, act.products or (product,), act.slots)
        turn.reply(key, (product,), act.slots)


def _hold(turn: Turn, act: Act) -> None:
    if product := goods.meant(turn, act):
        turn.state.held["none"] = product
        turn.focus(product)
        turn.show("hold", (product,))


def _drop(turn: Turn, act: Act) -> None:
    products = act.products or tuple(turn.state.held.values())
    held = {hand: it for hand, it in turn.state.held.items() if it not in products}
    turn.state.held = held
    turn.show("drop", products)


def _set_lang(turn: Turn, act: Act) -> None:
    if goods.text(act, "lang").startswith("zh"):
        turn.state.lang = "zh-CN"
    else:
        turn.state.lang = "en"
    turn.frames.append(Speaking(lang=turn.state.lang))


def _chitchat(turn: Turn, act: Act) -> None:
    kind = goods.text(act, "kind")
    turn.reply(kind if kind in {"greet", "thanks", "bye"} else "greet")


def _repeat(turn: Turn, _act: Act) -> None:
    if turn.state.said is None:
        turn.reply("help")
    else:
        turn.frames.append(msgspec.structs.replace(turn.state.said, upto=turn.state.heard))


def _say(turn: Turn, _act: Act, key: str) -> None:
    turn.reply(key)


def _stop(turn: Turn, _act: Act) -> None:
    turn.state.question = None
    turn.reply("stopped")


def _oos(turn: Turn, _act: Act) -> None:
    turn.reply("oos", (), (Slot("known", "false"),))


ACTS: Final[dict[str, Perform]] = {
    "search": shelf.search,
    "refine": shelf.refine,
    "sort": shelf.refine,
    "nav.go": shelf.go,
    "rec.similar": partial(shelf.like_this, context="similar"),
    "rec.cheaper": partial(shelf.like_this, context="cheaper"),
    "rec.complement": partial(shelf.like_this, context="complement"),
    "rec.personal": shelf.for_you,
    "show_detail": goods.detail,
    "compare": goods.compare,
    "ask_attribute": goods.ask,
    "check_attribute": goods.ask,
    "like": goods.like,
    "dislike": goods.dislike,
    "rate": goods.rate,
    "set_size": partial(goods.choose, then="show"),
    "set_color": partial(goods.choose, then="show"),
    "try_on": partial(goods.choose, then="wear"),
    "take_off": goods.take_off,
    "cart.add": partial(goods.choose, then="cart"),
    "cart.remove": goods.remove,
    "cart.view": goods.cart,
    "checkout": goods.cart,
    "place": partial(_show, what="place", key="placed"),
    "rotate": partial(_show, what="rotate", key="turned"),
    "scale": partial(_show, what="scale", key="scaled"),
    "hold": _hold,
    "drop": _drop,
    "disambiguate": _disambiguate,
    "affirm": _affirm,
    "deny": _deny,
    "undo": _undo,
    "repeat": _repeat,
    "stop": _stop,
    "help": partial(_say, key="help"),
    "human": helping.human,
    "privacy": partial(_say, key="privacy"),
    "set_lang": _set_lang,
    "chitchat": _chitchat,
    "oos": _oos,
}
"""Acts that are understood; any other one is told that it is not."""
