"""A stored log as its shopper may read it."""

from __future__ import annotations

from typing import Any

import msgspec

from server.keys import Cipher
from server.store.tables import Kept
from sessions.log import read


def readable(kept: Kept, cipher: Cipher) -> dict[str, Any]:
    """What the shopper did (`event`) and was sent (`frame`), in order, with the log's header.

    Messages stand as the arrays they are on the wire; `/schema/messages.json` names their fields.
    Snapshots and Jobs repeat what the events say, and are left out.

    Raises:
        LogDamaged: the log does not verify or open.
        LogUnreadable: it is of another format.
    """
    header, entries = read(kept.header + b"".join(kept.blocks), cipher.decrypt)
    return {
        "header": msgspec.to_builtins(header),
        "entries": [
            {
                "seq": entry.seq,
                "t_ms": entry.t_ms,
                "kind": entry.kind,
                "message": msgspec.msgpack.decode(entry.frame),
            }
            for entry in entries
            if entry.kind in ("event", "frame")
        ],
    }
