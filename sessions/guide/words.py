"""`Guide`: a Reply job becomes words. Nothing is said that the catalogue does not say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assets_pipeline.catalogue import Catalogue, Product
from sessions.guide import advice, cart, checks, compare, facts, opinions
from sessions.guide.faq import Entry
from sessions.guide.speech import SPEECHES, Speech
from sessions.guide.why import why
from sessions.guide.writer import WRITTEN, Writer
from sessions.messages.common import Slot
from sessions.messages.jobs import Replied, Reply
from sessions.sentiment.told import Told

MAX_TEXT = 2000
MODEL = "guide-1"
_SPACE = re.compile(r"(?<=[。？！）]) (?=[\u3400-\u9fff“])")
"""Chinese sentences follow each other without one."""
CONTACT = "contact"
"""The entry of the shop's own answers that says how to reach a person."""
_ABOUT_ONE = (
    "detail attribute check_attribute added removed liked disliked rated chosen tried_on fitted "
    "not_wearable size_set size_unavailable color_set color_unavailable sold_out placed turned scaled"
)
NEEDS_PRODUCT = frozenset(_ABOUT_ONE.split()) | {"compare", "which_one", "why"}
"""Answers about a product: without one the guide asks which is meant."""
_INNER = frozenset(
    [
        "found_one",
        "detail_bare",
        "cart_unpriced",
        "checkout_unpriced",
        "chosen_plain",
        "taken_off_all",
        "section_unknown",
        "unknown_fact",
        "fact",
        "yes",
        "no",
    ]
)
KEYS = (frozenset(SPEECHES["en"].texts) - _INNER) | {"attribute", "check_attribute", "faq", "why"}
"""What a Reply may ask for."""


class Guide:
    """Answers in the shopper's language from one catalogue and the shop's own answers.

    Args:
        catalogue: what is sold.
        faq: the shop's own answers.
        told: what reviews come to, by product.
        writer: words answers anew; where what it says does not hold, and without one, the
            templates stand.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        faq: Sequence[Entry] = (),
        told: Mapping[str, Told] = MappingProxyType({}),
        *,
        writer: Writer | None = None,
    ) -> None:
        self._writer = writer
        self._products = catalogue.by_id
        self._told = told
        self._faq = {entry.id: entry.answer for entry in faq}
        self._sections = list(dict.fromkeys(p.section for p in catalogue.products))

    def reply(self, job: Reply) -> Replied:
        """The words for a job. Products that are not sold here are passed over.

        A key this build does not know is answered with "I did not understand".
        """
        speech = SPEECHES[job.lang]
        known = [self._products[each] for each in job.products if each in self._products]
        key = job.key if job.key in KEYS else "not_understood"
        key = key if known or key not in NEEDS_PRODUCT else "nothing_meant"
        text = self._text(key, known, job, speech)
        if job.lang == "zh-CN":
            text = _SPACE.sub("", text)
        text, model = text[:MAX_TEXT], MODEL
        if self._writer and key in WRITTEN:
            names = [speech.name(product) for product in known]
            written = self._writer.write(text, job.lang, names)
            text, model = (written, self._writer.version) if written else (text, model)
        return Replied(
            for_seq=job.for_seq,
            model=model,
            lang=job.lang,
            key=job.key,
            text=text,
            products=job.products,
        )

    def _text(self, key: str, known: list[Product], job: Reply, speech: Speech) -> str:
        match key:
            case "attribute":
                text = self._attributes(known, job.slots, speech)
            case "check_attribute":
                text = checks.check(known[0], job.slots, speech)
            case "detail":
                text = _detail(known[0], speech)
            case "compare" | "which_one":
                text = _several(key, known, speech)
            case "why":
                text = why(known[0], job.slots, self._products, speech)
            case "cart_total" | "checkout":
                text = _cart(key, known, job, speech)
            case "section":
                text = self._section(job.slots, speech)
            case "faq":
                text = self._own(_value(job.slots, "faq"), speech) or _fill("oos", speech)
            case "human" | "human_late":
                text = f"{_fill(key, speech)} {self._own(CONTACT, speech)}".strip()
            case _:
                text = _simple(key, known, job.slots, speech)
        return text

    def _own(self, entry: str, speech: Speech) -> str:
        """The shop's own answer, in this language or else in the other; empty for none."""
        answer = self._faq.get(entry, {})
        return answer.get(speech.lang) or next(iter(answer.values()), "")

    def _attributes(self, known: list[Product], slots: Sequence[Slot], speech: Speech) -> str:
        """What is asked of each product; without a named attribute what matters most."""
        asked = [slot.value for slot in slots if slot.name == "attribute"][:3]
        if not asked:
            return " ".join(_detail(product, speech) for product in known[:3])
        told = [self._fact(p, name, speech) for p in known[:3] for name in asked]
        if len(known) == 1 and advice.ASKED & set(asked):
            told.append(advice.advice(known[0], slots, self._products, speech))
        return " ".join(filter(None, told))

    def _fact(self, product: Product, name: str, speech: Speech) -> str:
        """One sentence on one attribute; of reviews, what they come to before some are quoted."""
        said = facts.answer(product, name, speech)
        if name != "reviews":
            return said
        return f"{opinions.tell(product, self._told.get(product.id), speech)} {said}".strip()

    def _section(self, slots: Sequence[Slot], speech: Speech) -> str:
        section = _value(slots, "section")
        if section:
            return _fill(
                "section", speech, section=speech.sections.get(section) or speech.word(section)
            )
        names = [speech.sections.get(each) or speech.word(each) for each in self._sections]
        return _fill("section_unknown", speech, sections=speech.listed(names, "or"))


