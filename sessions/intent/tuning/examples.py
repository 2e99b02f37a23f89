"""Reads labelled utterances: text in, examples out, or a refusal that names the line.

Two forms. JSON lines: `{"tokens": [..] or "text": "..", "intent"?: "..", "tags"?: [BIO ..]}`. And
the lines of our voices, `act slot=value .. | text` under `@ voice`, which tell an act but no places
of slots; their turns of two acts are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, NamedTuple

import msgspec

from sessions.errors import ExamplesRefused

Task = Literal["sequence", "token", "joint"]
MAX_TOKENS: Final = 128
"""Words of an utterance: a CRF's time grows with them."""
OUTSIDE: Final = "O"


class Example(NamedTuple):
    """One utterance, in words; `intent` is empty and `tags` are none where they were not given."""

    tokens: tuple[str, ...]
    intent: str = ""
    tags: tuple[str, ...] = ()
    voice: str = ""
    """Who said it, where that is known."""


class _Row(msgspec.Struct, frozen=True):
    text: str = ""
    tokens: tuple[str, ...] = ()
    intent: str = ""
    tags: tuple[str, ...] = ()


def read(text: str, task: Task) -> list[Example]:
    """All examples of a file's text; blank lines and remarks (`#`) are none.

    Raises:
        ExamplesRefused: a line does not read, or lacks what the task learns; none at all.
    """
    out, voice = [], ""
    for number, line in enumerate(text.split("\n"), 1):
        said = line.strip()
        if said.startswith("@"):
            voice = said[1:].strip()
        elif said and not said.startswith("#"):
            one = _row(said, number) if said.startswith("{") else _voiced(said, voice, number)
            _check(one, task, number)
            out.append(one)
    single = [one for one in out if not (one.voice and "+" in one.intent)]
    if not single:
        raise ExamplesRefused("no examples")
    return single


def labels(examples: Sequence[Example]) -> tuple[list[str], list[str]]:
    """Intents, and tags with `O` first and a `B-` for every `I-`, in a fixed order."""
    intents = sorted({one.intent for one in examples if one.intent})
    slots = sorted({tag[2:] for one in examples for tag in one.tags if tag != OUTSIDE})
    return intents, [OUTSIDE, *(f"{place}-{slot}" for slot in slots for place in "BI")]


def _row(line: str, number: int) -> Example:
    try:
        row = msgspec.json.decode(line, type=_Row)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise ExamplesRefused(f"line {number}: {error}") from error
    if bool(row.text) == bool(row.tokens):
        raise ExamplesRefused(f"line {number}: either text or tokens")
    return Example(row.tokens or tuple(row.text.split()), row.intent, row.tags)


def _voiced(line: str, voice: str, number: int) -> Example:
    label, bar, said = line.partition(" | ")
    if not bar or not label.strip():
        raise ExamplesRefused(f"line {number}: neither JSON nor `act slot=value .. | text`")
    return Example(tuple(said.split()), label.split()[0], (), voice)


def _check(one: Example, task: Task, number: int) -> None:
    wrong = next((why for fails, why in _CHECKS if fails(one, task)), "")
    if wrong:
        raise ExamplesRefused(f"line {number}: {wrong}")


def _orphan(tags: Sequence[str]) -> bool:
    before = (OUTSIDE, *tags)
    return any(
        tag.startswith("I-") and last[2:] != tag[2:]
        for last, tag in zip(before, tags, strict=False)
    )


def _is_tag(tag: str) -> bool:
    return tag == OUTSIDE or (tag[:2] in {"B-", "I-"} and len(tag) > 2)


_CHECKS: Final[tuple[tuple[Callable[[Example, Task], bool], str], ...]] = (
    (lambda one, _: not all(word.strip() for word in one.tokens), "a token says nothing"),
    (lambda one, _: not one.tokens, "it says nothing"),
    (lambda one, _: len(one.tokens) > MAX_TOKENS, f"more than {MAX_TOKENS} tokens"),
    (lambda one, task: task != "token" and not one.intent, "no intent"),
    (lambda one, task: task != "sequence" and len(one.tags) != len(one.tokens), "a tag a token"),
    (lambda one, _: not all(map(_is_tag, one.tags)), "tags are O, B-slot and I-slot"),
    (lambda one, _: _orphan(one.tags), "an I- tag without its B-"),
)
