"""Where answers are worded by a model, in a process of its own; the templates stand by."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from server.answering import words
from server.metrics import Metrics
from server.workers import Deliver, Lane, Outcome, ProcessLane, Request
from sessions.guide.writer import WRITTEN
from sessions.messages.jobs import JobFailed, JobTimedOut, Reply


class WritingLane(ProcessLane):
    """Has answers that tell facts worded; all others, and those that fail or are late, are plain.

    Args:
        begin: loads the models in the process.
        plain: answers from templates.
        deadline_s: a model without words by then is not waited for.
        metrics: told of each Job's duration.
    """

    batch: ClassVar[int] = 1  # one answer of many would wait for all

    def __init__(
        self, begin: Callable[[], None], plain: Lane, *, deadline_s: float, metrics: Metrics
    ) -> None:
        super().__init__("writer", words, begin, width=1, deadline_s=deadline_s, metrics=metrics)
        self._plain = plain

    def submit(self, request: Request, deliver: Deliver) -> None:
        """Queue one Job; a late or failed one is done by template."""
        if not isinstance(request.job, Reply) or request.job.key not in WRITTEN:
            self._plain.submit(request, deliver)
            return

        def written(outcome: Outcome) -> None:
            if isinstance(outcome.answer, JobFailed | JobTimedOut):
                self._plain.submit(request, deliver)
            else:
                deliver(outcome)

        super().submit(request, written)
