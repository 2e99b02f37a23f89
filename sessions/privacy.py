"""Event -> record and payload: what may be written down, and what stays in memory.

The record is what the log holds and all that `Session.step` sees, so a replay sees the same. The
payload (a text, a picture) is named by the event's seq and joined for the worker that needs it; a visit holds
its newest few in memory, and they end with it.
Words are redacted before anybody reads them, the models included, so that a replay of the written
words gives the same understanding.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

import msgspec

from sessions.messages.common import QUOTE, Act, Purpose, Sits
from sessions.messages.frames import Fitting, Frame, Said
from sessions.messages.jobs import ADVICE, Attended, Body, Fitted, Understood
from sessions.messages.shopper import TEXT, Do, Measures, Picture, Say

PURPOSES: Final[dict[Purpose, str]] = {
    "log": "this visit is written down, so that it survives a restart and can be replayed",
    "personalise": "what was liked here shapes later visits",
    "voice": "recorded sound may be kept",
    "body_image": "pictures of the body may be kept",
    "picture": "a picture that is shown is looked at, to find things like it, and not kept",
    "qa_replay": "the redacted words are kept in the log, to check later builds with",
    "analytics": "this visit counts in sums over many",
}

RETENTION_DAYS: Final[dict[str, int]] = {"log": 30, "consent": 365, "tombstone": 365}
"""How long each kind of record is kept."""

QUOTING: Final = frozenset({"text"})
"""Slots that repeat the shopper's words instead of naming a catalogue value."""

_PATTERNS: Final = (
    ("[email]", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("[link]", re.compile(r"https?://\S+")),
    ("[id]", re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")),
    ("[card]", re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")),
    ("[phone]", re.compile(r"(?<!\d)\+?\d(?:[ -]?\d){6,13}(?!\d)")),
)


def redact(text: str) -> str:
    """Replace addresses, links, identity, card and telephone numbers by what they were.

    Prices, sizes and quantities (up to six digits in a row) stay.
    """
    for name, pattern in _PATTERNS:
        text = pattern.sub(name, text)
    return text


Private = str | bytes | Measures | Sits
"""What stays in memory: words, a picture, measurements, how a garment sits; empty words for none."""

_SPEAKING: Final = frozenset((Say, Picture, Measures, Understood, Fitted, Do, Attended))
"""Events that may hold what was said or shown, or what follows from it."""


def split(  # noqa: PLR0911 - one return for each kind of event
    body: Body, grants: Collection[Purpose]
) -> tuple[Body, Private]:
    """The record of `body` under the consent given, and what of it stays in memory."""
    if type(body) not in _SPEAKING:
        return body, ""
    if isinstance(body, Say):
        text = redact(body.text)[:TEXT]  # what replaces an address may be longer than it was
        kept = text if "qa_replay" in grants else ""
        return (body if kept == body.text else msgspec.structs.replace(body, text=kept)), text
    if isinstance(body, Picture):
        return msgspec.structs.replace(body, data=b""), body.data
    if isinstance(body, Measures):
        return msgspec.structs.replace(body, items=(), build=""), body
    if isinstance(body, Fitted):
        return msgspec.structs.replace(body, sits=None), body.sits or ""
    if isinstance(body, Understood) and any(map(_quotes, body.acts)):
        acts = tuple(_bounded(act, grants) for act in body.acts)
        body = msgspec.structs.replace(body, acts=acts)
    elif isinstance(body, Do) and _quotes(body.act):
        body = msgspec.structs.replace(body, act=_bounded(body.act, grants))
    elif isinstance(body, Attended) and body.text:
        kept = redact(body.text)[:ADVICE] if "qa_replay" in grants else ""
        return msgspec.structs.replace(body, text=kept), body.text  # it is for the shopper's eyes
    return body, ""


def quoting(frame: Frame) -> int:
    """The event whose payload a frame quotes; 0 for none."""
    return frame.quotes if isinstance(frame, Said | Fitting) else 0


def filled(frame: Frame, text: str, sits: Sits | None = None) -> Frame:
    """A frame with the payload that it quotes: as it is sent, and never written down."""
    if isinstance(frame, Fitting):
        return msgspec.structs.replace(frame, sits=sits)
    return msgspec.structs.replace(frame, text=text) if type(frame) is Said and text else frame


def _quotes(act: Act) -> bool:
    return any(slot.name in QUOTING for slot in act.slots)


def _bounded(act: Act, grants: Collection[Purpose]) -> Act:
    """The act without what it quotes, or with that redacted where words may be kept."""
    slots = (
        slot
        if slot.name not in QUOTING
        else msgspec.structs.replace(slot, value=redact(slot.value)[:QUOTE])
        for slot in act.slots
        if slot.name not in QUOTING or "qa_replay" in grants
    )
    return msgspec.structs.replace(act, slots=tuple(slots))
