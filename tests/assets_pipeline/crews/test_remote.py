import msgspec
import pytest

from assets_pipeline import tools
from assets_pipeline.catalogue import Lod, Rejected
from assets_pipeline.crews import remote
from assets_pipeline.errors import CrewUnfit
from assets_pipeline.state import state
from assets_pipeline.work import Done, Job, Made


@pytest.fixture
def job(tmp_path):
    with state.opened(tmp_path / "out") as known:
        return Job("a.glb", str(tmp_path), str(tmp_path / "out"), "", token=known.token)


def test_a_machine_that_is_fit(job):
    remote.check(job, tools.fingerprint())


@pytest.mark.parametrize(
    ("change", "message"),
    [({"token": "other"}, "must be shared"), ({"out": "/nonexistent"}, "must be shared"),
     ({"script": "/nonexistent/x.js"}, "x.js")],
)  # fmt: skip
def test_folders_that_are_not_shared(job, change, message):
    with pytest.raises(CrewUnfit, match=message):
        remote.check(msgspec.structs.replace(job, **change), tools.fingerprint())


def test_other_code(job):
    with pytest.raises(CrewUnfit, match="other code"):
        remote.run(msgspec.msgpack.encode(job), "0" * 64)


class Fake:
    """Stands for a limited worker."""

    made = 0
    ended = 0

    def __init__(self):
        Fake.made += 1

    def call(self, *_):
        return Made(((0.0,) * 3, (1.0, 2.0, 3.0)), [Lod("0" * 64, 9, 3, 0.5)])

    def close(self):
        Fake.ended += 1


def test_jobs_and_answers_travel_as_plain_bytes(job, monkeypatch):
    monkeypatch.setattr(remote, "Worker", Fake)
    for _ in range(2):
        answer = remote.run(msgspec.msgpack.encode(job), tools.fingerprint())
        assert remote.decode(answer) == Done(Fake().call())
    refused = Rejected("a.glb", "no_geometry", "", "empty")
    assert remote.decode((False, msgspec.msgpack.encode(refused))) == refused
    before = Fake.ended
    remote.dismiss()
    assert Fake.ended == before + 1  # one worker served both
