import math

import meshopt
import numpy as np
import pytest

from assets_pipeline.encode import codec, octahedral


def directions(count: int = 4000, width: int = 3) -> np.ndarray:
    found = np.random.default_rng(3).normal(size=(count, 4))
    found[:, :3] /= np.linalg.norm(found[:, :3], axis=1, keepdims=True)
    found[:, 3] = np.sign(found[:, 3])
    found[:6, :3] = [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]]
    return found[:, :width].astype(np.float32)


def degrees(values: np.ndarray, exact: np.ndarray) -> float:
    one = values[:, :3] / np.linalg.norm(values[:, :3].astype(float), axis=1, keepdims=True)
    chord = np.linalg.norm(one - exact[:, :3], axis=1)
    return float(np.degrees(2 * np.arcsin(chord / 2)).max())


def test_the_nearest_code():
    exact = directions()
    assert degrees(octahedral.put(exact).values, exact) < 0.75
    assert (octahedral.put(exact).values[:6] == exact[:6] * 127).all()


def test_settled_codes_are_shorter_and_near_enough():
    angle = np.linspace(0, 90, 3000)
    exact = np.stack([np.cos(angle), np.sin(angle), np.sin(3 * angle)], 1).astype(np.float32)
    exact /= np.linalg.norm(exact, axis=1, keepdims=True)
    stream = octahedral.put(exact)
    settled = octahedral.settle(stream)
    assert degrees(settled.values, exact) <= math.degrees(octahedral.ERROR) + 1e-4
    assert len(codec.attributes(settled.rows)) < 0.97 * len(codec.attributes(stream.rows))


def test_joined_vectors_all_stay_near():
    exact = np.repeat(directions(500), 4, axis=0)
    exact += np.random.default_rng(4).normal(scale=0.004, size=exact.shape).astype(np.float32)
    exact /= np.linalg.norm(exact, axis=1, keepdims=True)
    stream = octahedral.put(exact)
    _, first, kind = np.unique(stream.values, axis=0, return_index=True, return_inverse=True)
    standing = first[kind.reshape(-1)]
    settled = octahedral.settle(octahedral.join(stream, standing))
    assert degrees(settled.values[standing], exact) <= math.degrees(octahedral.ERROR) + 1e-4


@pytest.mark.parametrize("width", [3, 4])
def test_a_decoder_reads_what_we_say(width):
    """To one step of int8: decoders differ in how they round."""
    exact = directions(width=width)
    stream = octahedral.settle(octahedral.put(exact))
    data = codec.attributes(stream.rows)
    again = meshopt.decode_gltf_buffer(data, len(exact), 4, "ATTRIBUTES", "OCTAHEDRAL")
    off = np.abs(again.view(np.int8)[:, :width].astype(int) - stream.values)
    assert off.max() <= 1
    assert width == 3 or (np.sign(again.view(np.int8)[:, 3]) == exact[:, 3]).all()
    assert degrees(again.view(np.int8), exact) <= 1
