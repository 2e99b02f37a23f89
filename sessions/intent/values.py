"""What an act carries beyond the shop's words: money, sizes, numbers, angles, choices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sessions.intent import amounts, choices, motions, sizes
from sessions.intent.acts import ACTS
from sessions.intent.quick import quick
from sessions.intent.shop import Shop
from sessions.messages.common import Lang, Slot

_ABOUT_SIZES = frozenset({"set_size", "check_attribute", "cart.add", "try_on"})
"""Acts in which "large" is surely a size, and not how big a table is."""


def values(act: str, text: str, shop: Shop, lang: Lang) -> Iterator[Slot]:
    """Slots of a normalised clause that is known to be `act`; `lang` is that of the screen."""
    slots = ACTS[act].slots
    if "price_max" in slots:
        yield from (Slot(*pair) for pair in amounts.prices(text, shop.minor))
    if "size" in slots:
        for size in sizes.sizes(text, shop.sizes, loose=act in _ABOUT_SIZES):
            yield Slot("size", size, wanted=not _refused(size, text))
    yield from _counted(act, text)
    yield from _moved(act, text)
    yield from _chosen(act, text, lang)


def _refused(size: str, text: str) -> bool:
    refusing = rf"(?:\bnot (?:an? |the |size )?|instead of |不要){re.escape(size.lower())}"
    return re.search(refusing, text) is not None


def _counted(act: str, text: str) -> Iterator[Slot]:
    slots = ACTS[act].slots
    if "rating" in slots or "rating_min" in slots:
        said = amounts.stars(text)
        if said and act == "rate":
            yield Slot("rating", str(said[0]))
        elif said and said[1]:
            yield Slot("rating_min", str(said[0]))
    many = amounts.pieces(text) if "quantity" in slots else None
    if many:
        yield Slot("quantity", str(many))


def _moved(act: str, text: str) -> Iterator[Slot]:
    if act == "rotate":
        yield Slot("angle", f"{motions.angle(text):g}")
    elif act == "scale":
        by, absolute = motions.factor(text)
        yield Slot("factor", f"{by:g}")
        if absolute:
            yield Slot("absolute", "true")


def _chosen(act: str, text: str, lang: Lang) -> Iterator[Slot]:
    if act == "sort":
        yield Slot("sort_key", choices.sort_key(text))
    elif act in {"search", "refine"} and choices.sort_said(text):
        yield Slot("sort_key", choices.sort_said(text))
    elif act == "ask_attribute" and quick(text) == act:
        yield Slot("attribute", "reason")
    elif act == "chitchat":
        yield Slot("kind", choices.kind(text))
    elif act == "set_lang":
        yield Slot("lang", choices.language(text, lang))
