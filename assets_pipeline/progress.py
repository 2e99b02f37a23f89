"""What a person sees of a build: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import NamedTuple, TextIO

_WIDTH = 24
_BAR_EVERY_S = 0.1
_LINE_EVERY_S = 10.0


class Step(NamedTuple):
    """One file is done."""

    source: str
    outcome: str
    """`built`, `unchanged` or `refused`."""
    note: str
    done: int = 0
    total: int = 0

    def __str__(self) -> str:
        if self.outcome == "refused":
            return f"refused {self.note}"
        return f"{self.outcome} {self.source}" + (f" ({self.note})" if self.note else "")


Watcher = Callable[[Step], None]


class Display:
    """Counts steps and says how fast they come; `finish` ends the last line."""

    def __init__(
        self, stream: TextIO, *, bar: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._bar = bar
        self._clock = clock
        self._began = self._shown = clock()
        self._counts = {"built": 0, "unchanged": 0, "refused": 0}
        self._last: Step | None = None

    def __call__(self, step: Step) -> None:
        """One more file is done."""
        self._counts[step.outcome] += 1
        self._last = step
        if step.outcome == "refused" or step.note or (not self._bar and step.outcome == "built"):
            self._say(str(step))
        if self._clock() - self._shown >= (_BAR_EVERY_S if self._bar else _LINE_EVERY_S):
            self._show()

    def finish(self) -> None:
        """Show where it ended."""
        self._show()
        if self._bar:
            self._stream.write("\n")
            self._stream.flush()

    def _show(self) -> None:
        if self._last is None:
            return
        self._shown = self._clock()
        text = self.status(self._last)
        if self._bar:
            wide = shutil.get_terminal_size().columns - 1
            self._stream.write(f"\r\x1b[K{text[:wide]}")
            self._stream.flush()
        else:
            self._say(text)

    def status(self, step: Step) -> str:
        """One line: how far, how fast, how long still, how many of each outcome."""
        full = _WIDTH * step.done // max(1, step.total)
        bar = f"[{'#' * full}{'.' * (_WIDTH - full)}] " if self._bar else ""
        speed = step.done / max(self._clock() - self._began, 1e-9)
        left = _span((step.total - step.done) / max(speed, 1e-9))
        counts = ", ".join(f"{count} {name}" for name, count in self._counts.items() if count)
        return f"{bar}{step.done}/{step.total}  {speed:.1f}/s  {left} left  {counts}"

    def _say(self, line: str) -> None:
        clear = "\r\x1b[K" if self._bar else ""
        self._stream.write(f"{clear}{_printable(line)}\n")
        self._stream.flush()


def _printable(line: str) -> str:
    """File names come from outside: no control codes to the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
