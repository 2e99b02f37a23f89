"""uvicorn as it is run here: what a client may leave unfinished, and for how long."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from server.serve import PAGES_AT_ONCE, Gentle, Hurried, config
from server.settings import Settings

GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
UPGRADE = (
    b"GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


async def _page(request: Request) -> Response:
    await asyncio.sleep(float(request.query_params.get("wait", 0)))
    return Response(b"ok")


async def _socket(websocket: WebSocket) -> None:
    await websocket.accept()
    with contextlib.suppress(Exception):
        await websocket.receive()


def serve(story: Callable[[int], Awaitable[None]]) -> None:
    app = Starlette(routes=[Route("/", _page), WebSocketRoute("/ws", _socket)])

    async def main() -> None:
        server = uvicorn.Server(config(app, Settings(port=0)))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(server.serve())
            while not server.started:
                await asyncio.sleep(0.01)
            await story(server.servers[0].sockets[0].getsockname()[1])
            server.should_exit = True

    asyncio.run(main())


async def stays_open(port: int, data: bytes, seconds: float) -> bool:
    """Whether a connection that sends `data` and no more is still there after so long."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(data)
    began = time.monotonic()
    with contextlib.suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(seconds):
            while await reader.read(4096):
                pass
    writer.close()
    return time.monotonic() - began >= seconds


@pytest.mark.parametrize(
    ("data", "stays"),
    [
        (b"", False),
        (b"\r\n", False),
        (b"GET / HT", False),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1", False),
        (GET + b"GET / HT", False),
        (GET.replace(b"/", b"/?wait=2", 1), True),
        (UPGRADE, True),
    ],
)
def test_a_request_is_whole_in_time(monkeypatch, data, stays):
    monkeypatch.setattr(Hurried, "WHOLE_S", 0.15)

    async def story(port: int) -> None:
        assert await stays_open(port, data, 0.4) == stays

    serve(story)


def test_goodbye_is_said_while_sockets_are_open():
    told: list[bool] = []

    async def main() -> None:
        server = Gentle(
            config(Starlette(), Settings(port=0)), lambda: told.append(bool(listening()))
        )
        listening = lambda: [each for each in server.servers if each.is_serving()]  # noqa: E731
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(server.serve())
            while not server.started:
                await asyncio.sleep(0.01)
            server.should_exit = True
        assert not listening()

    asyncio.run(main())
    assert told == [True]


def test_there_is_room_for_pages_when_all_visits_are_taken():
    limit = config(Starlette(), Settings(visits=10)).limit_concurrency
    assert limit == 10 + PAGES_AT_ONCE
