"""The shop's own answers: which of its questions is asked here?

An operator writes entries (an id, questions and an answer in each language); requests are compared
with them by meaning. How near is near enough is read off the entries themselves: nearer than
questions of different entries mostly come to each other, whatever the encoder.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from sessions.encoding.base import TextEncoder
from sessions.errors import FaqRefused
from sessions.messages.common import Lang

MOST: Final = 500
"""Entries."""
TEXT: Final = 800
"""Characters of an answer."""
ANSWERS: Final = 0.3
"""What nearness to an answer counts for beside nearness to a question."""
STRANGE: Final = 0.4
"""The share of questions that are farther from every other entry than a request may be from one."""

Question = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Scores = NDArray[np.float64]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer and how it is asked for."""

    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{1,64}$")]
    questions: dict[Lang, Annotated[list[Question], msgspec.Meta(max_length=50)]]
    answer: dict[Lang, Annotated[str, msgspec.Meta(min_length=1, max_length=TEXT)]]


_decoder: Final[msgspec.json.Decoder[list[Entry]]] = msgspec.json.Decoder(
    Annotated[list[Entry], msgspec.Meta(max_length=MOST)]
)


def decode(data: bytes) -> list[Entry]:
    """The entries in a `faq.json`.

    Raises:
        FaqRefused: it does not read, says where; or an id stands twice, or an answer or all
            questions are missing.
    """
    try:
        entries = _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FaqRefused(f"the FAQ does not read: {error}") from error
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise FaqRefused(f"the FAQ has two entries {entry.id!r}")
        if not entry.answer or not any(entry.questions.values()):
            raise FaqRefused(f"the FAQ's entry {entry.id!r} needs a question and an answer")
        seen.add(entry.id)
    return entries


class Faq:
    """Finds the entry that answers a request.

    Args:
        entries: as `decode` gives them.
        encoder: makes the vectors that are compared.
    """

    def __init__(self, entries: list[Entry], encoder: TextEncoder) -> None:
        self._ids = [entry.id for entry in entries]
        asked = [
            (at, q) for at, e in enumerate(entries) for some in e.questions.values() for q in some
        ]
        told = [(at, text) for at, entry in enumerate(entries) for text in entry.answer.values()]
        self._places = np.array([at for at, _ in asked], np.int64)
        self._told = np.array([at for at, _ in told], np.int64)
        self._questions = encoder.encode([text for _, text in asked])
        self._answers = encoder.encode([text for _, text in told])
        self._least = self._strange()

    def find(self, vector: NDArray[np.float32]) -> str:
        """The id of the entry that answers a request with this vector (dim,); empty for none."""
        if not self._ids:
            return ""
        scores = self._scores(vector)
        best = int(scores.argmax())
        return self._ids[best] if scores[best] >= self._least else ""

    def _scores(self, vector: NDArray[np.float32]) -> Scores:
        """How near each entry is, (entries,)."""
        asked, told = np.full(len(self._ids), -1.0), np.full(len(self._ids), -1.0)
        np.maximum.at(asked, self._places, self._questions @ vector)
        np.maximum.at(told, self._told, self._answers @ vector)
        return np.asarray(asked + ANSWERS * told)

    def _strange(self) -> float:
        """How near a question mostly comes to the nearest other entry at most."""
        others = []
        for at, vector in zip(self._places, self._questions, strict=True):
            scores = self._scores(vector)
            scores[at] = -2.0
            others.append(scores.max())
        return float(np.quantile(others, STRANGE)) if len(self._ids) > 1 else 1.0
