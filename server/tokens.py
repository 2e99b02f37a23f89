"""Guest tokens: who a shopper is, without knowing who they are.

A token is a JWT (HS256) whose `sub` is a random pseudonym. The short-lived one opens sockets and
the `/api/me` routes; the renewal, good for as long as visits are kept, does nothing but buy the
next short-lived one of the same pseudonym, so that a shopper can still reach their own data later.
`now` is seconds since 1970 and always passed in.
"""

from __future__ import annotations

import secrets
from typing import Any, Final, Literal

import jwt

from sessions.errors import TokenInvalid

_ALGORITHM: Final = "HS256"
_LONGEST: Final = 2048
_OPTIONS: Final[Any] = {
    "require": ["sub", "aud", "iat", "exp"],
    "verify_exp": False,  # against `now`, below: PyJWT would read the clock itself
    "verify_iat": False,
}

Use = Literal["visit", "renew"]


class Tokens:
    """Issues and verifies tokens.

    Args:
        secret: at least 32 bytes.
        minutes: how long a token lasts.
        renew_days: how long a renewal lasts.
    """

    def __init__(self, secret: bytes, *, minutes: int = 15, renew_days: int = 30) -> None:
        self._secret = secret
        self._seconds: dict[Use, int] = {"visit": minutes * 60, "renew": renew_days * 86_400}

    def issue(self, now: float, subject: str = "") -> tuple[str, int]:
        """A token and the seconds it lasts, for `subject` or a new pseudonym."""
        return self._sign(now, subject or new_subject(), "visit")

    def issue_renewal(self, now: float, subject: str) -> str:
        """A token that `verify_renewal` alone takes."""
        return self._sign(now, subject, "renew")[0]

    def verify(self, token: str, now: float) -> str:
        """The pseudonym of a token.

        Raises:
            TokenInvalid: not ours, altered, for another use, or expired.
        """
        return self._verify(token, now, "visit")

    def verify_renewal(self, token: str, now: float) -> str:
        """The pseudonym of a renewal.

        Raises:
            TokenInvalid: not ours, altered, for another use, or expired.
        """
        return self._verify(token, now, "renew")

    def _sign(self, now: float, subject: str, use: Use) -> tuple[str, int]:
        seconds = self._seconds[use]
        claims = {"sub": subject, "aud": use, "iat": int(now), "exp": int(now) + seconds}
        return jwt.encode(claims, self._secret, algorithm=_ALGORITHM), seconds

    def _verify(self, token: str, now: float, use: Use) -> str:
        if len(token) > _LONGEST:
            raise TokenInvalid("the token is too long to be ours")
        try:
            claims = jwt.decode(
                token, self._secret, algorithms=[_ALGORITHM], audience=use, options=_OPTIONS
            )
            expires = int(claims["exp"])
        except (jwt.InvalidTokenError, ValueError, TypeError, RecursionError) as error:
            raise TokenInvalid("the token is not ours") from error
        if now >= expires:
            raise TokenInvalid("the token expired: get a new one")
        return str(claims["sub"])


def new_subject() -> str:
    """A pseudonym of 128 random bits."""
    return secrets.token_urlsafe(16)
