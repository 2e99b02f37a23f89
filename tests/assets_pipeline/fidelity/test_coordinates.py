import math

import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.fidelity import coordinates
from assets_pipeline.fidelity.surface import Side, Twin

UV = np.array([[0, 0], [1, 0], [0, 0.5]], np.float32)
QUARTER = math.pi / 2


def side(uv=UV, second=None, mappings=(), **info):
    document = Document.new()
    slot = {"pbrMetallicRoughness": {"baseColorTexture": {"index": 0, **info}}}
    document.json["materials"] = [slot, {"emissiveTexture": {"index": 0, "texCoord": 1}}]
    sets = {"TEXCOORD_0": uv} | ({} if second is None else {"TEXCOORD_1": second})
    primitive = {
        "attributes": {name: document.add_accessor(each) for name, each in sets.items()},
        "material": 0,
        "extensions": {"KHR_materials_variants": {"mappings": list(mappings)}},
    }
    return Side(document, primitive)


def moved(**said):
    return {"extensions": {"KHR_texture_transform": said}}


def pointers(one, two):
    return [loss.pointer for loss in coordinates.compare(Twin(one, two, "mesh 0", "/meshes/0"))]


@pytest.mark.parametrize(
    ("uv", "said"),
    [
        (UV / 2, {"scale": [2, 2]}),
        (UV - np.float32([3, 0]), {"offset": [3, 0]}),
        # a turn to the left takes (u, v) to (v, -u): the specification's matrix, with v downwards
        (np.stack([-UV[:, 1], UV[:, 0]], 1), {"rotation": QUARTER}),
    ],
)
def test_a_transform_may_stand_for_other_numbers(uv, said):
    assert pointers(side(), side(uv, **moved(**said))) == []
    assert pointers(side(), side(uv)) == ["/materials/0/pbrMetallicRoughness/baseColorTexture"]


@pytest.mark.parametrize(("steps", "lost"), [(0.9, 0), (1.1, 1)])
def test_a_step_of_twelve_bits_is_nothing(steps, lost):
    off = np.float32(steps * coordinates.UV)
    assert len(pointers(side(), side(UV + off))) == lost


def test_the_slot_says_which_set_it_reads():
    other = np.float32([[0, 0], [4, 0], [0, 4]])
    assert pointers(side(second=UV, texCoord=1), side(other, second=UV, texCoord=1)) == []
    assert len(pointers(side(second=UV, texCoord=1), side(second=other, texCoord=1))) == 1


def test_materials_of_variants_are_looked_at_too():
    worn = [{"material": 1, "variants": [0]}]
    before, after = (side(second=each, mappings=worn) for each in (UV, UV * 2))
    assert pointers(before, after) == ["/materials/1/emissiveTexture"]
