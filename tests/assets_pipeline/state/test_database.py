import sqlite3
from contextlib import closing

import pytest

from assets_pipeline.errors import BuildBusy
from assets_pipeline.state import database


def keys(connection):
    return [key for (key,) in connection.execute("SELECT key FROM made")]


def test_what_was_committed_is_there_again(tmp_path):
    with closing(database.connect(tmp_path)) as connection:
        connection.execute("INSERT INTO made VALUES ('k', 'v')")
        connection.commit()
        connection.execute("INSERT INTO made VALUES ('lost', 'v')")
    with closing(database.connect(tmp_path)) as connection:
        assert keys(connection) == ["k"]


def test_one_build_at_a_time(tmp_path):
    with closing(database.connect(tmp_path)), pytest.raises(BuildBusy):
        database.connect(tmp_path)
    database.connect(tmp_path).close()


@pytest.mark.parametrize("rubbish", [b"rubbish" * 999, b"SQLite format 3\0" + bytes(9000), b"x"])
def test_rubbish_is_thrown_away(tmp_path, rubbish):
    (tmp_path / database.NAME).write_bytes(rubbish)
    with closing(database.connect(tmp_path)) as connection:
        assert keys(connection) == []


def test_tables_of_another_version_are_replaced(tmp_path):
    with closing(sqlite3.connect(tmp_path / database.NAME)) as connection:
        connection.executescript("CREATE TABLE made(other); PRAGMA user_version = 999;")
    with closing(database.connect(tmp_path)) as connection:
        assert keys(connection) == []


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(OSError, match="unable to open"):
        database.connect(tmp_path / "none")
