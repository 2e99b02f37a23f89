"""`python -m server`: settings, log lines, uvicorn."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sqlite3
import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import ClassVar, Final

import h11
import uvicorn
import uvloop
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from assets_pipeline.errors import CatalogueUnreadable
from server.app import showroom
from server.settings import Settings
from sessions.errors import ShowroomError
from sessions.wire import INBOUND_BYTES

GRACE_S: Final = 5

PAGES_AT_ONCE: Final = 512
"""HTTP connections beside the sockets of visits; beyond them requests are answered with 503."""

log = logging.getLogger(__name__)


def main(environ: Mapping[str, str]) -> int:
    """Serve until told to stop; the exit code."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(message)s")
    logging.getLogger("uvicorn").setLevel(logging.WARNING)  # its lines name addresses
    try:
        settings = Settings.from_environ(environ)
        uvloop.run(serve(settings))
    except ShowroomError as error:
        log.critical("%s", error.message)
        return 2
    except (FileNotFoundError, CatalogueUnreadable) as error:
        log.critical("%s: run `make setup`, or set SHOWROOM_CATALOGUE", error)
        return 2
    except (OSError, sqlite3.Error) as error:
        log.critical("the data folder: %s", error)
        return 2
    except SystemExit:  # uvicorn's, which has said why: mostly that the port is taken
        return 1
    return 0


async def serve(settings: Settings) -> None:
    """Open the showroom on the address of the settings.

    Raises:
        ShowroomError: see `server.app.showroom`.
    """
    async with showroom(settings) as opened:
        log.info("the showroom opens at http://%s:%d", settings.host, settings.port)
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, _nothing)  # uvicorn raises them again: all is to be closed first
        await Gentle(config(opened.app, settings), opened.farewell).serve()


def _nothing(_signal: int, _frame: FrameType | None) -> None:
    return


class Gentle(uvicorn.Server):
    """Says goodbye before it closes all sockets (1012)."""

    GOODBYE_S: ClassVar[float] = 0.1

    def __init__(self, config: uvicorn.Config, farewell: Callable[[], None]) -> None:
        super().__init__(config)
        self._farewell = farewell

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close."""
        self._farewell()
        await asyncio.sleep(self.GOODBYE_S)
        await super().shutdown(sockets)


class Hurried(H11Protocol):
    """HTTP/1.1 whose requests must be whole in time.

    uvicorn counts only from an answer to the next request: a client that never ends its first one
    would stay for ever.
    """

    WHOLE_S: ClassVar[float] = 10.0

    _due: asyncio.TimerHandle | None = None
    _upgraded = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._relax()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Read on; wait for the rest of a request, but not while it is being answered."""
        super().handle_events()
        self._watch()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """A socket has its own timeouts: `hello`, pings."""
        self._upgraded = True
        super().handle_websocket_upgrade(event)

    def _watch(self) -> None:
        if self._upgraded or self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._relax()
        elif self._due is None:
            self._due = self.loop.call_later(self.WHOLE_S, self.transport.abort)

    def _relax(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None


def config(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """How uvicorn is run; each choice against its default has its reason."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=Hurried,
        limit_concurrency=settings.visits + PAGES_AT_ONCE,  # open connections, sockets included
        ws="websockets-sansio",  # nearly the speed of a bare websockets server
        ws_max_size=INBOUND_BYTES * 4,  # audio; the rest is bounded by `sessions.wire`
        ws_per_message_deflate=False,  # 1.8 times the CPU, 35 KiB a socket, for frames of 60 bytes
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        lifespan="off",  # parts are made before the socket is opened, in `showroom`
        access_log=False,  # it would write down who asked for what
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
        log_config=None,
        forwarded_allow_ips=",".join(settings.proxies) or "127.0.0.1",
        proxy_headers=bool(settings.proxies),
    )
