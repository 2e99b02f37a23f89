"""Which members of staff are there: those whose page has asked for news lately.

Answers the Jobs that ask for one. Knows no clock: `now` is in seconds of any steady clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from server.workers import Outcome, Request
from sessions.errors import ShowroomError
from sessions.messages.jobs import Called

GONE_S: Final = 75.0
"""Somebody who has not been heard of for so long has gone; hidden pages ask once a minute."""

MOST: Final = 64
"""Names remembered; the one longest unheard of is forgotten first."""


class Presence:
    """The members of staff by name.

    Args:
        now: the clock.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._began = now()
        self._heard: dict[str, float] = {}

    def seen(self, name: str) -> None:
        """This one is there."""
        self._heard.pop(name, None)
        self._heard[name] = self._now()
        if len(self._heard) > MOST:
            del self._heard[next(iter(self._heard))]

    def gone(self, name: str) -> None:
        """This one has closed the page."""
        self._heard[name] = self._now() - GONE_S

    def here(self) -> int:
        """How many are there."""
        return sum(self.is_here(name) for name in self._heard)

    def is_here(self, name: str) -> bool:
        """Whether this one is; after a restart of the server, everybody may still be."""
        return self._now() - self._heard.get(name, self._began) < GONE_S

    def __call__(self, requests: Sequence[Request]) -> list[Outcome | ShowroomError]:
        """Answer `Call` Jobs."""
        staff = self.here()
        return [Outcome(Called(for_seq=each.job.for_seq, staff=staff)) for each in requests]
