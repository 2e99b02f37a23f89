"""Visits over a real store, with Jobs answered at once by hand: joining, coming back, writing down."""

import asyncio
import sqlite3
import weakref
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from server.connection import Connection
from server.ears.front import Ears
from server.keys import KeyRing
from server.limits import Limits
from server.logs_cli import opened
from server.metrics import Metrics
from server.settings import Settings
from server.store.front import Store
from server.visit import House, Visit
from server.visits import Build, Visits
from server.workers import Outcome
from sessions.errors import OutOfOrder, ShopFull
from sessions.log import read
from sessions.messages.common import Reason, SlateItem
from sessions.messages.frames import Closing, Consented, Refused
from sessions.messages.jobs import Look, Looked, Rank, RankedAnswer
from sessions.messages.shopper import Bye, Consent, Gesture, Gestures, Hello, Picture, Say
from sessions.replay.verify import verify
from sessions.wire import decode_frames

KEK = bytes(range(32))
GOODS = [f"p{n}" for n in range(8)]


class Bench:
    """Jobs wait here until `work` answers them: rankings rotate the goods, all else is dropped."""

    def __init__(self) -> None:
        self.asked = []
        self.turn = 0

    def submit(self, job, _payload, deliver, _t_ms) -> None:
        self.asked.append((job, deliver))

    def work(self) -> None:
        asked, self.asked = self.asked, []
        for job, deliver in asked:
            if isinstance(job, Rank):
                self.turn += 1
                goods = GOODS[self.turn % 8 :] + GOODS[: self.turn % 8]
                items = tuple(SlateItem(each, 1.0, 1.0, Reason("popular")) for each in goods)
                deliver(Outcome(RankedAnswer(for_seq=job.for_seq, model="m", items=items)))


class Shop:
    """One server's worth of visits over a folder; a second one over it is a restart."""

    def __init__(self, folder: Path, **settings) -> None:
        self.folder = folder
        self.bench = Bench()
        self.now = 1_000_000
        self.store = Store(
            Settings(data=folder, commit_ms=1),
            KeyRing(KEK),
            asyncio.get_running_loop().call_soon_threadsafe,
        )
        house = House(self.bench, GOODS, lambda: self.now, [], set())
        self.visits = Visits(
            house,
            self.store,
            Build("c", {}),
            **{"limit": 4, "idle_ms": 60_000, **settings},
        )

    async def join(self, visit: Visit | None = None, ack: int = 0, subject: str = "s", epoch=None):
        name = visit.name if visit else ""
        epoch = (visit.epoch if visit else "") if epoch is None else epoch
        return await self.visits.join(Hello(ack=ack, visit=name, epoch=epoch), subject)

    async def flush(self) -> None:
        """Write all that is due, and tell who waited."""
        await self.visits._flush()
        await self.store.flush()
        await asyncio.sleep(0.005)

    def frames(self, visit: Visit) -> list:
        found = []
        while data := visit.outbox.take():
            found += decode_frames(data)
        return found

    async def kill(self) -> None:
        """End as a killed process does: nothing more is handed to the store."""
        await self.store.close()


def point(seq: int, product: str = "p1") -> Gestures:
    return Gestures(seq=seq, items=(Gesture("point", product),))


def run(folder: Path, story: Callable[[Shop], Awaitable[None]], **settings) -> None:
    async def main() -> None:
        shop = Shop(folder, **settings)
        try:
            await story(shop)
        finally:
            await shop.store.close()

    asyncio.run(main())


def test_gestures_are_answered_once_and_duplicates_dropped(tmp_path):
    async def story(shop: Shop) -> None:
        visit, welcome = await shop.join()
        assert (welcome.resumed, welcome.heard, welcome.next) == ("new", 0, 1)
        shop.bench.work()
        for seq in (1, 2, 2, 1, 3):
            visit.receive(point(seq))
            shop.bench.work()
        slates = [each for each in shop.frames(visit) if each.__struct_config__.tag == "slate"]
        assert [each.upto for each in slates] == [0, 1, 2, 3]
        assert [each.seq for each in slates] == [1, 2, 3, 4]
        assert visit.heard == visit.outbox.acked == 3

    run(tmp_path, story)


