"""`python -m server logs export VISIT OUT`: one visit's log as a file that a replay reads."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from server.keys import Cipher, KeyRing, log_key
from server.settings import Settings
from server.store.front import Store
from server.store.tables import Kept
from sessions.errors import ShowroomError, VisitUnknown
from sessions.log import LogWriter, read


def export(visit: str, out: str, environ: Mapping[str, str]) -> int:
    """Write the opened log of `visit` to `out`; exit 0, 1 damaged, 2 no such visit."""
    try:
        data = asyncio.run(_read(visit, Settings.from_environ(environ)))
    except VisitUnknown as error:
        sys.stderr.write(f"{error.message}\n")
        return 2
    except ShowroomError as error:
        _tell({"ok": False, "error": {"code": error.code, "message": error.message}})
        return 1
    Path(out).write_bytes(data)
    _tell({"ok": True, "visit": visit, "bytes": len(data)})
    return 0


def _tell(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")


async def _read(visit: str, settings: Settings) -> bytes:
    loop = asyncio.get_running_loop()
    store = Store(settings, KeyRing(log_key(settings)), loop.call_soon_threadsafe)
    try:
        kept, cipher = await store.read_visit(visit)
    finally:
        await store.close()
    return opened(kept, cipher)


def opened(kept: Kept, cipher: Cipher) -> bytes:
    """A stored log without its encryption, verified and chained anew.

    Raises:
        LogDamaged: it does not verify.
    """
    header, entries = read(kept.header + b"".join(kept.blocks), cipher.decrypt)
    writer = LogWriter(msgspec.structs.replace(header, cipher="none"))
    blocks = [writer.header]
    for entry in entries:
        if writer.full and entry.kind == "event":
            blocks.append(writer.take().data)
        writer.add(entry.seq, entry.t_ms, entry.kind, bytes(entry.frame))
    if not writer.empty:
        blocks.append(writer.take().data)
    return b"".join(blocks)
