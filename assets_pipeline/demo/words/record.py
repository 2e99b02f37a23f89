"""The shape of one product's words."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """What is said of one product.

    Attributes:
        category: canonical token.
        zh: Chinese name.
        en: English name.
        yuan: price.
        brand: an invented one.
        facts: `key=value,value` by spaces; values are canonical tokens.
        about_zh: one or two sentences.
        about_en: the same in English.
    """

    category: str
    zh: str
    en: str
    yuan: int
    brand: str
    facts: str
    about_zh: str
    about_en: str
