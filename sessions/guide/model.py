"""Reads the shop's own answers from where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sessions.encoding.base import TextEncoder
from sessions.errors import FaqRefused, PackUnusable
from sessions.guide.asks import Asks, unpack
from sessions.guide.faq import Entry, decode

ASKS: Final = Path(__file__).parent / "data" / "asks.npz"
"""Made by `python -m sessions.guide.train`."""

TRACKED: Final = Path(__file__).parent / "data" / "faq.json"
"""The demo shop's; a shop of one's own copies and edits it."""


def load_faq(path: Path | None = None) -> list[Entry]:
    """The entries in the file `path`, or the demo shop's.

    Raises:
        FaqRefused: no such file, or it does not read.
    """
    try:
        return decode((path or TRACKED).read_bytes())
    except OSError as error:
        raise FaqRefused(f"the FAQ: {error}") from error


def load_asks(encoder: TextEncoder) -> Asks | None:
    """What hears questions to the shop in this encoder's vectors; `None` where none was trained.

    Raises:
        PackUnusable: its file is missing or damaged.
    """
    try:
        return unpack(ASKS.read_bytes(), encoder.version, encoder.dim)
    except OSError as error:
        raise PackUnusable(f"asks: {error}") from error
