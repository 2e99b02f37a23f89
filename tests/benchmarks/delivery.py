"""Chunks per CPU-second: `python tests/benchmarks/delivery.py`. Encoding included, no socket."""

import hashlib
import json
import os
import tempfile
import time
from pathlib import Path

from server.blobs import Blobs
from server.delivery import Delivery
from sessions import wire
from sessions.messages.frames import Chunk
from sessions.messages.shopper import Got, Want, Wanted

FILES, SIZE = 20, 10 << 20


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = []
        for _ in range(FILES):
            data = os.urandom(SIZE)
            names.append(hashlib.sha256(data).hexdigest())
            (folder / names[-1]).write_bytes(data)
        delivery = Delivery(Blobs(folder))
        delivery.want(Want(items=tuple(Wanted(each) for each in names)))
        chunks, now, cpu = 0, 0.0, time.process_time()
        while isinstance(chunk := delivery.next_chunk(now), Chunk):
            wire.encode((chunk,))
            now += 0.001
            delivery.got(Got(sha256=chunk.sha256, offset=chunk.offset + len(chunk.data)), now)
            chunks += 1
        spent = time.process_time() - cpu
    assert chunks == FILES * SIZE // (32 * 1024)
    print(
        json.dumps(
            {"chunk_us": round(spent / chunks * 1e6, 1), "chunks_per_cpu_s": round(chunks / spent)}
        )
    )


if __name__ == "__main__":
    main()
