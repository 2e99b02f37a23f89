"""Composes the parts: a text and what is in view become at most two acts."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.catalogue import Catalogue, Product
from sessions.encoding.base import TextEncoder
from sessions.errors import PackUnusable
from sessions.intent.clauses import Wish, wishes
from sessions.intent.features import covered, indices
from sessions.intent.gazetteer import Span, facts_of
from sessions.intent.head import ActHead
from sessions.intent.meaning import Reader
from sessions.intent.pointing import read_pointing
from sessions.intent.quick import quick
from sessions.intent.shop import Shop
from sessions.intent.text import Unit, has_words, is_chinese, normalise
from sessions.messages.common import Act, Lang
from sessions.messages.jobs import Understand, Understood

_ASKING = frozenset(
    {"search", "refine", "sort", "rec.similar", "rec.cheaper", "rec.personal", "nav.go"}
)
"""Acts after which bare values narrow what is on the shelf."""
_COSTLY = frozenset({"cart.add", "cart.remove", "checkout", "privacy"})
"""Acts that cost most where they were not meant.."""
CAREFUL = 0.4
""".. and the chance below which they are not done.

In the folds over the voices, `human` counted too, it takes what is done by mistake from 0.77 to
0.47 % of the English turns and from 0.30 to 0.24 % of the Chinese.
"""
_LOOK = re.compile(
    r"(?:\b(?:show me|see|look at) (?:this|that)\b(?! kind)|[看瞧][看瞧一]?下?[这那](?![些种样里边]))"
)
"""Said of a thing at hand, it asks for a closer look and not for others of its kind."""


class Parser:
    """Understands what is said in one shop.

    `head` guesses acts by words, and by meaning where it was made for the encoder's vectors.
    """

    def __init__(self, catalogue: Catalogue, encoder: TextEncoder | None, head: ActHead) -> None:
        """Put the parts together.

        Raises:
            PackUnusable: the head reads vectors of another encoder: by words alone it would guess
                badly, and nobody would be told.
        """
        if head.encoder and (encoder is None or encoder.version != head.encoder):
            raise PackUnusable(f"act head: it reads the vectors of encoder {head.encoder}")
        self._encoder = encoder if encoder and encoder.version == head.encoder else None
        self.version = f"intent-{head.version}"
        self._head = head
        self._shop = Shop(catalogue)

    def parse(
        self, text: str, job: Understand, described: Mapping[str, Product] | None = None
    ) -> Understood:
        """What `text` means to somebody who sees `job.candidates`. Every text is accepted.

        Args:
            text: any string; what is over 400 characters is not read.
            job: language, the guide's last answer, the last acts, and the candidates.
            described: products of candidates that the catalogue does not have.
        """
        plain = self._shop.respell(normalise(text))
        lang = spoken(plain, job.lang)
        answer = Understood(for_seq=job.for_seq, model=self.version, lang=lang, abstained=True)
        if not has_words(plain):
            return answer
        found = wishes(plain, lambda part: self._guess(part, job))
        if len(found) == 1:
            found = [self._sure(found[0], job)]
        if not found[0].act:
            return answer
        own = {id_: facts_of(product) for id_, product in (described or {}).items()}
        known = ChainMap(own, self._shop.facts)
        acts: list[Act] = []
        for wish in found:
            acts.append(Reader(self._shop, wish, job, known).act(acts[0].products if acts else ()))
        return Understood(
            for_seq=job.for_seq,
            model=self.version,
            acts=tuple(acts),
            lang=lang,
            sentiment=_sentiment(found),
        )

    def _guess(self, text: str, job: Understand) -> Wish:
        command = quick(text)
        if command:
            return Wish(command, 1.0, text)
        said, spans = self._shop.spans(text)
        if len(spans) == 1 and _is_name(spans[0], len(said)):
            return Wish("search", 1.0, text)
        heard = self._head.hear(indices(said, spans), self._vector(text, said, spans))
        best, two = heard.guesses[0], heard.two
        named = self._filters(spans)
        if job.previous == "which_one" and named and len(said) <= 4:
            return Wish("disambiguate", max(best.score, self._head.threshold), text)
        return Wish(self._in_context(best.act, text, named, job), best.score, text, two)

    def _sure(self, wish: Wish, job: Understand) -> Wish:
        """The wish, unless its act is a weak guess: then what the shop's words in it make likely."""
        if wish.score >= max(self._head.threshold, CAREFUL if wish.act in _COSTLY else 0.0):
            return wish
        said, spans = self._shop.spans(wish.text)
        named = self._filters(spans)
        if not named or len(said) > 12:
            return wish._replace(act="")
        kinds = named & {"category", "section", "name"}
        act = "refine" if not kinds and _ASKING & set(job.acts) else "search"
        return wish._replace(act=self._in_context(act, wish.text, named, job))

    def _filters(self, spans: list[Span]) -> set[str]:
        return {slot for span in spans for slot, _ in span.values} & self._shop.filters

    def _vector(self, text: str, said: list[Unit], spans: list[Span]) -> NDArray[np.float32] | None:
        if not self._encoder:
            return None
        return np.asarray(self._encoder.encode([covered(text, said, spans)])[0])

    def _in_context(self, act: str, text: str, named: set[str], job: Understand) -> str:
        """An act that its own words or the scene make into another one."""
        if act == "deny" and named:
            return "refine"  # "not red" says no to red, not to the shop
        at_hand = any(c.held or c.pointed or c.mentioned for c in job.candidates)
        if act == "search":
            return "show_detail" if at_hand and _LOOK.search(text) else act
        checked = named & {"color", "material", "category", "pattern"}
        searched = {
            "oos": "name" in named,  # what is sold here is not out of scope, whatever it is called
            "rec.personal": bool(named),  # "recommend me a red dress" has said what it looks for
            "sort": bool(named & {"category", "section"}),
            # "is there a red one", asked of nothing in particular
            "check_attribute": bool(checked) and not at_hand and not read_pointing(text).deixis,
        }
        return "search" if searched.get(act) else act


def spoken(text: str, screen: Lang) -> Lang:
    """The language of a normalised text; the screen's where the text does not tell."""
    if is_chinese(text):
        return "zh-CN"
    return "en" if re.search(r"[a-z]{3}", text) else screen


def _is_name(span: Span, units: int) -> bool:
    """Whether the whole text is the name of a product: "flight helmet", "generic hand left"."""
    return (span.start, span.end) == (0, units) and any(slot == "name" for slot, _ in span.values)


def _sentiment(found: Sequence[Wish]) -> float:
    """How much liking or disliking was heard, -1..1."""
    signs = {"like": 1.0, "dislike": -1.0}
    total = sum(signs.get(wish.act, 0.0) * wish.score for wish in found)
    return round(min(max(total, -1.0), 1.0), 4)
