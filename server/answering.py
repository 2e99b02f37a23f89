"""What the lanes run: Jobs of many visits at once, in a thread or in a process of their own."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Final

import msgspec

from server.workers import Outcome, Request
from sessions.errors import JobBroken, ShowroomError
from sessions.messages.jobs import Body, Interaction, Rank
from sessions.model import Answers

log = logging.getLogger(__name__)

TRIES: Final = 20

_encode: Final = msgspec.msgpack.Encoder().encode
_body: Final[msgspec.msgpack.Decoder[Body]] = msgspec.msgpack.Decoder(Body)

_answers: list[Answers] = []
"""The models of this process, once `start` has loaded them."""


def start(
    catalogue: Path,
    models: Path | None,
    text_model: str,
    faq: Path | None = None,
    picture_model: str = "",
    *,
    writer: str = "",
) -> None:
    """Load the models of a worker process; one that words answers needs no others."""
    answers = Answers.load(catalogue, models, text_model, faq, picture_model, writer=writer)
    if writer:
        assert answers.guide is not None  # made now, not when the first shopper asks
    else:
        answers.warm()
        Thread(target=_see, args=(answers,), name="pictures", daemon=True).start()
    _answers[:] = [answers]


def _see(answers: Answers) -> None:
    """Beside the words: after a first start the shop's pictures take a minute, and words need none."""
    try:
        answers.see()
    except Exception:
        log.exception("the shop's pictures could not be looked at")


def words(requests: Sequence[Request]) -> list[Outcome | ShowroomError]:
    """Do the Jobs that words lead to, in a process that has started."""
    return [_do(_answers[0], request) for request in requests]


class Quick:
    """Does Jobs that take microseconds, in the server's own process."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._ranker = answers.ranker

    def __call__(self, requests: Sequence[Request]) -> list[Outcome | ShowroomError]:
        """One answer each, in order."""
        return [self._one(request) for request in requests]

    def seconds(self) -> float:
        """How long a ranking takes here: the best of some."""
        ids = list(self._answers.catalogue.by_id)[:50]
        recent = tuple(Interaction(at, at, "grab", name) for at, name in enumerate(ids))
        best = 1.0
        for seq in range(TRIES):
            began = time.perf_counter()
            self._ranker.rank([Rank(seq, recent, seed=seq)], [None])
            best = min(best, time.perf_counter() - began)
        return best

    def _one(self, request: Request) -> Outcome | ShowroomError:
        job = request.job
        if isinstance(job, Rank):
            return Outcome(self._ranker.rank([job], [request.payload.vector])[0])
        return _do(self._answers, request)


def _do(answers: Answers, request: Request) -> Outcome | ShowroomError:
    try:
        done = answers.do(request.job, *request.payload[:3])
        _body.decode(_encode(done.answer))  # what does not read would spoil the visit's log
    except ShowroomError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one visit's words must not fail its neighbours'
        trace = "".join(traceback.format_tb(error.__traceback__))  # its message may quote the words
        log.error("%s failed: %s\n%s", type(request.job).__name__, type(error).__name__, trace)  # noqa: TRY400
        return JobBroken("this could not be done")
    return Outcome(done.answer, done.vector)
