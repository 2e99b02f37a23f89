import pytest

from server.staff.presence import GONE_S, MOST, Presence
from server.workers import Payload, Request
from sessions.messages.jobs import Call, Called


@pytest.fixture
def clock():
    return [1000.0]


@pytest.fixture
def presence(clock):
    return Presence(lambda: clock[0])


def asked(presence):
    (outcome,) = presence([Request(Call(5), Payload())])
    return outcome.answer


def test_those_who_ask_for_news_are_there(presence, clock):
    assert asked(presence) == Called(for_seq=5, staff=0)
    presence.seen("Mei")
    presence.seen("Bo")
    presence.seen("Mei")
    assert asked(presence) == Called(for_seq=5, staff=2)
    clock[0] += GONE_S - 1
    presence.seen("Mei")
    clock[0] += 1
    assert (presence.here(), presence.is_here("Mei"), presence.is_here("Bo")) == (1, True, False)


def test_one_who_closes_the_page_is_gone(presence):
    presence.seen("Mei")
    presence.gone("Mei")
    assert presence.here() == 0


def test_after_a_restart_there_is_time_to_come_back(presence, clock):
    assert presence.is_here("Mei")
    assert presence.here() == 0, "but nobody new is promised"
    clock[0] += GONE_S
    assert not presence.is_here("Mei")


def test_names_have_a_bound(presence):
    for at in range(MOST + 9):
        presence.seen(f"n{at}")
    assert presence.here() == MOST
