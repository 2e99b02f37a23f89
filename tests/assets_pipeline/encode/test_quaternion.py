import meshopt
import numpy as np

from assets_pipeline.encode import codec, quaternion


def test_rotations_stay_near_for_every_decoder():
    exact = np.random.default_rng(5).normal(size=(3000, 4))
    exact[:4] = np.eye(4)
    exact[4:8] = -np.eye(4)
    exact /= np.linalg.norm(exact, axis=1, keepdims=True)
    stream = quaternion.put((exact * 1.003).astype(np.float32))
    data = codec.attributes(stream.rows)
    again = meshopt.decode_gltf_buffer(data, 3000, 8, "ATTRIBUTES", "QUATERNION").view(np.int16)
    assert np.abs(again.astype(int) - stream.values).max() <= 1
    back = again / 32767 * np.sign((again * exact).sum(axis=1))[:, None]
    assert np.abs(back - exact).max() < 2.0**-13
