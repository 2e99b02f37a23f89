"""Why a product stands on the shelf: the largest contributor to its score, and nothing else.

Contributors are the request (words, likeness to the product named or to a picture,
place in the search), each
recent interaction by likeness, each product lately handled by what is taken with it, and what the
shop knows (rating, newness). An interaction that spoke against a product is one too: "because you put X away" is the
truth about a shelf that has turned from X. Where nothing speaks for a product it fills the place,
and is shown to learn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from sessions.messages.common import GestureKind, Reason
from sessions.messages.jobs import Interaction
from sessions.recommend import kernel
from sessions.recommend.goods import Goods
from sessions.recommend.reach import Wish
from sessions.recommend.weights import Weights

GESTURES: dict[str, GestureKind] = {kind: kind for kind in get_args(GestureKind)}
"""Kinds of interaction that are gestures; a spoken "like" is none."""

EXPLORE = Reason("explore")
PICTURE = Reason("picture")
POPULAR = Reason("popular")
NEW = Reason("new")

Floats = NDArray[np.float32]


class Reasons:
    """Puts into words what `kernel.reason` found.

    Attributes:
        shop: (n + 1,) what the shop itself says for each product.
    """

    def __init__(self, goods: Goods, weights: Weights) -> None:
        self._goods = goods
        popular, new = weights.popular * goods.popular, weights.new * goods.new
        self.shop: Floats = np.maximum(np.maximum(popular, new), 0.0).astype(np.float32)
        self._shop = [_shop(*both) for both in zip(popular.tolist(), new.tolist(), strict=True)]

    def tell(
        self, told: Iterable[tuple[int, int, int]], recent: Sequence[Interaction], wish: Wish
    ) -> list[Reason]:
        """One reason for each (row, kind, who is meant)."""
        reasons = []
        for row, kind, meant in told:
            if kind == kernel.BECAUSE:
                did = recent[meant]
                reasons.append(_because(did.product, did.kind))
            elif kind == kernel.TOGETHER:
                reasons.append(_together(self._goods.ids[meant]))
            elif kind == kernel.ASKED:
                reasons.append(self._asked(row, wish))
            else:
                reasons.append(self._shop[row])
        return reasons

    def _asked(self, row: int, wish: Wish) -> Reason:
        if wish.shown:
            return PICTURE
        values = self._goods.matched(row, wish.wanted) if wish.wanted else ()
        return Reason("asked", wish.named, "", values)


@lru_cache(4096)
def _because(product: str, kind: str) -> Reason:
    return Reason("because", product, GESTURES.get(kind, ""))


@lru_cache(4096)
def _together(product: str) -> Reason:
    return Reason("together", product)


def _shop(popular: float, new: float) -> Reason:
    """What the shop itself says for a product, or that nothing speaks for it."""
    if max(popular, new) <= 0.0:
        return EXPLORE
    return POPULAR if popular >= new else NEW
