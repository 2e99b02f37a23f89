"""What is done with one product: looked at, liked, chosen, worn, put into the cart."""

from __future__ import annotations

from typing import Literal

from sessions.messages.common import NAME, Act, CartLine, Slot
from sessions.messages.frames import CartFrame, Worn
from sessions.messages.jobs import Choose, Chosen, Fitted
from sessions.messages.shopper import Measures
from sessions.session import shelf
from sessions.session.turn import Turn
from sessions.state import HIDDEN
from sessions.tryon import dress

CART = 64
COUNT = 99
CHOSEN = 4
SLOTS = 24


def meant(turn: Turn, act: Act) -> str:
    """The product that is meant: the one named, else the one in hand, else the one spoken of."""
    if act.products:
        return act.products[0]
    held = next(iter(turn.state.held.values()), "")
    product = held or next(iter(turn.state.focus), "")
    if not product:
        turn.reply("nothing_meant")
    return product


def detail(turn: Turn, act: Act) -> None:
    """Open a product's card."""
    if product := meant(turn, act):
        turn.touched("details", product)
        turn.show("detail", (product,))
        turn.reply("detail", (product,))
        shelf.rank(turn)


def compare(turn: Turn, act: Act) -> None:
    """Put products side by side; with one named, against the one spoken of before."""
    products = tuple(dict.fromkeys((*act.products, *turn.state.focus)))
    products = act.products if len(act.products) > 1 else products[:2]
    if len(products) < 2:
        turn.reply("nothing_meant")
        return
    for product in reversed(products):
        turn.touched("compare", product)
    turn.show("compare", products)
    turn.reply("compare", products)
    shelf.rank(turn)


def ask(turn: Turn, act: Act) -> None:
    """A question about a product, answered from the catalogue; or about the shop, by itself."""
    if text(act, "faq"):
        turn.reply("faq", (), act.slots)
    elif product := meant(turn, act):
        turn.focus(product)
        if text(act, "attribute") == "reason":
            turn.reply("why", (product,), _reason(turn, product))
            return
        key = "check_attribute" if act.act == "check_attribute" else "attribute"
        turn.reply(key, act.products or (product,), (*act.slots, *_chosen_sizes(turn))[:SLOTS])


def _reason(turn: Turn, product: str) -> tuple[Slot, ...]:
    """Why the shelf shows it; nothing where it does not."""
    shown = (item.reason for item in turn.state.shelf.items if item.product == product)
    reason = next(shown, None)
    if reason is None:
        return ()
    values = (Slot("value", value) for value in reason.values)
    told = (Slot("kind", reason.kind), Slot("gesture", reason.gesture), Slot("of", reason.product))
    return (*told, *values)


def _chosen_sizes(turn: Turn) -> tuple[Slot, ...]:
    """Sizes in the cart and on the body, the newest first: what they may tell of another size."""
    pairs = [(line.product, line.size) for line in turn.state.cart]
    pairs += [(item.product, item.size) for item in turn.state.worn]
    newest = [pair for pair in dict.fromkeys(reversed(pairs)) if pair[1]][:CHOSEN]
    return tuple(
        slot for of, size in newest for slot in (Slot("chose_of", of), Slot("chose", size))
    )


def like(turn: Turn, act: Act) -> None:
    """This pleases."""
    if product := meant(turn, act):
        turn.state.liked = tuple(dict.fromkeys((product, *turn.state.liked)))[:CART]
        turn.state.hidden = tuple(each for each in turn.state.hidden if each != product)
        turn.touched("like", product)
        turn.reply("liked", (product,))
        shelf.rank(turn)


def dislike(turn: Turn, act: Act) -> None:
    """This does not please: it is not shown again."""
    if product := meant(turn, act):
        turn.keep()
        turn.state.hidden = tuple(dict.fromkeys((product, *turn.state.hidden)))[:HIDDEN]
        turn.state.liked = tuple(each for each in turn.state.liked if each != product)
        turn.touched("dislike", product)
        turn.reply("disliked", (product,))
        shelf.rank(turn)


def rate(turn: Turn, act: Act) -> None:
    """So many stars, 1..5."""
    if product := meant(turn, act):
        stars = min(5, max(1, whole(act, "rating", 5)))
        turn.touched("rate", product, stars)
        turn.reply("rated", (product,), (Slot("rating", str(stars)),))
        shelf.rank(turn)


def choose(turn: Turn, act: Act, then: Literal["show", "wear", "cart"]) -> None:
    """Find out which variant and size are meant, then show, wear or take them."""
    if product := meant(turn, act):
        state = turn.state
        worn = state.sizes.get(product, "")
        turn.focus(product)
        turn.jobs.append(
            Choose(
                turn.origin,
                product,
                _name(act, "variant") or _name(act, "color") or state.variants.get(product, ""),
                _name(act, "size") or worn,
                worn,
                then,
                min(COUNT, max(1, whole(act, "count", whole(act, "quantity", 1)))),
            )
        )


