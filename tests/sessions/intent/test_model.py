import pytest

from sessions.encoding.hashed import HashedEncoder
from sessions.encoding.model import compact
from sessions.errors import PackUnusable
from sessions.intent.model import COMPACT, SENSED, TRACKED, load_head


def test_the_tracked_head_loads_and_is_small():
    assert load_head(None).version == load_head(TRACKED).version
    assert TRACKED.stat().st_size < 1 << 20


def test_no_file_is_refused(tmp_path):
    with pytest.raises(PackUnusable):
        load_head(tmp_path / "none.bin")
    with pytest.raises(PackUnusable):
        load_head(tmp_path)


def test_the_head_follows_the_encoder():
    sensed = load_head(SENSED)
    assert SENSED.stat().st_size < 1 << 20
    assert load_head(None, HashedEncoder()).version == load_head(None).version
    assert load_head(None, compact()).version == load_head(COMPACT).version
    assert COMPACT.stat().st_size < 1 << 20
    twin = HashedEncoder()
    twin.version = sensed.encoder
    assert load_head(None, twin).version == sensed.version
    assert load_head(TRACKED, twin).version == load_head(None).version
