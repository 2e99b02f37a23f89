"""Garments from shoppers' words: a new one, or a change to one."""

from __future__ import annotations

from dataclasses import dataclass

from assets_pipeline.garments.spec import WARDROBE, Spec
from sessions.tryon.described.cut import Cutter, become
from sessions.tryon.described.reading import read


@dataclass(frozen=True)
class Described:
    """A garment that words have made.

    Attributes:
        spec: the garment, within all limits.
        told: names of the fields that the words set; of an edit, those that changed.
    """

    spec: Spec
    told: tuple[str, ...]


def describe(text: str, lang: str = "") -> Described | None:
    """A new garment from words in English, Chinese or both.

    What the words leave open is as usual for the kind.

    Args:
        text: anything.
        lang: a language tag; the words themselves tell the language, so it may be empty.

    Returns:
        None when no kind of garment is named.
    """
    del lang
    reading = read(text, editing=False)
    if not reading.kind:
        return None
    cutter = Cutter(WARDROBE[reading.kind])
    cutter.told.add("kind")
    cutter.apply(reading, implied=True)
    return Described(cutter.spec(), _in_order(cutter.told))


def edit(spec: Spec, text: str, lang: str = "") -> Described | None:
    """A garment changed by words: `longer`, `不要袖子`, `with white dots`.

    Comparatives move by usual steps, within limits. A kind is changed only when the words say so
    (`make it a skirt`, `换成短裤`).

    Args:
        spec: the garment as it is.
        text: anything.
        lang: a language tag; may be empty.

    Returns:
        None when the words change nothing.
    """
    del lang
    reading = read(text, editing=True, pattern=spec.pattern)
    into = reading.into and reading.kind not in ("", spec.kind)
    cutter = Cutter(become(spec, reading.kind) if into else spec)
    cutter.apply(reading, implied=reading.kind == cutter.base.kind)
    changed = cutter.spec()
    if changed == spec:
        return None
    told = {
        name for name in Spec.__struct_fields__ if getattr(changed, name) != getattr(spec, name)
    }
    return Described(changed, _in_order(told))


def _in_order(names: set[str]) -> tuple[str, ...]:
    return tuple(name for name in Spec.__struct_fields__ if name in names)