def test_a_skipped_message_is_refused(tmp_path):
    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        visit.receive(point(1))
        with pytest.raises(OutOfOrder):
            visit.receive(point(3))
        assert visit.heard == 1

    run(tmp_path, story)


def test_a_gesture_while_a_ranking_is_under_way_is_covered_by_the_next(tmp_path):
    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        shop.bench.work()
        for seq in range(1, 6):
            visit.receive(point(seq))
        shop.bench.work()
        shop.bench.work()
        uptos = [each.upto for each in shop.frames(visit) if hasattr(each, "upto")]
        assert uptos == [0, 1, 5]

    run(tmp_path, story)


@pytest.mark.parametrize("ack", [0, 1, 3])
def test_back_from_memory_what_was_missed_follows(tmp_path, ack):
    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        shop.bench.work()
        for seq in (1, 2):
            visit.receive(point(seq))
            shop.bench.work()
        shop.visits.leave(visit, visit.generation)
        again, welcome = await shop.join(visit, ack=ack)
        assert again is visit
        assert (welcome.resumed, welcome.heard, welcome.next) == ("memory", 2, ack + 1)
        seqs = [each.seq for each in shop.frames(visit) if each.seq]
        assert seqs == list(range(ack + 1, 4))

    run(tmp_path, story)


def test_a_client_that_is_ahead_or_of_another_epoch_gets_a_snapshot(tmp_path):
    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        shop.bench.work()
        for ack, epoch in ((9, None), (1, "other")):
            before = visit.epoch
            _, welcome = await shop.join(visit, ack=ack, epoch=epoch)
            tags = [each.__struct_config__.tag for each in shop.frames(visit)]
            assert (welcome.resumed, tags) == ("snapshot", ["welcome", "snapshot"])
            assert welcome.next == visit.outbox.next
            assert visit.epoch == welcome.epoch != before

    run(tmp_path, story)


def test_somebody_elses_visit_is_not_joined(tmp_path):
    async def story(shop: Shop) -> None:
        visit, _ = await shop.join(subject="owner")
        other, welcome = await shop.join(visit, subject="thief")
        assert welcome.resumed == "new"
        assert other is not visit

    run(tmp_path, story)


def test_a_new_socket_fences_the_old_one(tmp_path):
    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        codes = []
        visit.close_socket = codes.append
        old = visit.generation
        await shop.join(visit)
        assert codes == [3011]
        shop.visits.leave(visit, old)  # the late clean-up of the old socket
        assert visit.left_ms is None
        shop.bench.work()
        assert any(each.seq for each in shop.frames(visit))

    run(tmp_path, story)


def test_a_visit_that_is_left_does_not_keep_its_socket(tmp_path):
    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        socket = SocketLike()
        gone = weakref.ref(socket)
        visit.close_socket, visit.outbox.wake = socket.close, socket.wake
        del socket
        shop.visits.leave(visit, visit.generation)
        assert gone() is None

    run(tmp_path, story)


class SocketLike:
    def close(self, code: int) -> None: ...

    def wake(self) -> None: ...


def test_full_is_full_until_somebody_left(tmp_path):
    async def story(shop: Shop) -> None:
        visits = [(await shop.join())[0] for _ in range(4)]
        with pytest.raises(ShopFull):
            await shop.join()
        shop.visits.leave(visits[0], visits[0].generation)
        shop.now += 60_001
        shop.visits._dispose_idle()
        await shop.join()
        assert len(shop.visits) == 4

    run(tmp_path, story)


def test_acknowledged_only_when_written(tmp_path):
    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        visit.receive(point(1))
        assert visit.outbox.acked == 1
        visit.receive(Consent(seq=2, grants=("log",)))
        visit.receive(point(3))
        assert visit.outbox.acked == 1
        await shop.flush()
        assert visit.outbox.acked == 3
        visit.receive(point(4))
        assert visit.outbox.acked == 3

    run(tmp_path, story)


