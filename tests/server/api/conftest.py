import asyncio
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assets_pipeline.catalogue import Catalogue, Product, Rejected
from server.api import answers
from server.api.parts import Parts
from server.api.routes import routes
from server.keys import KeyRing
from server.metrics import Metrics
from server.settings import Settings
from server.store.front import Store
from server.tokens import Tokens

CATALOGUE = Catalogue(
    [Product(f"p{n}", {"en": f"Coat {n}", "zh-CN": f"外套 {n}"}, "coat.glb", "coat") for n in range(50)],
    rejected=[Rejected("bad.glb", "truncated", "", "ends too early")],
)  # fmt: skip


@dataclass
class House:
    """A running API and what it did to the rest of the server."""

    client: TestClient
    parts: Parts
    calls: list[tuple[object, ...]]
    clock: list[float]
    state: dict[str, str] = field(default_factory=dict)

    def guest(self) -> dict[str, str]:
        """The headers of a new shopper."""
        return bearer(self.client.post("/api/guest").json()["token"])

    def run(self, work: Callable[[], object]) -> object:
        """Runs a coroutine in the application's own loop."""
        return self.client.portal.call(work)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def read_log(kept, cipher):
    return [cipher.decrypt(block, n).decode() for n, block in enumerate(kept.blocks, 1)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    calls: list[tuple[object, ...]] = []
    clock = [1_800_000_000.0]
    state = {"unready": ""}

    def parts(store: Store) -> Parts:
        return Parts(
            version="1.2.3",
            catalogue=CATALOGUE,
            store=store,
            tokens=Tokens(b"s" * 32),
            now=lambda: clock[0],
            read_log=read_log,
            end_visits=lambda subject: calls.append(("end", subject)),
            consented=lambda subject, grants: calls.append(("consented", subject, grants)),
            packs=lambda: [{"name": "a", "state": "absent"}],
            models=lambda: {"rank": "blend-1"},
            unready=lambda: state["unready"],
            retention_days=30,
            metrics=Metrics(),
        )

    @asynccontextmanager
    async def lifespan(app: Starlette):
        soon = asyncio.get_running_loop().call_soon_threadsafe
        store = Store(Settings(data=tmp_path), KeyRing(bytes(32)), soon)
        app.state.parts = parts(store)
        app.router.routes.extend(routes(app.state.parts))
        yield
        await store.close()

    async def broken(_request):
        raise ZeroDivisionError("a secret detail")

    app = Starlette(lifespan=lifespan, exception_handlers=answers.handlers())
    app.add_route("/broken", broken)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield House(client, app.state.parts, calls, clock, state)
