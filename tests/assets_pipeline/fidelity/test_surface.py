import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.fidelity import surface
from assets_pipeline.fidelity.surface import Side, Twin

POINTS = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [9, 9, 9]], np.float32)


def side(targets=(), points=POINTS, **attributes):
    document = Document.new()
    values = {"POSITION": points, **attributes}
    primitive = {
        "attributes": {name: document.add_accessor(each) for name, each in values.items()},
        "indices": document.add_accessor(np.array([0, 1, 2], np.uint16)),
        "targets": [{"POSITION": document.add_accessor(each)} for each in targets],
    }
    return Side(document, primitive)


def kinds(one, two):
    return [loss.kind for loss in surface.compare(Twin(one, two, "mesh 0", "/meshes/0"))]


def test_only_what_is_drawn_counts():
    one = side()
    assert surface.used(*one).tolist() == [True, True, True, False]
    assert surface.box(one.values("POSITION")).tolist() == [[0, 0, 0], [1, 1, 0]]
    del one.primitive["indices"]
    assert surface.used(*one).all()


def up(*tilts):
    return np.array([[np.sin(t), 0, np.cos(t)] for t in tilts], np.float32)


@pytest.mark.parametrize(("tilt", "found"), [(0.02, []), (0.05, ["attribute"])])
def test_normals_may_turn_by_a_step_and_be_of_any_length(tilt, found):
    one, two = side(NORMAL=up(0, 0, 0, 0)), side(NORMAL=3 * up(tilt, 0, 0, 1.5))
    assert kinds(one, two) == found


def test_a_colour_may_get_an_alpha_but_not_another_shade():
    grey = np.full((4, 3), 0.5, np.float32)
    with_alpha = np.full((4, 4), [128, 128, 128, 255], np.uint8)
    document = side(COLOR_0=with_alpha)
    index = document.primitive["attributes"]["COLOR_0"]
    document.document.json["accessors"][index]["normalized"] = True
    assert kinds(side(COLOR_0=grey), document) == []
    assert kinds(side(COLOR_0=grey), side(COLOR_0=grey * np.float32(0.9))) == ["attribute"]


@pytest.mark.parametrize(("share", "found"), [(0.5, ["skin"]), (0.01, [])])
def test_a_joint_that_moves_something_must_stay(share, found):
    joints = np.tile(np.array([0, 1, 0, 0], np.uint8), (4, 1))
    weights = np.tile(np.float32([1 - share, share, 0, 0]), (4, 1))
    alone = np.tile(np.float32([1, 0, 0, 0]), (4, 1))
    one = side(JOINTS_0=joints, WEIGHTS_0=weights)
    assert kinds(one, side(JOINTS_0=joints, WEIGHTS_0=alone)) == found


@pytest.mark.parametrize(("factor", "found"), [(1.002, []), (1.01, ["morph"]), (0, ["morph"])])
def test_a_target_reaches_as_far_as_it_did(factor, found):
    moves = np.zeros_like(POINTS)
    moves[0] = [0, 0, 2]
    assert kinds(side([moves]), side([moves * np.float32(factor)])) == found


def test_a_target_is_measured_against_its_mesh():
    moves = np.ones_like(POINTS)
    assert kinds(side([moves]), side([moves * 100], points=POINTS * 100)) == []
