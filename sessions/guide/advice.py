"""Which size to take, as far as the shop's data go: what is in stock, what people wrote, what was chosen.

The shopper's measurements are not known here, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from assets_pipeline.catalogue import Product
from sessions.guide import facts
from sessions.guide.speech import Speech
from sessions.messages.common import Slot

ASKED: Final = frozenset({"fit", "size", "sizes"})
"""Attributes that are asked about by somebody who looks for their size."""
MOST: Final = 2

_ABOUT_FIT: Final = re.compile(
    r"\b(?:true to size|runs? (?:a (?:bit|little) )?(?:small|large|big|wide|narrow|short|long)|"
    r"siz(?:e|ing) (?:up|down|is)|(?:half a|one) size|usual size|usually wear|snug|tight|loose|fits?)\b|"
    r"偏[大小宽窄长短瘦肥]|[尺码]码|合身|合脚|[大小][一半][号码]|修身|宽松|正码",
    re.IGNORECASE,
)


def advice(
    product: Product, slots: Sequence[Slot], sold: Mapping[str, Product], speech: Speech
) -> str:
    """Sentences on the size of a product that has sizes; empty for one that has none."""
    if len(product.sizes) < 2:
        return ""
    told = [_chosen(product, slots, sold, speech), _written(product, speech)]
    return " ".join([*filter(None, told), speech.phrases["size_unsure"]])


def _chosen(
    product: Product, slots: Sequence[Slot], sold: Mapping[str, Product], speech: Speech
) -> str:
    """A size that was chosen in something else of the same section, where this comes in it, too."""
    for of, size in chosen(slots):
        other = sold.get(of)
        if (
            other
            and of != product.id
            and other.section == product.section
            and size in product.sizes
        ):
            key = "size_as_other" if product.in_stock(size) else "size_as_other_none"
            name, same = speech.name(product), speech.name(other)
            return speech.phrases[key].format(name=name, other=same, size=size)
    return ""


def chosen(slots: Sequence[Slot]) -> Iterator[tuple[str, str]]:
    """Pairs of product and size, from the slots `chose_of` and `chose`."""
    of = [slot.value for slot in slots if slot.name == "chose_of"]
    return zip(of, [slot.value for slot in slots if slot.name == "chose"], strict=False)


def _written(product: Product, speech: Speech) -> str:
    """What people wrote of the fit, in the shopper's language first."""
    ordered = sorted(product.reviews, key=lambda review: review.lang != speech.lang)
    quotes = [
        speech.phrases["review"].format(text=review.text[: facts.MAX_TEXT], stars=review.stars)
        for review in ordered
        if _ABOUT_FIT.search(review.text)
    ][:MOST]
    return speech.phrases["fit_written"].format(value=" ".join(quotes)) if quotes else ""