def test_without_consent_nothing_is_in_the_database(tmp_path):
    async def story(shop: Shop) -> None:
        visit, welcome = await shop.join()
        assert not welcome.durable
        for seq in (1, 2):
            visit.receive(point(seq))
        visit.receive(Say(seq=3, text="a secret wish"))
        await shop.flush()
        assert await shop.store.visits_of("s") == []
        assert visit.outbox.acked == 3

    run(tmp_path, story)
    data = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert b"secret wish" not in data


def test_a_picture_needs_consent_is_looked_at_once_and_kept_nowhere(tmp_path):
    picture = b"a picture of my living room"

    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        visit.receive(Consent(seq=1, grants=("log", "qa_replay")))
        visit.receive(Picture(seq=2, data=picture))
        shop.bench.work()
        await shop.flush()
        refused = [each for each in shop.frames(visit) if isinstance(each, Refused)]
        assert [(each.code, each.ref) for each in refused] == [("consent_missing", 2)]
        assert not any(isinstance(job, Look) for job, _ in shop.bench.asked)
        visit.receive(Consent(seq=3, grants=("log", "qa_replay", "picture")))
        visit.receive(Picture(seq=4, data=picture))
        [(job, deliver)] = [each for each in shop.bench.asked if isinstance(each[0], Look)]
        assert visit._payload(job).picture == picture
        deliver(Outcome(Looked(for_seq=job.for_seq, model="m", products=("p3",))))
        assert visit._payload(job).picture == b""
        assert visit.session.state.request.found == ("p3",)
        visit.receive(Bye(seq=5))
        await shop.flush()
        log = opened(*await shop.store.read_visit(visit.name))
        assert b"looked" in log
        assert picture not in log

    run(tmp_path, story)
    assert picture not in b"".join(each.read_bytes() for each in tmp_path.iterdir())


def written(folder: Path, visit: Visit) -> bytes:
    """The exported log of a visit."""
    found: list[bytes] = []

    async def story(shop: Shop) -> None:
        kept, cipher = await shop.store.read_visit(visit.name)
        found.append(opened(kept, cipher))

    run(folder, story)
    return found[0]


def heard_in(log: bytes) -> list[int]:
    """Numbers of the gesture messages in a log."""
    events = [each.frame for each in read(log)[1] if each.kind == "event"]
    bodies = [msgspec.msgpack.decode(each)[2] for each in events]
    return [body[1] for body in bodies if body[0] == "gestures"]


async def logged(shop: Shop, count: int) -> Visit:
    """A visit with `count` gestures, all answered and written."""
    visit, _ = await shop.join()
    visit.receive(Consent(seq=1, grants=("log",)))
    shop.bench.work()
    for seq in range(2, count + 2):
        visit.receive(point(seq))
        shop.bench.work()
    await shop.flush()
    shop.frames(visit)
    return visit


def test_after_a_restart_the_visit_goes_on_from_its_log(tmp_path):
    kept = []

    async def before(shop: Shop) -> None:
        kept.append(await logged(shop, 5))

    async def after(shop: Shop) -> None:
        visit = kept[0]
        ack = visit.outbox.next - 1
        again, welcome = await shop.join(visit, ack=ack - 2)
        assert (welcome.resumed, welcome.heard, welcome.durable) == ("log", 6, True)
        seqs = [each.seq for each in shop.frames(again) if each.seq]
        assert seqs == [ack - 1, ack]
        again.receive(point(7))
        shop.bench.work()
        await shop.flush()
        assert again.outbox.acked == 7

    run(tmp_path, before)
    run(tmp_path, after)
    log = written(tmp_path, kept[0])
    assert heard_in(log) == [2, 3, 4, 5, 6, 7]
    assert verify(log).identical


