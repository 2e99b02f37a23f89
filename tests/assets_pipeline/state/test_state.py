import pytest

from assets_pipeline.errors import BuildBusy
from assets_pipeline.state import state


def test_folders_are_made_and_litter_is_gone(tmp_path):
    (tmp_path / "cache/new").mkdir(parents=True)
    (tmp_path / "cache/new/.tmp-half").write_bytes(b"ha")
    with state.opened(tmp_path) as known:
        assert (tmp_path / "cache/build").read_text() == known.token
        assert list((tmp_path / "cache/new").iterdir()) == []
        assert (tmp_path / "a").is_dir()
        with pytest.raises(BuildBusy), state.opened(tmp_path):
            pass
    with state.opened(tmp_path) as again:
        assert again.token != known.token


def test_a_broken_file_is_an_error_of_the_disk(tmp_path):
    with pytest.raises(OSError, match="no such table"), state.opened(tmp_path) as known:
        known.outcomes._connection.execute("SELECT * FROM absent")
