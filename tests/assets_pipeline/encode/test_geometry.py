import copy

import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.encode import geometry

POINTS = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)


@pytest.fixture
def document():
    """Four primitives: two of the same vertices, one of its own, one of points in sequence."""
    made = Document.new()
    shared = {"POSITION": made.add_accessor(POINTS, minmax=True)}
    own = {"POSITION": made.add_accessor(POINTS + 5, minmax=True)}
    first, second = (
        made.add_accessor(np.array(each, np.uint16)) for each in ([0, 1, 2], [0, 2, 3])
    )
    primitives = [
        {"attributes": shared, "indices": first},
        {"attributes": dict(shared), "indices": second},
        {"attributes": own, "indices": second},
        {"attributes": dict(own), "mode": 3},
    ]
    made.add("meshes", {"primitives": primitives})
    return made


def places(document, held=frozenset()):
    json = copy.deepcopy(document.json)
    found = list(geometry.places(document, json, set(held)))
    primitives = json["meshes"][0]["primitives"]
    owner = {id(one): n for n, one in enumerate(primitives)}
    owner |= {id(one["attributes"]): n for n, one in enumerate(primitives)}
    return {(owner[id(place.parent)], place.key): place for place in found}


def test_every_accessor_of_every_primitive_has_a_place(document):
    assert set(places(document)) == {
        (0, "POSITION"), (0, "indices"), (1, "POSITION"), (1, "indices"),
        (2, "POSITION"), (2, "indices"), (3, "POSITION"),
    }  # fmt: skip


def test_each_triangle_has_its_corners_and_unused_vertices_are_gone(document):
    found = places(document)
    for number, corners in enumerate(([0, 1, 2], [0, 2, 3], [0, 2, 3])):
        points = found[number, "POSITION"].stream.values
        drawn = points[found[number, "indices"].stream.values]
        want = POINTS[corners] + (5 if number == 2 else 0)
        turns = [np.roll(drawn, turn, axis=0) for turn in range(3)]
        assert any(np.allclose(turn, want, atol=1e-3) for turn in turns)
    assert len(found[2, "POSITION"].stream.values) == 3


def test_a_line_in_sequence_keeps_its_order(document):
    line = places(document)[3, "POSITION"]
    assert line.stream.values == pytest.approx(POINTS + 5, abs=1e-3)


def test_what_is_held_stays_as_it_is_with_all_that_use_it(document):
    first = document.json["meshes"][0]["primitives"][0]["attributes"]["POSITION"]
    found = places(document, {first})
    assert (0, "POSITION") not in found
    assert found[0, "indices"].kind == "sequence"
    assert found[0, "indices"].stream.values.tolist() == [0, 1, 2]
    assert found[2, "indices"].kind == "triangles"


def test_an_extension_nobody_knows_holds_its_primitive(document):
    one = document.json["meshes"][0]["primitives"][2]
    one["extensions"] = {"ACME_hair": {}}
    assert places(document)[2, "indices"].stream.values.tolist() == [0, 2, 3]
    one["extensions"] = {"KHR_materials_variants": {"mappings": []}}
    assert places(document)[2, "indices"].kind == "triangles"


@pytest.mark.parametrize(("count", "dtype"), [(0xFFFF, np.uint16), (0x10000, np.uint32)])
def test_indices_are_as_wide_as_they_must_be(count, dtype):
    assert geometry._index_stream(np.zeros(3, np.uint32), count).values.dtype == dtype
