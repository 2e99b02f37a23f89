import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import structure
from assets_pipeline.pictures import materials
from tests.assets_pipeline.conftest import rich_document
from tests.assets_pipeline.guard.test_structure import put

_BASE = "/materials/0/pbrMetallicRoughness"
_TEXTURE = f"{_BASE}/baseColorTexture"
_MAPPINGS = "/meshes/0/primitives/0/extensions/KHR_materials_variants/mappings"
_VARIANTS = "/extensions/KHR_materials_variants/variants"
_SHEEN = {"KHR_materials_sheen": {"sheenColorFactor": [1, 2]}}
_MOVED = {"KHR_texture_transform": {"scale": ["x", 1]}}

BAD = [
    (_BASE, None, _BASE),
    (_BASE, [], _BASE),
    ("/materials/1/pbrMetallicRoughness/baseColorFactor", [1, 1, 1], None),
    ("/materials/1/pbrMetallicRoughness/baseColorFactor/0", None, None),
    ("/materials/1/pbrMetallicRoughness/baseColorFactor/0", 1e308, None),
    ("/materials/0/alphaMode", [], "/materials/0/alphaMode"),
    ("/materials/0/extensions", _SHEEN, None),
    (_TEXTURE, "x", _TEXTURE),
    (f"{_TEXTURE}/texCoord", -1, f"{_TEXTURE}/texCoord"),
    (f"{_TEXTURE}/extensions", _MOVED, None),
    (_VARIANTS, [{}] * 1_001, _VARIANTS),
    (_MAPPINGS, 7, _MAPPINGS),
    (f"{_MAPPINGS}/0", {}, f"{_MAPPINGS}/0"),
    (f"{_MAPPINGS}/0/variants", "x", f"{_MAPPINGS}/0/variants"),
]


@pytest.mark.parametrize(("pointer", "value", "place"), BAD)
def test_refused(rich, pointer, value, place):
    put(rich.json, pointer, value)
    with pytest.raises(AssetRejected) as refusal:
        structure.check_json(rich.json, "f")
    found = refusal.value
    assert (found.code, found.file) == ("gltf_malformed", "f")
    assert found.pointer.startswith(place or pointer.rpartition("/")[0])


NUMBERS = st.floats() | st.integers() | st.sampled_from([None, "", [], {}, True, 1e-320, 3.4e38])
KEYS = (
    "KHR_materials_volume/thicknessFactor",
    "KHR_materials_volume/attenuationDistance",
    "KHR_materials_volume/attenuationColor",
    "KHR_materials_ior/ior",
    "KHR_materials_emissive_strength/emissiveStrength",
    "KHR_materials_sheen/sheenColorFactor",
    "KHR_materials_clearcoat/clearcoatFactor",
)


@given(st.dictionaries(st.sampled_from(KEYS), NUMBERS | st.lists(NUMBERS, max_size=4)))
def test_whatever_is_let_in_can_be_drawn(said):
    document = rich_document()
    extensions: dict = {}
    for key, value in said.items():
        name, _, field = key.partition("/")
        extensions.setdefault(name, {})[field] = value
    document.json["materials"][0]["extensions"] = extensions
    try:
        structure.check_json(document.json)
    except AssetRejected as refusal:
        assert refusal.code == "gltf_malformed"  # noqa: PT017 -- either outcome is allowed
    else:
        materials.look(document.json, 0)
