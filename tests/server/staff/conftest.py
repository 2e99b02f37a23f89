"""Visits whose models are rules: every word asks for a person until there is one."""

import asyncio

import pytest

from server.keys import KeyRing
from server.settings import Settings
from server.staff.desk import Desk
from server.staff.presence import Presence
from server.store.front import Store
from server.visit import House
from server.visits import Build, Visits
from server.workers import Outcome, Request
from sessions.messages.common import Act
from sessions.messages.jobs import Call, Rank, RankedAnswer, Replied, Reply, Understand, Understood
from sessions.messages.shopper import Hello
from sessions.wire import decode_frames


class Bench:
    """Answers Jobs at once; there is one timer that never goes off."""

    def __init__(self, presence):
        self.presence = presence

    def submit(self, job, payload, deliver, _t_ms):
        match job:
            case Call():
                (outcome,) = self.presence([Request(job, payload)])
                deliver(outcome)
            case Reply():
                deliver(Outcome(Replied(for_seq=job.for_seq, key=job.key, text=f"<{job.key}>")))
            case Understand():
                acts = (Act("human"),)
                deliver(Outcome(Understood(for_seq=job.for_seq, acts=acts)))
            case Rank():
                deliver(Outcome(RankedAnswer(for_seq=job.for_seq)))


class Floor:
    """A shop floor: visits, staff, and a clock that is moved by hand."""

    def __init__(self, folder):
        self.now_ms = 1_000_000
        self.presence = Presence(lambda: self.now_ms / 1000)
        soon = asyncio.get_running_loop().call_soon_threadsafe
        self.store = Store(Settings(data=folder, commit_ms=1), KeyRing(bytes(32)), soon)
        house = House(Bench(self.presence), ["p1", "p2"], lambda: self.now_ms, [], set())
        self.visits = Visits(house, self.store, Build("c", {}), limit=9, idle_ms=60_000)
        self.desk = Desk(self.visits, self.presence)

    async def enter(self):
        visit, _ = await self.visits.join(Hello(lang="en"), "s")
        return visit

    def frames(self, visit):
        found = []
        while data := visit.outbox.take():
            found += decode_frames(data)
        return found


@pytest.fixture
def on_the_floor(tmp_path):
    """Runs a story about a floor."""

    def run(story):
        async def main():
            floor = Floor(tmp_path)
            try:
                await story(floor)
            finally:
                await floor.store.close()

        asyncio.run(main())

    return run
