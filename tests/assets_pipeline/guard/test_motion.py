import pytest

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import motion
from tests.assets_pipeline.guard.test_structure import put

BAD = [
    ("/skins/0/joints", [0, 1], "attribute_malformed", "/skins/0/inverseBindMatrices"),
    ("/skins/0/inverseBindMatrices", 0, "attribute_malformed", "/skins/0/inverseBindMatrices"),
    ("/accessors/8/type", "MAT3", "animation_malformed", "/animations/0/samplers/0"),
    ("/accessors/8/type", "VEC4", "animation_malformed", "/animations/0/channels/0"),
    ("/animations/0/samplers/0/input", 0, "animation_malformed", "/animations/0/samplers/0"),
    ("/animations/0/channels/0/target/path", "weights", "animation_malformed", None),
]


def test_sound(rich):
    motion.check(rich.json, "f")
    put(rich.json, "/animations/0/channels/0/target/path", "pointer")  # an extension's own
    motion.check(rich.json, "f")


@pytest.mark.parametrize(("pointer", "value", "code", "place"), BAD)
def test_refused(rich, pointer, value, code, place):
    put(rich.json, pointer, value)
    with pytest.raises(AssetRejected) as refusal:
        motion.check(rich.json, "f")
    found = refusal.value
    assert (found.code, found.file) == (code, "f")
    assert found.pointer == (place or "/animations/0/channels/0")
