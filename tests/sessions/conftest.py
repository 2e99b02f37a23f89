"""A visit without a server: events in, frames out, Jobs answered by simple rules."""

import msgspec
import pytest

from sessions.log import Header, LogWriter
from sessions.messages.common import Act, Reason, SlateItem, Slot
from sessions.messages.jobs import (
    Call,
    Called,
    Choose,
    Chosen,
    Event,
    Fit,
    Fitted,
    Found,
    Rank,
    RankedAnswer,
    Replied,
    Reply,
    Search,
    Started,
    Understand,
    Understood,
    Wake,
)
from sessions.messages.shopper import Do, Gesture, Gestures, Say
from sessions.session.digest import digest
from sessions.session.step import Session
from sessions.wire import encode_message

STAFF = 1
PRODUCTS = [f"p{at}" for at in range(8)]


def rule(job, text=""):  # noqa: PLR0911 - one line a kind of Job
    """The answer to a Job by rules that depend on the Job alone."""
    match job:
        case Rank():
            touched = [it.product for it in reversed(job.recent)]
            order = dict.fromkeys([*touched, *job.found, *PRODUCTS])
            shown = [it for it in order if it not in job.hidden][:4]
            items = tuple(
                SlateItem(it, 1.0 / (1 + at), 1.0, Reason("because", it))
                for at, it in enumerate(shown)
            )
            return RankedAnswer(for_seq=job.for_seq, items=items)
        case Understand():
            color, *rest = text.split() or [""]
            act = Act(rest[0] if rest else "search", (), (Slot("color", color),))
            return Understood(for_seq=job.for_seq, acts=(act,), abstained=not text)
        case Search():
            return Found(for_seq=job.for_seq, products=tuple(PRODUCTS[2:5]), matched=3)
        case Reply():
            return Replied(for_seq=job.for_seq, lang=job.lang, key=job.key, text=f"<{job.key}>",
                           products=job.products)  # fmt: skip
        case Choose():
            return Chosen(for_seq=job.for_seq, product=job.product, variant=job.variant or "blue",
                          size=job.size or "M", then=job.then, count=job.count)  # fmt: skip
        case Call():
            return Called(for_seq=job.for_seq, staff=STAFF)
        case Fit():
            return Fitted(for_seq=job.for_seq, product=job.product, variant=job.variant,
                          size=job.size, fit="shown")  # fmt: skip
    raise AssertionError(job)


class Road:
    """Steps a session and writes its log; Jobs wait until `answer` is called."""

    def __init__(self, session=None, seq=0):
        self.session = session or Session()
        self.writer = LogWriter(Header("visit", "epoch", "catalogue"))
        self.blocks = [self.writer.header]
        self.seq = seq
        self.number = 0
        self.jobs = []
        self.frames = []
        self.texts = {}
        self.timers = []

    def event(self, body):
        self.seq += 1
        t_ms = self.seq * 10
        event = Event(self.seq, t_ms, body)
        step = self.session.step(event)
        self._write(t_ms, "event", event)
        for frame in step.frames:
            self._write(t_ms, "frame", frame)
        for job in step.jobs:
            self._write(t_ms, "job", digest(job))
        self.frames += step.frames
        self.jobs += [job for job in step.jobs if not isinstance(job, Wake)]
        self.timers += [job for job in step.jobs if isinstance(job, Wake)]
        return step

    def _write(self, t_ms, kind, what):
        self.writer.add(self.seq, t_ms, kind, encode_message(what))

    def snapshot(self):
        self._write(self.seq * 10, "snapshot", self.session.state)

    def answer(self, count=1000):
        while self.jobs and count:
            job = self.jobs.pop(0)
            self.event(rule(job, self.texts.get(job.for_seq, "")))
            count -= 1
        return self

    def gesture(self, kind="grab", product="p1", **fields):
        self.number += 1
        return self.event(Gestures(self.number, 0, (Gesture(kind, product, **fields),)))

    def do(self, act, *products, **slots):
        self.number += 1
        listed = tuple(Slot(name, str(value)) for name, value in slots.items())
        return self.event(Do(self.number, 0, Act(act, products, listed)))

    def say(self, text, scene=()):
        self.number += 1
        step = self.event(Say(self.number, 0, text, scene=scene))
        self.texts[self.seq] = text
        return step

    def log(self):
        if not self.writer.empty:
            self.blocks.append(self.writer.take().data)
        return b"".join(self.blocks)

    def last(self, kind):
        return next(frame for frame in reversed(self.frames) if isinstance(frame, kind))

    def keys(self):
        return [frame.key for frame in self.frames if hasattr(frame, "key")]


@pytest.fixture
def road():
    """A visit that has begun."""
    road = Road()
    road.event(Started(lang="en", seed=5))
    return road.answer()


@pytest.fixture(scope="session")
def fresh():
    """Makes further visits."""

    def make():
        road = Road()
        road.event(Started(lang="en", seed=5))
        return road

    return make


@pytest.fixture(scope="session")
def rules():
    """The rules that answer Jobs, as `verify` wants them."""

    class Rules:
        def answer(self, job, texts, like):  # noqa: ARG002 - the shape of an Answerer
            if isinstance(job, Understand) and job.for_seq not in texts:
                return None
            return rule(job, texts.get(job.for_seq, ""))

    return Rules()


@pytest.fixture(scope="session")
def encoded():
    """The msgpack bytes of a state."""
    return msgspec.msgpack.encode
