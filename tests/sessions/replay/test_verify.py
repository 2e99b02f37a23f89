"""A log executed again gives what it holds, or the first difference is named."""

import msgpack
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.log import Header, LogWriter, read
from sessions.messages.common import Reason, SlateItem
from sessions.messages.jobs import RankedAnswer
from sessions.messages.shopper import Consent
from sessions.replay.verify import answers_differ, first_difference, verify


def visit(road):
    road.event(Consent(1, 0, ("log", "qa_replay")))
    road.number = 1
    road.gesture("grab", "p3")
    road.answer()
    road.say("red")
    road.answer()
    road.do("cart.add", "p2")
    road.answer()
    return road


def rewritten(log, change):
    """The log with one entry changed by `change(entry) -> entry | None`, chained anew."""
    header, entries = read(log)
    writer = LogWriter(header)
    for entry in entries:
        kept = change(entry)
        if kept:
            writer.add(kept.seq, kept.t_ms, kept.kind, bytes(kept.frame))
    return writer.header + writer.take().data


def test_identical(road, rules):
    log = visit(road).log()
    report = verify(log, answerer=rules)
    assert report.identical
    assert report.events == road.seq
    assert report.recomputed == sum(entry.kind == "job" for entry in read(log)[1])
    assert report.skipped == 0


@pytest.mark.parametrize("kind", ["frame", "job", "event"])
def test_an_entry_that_is_missing_is_a_difference(road, kind):
    log = visit(road).log()
    dropped = []

    def drop(entry):
        if entry.kind == kind and entry.seq > 3 and not dropped:
            dropped.append(entry.seq)
            return None
        return entry

    report = verify(rewritten(log, drop))
    assert not report.identical
    assert report.first_difference.seq == dropped[0]


def test_a_frame_that_differs_is_named_by_its_path(road):
    log = visit(road).log()

    def change(entry):
        frame = msgpack.unpackb(entry.frame)
        if entry.kind == "frame" and frame[0] == "cart":
            frame[3][0][3] = 7
            return msgspec.structs.replace(entry, frame=msgspec.Raw(msgpack.packb(frame)))
        return entry

    report = verify(rewritten(log, change))
    assert report.first_difference.path == "frame[1][3][0][3]"


def test_an_answer_that_a_new_model_gives_otherwise_is_a_difference(road, rules):
    log = visit(road).log()

    class Newer:
        def answer(self, job, texts, like):
            answer = rules.answer(job, texts, like)
            if isinstance(answer, RankedAnswer) and job.for_seq > 4:
                return msgspec.structs.replace(answer, items=answer.items[::-1])
            return answer

    assert verify(log, answerer=rules).identical
    report = verify(log, answerer=Newer())
    assert not report.identical
    assert report.first_difference.path.startswith("RankedAnswer")


def test_words_that_were_not_kept_are_skipped_not_failed(road, rules):
    log = visit(road).log()

    def forget(entry):
        frame = msgpack.unpackb(entry.frame)
        if entry.kind == "event" and frame[2][0] == "say":
            frame[2][3] = ""
            return msgspec.structs.replace(entry, frame=msgspec.Raw(msgpack.packb(frame)))
        return entry

    report = verify(rewritten(log, forget), answerer=rules)
    assert report.identical
    assert report.skipped == 1


def test_a_log_that_begins_with_a_snapshot_is_replayed_from_there(road):
    visit(road)
    road.writer = LogWriter(Header("visit", "epoch", "catalogue"))
    road.blocks = [road.writer.header]
    road.snapshot()
    road.gesture("grab", "p6")
    road.answer()
    report = verify(road.log())
    assert report.identical
    assert report.events == 2


def test_a_snapshot_inside_is_checked(road):
    visit(road)
    road.snapshot()
    log = road.log()
    assert verify(log).identical

    def change(entry):
        if entry.kind == "snapshot":
            state = msgpack.unpackb(entry.frame, strict_map_key=False)
            state[0] = "zh-CN"
            return msgspec.structs.replace(entry, frame=msgspec.Raw(msgpack.packb(state)))
        return entry

    assert verify(rewritten(log, change)).first_difference.path == "snapshot[1][0]"


def test_damage_is_reported_with_its_place(road):
    log = bytearray(visit(road).log())
    log[-1] ^= 1
    report = verify(bytes(log))
    assert not report.identical
    assert "damaged" in report.damaged


def slate(*pairs):
    items = tuple(SlateItem(product, score, 1.0, Reason("popular")) for product, score in pairs)
    return RankedAnswer(for_seq=1, items=items)


def test_ties_may_change_places_and_nothing_else_may():
    then = slate(("a", 0.5), ("b", 0.3), ("c", 0.1))
    assert answers_differ(then, slate(("a", 0.500001), ("b", 0.3), ("c", 0.1))) == ""
    assert answers_differ(then, slate(("a", 0.50002), ("b", 0.3), ("c", 0.1))) != ""
    assert answers_differ(then, slate(("b", 0.5), ("a", 0.3), ("c", 0.1))) != ""
    tie = slate(("a", 0.5), ("b", 0.3), ("c", 0.300001))
    assert answers_differ(tie, slate(("a", 0.5), ("c", 0.300001), ("b", 0.3))) == ""


values = st.recursive(
    st.integers() | st.text(max_size=3) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
)


@settings(max_examples=200)
@given(values, values)
def test_no_difference_means_equal(left, right):
    assert (first_difference(left, right) == "") == (left == right)
