import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from server.keys import FORMAT, Cipher, KeyRing, log_key, secret_file, token_secret
from server.settings import Settings
from sessions.errors import LogDamaged

KEY = bytes(range(32))


@given(st.binary(max_size=200), st.integers(0, 2**64 - 1))
def test_what_was_sealed_opens_again_in_another_opening(block, first):
    assert Cipher(KEY, "v").decrypt(Cipher(KEY, "v").encrypt(block, first), first) == block


@given(st.binary(max_size=80))
def test_rubbish_is_refused(rubbish):
    with pytest.raises(LogDamaged):
        Cipher(KEY, "v").decrypt(rubbish, 1)


@pytest.mark.parametrize("place", [0, 11, 12, -1], ids=["nonce", "nonce end", "text", "tag"])
def test_every_bit_counts(place):
    sealed = bytearray(Cipher(KEY, "v").encrypt(b"entries", 1))
    sealed[place] ^= 1
    with pytest.raises(LogDamaged):
        Cipher(KEY, "v").decrypt(bytes(sealed), 1)


def test_a_block_is_bound_to_visit_place_and_key():
    sealed = Cipher(KEY, "v").encrypt(b"entries", 1)
    for cipher, first in [
        (Cipher(KEY, "w"), 1),
        (Cipher(KEY, "v"), 2),
        (Cipher(bytes(32), "v"), 1),
    ]:
        with pytest.raises(LogDamaged) as refused:
            cipher.decrypt(sealed, first)
        assert refused.value.seq == first


def test_the_format_is_as_documented():
    """An independent reader: AES-GCM by hand."""
    sealed = Cipher(KEY, "v").encrypt(b"entries", 7)
    about = FORMAT + b"v\0" + (7).to_bytes(8, "little")
    assert AESGCM(KEY).decrypt(sealed[:12], sealed[12:], about) == b"entries"


def test_nonces_do_not_repeat_within_or_between_openings():
    ciphers = [Cipher(KEY, "v") for _ in range(50)]
    nonces = {cipher.encrypt(b"", n)[:12] for cipher in ciphers for n in range(50)}
    assert len(nonces) == 2500


def test_wrapped_keys_open_under_their_kek_and_for_their_visit_only():
    wrapped, cipher = KeyRing(KEY).make("v")
    sealed = cipher.encrypt(b"entries", 1)
    assert KeyRing(KEY).open(wrapped, "v").decrypt(sealed, 1) == b"entries"
    for ring, key, visit in [
        (KeyRing(bytes(32)), wrapped, "v"),
        (KeyRing(KEY), wrapped, "w"),
        (KeyRing(KEY), wrapped[:-1], "v"),
        (KeyRing(KEY), b"", "v"),
    ]:
        with pytest.raises(LogDamaged):
            ring.open(key, visit)


def test_every_visit_has_its_own_key():
    ring = KeyRing(KEY)
    _, one = ring.make("v")
    _, other = ring.make("v")
    with pytest.raises(LogDamaged):
        other.decrypt(one.encrypt(b"x", 1), 1)


def test_a_secret_is_made_once_for_the_owner_alone(tmp_path: Path):
    path = tmp_path / "deep" / "token.key"
    first = secret_file(path)
    assert len(first) == 32
    assert secret_file(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_damaged_secret_is_refused_not_replaced(tmp_path: Path):
    path = tmp_path / "token.key"
    path.write_bytes(b"short")
    with pytest.raises(LogDamaged):
        secret_file(path)
    assert path.read_bytes() == b"short"


def test_a_secret_that_appeared_meanwhile_wins(tmp_path: Path, monkeypatch):
    """Two processes start at once: the one that is late takes the other's secret."""
    path = tmp_path / "log.key"
    monkeypatch.setattr(Path, "exists", lambda _self: False)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(secret_file, path).result()
    assert secret_file(path) == first


def test_settings_come_before_files(tmp_path: Path):
    given_keys = Settings(data=tmp_path, secret="s" * 32, log_key="00" * 32)
    assert token_secret(given_keys) == b"s" * 32
    assert log_key(given_keys) == bytes(32)
    assert not list(tmp_path.iterdir())
    own = Settings(data=tmp_path)
    assert token_secret(own) != log_key(own)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["log.key", "token.key"]
