"""A visit taken up again from its log is the visit."""

import msgspec
import pytest

from sessions.log import read
from sessions.messages.jobs import JobFailed, Rank, RankedAnswer, Reply
from sessions.replay.rebuild import answers, rebuild
from sessions.wire import encode_message


@pytest.mark.parametrize("snapshot_after", [0, 3, 9])
def test_state_frames_and_open_jobs_come_back(road, encoded, snapshot_after):
    for at in range(10):
        road.gesture("grab", f"p{at % 4}")
        road.answer()
        if at == snapshot_after:
            road.snapshot()
    road.do("cart.add", "p1")
    road.answer(1)
    again = rebuild(read(road.log())[1])
    assert encoded(again.session.state) == encoded(road.session.state)
    assert again.seq == road.seq
    assert again.sent == len(road.frames)
    assert again.frames == [encode_message(frame) for frame in road.frames]
    assert again.jobs == road.jobs
    assert {type(job) for job in again.jobs} == {Rank, Reply}


def test_an_empty_log_is_a_fresh_visit():
    again = rebuild([])
    assert (again.seq, again.sent, again.jobs) == (0, 0, [])


def test_what_ends_a_job():
    job = Rank(for_seq=3)
    assert answers(job, RankedAnswer(for_seq=3))
    assert answers(job, JobFailed(for_seq=3, job="rank"))
    assert not answers(job, JobFailed(for_seq=3, job="reply"))
    assert msgspec.structs.fields(job)
