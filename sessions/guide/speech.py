"""One language's tables, and how it writes names, lists, money and measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from assets_pipeline.catalogue import Price, Product, Texts
from sessions.guide.data import en, zh
from sessions.messages.common import Lang

MAX_NAME = 60
MAX_LIST = 8
_WHOLE = frozenset({"JPY", "KRW", "VND", "CLP", "ISK"})
"""Currencies whose minor unit is the whole one (ISO 4217)."""
_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "HKD": "HK$", "KRW": "₩"}
_CHINESE_UNITS = {
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "GBP": "英镑",
    "JPY": "日元",
    "HKD": "港元",
    "KRW": "韩元",
}


class Speech(NamedTuple):
    """The guide in one language."""

    lang: Lang
    texts: Mapping[str, str]
    facts: Mapping[str, str]
    attributes: Mapping[str, str]
    words: Mapping[str, str]
    sections: Mapping[str, str]
    phrases: Mapping[str, str]
    reasons: Mapping[str, str]

    def word(self, token: str) -> str:
        """A canonical token as this language says it; a user's own text as it stands."""
        known = self.words.get(token.lower())
        return known or token.replace("_", " ").replace("-", " ").strip()

    def attribute(self, name: str) -> str:
        """How an attribute is called; the user's own ones by their own name."""
        return self.attributes.get(name) or self.word(name)

    def text_of(self, texts: Texts) -> str:
        """The text in this language, else in any."""
        return texts.get(self.lang) or next((texts[lang] for lang in sorted(texts)), "")

    def name(self, product: Product) -> str:
        """What a product is called, in one line."""
        return " ".join((self.text_of(product.name) or product.id).split())[:MAX_NAME]

    def listed(self, items: Sequence[str], link: str = "and") -> str:
        """`a, b and c`, at most eight."""
        some = list(dict.fromkeys(filter(None, items)))[:MAX_LIST]
        if len(some) < 2:
            return "".join(some)
        return self.phrases["comma"].join(some[:-1]) + self.phrases[link] + some[-1]

    def money(self, price: Price) -> str:
        """An amount: ¥129.00, 129元, 129.50 CHF."""
        whole = price.currency in _WHOLE
        amount = f"{price.minor:,}" if whole else f"{price.minor // 100:,}.{price.minor % 100:02d}"
        if self.lang == "zh-CN":
            amount = amount.replace(",", "").removesuffix("" if whole else ".00")
            return f"{amount}{_CHINESE_UNITS.get(price.currency, ' ' + price.currency)}"
        sign = _SIGNS.get(price.currency)
        return f"{sign}{amount}" if sign else f"{amount} {price.currency}"


def _speech(lang: Lang, tables: Any) -> Speech:
    """The tables of a module of `guide.data`."""
    return Speech(
        lang,
        tables.TEXTS,
        tables.FACTS,
        tables.ATTRIBUTES,
        tables.WORDS,
        tables.SECTIONS,
        tables.PHRASES,
        tables.REASONS,
    )


SPEECHES: dict[Lang, Speech] = {
    "en": _speech("en", en),
    "zh-CN": _speech("zh-CN", zh),
}
