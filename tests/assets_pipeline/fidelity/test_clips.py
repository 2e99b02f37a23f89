import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.fidelity import clips
from assets_pipeline.fidelity.matching import Pairs

TIMES = np.array([0, 1, 2], np.float32)
TURN = np.array([[0, 0, 0, 1], [0, 0, 1, 0], [0, 0.6, 0, 0.8]], np.float32)


def clip(times=TIMES, values=TURN, path="rotation", interpolation="", node=0):
    document = Document.new()
    document.json["nodes"] = [{"name": "hip"}, {"name": "knee"}]
    sampler = {
        "input": document.add_accessor(np.asarray(times, np.float32)),
        "output": document.add_accessor(np.asarray(values, np.float32)),
    }
    if interpolation:
        sampler["interpolation"] = interpolation
    channel = {"sampler": 0, "target": {"node": node, "path": path}}
    document.add("animations", {"samplers": [sampler], "channels": [channel]})
    return document


def kinds(one, two):
    return [loss.kind for loss in clips.compare(one, two, Pairs.of(one.json, two.json))]


@pytest.mark.parametrize(
    "other",
    [
        clip(),
        clip(interpolation="LINEAR"),
        clip(values=-TURN),  # q and -q are one rotation
        clip(values=TURN + np.float32(1e-3)),
        clip(times=TIMES + np.float32(5e-5)),
    ],
)
def test_the_same_motion(other):
    assert kinds(clip(), other) == []


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (clip(interpolation="STEP"), "interpolation"),
        (clip(times=TIMES * 2), "duration"),
        (clip(times=TIMES[:2], values=TURN[:2]), "keys"),
        (clip(values=TURN * np.float32(0.9)), "channel"),
        (clip(path="translation"), "channel"),
        (clip(node=1), "channel"),
        (clip(values=TURN[:, :3]), "channel"),
    ],
)
def test_another_motion(other, kind):
    assert kind in kinds(clip(), other)


def test_the_sentence_says_what_was_moved():
    (lost,) = clips.compare(*(two := (clip(), clip(node=1))), Pairs.of(*(d.json for d in two)))
    assert lost.sentence == "clip 0: rotation of node 0 “hip” is gone"
    assert lost.pointer == "/animations/0"