def chosen(turn: Turn, answer: Chosen) -> None:
    """The choice is known."""
    state = turn.state
    product = answer.product
    _remember(state.sizes, product, answer.size)
    _remember(state.variants, product, answer.variant)
    picked = (Slot("variant", answer.variant), Slot("size", answer.size))
    if answer.problem:
        turn.reply(answer.problem, (product,), picked)
        if answer.problem == "sold_out":
            return
    turn.show("variant", (product,), picked)
    wears = any(item.product == product for item in state.worn)
    if answer.then == "cart":
        _add(turn, answer)
    elif answer.then == "wear" or wears:
        dress.ask(turn, product, answer.variant, answer.size)
    elif not answer.problem:
        turn.reply("chosen", (product,), picked)


def measured(turn: Turn, body: Measures) -> None:
    """The shopper's measurements are here, or are forgotten: what is worn is fitted to them."""
    turn.state.measured = 0 if body.forget else turn.seq
    dress.refit(turn)


def fitted(turn: Turn, answer: Fitted) -> None:
    """The garment is on, or cannot be; the guide speaks of it once."""
    if dress.apply(turn, answer) and answer.stage == "settle":
        done = "tried_on" if answer.fit == "shown" else "fitted"
        key = (answer.reason or "not_wearable") if answer.fit == "unavailable" else done
        slots = (Slot("variant", answer.variant), Slot("size", answer.size))
        turn.reply(key, (answer.product,), slots)


def take_off(turn: Turn, act: Act) -> None:
    """One garment, or, with none named, all of them."""
    if not turn.state.worn:
        turn.reply("nothing_worn")
        return
    turn.keep()
    off = act.products or tuple(item.product for item in turn.state.worn)
    for product in off:
        turn.touched("take_off", product)
    turn.state.worn = tuple(item for item in turn.state.worn if item.product not in off)
    turn.frames.append(Worn(items=turn.state.worn))
    turn.reply("taken_off", off)
    shelf.rank(turn)


def _add(turn: Turn, answer: Chosen) -> None:
    state = turn.state
    turn.keep()
    same = (answer.product, answer.variant, answer.size)
    count = answer.count
    lines = []
    for line in state.cart:
        if (line.product, line.variant, line.size) == same:
            count += line.count
        else:
            lines.append(line)
    state.cart = (*lines, CartLine(*same, min(COUNT, count)))[-CART:]
    turn.touched("cart_add", answer.product)
    turn.frames.append(CartFrame(lines=state.cart))
    slots = (Slot("count", str(answer.count)), Slot("size", answer.size))
    turn.reply("added", (answer.product,), slots)
    shelf.rank(turn)


def remove(turn: Turn, act: Act) -> None:
    """Take a product out of the cart; only the lines of its variant and size where they are said."""
    product = act.products[0] if act.products else ""
    if not product and turn.state.cart:
        product = turn.state.cart[-1].product
    size, variant = text(act, "size"), text(act, "variant")
    kept = tuple(
        line
        for line in turn.state.cart
        if line.product != product
        or (size and line.size != size)
        or (variant and line.variant != variant)
    )
    if len(kept) == len(turn.state.cart):
        turn.reply("cart_empty" if not turn.state.cart else "not_in_cart")
        return
    turn.keep()
    turn.state.cart = kept
    turn.touched("cart_remove", product)
    turn.frames.append(CartFrame(lines=kept))
    turn.reply("removed", (product,))
    shelf.rank(turn)


def cart(turn: Turn, act: Act) -> None:
    """What is in the cart, or how to pay for it."""
    turn.frames.append(CartFrame(lines=turn.state.cart))
    if not turn.state.cart:
        turn.reply("cart_empty")
        return
    key = "checkout" if act.act == "checkout" else "cart_total"
    lines = turn.state.cart[:24]
    counts = tuple(Slot("count", str(line.count)) for line in lines)
    turn.reply(key, tuple(line.product for line in lines), counts)


def text(act: Act, name: str) -> str:
    """The wanted value of the slot `name`, or empty."""
    return next((slot.value for slot in act.slots if slot.name == name and slot.wanted), "")


def _name(act: Act, name: str) -> str:
    """The slot `name` as far as it may name a variant or size: a slot holds more."""
    return text(act, name)[:NAME]


def whole(act: Act, name: str, otherwise: int) -> int:
    """The slot `name` as a whole number."""
    value = text(act, name)
    return int(value) if value.isascii() and value.isdigit() else otherwise


def _remember(choices: dict[str, str], product: str, value: str) -> None:
    choices.pop(product, None)
    choices[product] = value
    if len(choices) > CART:
        del choices[next(iter(choices))]
