import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.blobs import Blobs

Put = Callable[[bytes], str]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Puts bytes into the catalogue of `blobs`; their name."""
    (tmp_path / "a").mkdir(exist_ok=True)

    def put_bytes(data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        (tmp_path / "a" / name).write_bytes(data)
        return name

    return put_bytes


@pytest.fixture
def blobs(tmp_path: Path) -> Iterator[Blobs]:
    each = Blobs(tmp_path / "a")
    yield each
    each.close()