@pytest.mark.parametrize("snapshot_between", [False, True])
def test_a_client_that_saw_what_was_never_written_gets_a_snapshot(tmp_path, snapshot_between):
    """Numbers after the log's last go to new frames: taking them for the lost ones loses frames."""
    kept = []

    async def before(shop: Shop) -> None:
        visit = await logged(shop, 2)
        visit.receive(point(4))  # its ranking is asked for, and written as such
        if snapshot_between:
            visit.snapshot()
        await shop.flush()
        shop.bench.work()  # the answer is sent, and dies with the process
        kept.append((visit, shop.frames(visit)[-1].seq))

    async def after(shop: Shop) -> None:
        visit, seen = kept[0]
        again, welcome = await shop.join(visit, ack=seen)
        assert (welcome.resumed, welcome.heard) == ("snapshot", 4)
        assert again.epoch != visit.epoch
        shop.visits.leave(again, again.generation)
        _, late = await shop.join(visit, ack=seen)  # that welcome was lost on the way
        assert late.resumed == "snapshot"

    run(tmp_path, before)
    run(tmp_path, after)


def test_numbers_given_twice_are_told_apart_after_another_crash(tmp_path):
    """The client's old epoch and number fit the log again, but other frames bear them now."""
    kept = []

    async def before(shop: Shop) -> None:
        visit = await logged(shop, 2)
        visit.receive(point(4))
        await shop.flush()
        shop.bench.work()
        kept.append((visit, shop.frames(visit)[-1].seq))

    async def between(shop: Shop) -> None:
        visit, seen = kept[0]
        again, _ = await shop.join(visit, ack=seen)  # the welcome is lost on the way
        for seq in range(5, 9):
            again.receive(point(seq))
            shop.bench.work()
        await shop.flush()
        assert again.outbox.next > seen + 1

    async def after(shop: Shop) -> None:
        visit, seen = kept[0]
        _, welcome = await shop.join(visit, ack=seen)
        assert welcome.resumed == "snapshot"

    for story in (before, between, after):
        run(tmp_path, story)
    assert verify(written(tmp_path, kept[0][0])).identical


def test_a_log_of_another_build_is_left_alone(tmp_path, monkeypatch):
    kept = []

    async def before(shop: Shop) -> None:
        kept.append(await logged(shop, 2))

    async def after(shop: Shop) -> None:
        _, welcome = await shop.join(kept[0], ack=1)
        assert welcome.resumed == "new"

    run(tmp_path, before)
    monkeypatch.setattr("sessions.replay.rebuild._event", msgspec.msgpack.Decoder(Hello))
    monkeypatch.setattr("sessions.replay.rebuild._state", msgspec.msgpack.Decoder(Hello))
    run(tmp_path, after)


def test_visits_in_logs_are_not_taken_up_beyond_the_limit(tmp_path):
    kept = []

    async def before(shop: Shop) -> None:
        kept.append(await logged(shop, 1))

    async def after(shop: Shop) -> None:
        await shop.join()
        with pytest.raises(ShopFull):
            await shop.join(kept[0], ack=1)

    run(tmp_path, before)
    run(tmp_path, after, limit=1)


def test_a_visit_erased_while_it_is_taken_up_stays_erased(tmp_path, monkeypatch):
    kept = []

    async def before(shop: Shop) -> None:
        kept.append(await logged(shop, 1))

    async def after(shop: Shop) -> None:
        taking_up = asyncio.to_thread

        async def slowly(*call):
            shop.visits.end("s")
            await shop.store.erase("s", shop.now)
            return await taking_up(*call)

        monkeypatch.setattr("server.visits.asyncio.to_thread", slowly)
        visit, welcome = await shop.join(kept[0], ack=1)
        assert (welcome.resumed, welcome.durable) == ("new", False)
        assert visit.name != kept[0].name

    run(tmp_path, before)
    run(tmp_path, after)


def test_a_ranking_that_died_with_the_process_is_answered(tmp_path):
    kept = []

    async def before(shop: Shop) -> None:
        visit = await logged(shop, 2)
        visit.receive(point(4))
        await shop.flush()
        kept.append((visit, visit.outbox.next - 1))

    async def after(shop: Shop) -> None:
        visit, seen = kept[0]
        again, _ = await shop.join(visit, ack=seen)
        shop.bench.work()
        uptos = [each.upto for each in shop.frames(again) if hasattr(each, "upto")]
        assert uptos[-1] == 4

    run(tmp_path, before)
    run(tmp_path, after)


