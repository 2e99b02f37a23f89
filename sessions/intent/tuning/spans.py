"""Counts slots as `conlleval` does: a span is right when its slot, start and end are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Span = tuple[str, int, int]
"""Slot, first token, the token behind the last."""


class Counts(NamedTuple):
    """Spans that are right, that were found, and that there are."""

    right: int
    found: int
    true: int


def spans(tags: Sequence[str]) -> frozenset[Span]:
    """The spans of BIO tags; an `I-` that follows nothing of its slot opens one."""
    out, slot, start = set(), "", 0
    for at, tag in enumerate([*tags, "O"]):
        if tag.startswith("I-") and tag[2:] == slot:
            continue
        if slot:
            out.add((slot, start, at))
        slot, start = tag[2:], at
    return frozenset(out)


def count(found: Sequence[str], true: Sequence[str]) -> Counts:
    """The counts of one utterance."""
    said, meant = spans(found), spans(true)
    return Counts(len(said & meant), len(said), len(meant))


def f1(counts: Iterable[Counts]) -> float:
    """Micro-averaged over utterances; 1 where there is nothing to find and nothing was found."""
    some = list(counts)
    total = sum(one.found + one.true for one in some)
    return 2 * sum(one.right for one in some) / total if total else 1.0
