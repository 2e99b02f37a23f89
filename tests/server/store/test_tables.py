from pathlib import Path

import pytest

from server.store import tables


@pytest.fixture
def db(tmp_path: Path):
    connection = tables.connect(tmp_path / "x.sqlite")
    yield connection
    connection.close()


@pytest.mark.parametrize("count", [0, 1, 2, 255, 256, 257, 700])
def test_every_count_of_blocks_is_written_once(db, count):
    rows = [(n % 3, n, n, bytes([n % 256])) for n in range(count)]
    tables.add_blocks(db, rows)
    stored = db.execute("SELECT visit, first, last, data FROM block ORDER BY first").fetchall()
    assert stored == rows


def test_blocks_of_the_same_first_event_keep_their_order(db):
    """A snapshot may follow in a block of its own under the number of its event."""
    tables.add_blocks(db, [(1, 5, 5, b"b"), (1, 2, 4, b"a"), (1, 5, 5, b"c")])
    assert tables.read_blocks(db, 1) == [b"a", b"b", b"c"]


def test_deleted_bytes_are_overwritten(db):
    assert db.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_a_read_only_connection_writes_nothing(db, tmp_path):
    tables.add_blocks(db, [(1, 1, 1, b"a")])
    reader = tables.connect(tmp_path / "x.sqlite", read_only=True)
    assert tables.read_blocks(reader, 1) == [b"a"]
    with pytest.raises(Exception, match="readonly"):
        tables.add_blocks(reader, [(1, 2, 2, b"b")])
    reader.close()
