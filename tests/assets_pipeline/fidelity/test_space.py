import copy

import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.fidelity import space
from assets_pipeline.fidelity.matching import Pairs

POINTS = np.array([[0, 0, 0], [3, 0, 0], [0, 4, 0]], np.float32)  # a diagonal of 5


@pytest.fixture
def document():
    made = Document.new()
    attributes = {"POSITION": made.add_accessor(POINTS)}
    made.add("meshes", {"primitives": [{"attributes": attributes}]})
    made.json |= {"nodes": [{"name": "chair", "mesh": 0}], "scenes": [{"nodes": [0]}], "scene": 0}
    return made


def losses(one, two):
    return list(space.compare(one, two, Pairs.of(one.json, two.json)))


def moved(document, way):
    other = Document(copy.deepcopy(document.json), document.bin)
    other.json["nodes"][0]["translation"] = way
    return other


@pytest.mark.parametrize(("steps", "lost"), [(0.95, 0), (1.05, 1)])
def test_a_step_of_the_diagonal_is_nothing(document, steps, lost):
    assert len(losses(document, moved(document, [5 * steps * space.POSITION, 0, 0]))) == lost


def test_the_space_is_told_in_the_world(document):
    (lost,) = losses(document, moved(document, [0, 0, 2]))
    assert lost.where == "node 0 “chair”"
    assert lost.after == "[[0.0, 0.0, 2.0], [3.0, 4.0, 2.0]]"


def test_a_wrapper_may_put_the_whole_elsewhere(document):
    other = Document(copy.deepcopy(document.json), document.bin)
    wrapper = other.add("nodes", {"children": [0], "scale": [0.01] * 3, "translation": [0, 7, 0]})
    other.json["scenes"][0]["nodes"] = [wrapper]
    assert losses(document, other) == []


def test_a_node_that_is_no_longer_shown_has_lost_its_place(document):
    other = Document(copy.deepcopy(document.json), document.bin)
    other.json["scenes"][0]["nodes"] = [other.add("nodes", {"name": "empty"})]
    (lost,) = losses(document, other)
    assert lost.before == "its place in the scene"


def test_nothing_shown_has_no_space(document):
    document.json["meshes"][0]["primitives"] = []
    assert losses(document, document) == []
