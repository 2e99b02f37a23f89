import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.encode import vertices

POINTS = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [1, 0, 0]], np.float32)


def primitive(document, targets=(), **attributes):
    return {
        "attributes": {name: document.add_accessor(each) for name, each in attributes.items()},
        "targets": [
            {name: document.add_accessor(each) for name, each in target.items()}
            for target in targets
        ],
    }


@pytest.fixture
def document():
    return Document.new()


def quantised(document, one, move=1e-3):
    return vertices.quantised(document, one, {one["attributes"]["POSITION"]: move})


def test_positions_move_no_further_than_they_may(document):
    points = np.random.default_rng(0).random((200, 3)).astype(np.float32)
    for move in (1e-2, 1e-4):
        found = quantised(document, primitive(document, POSITION=points), move)
        off = np.linalg.norm(found.attributes["POSITION"].values - points, axis=1)
        assert 0 < off.max() <= move


def test_equal_vertices_are_one_unless_a_target_parts_them(document):
    _, shape = quantised(document, primitive(document, POSITION=POINTS)).joined()
    assert shape.standing.tolist() == [0, 1, 2, 3, 1]
    moves = np.zeros_like(POINTS)
    moves[4] = [0, 0, 1]
    parted = primitive(document, [{"POSITION": moves}], POSITION=POINTS)
    _, shape = quantised(document, parted).joined()
    assert shape.standing.tolist() == [0, 1, 2, 3, 4]


def test_taken_vertices_keep_all_they_had(document):
    up = np.tile(np.float32([0, 0, 1]), (5, 1))
    up[3] = [0, 1, 0]
    moves = POINTS * 2
    one = primitive(document, [{"POSITION": moves}], POSITION=POINTS, NORMAL=up)
    taken = quantised(document, one).take(np.array([3, 0]))
    assert taken.attributes["POSITION"].values == pytest.approx(POINTS[[3, 0]], abs=1e-3)
    assert taken.targets[0]["POSITION"].values == pytest.approx(moves[[3, 0]], abs=1e-3)
    normals = taken.attributes["NORMAL"].values / 127
    angles = np.degrees(np.arccos(np.clip((normals * up[[3, 0]]).sum(axis=1), -1, 1)))
    assert angles.max() <= 1


def test_two_sets_of_joints_stay_together(document):
    joints = np.arange(20, dtype=np.uint8).reshape(5, 4)
    half = np.full((5, 4), 0.125, np.float32)
    one = primitive(
        document, POSITION=POINTS, JOINTS_0=joints, WEIGHTS_0=half,
        JOINTS_1=joints + 100, WEIGHTS_1=half,
    )  # fmt: skip
    taken = quantised(document, one).take(np.arange(5))
    both = [np.hstack([taken.attributes[f"{name}_{n}"].values for n in range(2)])
            for name in ("JOINTS", "WEIGHTS")]  # fmt: skip
    assert np.sort(both[0], axis=1).tolist() == np.hstack([joints, joints + 100]).tolist()
    assert (both[1].astype(int).sum(axis=1) == 255).all()


def test_a_primitive_without_positions_has_an_order_too(document):
    found = vertices.quantised(
        document, {"attributes": {"_ID": document.add_accessor(np.arange(3, dtype=np.uint16))}}, {}
    )
    _, shape = found.joined()
    assert shape.points.tolist() == np.zeros((3, 3)).tolist()
