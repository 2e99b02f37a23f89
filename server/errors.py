"""What the outside world refuses, beyond the tree in `sessions.errors`: none of these reaches a socket.

::

    ShowroomError
    +-- SettingInvalid       an environment variable is unknown or has a bad value
    +-- LogFull              a visit's log reached its cap
    +-- StoreBusy            the disk does not keep up, or is broken
    +-- HelpTaken            another member of staff is with that shopper, or none is
    +-- RequestRefused       an HTTP request does not read; `status` says how
"""

from __future__ import annotations

from sessions.errors import ShowroomError


class SettingInvalid(ShowroomError):
    """An environment variable is unknown or has a bad value."""

    code = "setting_invalid"


class LogFull(ShowroomError):
    """The log of a visit reached its cap: the visit goes on, but is not written any further."""

    code = "log_full"


class StoreBusy(ShowroomError):
    """More waits to be written than memory allows: the disk is too slow, full or broken."""

    code = "store_busy"


class HelpTaken(ShowroomError):
    """Another member of staff is with that shopper, or the one who asks is not."""

    code = "help_taken"


class RequestRefused(ShowroomError):
    """An HTTP request that does not read, is too large, or comes from a foreign page."""

    def __init__(self, status: int, code: str, message: str, *, retry_s: int = 0) -> None:
        self.status = status
        self.reason = code
        self.retry_s = retry_s
        super().__init__(message)
