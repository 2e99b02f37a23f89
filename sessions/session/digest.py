"""What the log keeps of a Job: its kind, whom it answers, and a checksum of all it asks."""

from __future__ import annotations

import zlib
from typing import Final

import msgspec

from sessions.log import JobDigest
from sessions.messages.jobs import AnyJob, Fit, Rank

_encode: Final = msgspec.msgpack.Encoder().encode


def digest(job: AnyJob) -> JobDigest:
    """Two Jobs with the same digest ask for the same.

    A Rank names up to 50 interactions, all but the newest of which the Ranks before it named: of
    those only the number counts, so that a digest costs the same for each gesture.
    """
    if isinstance(job, Rank):
        recent = job.recent
        rest = _encode((len(recent), recent[-1:], job.asked, job.constraints, job.found,
                        job.hidden, job.owned, job.context, job.near, job.seed))  # fmt: skip
        return JobDigest("rank", job.for_seq, zlib.crc32(rest))
    if isinstance(job, Fit) and job.stage == "first" and not job.measured:
        asked = _encode(("fit", job.for_seq, job.product, job.variant, job.size))
        return JobDigest("fit", job.for_seq, zlib.crc32(asked))  # as before there was a tailor
    return JobDigest(job.__struct_config__.tag, job.for_seq, zlib.crc32(_encode(job)))  # type: ignore[arg-type]
