"""The composition root: the one file that knows all parts."""

from __future__ import annotations

import asyncio
import gc
import logging
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from server import tailor
from server.answering import Quick, start, words
from server.api.answers import handlers
from server.api.parts import Parts
from server.api.routes import routes as api_routes
from server.blobs import Blobs, route
from server.delivery import Delivery
from server.door import Door
from server.ears.front import Ears
from server.guard import Guard, policy
from server.keys import Cipher, KeyRing, log_key, token_secret
from server.limits import Addresses
from server.logs_cli import opened
from server.metrics import Metrics
from server.origins import Origins
from server.packs.listing import status
from server.packs.records import chosen
from server.settings import Settings
from server.staff.desk import Desk
from server.staff.presence import Presence
from server.static import inline_hashes
from server.static import routes as page_routes
from server.store.front import Store
from server.store.tables import Kept
from server.tokens import Tokens
from server.visit import House
from server.visits import Build, Visits
from server.workers import InlineLane, Lane, ProcessLane, ThreadLane, Workers
from server.writing import WritingLane
from sessions.encoding.model import COMPACT, DEFAULT_PACK, fetched
from sessions.encoding.pictures.model import OUTLINE
from sessions.errors import PackUnusable
from sessions.messages.jobs import Call, Choose, Fit, Look, Rank, Reply, Search, Understand
from sessions.model import Answers
from sessions.replay.show import lines
from sessions.speech.model import FOLDERS, PACKS

log = logging.getLogger(__name__)

SWITCH_S: Final = 0.001
"""How soon a ranking thread that waits may have the interpreter: 5 ms would be seen."""

RETAIN_S: Final = 3600.0
VERSION: Final = "0.1.0"

QUICK: Final = (Rank, Reply, Choose)
"""Jobs that look things up in what the catalogue has become."""

WORDS: Final = (Understand, Search, Look)
"""Jobs that run models."""


class Clock:
    """Wall time that never goes back: read once, then carried on by the steady clock."""

    def __init__(self) -> None:
        self._began = time.time() - time.monotonic()  # noqa: TID251 - the one clock of the house

    def __call__(self) -> float:
        """Seconds since 1970."""
        return self._began + time.monotonic()

    def ms(self) -> int:
        """Milliseconds since 1970."""
        return int((self._began + time.monotonic()) * 1000)


class Models(NamedTuple):
    """What the models are loaded from; picklable, for the worker processes."""

    catalogue: Path
    folder: Path | None
    """Where packs lie; `None` where the settings decline them."""
    text: str
    """The setting `SHOWROOM_TEXT_MODEL`."""
    faq: Path | None = None
    """The shop's own answers; `None`: the demo shop's."""
    picture: str = ""
    """The setting `SHOWROOM_PICTURE_MODEL`."""


def load_answers(settings: Settings) -> tuple[Answers, Models]:
    """The models of this process, and what the others are to load.

    A default pack that is damaged is replaced by the compact encoder, and said so once.

    Raises:
        OSError: there is no catalogue.
        CatalogueUnreadable: it does not read.
        PackUnusable: the text or picture model that was asked for by name does not load.
        FaqRefused: the shop's own answers do not read.
    """
    folder = settings.models if DEFAULT_PACK in chosen(settings.packs) else None
    faq = Path(settings.faq) if settings.faq else None
    models = Models(settings.catalogue, folder, settings.text_model, faq, settings.picture_model)
    try:
        answers = Answers.load(*models)
    except PackUnusable as error:
        if models.text or models.picture:
            raise
        log.warning("going on with the models that need no pack: %s", error.message)
        models = models._replace(text=COMPACT, picture=OUTLINE)
        answers = Answers.load(*models)
    for pack in status(folder, settings.packs):
        if pack.default or pack.state == "active":
            log.info("%s", pack.line)
    log.info("text model: %s; %d products", answers.encoder.name, len(answers.catalogue.products))
    log.info("picture model: %s", answers.seeing.name)
    log.info("ranking: %s", answers.ranker.version)
    return answers, models


class Showroom(NamedTuple):
    """The whole server as one ASGI application."""

    app: ASGIApp
    farewell: Callable[[], None]
    """Tells every client that sockets are about to be closed; they are sent it within a moment."""