def _simple(key: str, known: list[Product], slots: Sequence[Slot], speech: Speech) -> str:
    """A sentence whose fields are all of the common ones."""
    names = speech.listed([speech.name(product) for product in known])
    fields = {"name": speech.name(known[0]) if known else "", "names": names}
    count = _value(slots, "count")
    if key in {"found", "found_relaxed"} and not known:
        key = "none_found"
    if key == "found" and count == "1":
        key = "found_one"
    if key == "taken_off" and not known:
        key = "taken_off_all"
    relaxed = [speech.attribute(slot.value) for slot in slots if slot.name == "relaxed"]
    fields |= {
        "by": _value(slots, "by"),
        "count": count or str(len(known)),
        "relaxed": speech.listed([each.removeprefix("the ") for each in relaxed]),
        "rating": _value(slots, "rating"),
        "size": _value(slots, "size"),
    }
    if known:
        fields |= _choice(known[0], slots, speech)
        key = "chosen_plain" if key == "chosen" and not fields["choice"] else key
    return _fill(key, speech, **fields)


def _choice(product: Product, slots: Sequence[Slot], speech: Speech) -> dict[str, str]:
    """What is said of the variant and size in hand, and of those that can be had."""
    size, variant = _value(slots, "size"), _value(slots, "variant")
    color = next(
        (facts.color_of(v, speech) for v in product.variants if variant in {v.id, v.color}), ""
    )
    in_size = speech.phrases["size"].format(value=size) if size else ""
    left, colors = facts.sizes_left(product), facts.colors(product, speech)
    pieces = _value(slots, "count") or "1"
    name = speech.name(product) + (speech.phrases["in_size"].format(value=size) if size else "")
    return {
        "choice": speech.listed([color, in_size]),
        "in_size": speech.phrases["in_size"].format(value=size) if size else "",
        "pieces": speech.phrases["pieces"].format(name=name, count=pieces),
        "sizes": _phrase("sizes_are", speech.listed(left), speech),
        "colors": _phrase("colors_are", speech.listed(colors), speech),
    }


def _phrase(key: str, value: str, speech: Speech) -> str:
    return speech.phrases[key].format(value=value) if value else ""


def _detail(product: Product, speech: Speech) -> str:
    said = facts.summary(product, speech)
    name = speech.name(product)
    if not said:
        return _fill("detail_bare", speech, name=name)
    return _fill("detail", speech, name=name, facts=said)


def _each(product: Product, speech: Speech) -> str:
    said = facts.summary(product, speech)
    line = speech.phrases["each" if said else "each_bare"].format(
        name=speech.name(product), facts=said
    )
    return line if speech.lang == "zh-CN" else line + " "


def _several(key: str, known: list[Product], speech: Speech) -> str:
    """What is said of some products together."""
    if key == "compare":
        return _fill(key, speech, lines=_compared(known, speech))
    return _fill(key, speech, choices=speech.listed(_told_apart(known, speech), "or"))


def _compared(known: list[Product], speech: Speech) -> str:
    """How they differ; where that is not known, or they are many, each by itself."""
    told = compare.differences(known, speech)
    link = "" if speech.lang == "zh-CN" else " "
    return link.join(told) if told else "".join(_each(product, speech) for product in known)


def _told_apart(known: list[Product], speech: Speech) -> list[str]:
    """Names; with their colour where two have the same one."""
    names = [speech.name(product) for product in known]
    if len(set(names)) == len(names):
        return names
    return [
        speech.phrases["other_color"].format(
            name=name, color=speech.listed(facts.colors(p, speech))
        )
        if facts.colors(p, speech)
        else name
        for name, p in zip(names, known, strict=True)
    ]


def _cart(key: str, known: list[Product], job: Reply, speech: Speech) -> str:
    if not known:
        return _fill("cart_empty", speech)
    counted = dict(
        zip(range(len(job.products)), cart.counts(job.slots, len(job.products)), strict=True)
    )
    ids = {product.id: product for product in known}
    rows = [(ids[each], counted[i]) for i, each in enumerate(job.products) if each in ids]
    products, pieces = [row[0] for row in rows], [row[1] for row in rows]
    total = cart.total(products, pieces, speech)
    unpriced = {"cart_total": "cart_unpriced", "checkout": "checkout_unpriced"}
    said = cart.lines(products, pieces, speech)
    return _fill(key if total else unpriced[key], speech, lines=said, total=total)


def _value(slots: Sequence[Slot], name: str) -> str:
    return next((slot.value for slot in slots if slot.name == name), "")


def _fill(key: str, speech: Speech, **fields: str) -> str:
    return " ".join(speech.texts[key].format_map(fields).split())
