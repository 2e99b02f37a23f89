"""Reads the shop's own answers from where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sessions.errors import FaqRefused
from sessions.guide.faq import Entry, decode

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
