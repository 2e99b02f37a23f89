"""Logs for people, and two of them side by side."""

import pytest

from sessions.errors import LogUnreadable
from sessions.replay.show import diff, lines


def test_lines_tell_the_visit(road):
    road.gesture("grab", "p3")
    road.answer()
    told = list(lines(road.log()))
    assert told[0]["header"]["visit"] == "visit"
    assert [line["kind"] for line in told[1:4]] == ["event", "job", "event"]
    assert told[1]["frame"][2][0] == "started"


def test_a_log_does_not_differ_from_itself(road):
    log = road.answer().log()
    assert diff(log, log).identical


def test_the_first_difference_is_named(fresh):
    one, other = fresh(), fresh()
    for road, product in ((one, "p1"), (other, "p2")):
        road.gesture("grab", product)
        road.answer()
    report = diff(one.log(), other.log())
    assert not report.identical
    assert report.first_difference.seq == 2
    longer = fresh()
    longer.gesture("grab", "p1")
    shorter_log = fresh().log()
    assert diff(longer.log(), shorter_log).first_difference.path == "entry"


def test_rubbish_is_refused():
    with pytest.raises(LogUnreadable):
        list(lines(b""))
