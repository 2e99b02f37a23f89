import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.encode import tracks


def moved(path: str, values: np.ndarray, **sampler) -> np.ndarray:
    """What a sampler of these values becomes."""
    document = Document.new()
    times = document.add_accessor(np.arange(len(values), dtype=np.float32))
    own = {"input": times, "output": document.add_accessor(values), **sampler}
    channel = {"sampler": 0, "target": {"node": 0, "path": path}}
    document.add("animations", {"samplers": [own], "channels": [channel]})
    keys, output = tracks.places(document, document.json, set())
    assert keys.stream.values.tolist() == list(range(len(values)))
    return output.stream.values


@pytest.mark.parametrize("path", ["translation", "scale"])
def test_values_stay_near(path):
    values = np.random.default_rng(8).normal(size=(50, 3)).astype(np.float32)
    largest = np.abs(values).max(axis=0)
    assert (np.abs(moved(path, values) - values) <= largest * tracks.VALUES).all()


def test_what_stands_still_is_one_value():
    values = np.float32(1) + np.random.default_rng(9).normal(size=(50, 3)).astype("f4") * 1e-7
    assert (moved("scale", values.astype(np.float32)) == 1).all()


def test_rotations_are_small():
    values = np.tile(np.array([0, 0.6, 0, 0.8], np.float32), (5, 1))
    found = moved("rotation", values)
    assert found.dtype == np.int16
    assert np.abs(found / 32767 - values).max() < 2.0**-13


@pytest.mark.parametrize(
    ("path", "sampler"), [("rotation", {"interpolation": "CUBICSPLINE"}), ("pointer", {})]
)
def test_what_is_no_plain_value_stays(path, sampler):
    values = np.random.default_rng(9).normal(size=(6, 4)).astype(np.float32)
    assert (moved(path, values, **sampler) == values).all()


def test_no_two_keys_fall_together():
    near = np.array([0, 1e-6, 2e-6, 1000], np.float32)
    assert (tracks._times(near).values == near).all()
    assert np.abs(tracks._times(np.arange(9, dtype="f4") / 24).values * 24 - range(9)).max() < 0.01
