"""The composition root: the one file that knows all parts."""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import sys
import time
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from server.answering import Ranking, start, words
from server.blobs import Blobs
from server.delivery import Delivery
from server.door import Door
from server.keys import KeyRing, log_key, token_secret
from server.limits import Addresses
from server.metrics import Metrics
from server.origins import Origins
from server.settings import Settings
from server.store.front import Store
from server.tokens import Tokens
from server.visit import House
from server.visits import Build, Visits
from server.workers import BatchLane, Workers
from sessions.errors import PackUnusable
from sessions.messages.jobs import Choose, Fit, Rank, Reply, Search, Understand
from sessions.model import Answers

log = logging.getLogger(__name__)

SWITCH_S: Final = 0.001
"""How soon a ranking thread that waits may have the interpreter: 5 ms would be seen."""

WORDS: Final = (Understand, Search, Reply, Choose, Fit)


class Clock:
    """Wall time that never goes back: read once, then carried on by the steady clock."""

    def __init__(self) -> None:
        self._began = time.time() - time.monotonic()  # noqa: TID251 - the one clock of the house

    def __call__(self) -> float:
        """Seconds since 1970."""
        return self._began + time.monotonic()

    def ms(self) -> int:
        """Milliseconds since 1970."""
        return int(self() * 1000)


def load_answers(settings: Settings) -> tuple[Answers, str]:
    """The models of this process, and the text model that the others are to load.

    A default pack that is missing or damaged is replaced by the hashed fall-back, and said so once.

    Raises:
        OSError: there is no catalogue.
        CatalogueUnreadable: it does not read.
        PackUnusable: the text model that was asked for by name does not load.
    """
    choice = settings.text_model
    try:
        answers = Answers.load(settings.catalogue, settings.models, choice)
    except PackUnusable as error:
        if choice:
            raise
        log.warning("going on with the hashed text model: %s", error.message)
        choice = "hashed"
        answers = Answers.load(settings.catalogue, settings.models, choice)
    log.info("text model: %s", answers.encoder.name)
    return answers, choice


@asynccontextmanager
async def showroom(settings: Settings) -> AsyncIterator[Starlette]:
    """The whole server as one ASGI application; all it starts is ended with the context.

    Raises:
        OSError: there is no catalogue, or the data folder cannot be written.
        CatalogueUnreadable: the catalogue does not read.
        PackUnusable: the text model that was asked for by name does not load.
    """
    answers, text_model = await asyncio.to_thread(load_answers, settings)
    async with AsyncExitStack() as ends:
        loop = asyncio.get_running_loop()
        clock, metrics = Clock(), Metrics()
        keys = KeyRing(log_key(settings))
        store = Store(settings, keys, loop.call_soon_threadsafe, metrics.committed)
        ends.push_async_callback(store.close)
        workers = _workers(settings, answers, text_model, metrics)
        ends.callback(workers.close)
        house = House(workers, answers.catalogue.by_id.keys(), clock.ms, [], set())
        visits = Visits(
            house,
            store,
            Build(answers.catalogue.digest, answers.models),
            limit=settings.visits,
            idle_ms=settings.idle_minutes * 60_000,
            commit_s=settings.commit_ms / 1000,
        )
        ends.push_async_callback(visits.close)
        door = _door(settings, visits, metrics, clock)
        gc.collect()
        gc.freeze()  # what is loaded stays: no collection needs to look at it again
        sys.setswitchinterval(SWITCH_S)
        tasks = await ends.enter_async_context(asyncio.TaskGroup())
        running = [
            tasks.create_task(each)
            for each in (visits.write(), visits.tidy(), workers.sweep(), metrics.sample_lag())
        ]
        ends.callback(_cancel, running)
        yield Starlette(routes=[WebSocketRoute("/ws", door)])


def _workers(settings: Settings, answers: Answers, text_model: str, metrics: Metrics) -> Workers:
    ranking = BatchLane(
        "rank",
        Ranking(answers),
        lambda: ThreadPoolExecutor(1, "rank"),
        width=1,
        deadline_s=settings.rank_ms / 1000,
        metrics=metrics,
    )
    talking = BatchLane(
        "words",
        words,
        lambda: ProcessPoolExecutor(
            settings.workers,
            multiprocessing.get_context("spawn"),
            start,
            (settings.catalogue, settings.models, text_model),
        ),
        width=settings.workers,
        deadline_s=settings.words_ms / 1000,
        metrics=metrics,
    )
    return Workers({Rank: ranking, **dict.fromkeys(WORDS, talking)})


def _door(settings: Settings, visits: Visits, metrics: Metrics, clock: Clock) -> Door:
    blobs = Blobs(settings.catalogue / "a")
    return Door(
        visits=visits,
        tokens=Tokens(token_secret(settings), minutes=settings.token_minutes),
        addresses=Addresses(settings.connections, settings.visits),
        allowed=Origins(settings.origins),
        delivery=lambda: Delivery(blobs, settings.window_bytes),
        metrics=metrics,
        now=clock,
    )


def _cancel(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
