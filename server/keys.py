"""Keys at rest, and the cipher of one visit's log.

A key-encryption key (KEK) wraps one AES-256-GCM key per visit; the wrapped key lies beside the
log. Deleting it makes every copy of that log unreadable, backups included.
"""

from __future__ import annotations

import itertools
import os
import struct
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.settings import Settings
from sessions.errors import LogDamaged

KEY_BYTES: Final = 32
FORMAT: Final = b"showroom.log.1"
_NONCE: Final = 12
_BLOCK: Final = struct.Struct("<Q")
_COUNTER: Final = struct.Struct(">I")


class Cipher:
    """Seals and opens the blocks of one visit; `encrypt` and `decrypt` are a log's two `Seal`s.

    A sealed block is `nonce (12 bytes) || ciphertext || tag (16 bytes)`; its associated data are
    the format, the visit and the first event number, so a block cannot be moved to another place.
    The nonce is 8 random bytes drawn when the key is opened, then a counter of 4: within one
    opening it cannot repeat, and two openings share a salt with a chance of 2^-64.
    """

    cipher: Final = "aes-256-gcm"

    def __init__(self, key: bytes, visit: str) -> None:
        self._aead = AESGCM(key)
        self._about = FORMAT + visit.encode() + b"\0"
        self._salt = os.urandom(_NONCE - _COUNTER.size)
        self._counter = itertools.count()

    def encrypt(self, block: bytes, first_seq: int) -> bytes:
        """The sealed form of `block`, whose first event is `first_seq`."""
        nonce = self._salt + _COUNTER.pack(next(self._counter))
        return nonce + self._aead.encrypt(nonce, block, self._about + _BLOCK.pack(first_seq))

    def decrypt(self, sealed: bytes, first_seq: int) -> bytes:
        """What `encrypt` was given.

        Raises:
            LogDamaged: altered, of another visit or place, or sealed with another key.
        """
        nonce, body = sealed[:_NONCE], sealed[_NONCE:]
        try:
            return self._aead.decrypt(nonce, body, self._about + _BLOCK.pack(first_seq))
        except (InvalidTag, ValueError) as error:
            message = f"the block from event {first_seq} on does not open with this key"
            raise LogDamaged(message, seq=first_seq) from error


class KeyRing:
    """Makes, wraps and unwraps the keys of visits under one KEK of 32 bytes."""

    def __init__(self, kek: bytes) -> None:
        self._aead = AESGCM(kek)

    def make(self, visit: str) -> tuple[bytes, Cipher]:
        """A new key: (wrapped, to be stored; opened, to be used)."""
        key = AESGCM.generate_key(KEY_BYTES * 8)
        nonce = os.urandom(_NONCE)
        return nonce + self._aead.encrypt(nonce, key, visit.encode()), Cipher(key, visit)

    def open(self, wrapped: bytes, visit: str) -> Cipher:
        """The cipher of a stored key.

        Raises:
            LogDamaged: altered, of another visit, or wrapped under another KEK.
        """
        try:
            key = self._aead.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], visit.encode())
        except (InvalidTag, ValueError) as error:
            raise LogDamaged(f"the key of visit {visit} does not open with this KEK") from error
        return Cipher(key, visit)


def token_secret(settings: Settings) -> bytes:
    """What signs tokens: as set, else the file in the data folder, made when it is missing."""
    return settings.secret.encode() or secret_file(settings.data / "token.key")


def log_key(settings: Settings) -> bytes:
    """The KEK: as set, else the file in the data folder, made when it is missing."""
    return bytes.fromhex(settings.log_key) or secret_file(settings.data / "log.key")


def secret_file(path: Path) -> bytes:
    """The 32 random bytes in `path`, written there for the owner alone (0600) if it is missing.

    The file appears whole or not at all, also when two processes start at once.

    Raises:
        LogDamaged: the file does not hold 32 bytes.
        OSError: the file can be neither read nor written.
    """
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    secret = path.read_bytes()
    if len(secret) != KEY_BYTES:
        raise LogDamaged(f"{path.name} holds {len(secret)} bytes, not {KEY_BYTES}")
    return secret


def _make(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # unlike rename, never replaces a secret already in use
    except FileExistsError:
        pass
    finally:
        draft.unlink()
