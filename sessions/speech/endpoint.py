"""When a speaker begins and when they have come to an end.

Quick where the words make a whole, patient where they do not: "put it" waits for "there". The
times are those that people leave between turns (facts sheet, section 6), less where the shop knows
that nothing is missing.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from sessions.messages.common import Lang
from sessions.speech.sound import FRAME_MS

Hint = Literal["complete", "open", "trailing"]
"""What the words so far say: nothing is missing, who knows, something must follow."""

Change = Literal["", "began", "ended", "nothing"]
"""`nothing`: it was no speech, and what was heard of it is to be dropped."""

SPEECH: Final = 0.5
"""A frame of this chance of speech is speech; below `SILENCE` it is none; between: as before."""
SILENCE: Final = 0.35
BEGIN_MS: Final = 96
"""So much speech is no click any more; also what it takes to interrupt the guide."""

QUIET_MS: Final[dict[Hint, int]] = {"complete": 288, "open": 640, "trailing": 1280}
"""Silence after which the speaker has ended."""
WORDLESS_MS: Final = 960
"""The same while no word was understood."""
LONGEST_MS: Final = 15_000
"""Nobody says more at once; what is said on begins anew."""

_TRAILING = {
    "en": re.compile(
        r"(?:^|\s)(?:a|an|the|and|or|but|with|without|in|on|to|for|of|from|my|your|this|that one and|"
        r"those|these|under|below|over|above|between|is|are|can you|could you|i want|i'd like|"
        r"show me|give me|put|put it|put that|make it|something|some|any|one size|than|like|not|uh|"
        r"um|er|so|well)$"
    ),
    "zh-CN": re.compile(
        r"(?:把|和|跟|与|或|或者|还有|但是|但|在|到|往|向|放|放到|放在|要|想要|我要|我想|给我|帮我|请|"
        r"这|那|这个的|那个的|不要|别|换成|换|变成|一个|一件|一双|一条|比|有没有|有|找|嗯|呃|那个)$"
    ),
}


def trailing(text: str, lang: Lang) -> bool:
    """Whether something must follow: "show me the", 放到."""
    return _TRAILING[lang].search(text.strip().lower().rstrip(".,!?，。！？")) is not None


class Endpointer:
    """One speaker's turns; fed one frame of `FRAME_MS` after another.

    Args:
        push: a button is held while speaking: silence ends nothing, only `LONGEST_MS` does.
    """

    def __init__(self, *, push: bool = False) -> None:
        self.speaking = False
        """Somebody speaks, or has paused within a turn."""
        self._push = push
        self._voiced = False
        self._run_ms = 0
        self._quiet_ms = 0
        self._turn_ms = 0

    def hear(self, chance: float, *, words: bool, hint: Hint) -> Change:
        """Take the next frame.

        Args:
            chance: that it holds speech, 0..1.
            words: whether any word was understood since the turn began.
            hint: what the words so far say.
        """
        self._voiced = chance >= (SILENCE if self._voiced else SPEECH)
        if not self.speaking:
            return self._begin()
        self._turn_ms += FRAME_MS
        self._quiet_ms = 0 if self._voiced else self._quiet_ms + FRAME_MS
        patience = QUIET_MS[hint] if words else WORDLESS_MS
        if self._turn_ms < LONGEST_MS and (self._push or self._quiet_ms < patience):
            return ""
        return self._end("ended" if words else "nothing")

    def finish(self, *, words: bool) -> Change:
        """The speaker says that this is all: the button was let go."""
        return self._end("ended" if words else "nothing") if self.speaking else ""

    def _begin(self) -> Change:
        self._run_ms = self._run_ms + FRAME_MS if self._voiced else 0
        if self._run_ms < BEGIN_MS:
            return ""
        self.speaking, self._turn_ms, self._quiet_ms = True, self._run_ms, 0
        return "began"

    def _end(self, how: Change) -> Change:
        self.speaking, self._run_ms, self._quiet_ms = False, 0, 0
        return how
