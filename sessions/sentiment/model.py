"""Reads the trained heads from where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sessions.encoding.base import TextEncoder
from sessions.errors import PackUnusable
from sessions.sentiment.head import Head, unpack

DATA: Final = Path(__file__).parent / "data"
HEADS: Final = (DATA / "head.npz", DATA / "head_compact.npz")
"""Of the default pack and of the compact encoder, made by `python -m sessions.sentiment.train`."""


def load_head(encoder: TextEncoder) -> Head | None:
    """The head that reads with this encoder; `None` where none was trained: nothing is guessed then.

    Raises:
        PackUnusable: a head is missing or not of this build.
    """
    try:
        heads = (unpack(path.read_bytes(), encoder) for path in HEADS)
        return next((head for head in heads if head), None)
    except OSError as error:
        raise PackUnusable(f"sentiment head: {error}") from error
