import msgspec
import pytest

from assets_pipeline import work
from assets_pipeline.catalogue import Blob, Image, Lod, Rejected
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
    assert work.attempt(JOB, call) == work.Done(MADE)
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
    assert found == (Rejected("more/a.glb", code, "/p", "no") if code else work.Done(MADE))


PICTURE = Image("1" * 64, 5, 4, 4)
EXTRAS = (work.Extra("pictures", "x:draw", ("few",)), work.Extra("usdz", "x:pack"))


def answers(target, *_):
    return {work.MAKE: MADE, "x:draw": [PICTURE], "x:pack": Blob("2" * 64, 6)}[target]


def test_extras_are_made_of_the_finest_level():
    asked = []
    job = msgspec.structs.replace(JOB, extras=EXTRAS)
    done = work.attempt(job, lambda *words: asked.append(words) or answers(*words))
    assert asked[1:] == [("x:draw", "0" * 64, "/out", "few"), ("x:pack", "0" * 64, "/out")]
    assert (done.whole.images, done.whole.files) == ([PICTURE], {"usdz": Blob("2" * 64, 6)})
    assert (done.whole.lods, done.whole.note) == (MADE.lods, "")


def test_only_what_is_not_known_is_done():
    known = work.Done(MADE, {"pictures": work.Side([PICTURE])})
    asked = []
    job = msgspec.structs.replace(JOB, extras=EXTRAS, known=known)
    done = work.attempt(job, lambda *words: asked.append(words[0]) or answers(*words))
    assert asked == ["x:pack"]
    assert done.sides["pictures"] == known.sides["pictures"]


@pytest.mark.parametrize("code", ["picture_too_large", "worker_killed"])
def test_a_product_is_not_lost_with_its_picture(code):
    def call(target, *words):
        if target == "x:draw":
            raise AssetRejected(code, "too dark")
        return answers(target, *words)

    done = work.attempt(msgspec.structs.replace(JOB, extras=EXTRAS), call)
    assert done.whole.note == "no pictures: too dark"
    assert done.whole.files == {"usdz": Blob("2" * 64, 6)}
