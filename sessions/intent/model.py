"""Loads the act head from where it lies."""

from __future__ import annotations

from pathlib import Path

from sessions.errors import PackUnusable
from sessions.intent.head import ActHead, unpack

TRACKED = Path(__file__).parent / "data" / "head.bin"
"""Made by `python -m sessions.intent.train`; tracked, so that every machine gives one answer."""


def load_head(path: Path | str | None = None) -> ActHead:
    """The head in the file `path`, or the tracked one.

    Raises:
        PackUnusable: no such file, or not a head of this build.
    """
    try:
        return unpack(Path(path or TRACKED).read_bytes())
    except OSError as error:
        raise PackUnusable(f"act head: {error}") from error
