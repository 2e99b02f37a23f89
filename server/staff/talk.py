"""What was said in a visit, in memory only, as far as a member of staff may read it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from typing import Final, Literal

import msgspec

from sessions.messages.common import HelpStage, Purpose

LINES: Final = 60

Who = Literal["shopper", "guide", "staff"]


class Line(msgspec.Struct, frozen=True):
    """One thing that was said; `number` counts up, `t_ms` is the visit's clock."""

    number: int
    who: Who
    text: str
    t_ms: int
    by: str = ""


class Talk:
    """The newest lines of a visit."""

    def __init__(self) -> None:
        self._lines: deque[Line] = deque(maxlen=LINES)
        self.count = 0
        """Number of the newest line."""

    def add(self, who: Who, text: str, t_ms: int, by: str = "") -> None:
        """Something was said."""
        self.count += 1
        self._lines.append(Line(self.count, who, text, t_ms, by))

    def after(self, number: int) -> list[Line]:
        """What was said since line `number`."""
        return [line for line in self._lines if line.number > number]

    def clear(self) -> None:
        """Forget what was said; numbers go on."""
        self._lines.clear()


def may_read(stage: HelpStage, grants: Collection[Purpose]) -> bool:
    """Whether the shopper's words are for a member of staff, too.

    They are from the moment that one was asked for; what was said before only where words may be
    kept at all.
    """
    return stage != "none" or "qa_replay" in grants
