"""The listening process: `python -m server.ears.worker CATALOGUE MODELS [SECOND]`.

Orders come on stdin, what is heard goes to stdout. It ends when stdin does.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from assets_pipeline.catalogue import Catalogue, decode
from server.ears.orders import Close, Open, Pcm, Told, framed, order, read
from sessions.intent.model import load_head, sayings
from sessions.intent.parse import Parser
from sessions.messages.common import Lang
from sessions.messages.jobs import Understand
from sessions.speech.listener import Heard, Judge, Listener, Second
from sessions.speech.model import Ears
from sessions.speech.whisper.model import Whisper

log = logging.getLogger(__name__)

NICE: Final = 5
"""Behind the event loop, before the models that read words."""

CALLS: Final[Mapping[Lang, tuple[str, ...]]] = {
    "en": (
        "{}",
        "show me the {}",
        "where is the {}",
        "put the {} in my cart",
        "how much is the {}",
    ),
    "zh-CN": ("{}", "看看{}", "{}在哪里", "把{}加入购物车", "{}多少钱"),
}
"""How a product is called by its name."""


def main(catalogue: str, models: str, second: str = "") -> None:
    """Serve until stdin ends."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(message)s")
    os.nice(NICE)
    out = sys.stdout.buffer

    def tell(told: Told) -> None:
        out.write(framed(told))
        out.flush()

    shop = decode((Path(catalogue) / "catalogue.json").read_bytes())
    ears = Ears(Path(models), {lang: said_here(lang, shop) for lang in CALLS})
    last_word = Whisper(second) if second else None
    serve(sys.stdin.buffer.read, tell, Listening(ears, judges(shop), last_word))


def said_here(lang: Lang, shop: Catalogue) -> Iterable[str]:
    """How this shop is spoken to: what anybody says, and its products by their names."""
    yield from sayings(lang)
    for product in shop.products:
        if name := product.name.get(lang):
            yield from (call.format(name) for call in CALLS[lang])


def judges(shop: Catalogue) -> dict[Lang, Judge]:
    """How sure the shop is of what words want: by words alone, which takes a millisecond."""
    parser = Parser(shop, None, load_head())

    def judge(lang: Lang) -> Judge:
        def sure(text: str) -> float:
            acts = parser.parse(text, Understand(1, lang=lang)).acts
            return acts[0].score if acts else 0.0

        return sure

    return {lang: judge(lang) for lang in CALLS}


class Listening:
    """All microphones that are open."""

    def __init__(
        self, ears: Ears, judges: Mapping[Lang, Judge], second: Whisper | None = None
    ) -> None:
        self._ears = ears
        self._judges = judges
        self._second = second
        self._open: dict[int, Listener] = {}

    def obey(self, given: Open | Pcm | Close) -> Iterable[Told]:
        """Carry one order out; sound for a microphone that is not open is dropped."""
        match given:
            case Open():
                self._open[given.ear] = self._listener(given)
            case Pcm():
                if listener := self._open.get(given.ear):
                    yield from _told(given.ear, listener.hear(given.pcm))
            case Close():
                listener = self._open.pop(given.ear, None)
                if listener and not given.cancel:
                    yield from _told(given.ear, listener.finish())
                yield Told(given.ear)

    def _listener(self, given: Open) -> Listener:
        second: Second | None = self._second.reader(given.lang) if self._second else None
        judge = self._judges[given.lang]
        return self._ears.listener(given.lang, judge, push=given.push, second=second)


def serve(
    source: Callable[[int], bytes], tell: Callable[[Told], None], listening: Listening
) -> None:
    """Obey orders until they end."""
    while given := read(source, order):
        for told in listening.obey(given):
            tell(told)


def _told(ear: int, heard: Iterable[Heard]) -> Iterable[Told]:
    return (Told(ear, each) for each in heard)


if __name__ == "__main__":
    main(*sys.argv[1:])
