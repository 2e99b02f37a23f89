"""The loop's side of listening: one process, started when it is needed, for all microphones."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from server.ears.orders import HEAD, Close, Open, Order, Pcm, framed, length, told
from sessions.messages.common import Lang
from sessions.messages.frames import Heard
from sessions.messages.shopper import Audio, Hush, Listen
from sessions.speech import listener
from sessions.speech.sound import RATE

log = logging.getLogger(__name__)

BEHIND: Final = 4 << 20
"""Bytes that may wait for the process: two minutes of sound; it takes seconds to start."""

AHEAD_S: Final = 5.0
"""So much more sound than time has passed may come: lines stutter, people do not speak faster."""

AGAIN_S: Final = 2.0
"""Before a process that died is replaced."""

TEXT: Final = 400
"""Characters of what was heard, as `say` takes them."""

Deliver = Callable[[Heard], None]


class Ears:
    """Where microphones are heard.

    Args:
        command: starts the listening process; empty where there are no packs for it.
        languages: that it understands.
    """

    def __init__(self, command: Sequence[str], languages: tuple[Lang, ...]) -> None:
        self.languages: tuple[Lang, ...] = languages if command else ()
        self._command = command
        self._wanted = asyncio.Event()
        self._process: Process | None = None
        self._early: list[bytes] = []
        """Orders for a process that is being started."""
        self._numbers = itertools.count(1)
        self._open: dict[int, Microphone] = {}

    async def run(self) -> None:
        """Keep the process alive once it is wanted, for ever."""
        while True:
            await self._wanted.wait()
            try:
                await self._serve()
            except (OSError, EOFError, ValueError) as error:
                log.error("the listening process ended: %s", type(error).__name__)  # noqa: TRY400
            self._lost()
            await asyncio.sleep(AGAIN_S)

    def enter(self, microphone: Microphone) -> int:
        """A number for a microphone that is being opened."""
        number = next(self._numbers)
        self._open[number] = microphone
        self._wanted.set()
        return number

    def send(self, order: Order) -> bool:
        """Pass an order on; whether there was room for it."""
        data = framed(order)
        process = self._process
        if process is None or process.stdin is None:
            self._early.append(data)
            return sum(map(len, self._early)) < BEHIND
        process.stdin.write(data)
        return process.stdin.transport.get_write_buffer_size() < BEHIND

    def leave(self, number: int) -> None:
        """Nobody waits any more for what is heard at this microphone."""
        self._open.pop(number, None)

    async def _serve(self) -> None:
        """Start the process, and hand out what it hears until it ends.

        Raises:
            OSError: it cannot be started, or does not take what it is sent.
            EOFError: it has ended.
            ValueError: what it says does not read.
        """
        paths = os.pathsep.join(filter(None, sys.path))
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, env={**os.environ, "PYTHONPATH": paths}
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"".join(self._early))
        self._early.clear()
        self._process = process
        try:
            while True:
                head = await process.stdout.readexactly(HEAD)
                self._hand_out(await process.stdout.readexactly(length(head)))
        finally:
            self._process = None
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def _hand_out(self, data: bytes) -> None:
        said = told(data)
        if microphone := self._open.get(said.ear):
            if said.heard is None:
                self.leave(said.ear)
            microphone.heard(said.heard)

    def _lost(self) -> None:
        """All that were being listened to are told."""
        self._wanted.clear()
        self._early.clear()
        lost, self._open = self._open, {}
        for microphone in lost.values():
            microphone.fail()


class Microphone:
    """That of one connection; it holds one talk at a time.

    Args:
        ears: where it is heard.
        deliver: takes what is heard.
        now: seconds of any steady clock.
    """

    def __init__(self, ears: Ears, deliver: Deliver, now: Callable[[], float]) -> None:
        self._ears = ears
        self._deliver = deliver
        self._now = now
        self._talk = 0
        self._number = 0
        self._began = 0.0
        self._bytes = 0

    def take(self, message: Listen | Audio | Hush) -> None:
        """Open it, hear, close it. What is of another talk than the newest is dropped."""
        match message:
            case Listen():
                self._listen(message)
            case Audio(talk=talk, pcm=pcm) if self._number and talk == self._talk:
                self._hear(pcm)
            case Hush(talk=talk, cancel=cancel) if self._number and talk == self._talk:
                self._ears.send(Close(self._number, cancel))
            case _:
                return

    def heard(self, heard: listener.Heard | None) -> None:
        """Tell the client; `None`: the talk is over."""
        if heard is None:
            self._number = 0
            self._deliver(Heard(talk=self._talk, state="closed"))
            return
        state, turn, text, start_ms, end_ms = heard
        self._deliver(
            Heard(
                talk=self._talk,
                turn=turn,
                state=state,
                text=text[:TEXT],
                start_ms=start_ms,
                end_ms=end_ms,
            )
        )

    def fail(self) -> None:
        """It cannot be heard any more."""
        self._number = 0
        self._deliver(Heard(talk=self._talk, state="failed"))

    def close(self) -> None:
        """The connection is gone: what was being said is forgotten."""
        if self._number:
            self._ears.leave(self._number)
            self._ears.send(Close(self._number, cancel=True))
            self._number = 0

    def _listen(self, message: Listen) -> None:
        self.close()
        self._talk = message.talk
        if message.lang not in self._ears.languages:
            self.fail()
            return
        self._number = self._ears.enter(self)
        self._began, self._bytes = self._now(), 0
        self._ears.send(Open(self._number, message.lang, message.push))

    def _hear(self, pcm: bytes) -> None:
        self._bytes += len(pcm)
        ahead_s = self._bytes / (2 * RATE) - (self._now() - self._began)
        if ahead_s > AHEAD_S or not self._ears.send(Pcm(self._number, pcm)):
            self.close()
            self.fail()
