import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline.catalogue import Rejected
from assets_pipeline.state import state
from assets_pipeline.work import Made

MADE = Made(((0.0,) * 3, (1.0,) * 3), [])


@pytest.fixture
def outcomes(tmp_path):
    with state.opened(tmp_path) as known:
        yield known.outcomes


@settings(max_examples=20)
@given(names=st.lists(st.text("aB-/.é红𝒜 \x00", min_size=1), unique=True))
def test_order_is_that_of_the_names(names, tmp_path_factory):
    with state.opened(tmp_path_factory.mktemp("x")) as known:
        assert known.outcomes.find(names) == len(names)
        assert list(known.outcomes.found()) == sorted(names)
        for name in names:
            known.outcomes.made(name, MADE)
        assert list(known.outcomes.products()) == [(name, MADE) for name in sorted(names)]


def test_refusals_by_file_then_rank_then_age(outcomes):
    for file, code, rank in (("b", "1", 0), ("a", "2", 2), ("a", "3", 0), ("a", "4", 0)):
        outcomes.refuse(Rejected(file, code, "", ""), rank)
    assert [one.code for one in outcomes.refusals()] == ["3", "4", "2", "1"]


def test_an_id_is_taken_once(outcomes):
    assert [outcomes.take(one) for one in ("a", "b", "a")] == [True, True, False]


def test_named_blobs(outcomes):
    outcomes.name(["a", "b", "a"])
    assert [outcomes.names(one) for one in "abc"] == [True, True, False]
