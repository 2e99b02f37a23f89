import pytest

from sessions.errors import PackUnusable
from sessions.intent.model import TRACKED, load_head


def test_the_tracked_head_loads_and_is_small():
    assert load_head(None).version == load_head(TRACKED).version
    assert TRACKED.stat().st_size < 1 << 20


def test_no_file_is_refused(tmp_path):
    with pytest.raises(PackUnusable):
        load_head(tmp_path / "none.bin")
    with pytest.raises(PackUnusable):
        load_head(tmp_path)
