"""What the lanes run: Jobs of many visits at once, in a thread or in a process of their own."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from server.workers import Outcome, Request
from sessions.errors import ShowroomError
from sessions.messages.jobs import Rank
from sessions.model import Answers

log = logging.getLogger(__name__)

_answers: list[Answers] = []
"""The models of this process, once `start` has loaded them."""


class Broken(ShowroomError):
    """A model raised what it should not; only the one Job is lost."""

    code = "job_failed"


def start(catalogue: Path, models: Path | None, text_model: str) -> None:
    """Load the models of a worker process."""
    _answers[:] = [Answers.load(catalogue, models, text_model).warm()]


def words(requests: Sequence[Request]) -> list[Outcome | ShowroomError]:
    """Do the Jobs that words lead to, in a process that has started."""
    return [_do(_answers[0], request) for request in requests]


class Ranking:
    """Does Rank Jobs of many visits in one call."""

    def __init__(self, answers: Answers) -> None:
        self._ranker = answers.ranker

    def __call__(self, requests: Sequence[Request]) -> list[Outcome | ShowroomError]:
        """One answer each, in order."""
        jobs = [request.job for request in requests if isinstance(request.job, Rank)]
        vectors = [request.payload.vector for request in requests]
        return [Outcome(answer) for answer in self._ranker.rank(jobs, vectors)]


def _do(answers: Answers, request: Request) -> Outcome | ShowroomError:
    try:
        done = answers.do(request.job, request.payload.text, request.payload.vector)
    except ShowroomError as error:
        return error
    except Exception:  # one visit's words must not fail those of its neighbours in the batch
        log.exception("%s failed", type(request.job).__name__)
        return Broken("this could not be done")
    return Outcome(done.answer, done.vector)
