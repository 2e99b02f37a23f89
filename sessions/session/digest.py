"""What the log keeps of a Job: its kind, whom it answers, and a checksum of all it asks."""

from __future__ import annotations

import zlib
from typing import Final

import msgspec

from sessions.log import JobDigest
from sessions.messages.jobs import AnyJob

_encode: Final = msgspec.msgpack.Encoder().encode


def digest(job: AnyJob) -> JobDigest:
    """Two Jobs with the same digest ask for the same."""
    return JobDigest(job.__struct_config__.tag, job.for_seq, zlib.crc32(_encode(job)))  # type: ignore[arg-type]
