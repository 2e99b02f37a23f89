"""What the showroom refuses, as one tree.

::

    ShowroomError                 code, message, and how the socket answers
    +-- FrameRefused              the bytes of a frame do not read
    |   +-- FrameTooLarge
    |   +-- FrameMalformed
    |   +-- MessageUnknown
    +-- EventRefused              a well-formed message that makes no sense now
    |   +-- OutOfOrder            a message number was skipped
    |   +-- ProductUnknown
    |   +-- TooFast               over the rate allowed for its kind
    |   +-- ConsentMissing        it needs a purpose that was not consented to
    +-- EntryRefused              a visit cannot be joined
    |   +-- TokenInvalid
    |   +-- HelloExpected
    |   +-- VisitUnknown
    |   +-- ShopFull
    +-- JobUndone                 a Job ended without its answer
    |   +-- JobBroken             a model raised what it should not
    |   +-- JobLate               past its deadline
    |   +-- WorkerLost            the process that did it died
    |   +-- Restarted             the server did
    |   +-- PayloadGone           the words that it needs are no longer in memory
    |   +-- PictureUnreadable     it is no picture, or too large
    |   +-- MeasuresRefused       no body has these measurements
    |   +-- PicturesUnseen        the shop's own pictures are still being looked at
    +-- BlobUnknown               no such content-addressed bytes here
    +-- LogDamaged                the log does not verify: place and reason
    +-- LogUnreadable             the log is of another format or version
    +-- FaqRefused                the shop's own answers do not read
    +-- PackUnusable              a model pack is missing, damaged or of the wrong kind
    +-- ExamplesRefused           labelled data or a recipe that nothing can be trained by

Every class carries a stable `code`; `close` is the WebSocket close code where the error ends the
connection (3000-3499: come back, 3500-3999: do not), or 0 where the visit goes on.
"""

from __future__ import annotations

from typing import ClassVar


class ShowroomError(Exception):
    """Base of all that the showroom refuses. `ref` is the client message number it is about."""

    code: ClassVar[str] = "error"
    close: ClassVar[int] = 0

    def __init__(self, message: str, *, ref: int = 0) -> None:
        self.message = message
        self.ref = ref
        super().__init__(message)


class FrameRefused(ShowroomError):
    """The bytes of a frame do not read."""

    code = "frame_refused"
    close = 3501


class FrameTooLarge(FrameRefused):
    """More bytes than a frame may have."""

    code = "frame_too_large"


class FrameMalformed(FrameRefused):
    """Not msgpack, or a field is missing, of the wrong type, or out of its range."""

    code = "frame_malformed"


class MessageUnknown(FrameRefused):
    """A message type this build does not know."""

    code = "message_unknown"


class EventRefused(ShowroomError):
    """A well-formed message that makes no sense now; the visit goes on without it."""

    code = "event_refused"


class OutOfOrder(EventRefused):
    """A message number was skipped: the client must resend from the one that is missing."""

    code = "out_of_order"
    close = 3010


class ProductUnknown(EventRefused):
    """No product, variant or size of that id is sold here."""

    code = "product_unknown"


class TooFast(EventRefused):
    """More messages of one kind than its rate allows."""

    code = "too_fast"


class ConsentMissing(EventRefused):
    """The message needs a purpose that the shopper has not consented to."""

    code = "consent_missing"


class Flooding(TooFast):
    """Far over the rate, for seconds: the connection is closed."""

    code = "flooding"
    close = 3013


class EntryRefused(ShowroomError):
    """A visit cannot be joined."""

    code = "entry_refused"
    close = 3501


class TokenInvalid(EntryRefused):
    """The token is missing, expired, or not ours."""

    code = "token_invalid"
    close = 3500


class HelloExpected(EntryRefused):
    """The first message was not `hello`, came too late, or came twice."""

    code = "hello_expected"
    close = 3501


class VisitUnknown(EntryRefused):
    """No such visit of this shopper."""

    code = "visit_unknown"


class ShopFull(EntryRefused):
    """As many visits as this server takes."""

    code = "shop_full"
    close = 3504


class JobUndone(ShowroomError):
    """What was asked could not be done; the visit goes on."""

    code = "job_undone"


class JobBroken(JobUndone):
    """A model raised what it should not; only this one Job is lost."""

    code = "job_failed"


class JobLate(JobUndone):
    """A Job took longer than its deadline."""

    code = "job_timed_out"


class WorkerLost(JobUndone):
    """The worker that did a Job has died or raised."""

    code = "worker_lost"


class Restarted(JobUndone):
    """A Job was lost with the server that did it."""

    code = "restarted"


class PayloadGone(JobUndone):
    """The words that a Job needs are no longer in memory: they are never written down."""

    code = "payload_gone"


class PictureUnreadable(JobUndone):
    """The bytes are no picture of a kind that is read, or one too large."""

    code = "picture_unreadable"


class MeasuresRefused(JobUndone):
    """No body has these measurements: they are of another unit, or contradict one another."""

    code = "measures_refused"


class PicturesUnseen(JobUndone):
    """The shop's own pictures are still being looked at: after a first start, for a minute or so."""

    code = "pictures_unseen"


class BlobUnknown(ShowroomError):
    """No such content-addressed bytes here, or not so many of them."""

    code = "blob_unknown"


class LogDamaged(ShowroomError):
    """The log does not verify from `seq` on."""

    code = "log_damaged"

    def __init__(self, message: str, *, seq: int = 0) -> None:
        self.seq = seq
        super().__init__(message)


class LogUnreadable(ShowroomError):
    """The log is of another format or version."""

    code = "log_unreadable"


class FaqRefused(ShowroomError):
    """The file of the shop's own answers does not read: place and reason."""

    code = "faq_refused"


class PackUnusable(ShowroomError):
    """A model pack is missing, damaged, or of the wrong kind."""

    code = "pack_unusable"


class ExamplesRefused(ShowroomError):
    """Labelled data, or a recipe, that nothing can be trained by."""

    code = "examples_refused"
