"""Reads the shop's own answers, and the model that words answers, from where they lie."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from sessions.encoding.base import TextEncoder
from sessions.errors import FaqRefused, PackUnusable
from sessions.guide.asks import Asks, unpack
from sessions.guide.faq import Entry, decode
from sessions.guide.writer import Writer

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


def load_writer(setting: str) -> Writer | None:
    """The model that `SHOWROOM_WRITER` asks for: a directory or a hub id; `None` for none.

    Raises:
        PackUnusable: missing, damaged, or not a model that writes text; says what to do next.
    """
    if not setting:
        return None
    local = Path(setting).expanduser()
    try:
        from sessions.guide.generation import Generation  # noqa: PLC0415 - torch takes seconds

        generate = Generation(str(local) if local.is_dir() else setting, local=local.is_dir())
    except Exception as error:  # a bad file makes these libraries raise nearly anything
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise PackUnusable(
            f"{setting} does not load as a model that writes text: {why}; unset SHOWROOM_WRITER"
        ) from error
    return Writer(f"writer-{re.sub(r'[^A-Za-z0-9._-]', '-', local.name)[:48]}", generate)
