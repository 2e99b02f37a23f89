"""Reads what lies in `data/`: the act heads, and what they were taught with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sessions.encoding.base import TextEncoder
from sessions.errors import PackUnusable
from sessions.intent.corpus import read, voices
from sessions.intent.head import ActHead, unpack
from sessions.messages.common import Lang

TRACKED = Path(__file__).parent / "data" / "head.bin"
"""Made by `python -m sessions.intent.train`; tracked, so that no machine has to train it."""

SENSED = TRACKED.with_name("head_sense.bin")
"""Made besides by `python -m sessions.intent.train --models`: it reads the default pack's vectors."""

COMPACT = TRACKED.with_name("head_compact.bin")
"""Made besides by `python -m sessions.intent.train --compact`: it reads the compact encoder's."""

MODELS = "var/models"
"""Where `make run` puts the packs."""


def load_head(path: Path | str | None = None, encoder: TextEncoder | None = None) -> ActHead:
    """The head in the file `path`, or the tracked one that knows the encoder's vectors.

    Raises:
        PackUnusable: no such file, or not a head of this build.
    """
    try:
        if not path and encoder is not None:
            for own in (SENSED, COMPACT):
                sensed = unpack(own.read_bytes())
                if sensed.encoder == encoder.version:
                    return sensed
        return unpack(Path(path or TRACKED).read_bytes())
    except OSError as error:
        raise PackUnusable(f"act head: {error}") from error


def sayings(lang: Lang) -> Iterator[str]:
    """What people say to a shop, as the heads were taught it: for recognisers of speech."""
    name = lang[:2]
    for path in sorted(TRACKED.parent.glob(f"voices/{name}_*.txt")):
        yield from (said.text for said in voices(path.read_text("utf-8")) if said.act != "oos")
    text = (TRACKED.parent / f"utterances_{name}.txt").read_text("utf-8")
    yield from (said.text for said in read(text) if said.act != "oos")