def test_consent_withdrawn_while_nobody_is_there_ends_the_log(tmp_path):
    kept = []

    async def before(shop: Shop) -> None:
        kept.append(await logged(shop, 2))
        await shop.store.set_consent("s", ("log", "analytics"), shop.now)

    async def between(shop: Shop) -> None:
        again, welcome = await shop.join(kept[0], ack=kept[0].outbox.next - 1)
        assert (welcome.resumed, again.session.state.grants) == ("log", ("log",))
        await shop.store.set_consent("s", ("analytics",), shop.now)

    async def after(shop: Shop) -> None:
        again, welcome = await shop.join(kept[0], ack=kept[0].outbox.next - 1)
        assert (welcome.durable, again.session.state.grants) == (False, ())
        assert any(isinstance(each, Consented) and not each.durable for each in shop.frames(again))
        await shop.flush()
        assert await shop.store.visits_of("s") == []

    for story in (before, between, after):
        run(tmp_path, story)


def test_a_consent_that_waits_is_erased_with_the_rest(tmp_path):
    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        other, _ = await shop.join(subject="t")
        for each in (visit, other):
            each.receive(Consent(seq=1, grants=("log",)))
        shop.visits.end("s")
        await shop.store.erase("s", shop.now)
        async with asyncio.TaskGroup() as tasks:
            remembering = tasks.create_task(shop.visits.remember())
            while not (await shop.store.consent("t")).version:
                await asyncio.sleep(0.001)
            remembering.cancel()
        assert not (await shop.store.consent("s")).version

    run(tmp_path, story)


def test_what_a_refusal_quotes_reads_again(tmp_path):
    kept = []

    async def story(shop: Shop) -> None:
        visit = await logged(shop, 1)
        visit.receive(point(3, "\U000e0001" * 64))
        await shop.flush()
        kept.append(visit)

    run(tmp_path, story)
    assert verify(written(tmp_path, kept[0])).identical


def test_all_are_told_when_the_server_goes_down_and_to_come_back_one_by_one(tmp_path):
    async def story(shop: Shop) -> None:
        visits = [(await shop.join())[0] for _ in range(4)]
        for visit in visits:
            shop.frames(visit)
        shop.visits.farewell()
        told = [frame for visit in visits for frame in shop.frames(visit)]
        assert [type(each) for each in told] == [Closing] * 4
        assert {each.code for each in told} == {1012}
        assert all(5 <= each.retry_ms < 30 for each in told)

    run(tmp_path, story)


def test_consent_to_and_fro_keeps_the_last_word(tmp_path):
    kept = []

    async def story(shop: Shop) -> None:
        visit = await logged(shop, 2)
        first = msgspec.msgpack.encode(visit.session.state)
        visit.receive(Consent(seq=4))
        visit.receive(Consent(seq=5, grants=("log",)))
        visit.receive(point(6))
        await shop.flush()
        assert visit.outbox.acked == 6
        assert first
        kept.append(visit)

    run(tmp_path, story)
    assert heard_in(written(tmp_path, kept[0])) == [6]


def test_consent_withdrawn_while_the_log_is_being_opened(tmp_path):
    """What is written under the new consent is sealed with the new key, not with none."""
    kept = []

    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        visit.receive(Consent(seq=1, grants=("log",)))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(shop.visits._flush())
            await asyncio.sleep(0)  # the store is asked to open the log
            visit.receive(Consent(seq=2))
            visit.receive(Consent(seq=3, grants=("log",)))
        visit.receive(point(4))
        await shop.flush()
        await shop.flush()
        assert visit.outbox.acked == 4
        kept.append(visit)

    run(tmp_path, story)
    assert heard_in(written(tmp_path, kept[0])) == [4]
    assert b"gestures" not in b"".join(each.read_bytes() for each in tmp_path.iterdir())


