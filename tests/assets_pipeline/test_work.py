import pytest

from assets_pipeline import work
from assets_pipeline.catalogue import Lod, Rejected
from assets_pipeline.errors import AssetRejected

JOB = work.Job("more/a.glb", "/in", "/out", "")
MADE = work.Made(((0.0,) * 3, (1.0,) * 3), [Lod("0" * 64, 9, 3, 0.0)])


class Caller:
    """Refuses with each code in turn, then answers."""

    def __init__(self, *codes):
        self.codes = list(codes)
        self.asked = []

    def __call__(self, *asked):
        self.asked.append(asked)
        if self.codes:
            raise AssetRejected(self.codes.pop(0), "no", pointer="/p")
        return MADE


def test_a_job_is_one_call():
    call = Caller()
    assert work.attempt(JOB, call) == MADE
    assert call.asked == [(work.MAKE, "/in/more/a.glb", "/in", "/out", ("", "y"), "")]


@pytest.mark.parametrize(
    ("codes", "calls", "code"),
    [(["no_geometry"], 1, "no_geometry"), (["limits_exceeded"], 1, "limits_exceeded"),
     (["worker_killed"], 2, ""), (["worker_killed", "no_geometry"], 2, "no_geometry"),
     (["worker_killed"] * 9, work.TRIES, "worker_killed")],
)  # fmt: skip
def test_only_a_killed_worker_is_tried_again(codes, calls, code):
    call = Caller(*codes)
    found = work.attempt(JOB, call)
    assert len(call.asked) == calls
    assert found == (Rejected("more/a.glb", code, "/p", "no") if code else MADE)
