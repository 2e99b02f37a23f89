"""Worded answers come from the model's lane; whatever becomes of it, the template answers."""

import asyncio

import pytest

from assets_pipeline.catalogue import Catalogue, Product, encode
from server.answering import start
from server.metrics import Metrics
from server.workers import Lane, Outcome, Payload, QueueLane, Request
from server.writing import WritingLane
from sessions.errors import PackUnusable, WorkerLost
from sessions.messages.jobs import Replied, Reply

FACTS, HELP = (Request(Reply(3, key=key), Payload()) for key in ("detail", "help"))


class Plain(Lane):
    def submit(self, request, deliver):
        deliver(Outcome(Replied(for_seq=request.job.for_seq, model="plain")))

    async def warm(self):
        pass

    def close(self):
        pass


class Stub(WritingLane):
    """Answers as `becomes` says instead of in a process."""

    becomes = None

    def _run(self, batch):
        if self.becomes == "late":
            return
        outcome = Outcome(Replied(for_seq=3, model="writer"))
        self._finished(batch, [WorkerLost("gone") if self.becomes == "lost" else outcome])


def answered(request, becomes=""):
    async def main():
        lane = Stub(dict, Plain("plain", Metrics()), deadline_s=0.01, metrics=Metrics())
        lane.becomes = becomes
        got = []
        lane.submit(request, got.append)
        await asyncio.sleep(0.03)
        lane.sweep()
        lane.close()
        return [each.answer.model for each in got]

    return asyncio.run(main())


@pytest.mark.parametrize(
    ("request_", "becomes", "model"),
    [
        (FACTS, "", "writer"),
        (FACTS, "late", "plain"),
        (FACTS, "lost", "plain"),
        (HELP, "", "plain"),
    ],
)
def test_each_answer_comes_once(request_, becomes, model):
    assert answered(request_, becomes) == [model]


def test_one_answer_waits_for_no_other():
    assert WritingLane.batch == 1 < QueueLane.batch


def test_a_process_that_cannot_load_its_model_says_what_to_do(tmp_path):
    (tmp_path / "catalogue.json").write_bytes(
        encode(Catalogue([Product("a", {"en": "Chair"}, "", "armchair")]))
    )
    none = tmp_path / "none"
    none.mkdir()
    with pytest.raises(PackUnusable, match="unset SHOWROOM_WRITER"):
        start(tmp_path, None, "hashed", None, "outline", writer=str(none))
