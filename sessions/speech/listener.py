"""One speaker's sound becomes turns of words, each read twice and told apart by what they mean."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, Literal, NamedTuple, Protocol

from sessions.messages.common import Lang
from sessions.speech.endpoint import Endpointer, Hint, trailing
from sessions.speech.phrases import UNKNOWN
from sessions.speech.sound import FRAME_BYTES, milliseconds

PREROLL: Final = 12
"""Frames before a turn began that are read with it: the first sound of a word is soft."""

HOP: Final = 3
"""Frames that are read together: 96 ms."""

SURE: Final = 0.75
"""A meaning of this chance makes the words complete."""

MEANING: Final = 2.0
"""How much what the words mean counts beside how clearly they were heard, where readings differ."""

_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")


class Reading(NamedTuple):
    """What a recogniser makes of a turn: words with spaces between, and its own doubt."""

    text: str
    confidence: float = 0.0
    """Of the least certain word, 0..1."""
    start_ms: int = 0
    end_ms: int = 0
    """Of the first and last word, from the turn's first sound on."""


class Vad(Protocol):
    """Voice activity of one speaker; keeps what it needs of earlier frames."""

    def __call__(self, frame: bytes) -> float:
        """The chance that a frame of `FRAME_BYTES` holds speech, 0..1."""
        ...


class Stream(Protocol):
    """One recogniser, at one turn."""

    def accept(self, pcm: bytes) -> None:
        """Read on."""
        ...

    def partial(self) -> str:
        """The words so far."""
        ...

    def final(self) -> Reading:
        """The words of the whole turn; then it is ready for the next."""
        ...


Judge = Callable[[str], float]
"""How sure the shop is of what the words want, 0..1."""

Second = Callable[[bytes], str]
"""Reads a whole turn again, slowly and well; an empty text where it heard nothing."""


class Heard(NamedTuple):
    """What becomes of a turn. Times are milliseconds since this listener was made."""

    state: Literal["began", "partial", "final", "nothing"]
    turn: int
    text: str = ""
    start_ms: int = 0
    end_ms: int = 0


class Listener:
    """Listens to one speaker.

    Args:
        vad: tells speech from other sound.
        streams: recognisers of the same language; partial words are the first one's.
        judge: see `Judge`.
        lang: what is spoken.
        push: a button is held while speaking (see `Endpointer`).
        second: where there is one, it has the last word.
    """

    def __init__(
        self,
        vad: Vad,
        streams: Sequence[Stream],
        judge: Judge,
        *,
        lang: Lang,
        push: bool = False,
        second: Second | None = None,
    ) -> None:
        self._vad = vad
        self._streams = streams
        self._judge = judge
        self._lang = lang
        self._second = second
        self._endpointer = Endpointer(push=push)
        self._rest = b""
        self._heard_bytes = 0
        self._turn = 0
        self._began_ms = 0
        self._before: deque[bytes] = deque(maxlen=PREROLL)
        self._unread: list[bytes] = []
        self._whole: list[bytes] = []
        """The turn's sound, kept only for `second`."""
        self._partial = ""
        self._hint: Hint = "open"

    def hear(self, pcm: bytes) -> list[Heard]:
        """Take sound of any length, as it comes."""
        sound = self._rest + pcm
        whole = len(sound) - len(sound) % FRAME_BYTES
        self._rest = sound[whole:]
        out: list[Heard] = []
        for at in range(0, whole, FRAME_BYTES):
            out += self._frame(sound[at : at + FRAME_BYTES])
        return out

    def finish(self) -> list[Heard]:
        """Nothing more comes: end the turn that is under way."""
        self._read()
        return self._changed(self._endpointer.finish(words=bool(self._partial)) or "")

    def _frame(self, frame: bytes) -> list[Heard]:
        self._heard_bytes += len(frame)
        change = self._endpointer.hear(self._vad(frame), words=bool(self._partial), hint=self._hint)
        self._before.append(frame)
        if change == "began":
            return self._begin()
        if not (self._endpointer.speaking or change):
            return []
        self._unread.append(frame)
        if change:
            return self._changed(change)
        return self._read() if len(self._unread) >= HOP else []

    def _begin(self) -> list[Heard]:
        self._turn += 1
        self._unread = list(self._before)
        self._began_ms = milliseconds(self._heard_bytes - FRAME_BYTES * len(self._unread))
        self._partial, self._hint, self._whole = "", "open", []
        return [Heard("began", self._turn, start_ms=self._began_ms), *self._read()]

    def _read(self) -> list[Heard]:
        """Let the recognisers read on; a `partial` where that changed the words."""
        pcm, self._unread = b"".join(self._unread), []
        if not pcm:
            return []
        for stream in self._streams:
            stream.accept(pcm)
        if self._second:
            self._whole.append(pcm)
        text = plain(self._streams[0].partial())
        if text == self._partial:
            return []
        self._partial = text
        self._hint = self._hinted(text)
        return [self._as("partial", Reading(text))]

    def _hinted(self, text: str) -> Hint:
        if trailing(text, self._lang):
            return "trailing"
        return "complete" if self._judge(text) >= SURE else "open"

    def _changed(self, change: str) -> list[Heard]:
        """The turn is over, one way or the other."""
        if not change:
            return []
        self._read()
        readings = [stream.final() for stream in self._streams]
        self._before.clear()
        self._partial = ""
        best = self._best([each._replace(text=plain(each.text)) for each in readings])
        return [self._as("final" if best.text else "nothing", best)]

    def _best(self, readings: Sequence[Reading]) -> Reading:
        sound, self._whole = b"".join(self._whole), []
        said = [each for each in readings if each.text]
        if not said:
            return Reading("")
        if self._second and (again := plain(self._second(sound))):
            return said[0]._replace(text=again)
        if len({each.text for each in said}) == 1:
            return said[0]
        return max(said, key=lambda each: each.confidence + MEANING * self._judge(each.text))

    def _as(self, state: Literal["partial", "final", "nothing"], reading: Reading) -> Heard:
        at = self._began_ms
        return Heard(state, self._turn, reading.text, at + reading.start_ms, at + reading.end_ms)


def plain(text: str) -> str:
    """Words as they are written: no `UNKNOWN`, no spaces between Han characters."""
    return _BETWEEN_HAN.sub("", " ".join(text.replace(UNKNOWN, " ").split()))