@asynccontextmanager
async def showroom(settings: Settings) -> AsyncIterator[Showroom]:
    """The whole server; all it starts is ended with the context.

    Raises:
        OSError: there is no catalogue, or the data folder cannot be written.
        CatalogueUnreadable: the catalogue does not read.
        PackUnusable: the text model that was asked for by name does not load.
    """
    answers, models = await asyncio.to_thread(load_answers, settings)
    async with AsyncExitStack() as ends:
        loop = asyncio.get_running_loop()
        clock, metrics = Clock(), Metrics()
        keys = KeyRing(log_key(settings))
        store = Store(settings, keys, loop.call_soon_threadsafe, metrics.committed)
        ends.push_async_callback(store.close)
        presence = Presence(loop.time)
        workers = _workers(settings, answers, models, metrics, presence)
        ends.callback(workers.close)
        blobs = Blobs(settings.catalogue / "a")
        house = House(workers, answers.catalogue.by_id.keys(), clock.ms, [], set(), blobs.hold)
        ears = _ears(settings)
        visits = Visits(
            house,
            store,
            Build(answers.catalogue.digest, answers.models, ears.languages),
            limit=settings.visits,
            idle_ms=settings.idle_minutes * 60_000,
        )
        ends.push_async_callback(visits.close)
        desk = Desk(visits, presence)
        tokens = Tokens(
            token_secret(settings),
            minutes=settings.token_minutes,
            renew_days=settings.retention_days,
        )
        origins = Origins(settings.origins)
        door = Door(
            visits=visits,
            tokens=tokens,
            addresses=Addresses(settings.connections, settings.visits),
            allowed=origins,
            delivery=lambda: Delivery(blobs, settings.window_bytes),
            metrics=metrics,
            now=clock,
            ears=ears,
        )
        parts = Parts(
            version=VERSION,
            catalogue=answers.catalogue,
            store=store,
            tokens=tokens,
            now=clock,
            read_log=readable,
            end_visits=visits.end,
            consented=visits.consent,
            packs=lambda: {
                "text_model": answers.encoder.name,
                "packs": status(models.folder, settings.packs),
            },
            models=lambda: answers.models,
            unready=lambda: "" if len(visits) < settings.visits else "the showroom is full",
            retention_days=settings.retention_days,
            metrics=metrics if settings.metrics else None,
            desk=desk if settings.staff_key else None,
            staff_key=settings.staff_key,
        )
        await workers.warm()
        gc.collect()
        gc.freeze()  # what is loaded stays: no collection needs to look at it again
        tasks = await ends.enter_async_context(asyncio.TaskGroup())
        running = [
            tasks.create_task(each)
            for each in (
                visits.write(),
                visits.tidy(),
                visits.remember(),
                desk.watch(),
                workers.sweep(),
                ears.run(),
                metrics.sample_lag(),
                _retain(store, clock, settings.retention_days),
            )
        ]
        ends.callback(_cancel, running)
        yield Showroom(entrance(_pages(parts, blobs, origins), door), visits.farewell)


def _pages(parts: Parts, blobs: Blobs, origins: Origins) -> ASGIApp:
    static = static_folder()
    pages = Starlette(
        routes=[*api_routes(parts), route(blobs), *page_routes(static)],
        exception_handlers=handlers(),
    )
    return Guard(pages, origins=origins, policy=policy(inline_hashes(static)))


def entrance(pages: ASGIApp, door: Door) -> ASGIApp:
    """Sockets go straight to the door: no middleware stands on the road of a gesture."""

    async def enter(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await pages(scope, receive, send)
        elif scope["path"] == "/ws":
            await door(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 3501})  # before accept: HTTP 403

    return enter


def static_folder() -> Path:
    """The client: inside an installed wheel, or in the checkout."""
    installed = Path(__file__).parent / "_static"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "static"


def readable(kept: Kept, cipher: Cipher) -> object:
    """A stored visit as its shopper may read it: JSON already, made in the thread that calls."""
    return msgspec.Raw(msgspec.json.encode(list(lines(opened(kept, cipher)))))


async def _retain(store: Store, clock: Clock, days: int) -> None:
    """Remove what has been kept long enough, for ever."""
    while True:
        try:
            await store.sweep(clock.ms(), days)
        except sqlite3.Error:
            log.exception("old visits could not be removed: trying again in an hour")
        await asyncio.sleep(RETAIN_S)


def _workers(
    settings: Settings, answers: Answers, models: Models, metrics: Metrics, presence: Presence
) -> Workers:
    quick = Quick(answers)
    at_once = quick.seconds() < InlineLane.LEAST_S
    log.info("ranking %s", "on the spot" if at_once else "in a thread")
    ranking: Lane
    if at_once:
        ranking = InlineLane("quick", quick, metrics=metrics)
    else:
        sys.setswitchinterval(SWITCH_S)
        ranking = ThreadLane("quick", quick, deadline_s=settings.rank_ms / 1000, metrics=metrics)
    talking = ProcessLane(
        "words",
        words,
        partial(start, *models),
        width=settings.workers,
        deadline_s=settings.words_ms / 1000,
        metrics=metrics,
    )
    answering: Lane = ranking
    if settings.writer:
        log.info("answers are worded by %s", settings.writer)
        begin = partial(start, *models, writer=settings.writer)
        late = settings.words_ms / 1000
        answering = WritingLane(begin, ranking, deadline_s=late, metrics=metrics)
    calling = InlineLane("staff", presence, metrics=metrics)
    lanes: dict[type, Lane] = {
        **dict.fromkeys(QUICK, ranking),
        Reply: answering,
        **dict.fromkeys(WORDS, talking),
        Call: calling,
        Fit: _fitting(settings, metrics, ranking),
    }
    return Workers(lanes)


def _fitting(settings: Settings, metrics: Metrics, otherwise: Lane) -> Lane:
    """The tailor, where the figure was baked; else garments hang on the shop's mannequin."""
    if tailor.FIGURE not in chosen(settings.packs) or not tailor.there(settings.models):
        log.info("fitting: no, %s is needed", tailor.FIGURE)
        return otherwise
    log.info("fitting: %s", tailor.MODEL)
    begin = partial(tailor.start, settings.catalogue, settings.models)
    late = settings.words_ms / 1000
    return ProcessLane("tailor", tailor.fits, begin, width=1, deadline_s=late, metrics=metrics)


def _ears(settings: Settings) -> Ears:
    """Listening, where the packs for it were fetched and are wanted."""
    wanted, there = chosen(settings.packs), fetched(str(settings.models))
    if not all(pack in wanted and pack in there for pack in PACKS):
        log.info("listening: no, %s are needed", " and ".join(PACKS))
        return Ears((), ())
    worker = (sys.executable, "-m", "server.ears.worker")
    given = (str(settings.catalogue), str(settings.models), settings.speech_model)
    log.info("listening: %s", ", ".join(FOLDERS))
    return Ears((*worker, *filter(None, given)), tuple(FOLDERS))


def _cancel(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
