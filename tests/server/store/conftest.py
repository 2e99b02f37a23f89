import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.keys import KeyRing
from server.settings import Settings
from server.store.front import Store

KEK = bytes(range(32))


@asynccontextmanager
async def opened(folder: Path, **settings) -> AsyncIterator[Store]:
    loop = asyncio.get_running_loop()
    store = Store(Settings(data=folder, **settings), KeyRing(KEK), loop.call_soon_threadsafe)
    try:
        yield store
    finally:
        await store.close()


@pytest.fixture
def with_store(tmp_path: Path) -> Callable[..., None]:
    """Runs `visit(store)` in a loop of its own, against a store in the test's folder."""

    def run(visit: Callable[[Store], Awaitable[None]], **settings) -> None:
        async def main() -> None:
            async with opened(tmp_path, **settings) as store:
                await visit(store)

        asyncio.run(main())

    return run
