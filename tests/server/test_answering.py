"""What lanes run: one answer for each Job, and one that fails takes no other along."""

import numpy as np
import pytest

from assets_pipeline.catalogue import Catalogue, Product, encode
from server import answering
from server.answering import Quick, start, words
from server.workers import Outcome, Payload, Request
from sessions.encoding.hashed import HashedEncoder
from sessions.messages.jobs import Rank, RankedAnswer, Replied, Reply, Understand, Understood
from sessions.model import Answers, Done

CATALOGUE = Catalogue(
    [Product(f"p{at}", {"en": f"chair {at}"}, "", "armchair") for at in range(12)]
)
NOTHING = Payload()


@pytest.fixture
def answers():
    return Answers(CATALOGUE, HashedEncoder())


@pytest.fixture
def started(tmp_path, monkeypatch):
    monkeypatch.setattr(answering, "_answers", [])
    (tmp_path / "catalogue.json").write_bytes(encode(CATALOGUE))
    start(tmp_path, None, "hashed")


@pytest.mark.usefixtures("started")
def test_words_are_answered_in_order():
    batch = [Request(Understand(at), Payload(f"show me chair {at}")) for at in range(1, 4)]
    outcomes = words(batch)
    assert [type(each.answer) for each in outcomes] == [Understood] * 3
    assert [each.answer.for_seq for each in outcomes] == [1, 2, 3]
    assert all(each.vector is not None for each in outcomes)


@pytest.mark.usefixtures("started")
def test_words_that_are_gone_are_said_so_and_their_neighbours_answered():
    gone, there = words([Request(Understand(1), NOTHING), Request(Reply(2, key="help"), NOTHING)])
    assert gone.code == "payload_gone"
    assert isinstance(there.answer, Replied)


@pytest.mark.usefixtures("started")
def test_a_model_that_breaks_loses_its_own_job_only(monkeypatch, caplog):
    real = Answers.do

    def do(self, job, *rest):
        if job.for_seq == 2:
            raise ZeroDivisionError("inside")
        return real(self, job, *rest)

    monkeypatch.setattr(Answers, "do", do)
    outcomes = words([Request(Reply(at, key="help"), NOTHING) for at in (1, 2, 3)])
    assert [isinstance(each, Outcome) for each in outcomes] == [True, False, True]
    assert outcomes[1].code == "job_failed"
    assert "inside" not in outcomes[1].message, "what broke is for the log, not for the shopper"
    assert "Reply failed" in caplog.text


def test_quick_ranks_with_the_vector_that_was_handed_in(answers):
    vector = HashedEncoder().encode(["chair 7"])[0]
    job = Rank(4, asked=1, seed=3)
    with_it, without = Quick(answers)([Request(job, Payload(vector=vector)), Request(job, NOTHING)])
    assert with_it.answer == answers.ranker.rank([job], [vector])[0]
    assert isinstance(without.answer, RankedAnswer)
    scores = [
        {item.product: item.score for item in each.answer.items} for each in (with_it, without)
    ]
    assert scores[0] != scores[1]
    assert np.isfinite(list(scores[0].values())).all()


def test_quick_does_what_else_is_quick(answers):
    (outcome,) = Quick(answers)([Request(Reply(2, key="help"), NOTHING)])
    assert outcome.answer.for_seq == 2


@pytest.mark.parametrize("count", [0, 12])
def test_a_ranking_can_be_timed_in_any_shop(count):
    shop = Answers(Catalogue(CATALOGUE.products[:count]), HashedEncoder())
    assert 0 < Quick(shop).seconds() < 1


@pytest.mark.usefixtures("started")
def test_an_answer_that_would_not_read_again_is_not_given(monkeypatch):
    long = Replied(for_seq=1, text="a" * 2001)
    monkeypatch.setattr(Answers, "do", lambda *_: Done(long))
    (outcome,) = words([Request(Reply(1, key="help"), NOTHING)])
    assert outcome.code == "job_failed"


@pytest.mark.usefixtures("started")
def test_what_was_said_is_not_in_the_server_s_log(monkeypatch, caplog):
    def do(_self, _job, text, *_):
        raise KeyError(text)

    monkeypatch.setattr(Answers, "do", do)
    words([Request(Understand(1), Payload("my aunt Ada"))])
    assert "KeyError" in caplog.text
    assert "Ada" not in caplog.text
