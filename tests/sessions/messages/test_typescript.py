"""The client's copy of the definitions is the one these definitions give."""

from pathlib import Path

import pytest

from sessions.messages.registry import FRAMES, SHOPPER, fields, tag
from sessions.messages.typescript import declarations, field_tables

STATIC = Path(__file__).parents[3] / "static"


@pytest.mark.parametrize(
    ("path", "write"), [("messages.d.ts", declarations), ("js/net/fields.js", field_tables)]
)
def test_not_stale(path, write):
    assert (STATIC / path).read_text(encoding="utf-8") == write(), (
        "run `python -m sessions.messages`"
    )


@pytest.mark.parametrize("message", [*SHOPPER, *FRAMES], ids=tag)
def test_every_message_begins_with_its_numbers_and_is_short_enough_to_number(message):
    names = [field.name for field in fields(message)]
    assert names[:2] == ["seq", "ack"]
    assert len(names) + 1 < 16, "outbox.with_numbers expects a one-byte array head"
    assert len(tag(message)) < 32