def test_withdrawn_consent_removes_the_log(tmp_path):
    async def story(shop: Shop) -> None:
        visit = await logged(shop, 3)
        visit.receive(Consent(seq=5))
        await shop.flush()
        assert await shop.store.visits_of("s") == []
        visit.receive(point(6))
        assert visit.outbox.acked == 6

    run(tmp_path, story)


def test_a_log_that_cannot_be_erased_now_is_erased_later(tmp_path, monkeypatch):
    async def story(shop: Shop) -> None:
        visit = await logged(shop, 3)
        other, _ = await shop.join(subject="t")
        other.receive(Consent(seq=1, grants=("log",)))
        await shop.flush()
        forget = shop.store.forget_visit

        async def broken(_name: str) -> None:
            raise sqlite3.OperationalError("disk I/O error")

        monkeypatch.setattr(shop.store, "forget_visit", broken)
        visit.receive(Consent(seq=5))
        other.receive(point(2))
        assert not await shop.visits._flush()
        await shop.flush()
        assert other.outbox.acked == 2
        monkeypatch.setattr(shop.store, "forget_visit", forget)
        assert await shop.visits._flush()
        assert await shop.store.visits_of("s") == []

    run(tmp_path, story)


def test_a_visit_that_ends_while_its_log_is_being_opened_is_written(tmp_path):
    kept = []

    async def story(shop: Shop) -> None:
        first, _ = await shop.join()
        visit, _ = await shop.join()
        first.receive(Consent(seq=1, grants=("log",)))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(shop.visits._flush())
            await asyncio.sleep(0)  # the store is asked to open the first log
            visit.receive(Consent(seq=1, grants=("log",)))
            visit.receive(Bye(seq=2))
            shop.visits.leave(visit, visit.generation)
        await shop.flush()
        assert len(shop.visits) == 1
        kept.append(visit)

    run(tmp_path, story)
    assert verify(written(tmp_path, kept[0])).identical


def test_erased_visits_end_and_are_not_taken_up(tmp_path):
    async def story(shop: Shop) -> None:
        visit = await logged(shop, 3)
        codes = []
        visit.close_socket = codes.append
        shop.visits.end("s")
        await shop.store.erase("s", shop.now)
        assert codes == [1000]
        _, welcome = await shop.join(visit, ack=1)
        assert welcome.resumed == "new"

    run(tmp_path, story)


def test_a_finished_visit_is_written_and_forgotten(tmp_path):
    kept = []

    async def story(shop: Shop) -> None:
        visit = await logged(shop, 1)
        visit.receive(Bye(seq=3))
        shop.visits.leave(visit, visit.generation)
        await shop.flush()
        assert len(shop.visits) == 0
        _, welcome = await shop.join(visit)
        assert welcome.resumed == "new"
        kept.append(visit)

    run(tmp_path, story)
    assert verify(written(tmp_path, kept[0])).identical


def test_a_client_that_does_not_read_is_closed_and_may_come_back(tmp_path, monkeypatch):
    monkeypatch.setattr("server.outbox.UNSENT_FRAMES", 8)

    async def story(shop: Shop) -> None:
        visit, _ = await shop.join()
        stuck = asyncio.Event()

        async def send(_event) -> None:
            await stuck.wait()

        async def receive():
            await stuck.wait()

        connection = Connection(
            visit, send=send, delivery=None, limits=Limits(), metrics=Metrics(), ears=Ears((), ())
        )
        connection.begin()
        async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
            running = tasks.create_task(connection.run(receive, shop.visits))
            for seq in range(1, 20):
                visit.receive(point(seq))
                shop.bench.work()
                await asyncio.sleep(0)
        assert running.result() == 3008
        _, welcome = await shop.join(visit, ack=0)
        assert (welcome.resumed, welcome.heard) == ("memory", 19)
        assert [each.seq for each in shop.frames(visit) if each.seq] == list(range(1, 20))

    run(tmp_path, story)
