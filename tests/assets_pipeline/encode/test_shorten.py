import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.encode import shorten


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_the_same_float(value):
    assert np.float32(shorten.short(value)) == np.float32(value)


@pytest.mark.parametrize(
    ("value", "found"), [(0.800000011920929, 0.8), (0.123456789012, 0.123456789012), (2.0, 2)]
)
def test_short(value, found):
    assert repr(shorten.short(value)) == repr(found)


def test_equal_samplers_are_one():
    samplers = [
        {"input": 0, "output": 1, "interpolation": "LINEAR"},
        {"input": 0, "output": 1},
        {"input": 0, "output": 1, "interpolation": "STEP"},
    ]
    channels = [{"sampler": n, "target": {"node": n, "path": "scale"}} for n in range(3)]
    json = {"animations": [{"samplers": samplers, "channels": channels}]}
    shorten.shorten(json)
    assert [channel["sampler"] for channel in channels] == [0, 0, 1]
    assert len(json["animations"][0]["samplers"]) == 2


def test_defaults_go():
    json = {"meshes": [{"primitives": [{"mode": 4}, {"mode": 1}]}]}
    json["samplers"] = [{"wrapS": 10497, "wrapT": 33071}]
    texture = {"index": 0, "texCoord": 0}
    factors = {"metallicFactor": 1.0, "roughnessFactor": 0.5, "baseColorTexture": texture}
    extras = {"doubleSided": False}
    json["materials"] = [{"pbrMetallicRoughness": factors, "doubleSided": False, "extras": extras}]
    shorten.shorten(json)
    assert json["meshes"][0]["primitives"] == [{}, {"mode": 1}]
    assert json["samplers"] == [{"wrapT": 33071}]
    left = {"roughnessFactor": 0.5, "baseColorTexture": {"index": 0}}
    assert json["materials"] == [{"pbrMetallicRoughness": left, "extras": extras}]
